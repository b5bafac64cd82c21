"""Careers drawn from templates of spells, for every kind of group."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from synthetic.careers.states import LETTERS, QUARTERS, SYNTHETIC
from synthetic.streams import stream

TEMPLATES = SYNTHETIC / "forloebsskabeloner.csv"
# A single other spell inside the career, or another state at its end: the chance, and the chance of a second quarter.
INSIDE, INSIDE_SECOND = 0.12, 0.3
AT_END, AT_END_SECOND = 0.15, 0.4
INSIDE_STATES = {"L": 0.3, "D": 0.15, "S": 0.25, "K": 0.1, "O": 0.12, "R": 0.08}
END_STATES = {"L": 0.2, "S": 0.22, "K": 0.22, "O": 0.05, "R": 0.16, "F": 0.1, "D": 0.05}
# Relative sizes of the pools.
LARGE_GROUPS = {"loenmodtager_syg": 4, "langvarig_kontanthjaelp": 3, "pendler": 3, "kortvarig_kontanthjaelp": 3}


class CareerKind(NamedTuple):
    """Pathway of the separate analysis, of the pooled one, and the variant of the pooled group ('' if it has one)."""

    separate: str
    pooled: str
    variant: str


@dataclass(frozen=True)
class Pool:
    """Candidates: ``states`` (j, 20) int8, ``kind`` (j,) index into ``kinds``; no career occurs twice in a kind."""

    kinds: list[CareerKind]
    kind: NDArray[np.int64]
    states: NDArray[np.int8]


def draw_pool(size: int, seed: int) -> Pool:
    """About ``size`` candidates per kind, more for large groups."""
    templates = pl.read_csv(TEMPLATES).with_columns(pl.col("variant").fill_null(""))
    kinds: list[CareerKind] = []
    texts: list[str] = []
    numbers: list[int] = []
    for key, rows in templates.group_by("forloebstype_kommune", "forloebstype_samlet", "variant", maintain_order=True):
        kind = CareerKind(*map(str, key))
        many = size * (LARGE_GROUPS.get(kind.separate, 2) if kind.separate == kind.pooled else 2)
        drawn = sorted(_draw(rows, many, stream(seed, "kandidater", *kind)))
        numbers += [len(kinds)] * len(drawn)
        kinds.append(kind)
        texts += drawn
    letters = np.frombuffer("".join(texts).encode("ascii"), np.uint8).reshape(-1, QUARTERS)
    place = {ord(letter): number for number, letter in enumerate(LETTERS)}
    states = np.vectorize(place.__getitem__, otypes=[np.int8])(letters)
    return Pool(kinds, np.array(numbers), states)


def _draw(rows: pl.DataFrame, many: int, rng: np.random.Generator) -> set[str]:
    shares = rows["vaegt"].to_numpy() / rows["vaegt"].sum()
    chosen = rng.choice(rows.height, many, p=shares)
    return {_career(rows["skabelon"][i], rows["fasthed"][i], rng) for i in chosen.tolist()}


def _career(template: str, firmness: float, rng: np.random.Generator) -> str:
    """Spells of random length around the template's; the firmer, the nearer. Now and then something else besides."""
    spells = [(part[0], int(part[1:])) for part in template.split()]
    mean = np.array([length for _, length in spells], float)
    shares = rng.dirichlet(np.maximum(mean - 1, 0.5) * firmness)
    lengths = 1 + rng.multinomial(QUARTERS - len(spells), shares)
    career = "".join(state * length for (state, _), length in zip(spells, lengths.tolist(), strict=True))
    chance = rng.random()
    if chance < INSIDE:
        at, length = int(rng.integers(1, QUARTERS - 2)), 1 + int(rng.random() < INSIDE_SECOND)
        return career[:at] + _one_of(INSIDE_STATES, rng) * length + career[at + length :]
    if chance < INSIDE + AT_END:
        length = 1 + int(rng.random() < AT_END_SECOND)
        return career[: QUARTERS - length] + _one_of(END_STATES, rng) * length
    return career


def _one_of(shares: dict[str, float], rng: np.random.Generator) -> str:
    weights = np.array(list(shares.values()))
    return str(rng.choice(list(shares), p=weights / weights.sum()))
