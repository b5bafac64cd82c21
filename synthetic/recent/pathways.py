"""How they came there: spells of benefits over five years, with the codes of the extended alphabet."""

import csv
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dagster_project.settings import CODE_LISTS
from synthetic.streams import stream

ALPHABET = "tilstand_udvidet"
WORK, PENSION = "loenmodtager", 783
WEEKS = 260
# How unlike the spells of one kind are: the shape of the gamma distribution that stretches them.
SHAPE = 6.0
# Breaks: weeks of something else in the middle of a spell.
MOST_BREAKS, SHORTEST_BREAK, LONGEST_BREAK = 3, 3, 12
BREAKS = ("sygedagpenge", "loenmodtager", "kontanthjaelp")


@dataclass(frozen=True)
class PathwayKind:
    """A kind of pathway: its share of the grantees, and its spells with their usual length in quarters."""

    share: float
    spells: tuple[tuple[str, float], ...]


KINDS = {
    "ressourceforloeb": PathwayKind(0.28, (("kontanthjaelp", 6), ("ressourceforloeb", 12), ("kontanthjaelp", 2))),
    "jobafklaring": PathwayKind(0.22, (("loenmodtager", 8), ("sygedagpenge", 4), ("jobafklaringsforloeb", 8))),
    "fleksjob": PathwayKind(0.16, (("fleksjob", 10), ("sygedagpenge", 2), ("ledighedsydelse", 8))),
    "ung": PathwayKind(0.14, (("uddannelsesstoette", 4), ("uddannelseshjaelp", 9), ("ressourceforloeb", 7))),
    "hurtig": PathwayKind(0.12, (("loenmodtager", 10), ("barsel", 2), ("loenmodtager", 4), ("sygedagpenge", 4))),
    "langvarig": PathwayKind(0.08, (("kontanthjaelp", 20),)),
}


def weekly_codes(kinds: NDArray[np.str_], grants: NDArray[np.int32], weeks: range, seed: int) -> NDArray[np.uint16]:
    """DREAM codes (n, len(weeks)), 0 = blank, of grantees of the given ``kinds`` and week numbers of the grants."""
    rng = stream(seed, "nyere", "forloeb")
    week = np.asarray(weeks, np.int64)
    codes = np.zeros((len(kinds), len(week)), np.uint16)
    for row, (kind, grant) in enumerate(zip(kinds.tolist(), grants.tolist(), strict=True)):
        place = week - (grant - WEEKS)
        career = _career(KINDS[kind], rng)
        codes[row] = np.where(place < WEEKS, career[np.clip(place, 0, WEEKS - 1)], PENSION)
    return codes


def _career(kind: PathwayKind, rng: np.random.Generator) -> NDArray[np.uint16]:
    lengths = np.array([length for _, length in kind.spells]) * rng.gamma(SHAPE, 1 / SHAPE, len(kind.spells))
    ends = np.rint(lengths.cumsum() / lengths.sum() * WEEKS).astype(np.int64)
    codes = np.empty(WEEKS, np.uint16)
    for (state, _), begin, end in zip(kind.spells, [0, *ends[:-1].tolist()], ends.tolist(), strict=True):
        codes[begin:end] = _code(state, rng)
    for _ in range(rng.integers(0, MOST_BREAKS + 1)):
        begin = int(rng.integers(0, WEEKS - LONGEST_BREAK))
        codes[begin : begin + int(rng.integers(SHORTEST_BREAK, LONGEST_BREAK + 1))] = _code(rng.choice(BREAKS), rng)
    return codes


def _code(state: str, rng: np.random.Generator) -> int:
    """A code of the state; the passive benefit, which the list has first, is the most frequent."""
    codes = _codes()[state]
    weight = 1 / np.arange(1, len(codes) + 1)
    return int(rng.choice(codes, p=weight / weight.sum()))


@cache
def _codes() -> dict[str, list[int]]:
    with (CODE_LISTS / "dream_ydelse.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found: dict[str, list[int]] = {WORK: [0]}
    for row in rows:
        if int(row["kode"]) != PENSION:
            found.setdefault(row[ALPHABET], []).append(int(row["kode"]))
    return found
