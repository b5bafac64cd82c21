"""The last misplaced careers, one by one: another career in a person's place, if every limit still holds.

A change is kept when the analyses, repeated with ties broken in several ways, put no more persons elsewhere than
before.
"""

import logging
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dagster_project.sequences.ties import row_hashes
from dagster_project.sequences.ward import Workspace, cut, grow
from synthetic.careers.states import STATES, code_shares
from tools.careers_search.affinity import distances, margin
from tools.careers_search.bounds import KEYS, Limits, last_row
from tools.careers_search.candidates import Pool
from tools.careers_search.selection import Slots

# How many hash seeds judge, first few, then more: 0 is the one that the analysis reports, the others its stability.
TIES = (2, 8, 21)
TRIES, CHANCE = 1000, 3.0
# Persons replaced at a time; the chance that they are the nearest around a misplaced one, and how many are near.
AT_ONCE, AROUND, NEAREST = 6, 0.6, 25
# Changes of a career by itself: so many variants, each with so many borders moved at most.
VARIANTS, MOVED = 200, 3
KEEP_EQUAL = 0.6

log = logging.getLogger(__name__)


@dataclass
class Picked:
    """Careers (n, 20), what they are meant for, and the distances between them."""

    careers: NDArray[np.int8]
    places: Slots
    apart: NDArray[np.float64]

    def analyses(self) -> list[tuple[NDArray[np.int64], NDArray[np.int64], int]]:
        """Members, what they are meant for, and number of groups, of the four analyses and the pooled one."""
        parts = []
        for number in range(len(KEYS)):
            here = np.flatnonzero(self.places.municipality == number)
            meant = self.places.separate[here]
            parts.append((here, meant, len(np.unique(meant))))
        everybody = np.arange(len(self.careers))
        return [*parts, (everybody, self.places.pooled, len(np.unique(self.places.pooled)) + 1)]


def repair(cohort: Picked, pool: Pool, limits: Limits, seed: int) -> NDArray[np.int8]:
    """Careers (n, 20) with as few misplaced as were reached."""
    rng = np.random.default_rng(seed)
    for ties in TIES:
        cohort = _repair(cohort, pool, limits, ties, rng)
    return cohort.careers


def _repair(cohort: Picked, pool: Pool, limits: Limits, ties: int, rng: np.random.Generator) -> Picked:
    counts = _misplaced(cohort, ties)
    for _ in range(TRIES):
        if not counts.any():
            break
        tried = Picked(cohort.careers.copy(), cohort.places, cohort.apart.copy())
        for person in _chosen(cohort, counts, rng):
            _replace(tried, pool, limits, person, rng)
        now = _misplaced(tried, ties, at_most=int(counts.sum()))
        if now.sum() < counts.sum() or (now.sum() == counts.sum() and rng.random() < KEEP_EQUAL):
            if now.sum() < counts.sum():
                log.info("%d fejlplaceringer over %d måder at bryde ties", now.sum(), ties)
            cohort, counts = tried, now
    return cohort


def _chosen(cohort: Picked, counts: NDArray[np.int64], rng: np.random.Generator) -> list[int]:
    """A few of the misplaced, or of those nearest to one of them, who may be what draws him over."""
    misplaced = np.flatnonzero(counts)
    around = misplaced
    if rng.random() < AROUND:
        around = np.argsort(cohort.apart[rng.choice(misplaced)], kind="stable")[:NEAREST]
    return list(rng.choice(around, min(len(around), int(rng.integers(1, AT_ONCE + 1))), replace=False).tolist())


def _replace(cohort: Picked, pool: Pool, limits: Limits, person: int, rng: np.random.Generator) -> None:
    """Give a person the career that is best inside the groups, with some chance, among those that fit."""
    drawn = pool.states[pool.kind == cohort.places.kind[person]]
    careers = np.unique(np.vstack([drawn, _variants(cohort.careers[person], rng)]), axis=0)
    careers = careers[_fits(cohort, limits, person, careers)]
    to_all = distances(careers, cohort.careers)
    places, here = cohort.places, np.flatnonzero(cohort.places.municipality == cohort.places.municipality[person])
    separate = margin(to_all[:, here], cohort.apart[np.ix_(here, here)], places.separate[person], places.separate[here])
    pooled = margin(to_all, cohort.apart, places.pooled[person], places.pooled)
    best = int((np.minimum(separate, pooled) + CHANCE * rng.random(len(careers))).argmax())
    row = to_all[best]
    row[person] = 0
    cohort.careers[person], cohort.apart[person], cohort.apart[:, person] = careers[best], row, row


def _misplaced(cohort: Picked, ties: int, at_most: int | None = None) -> NDArray[np.int64]:
    """How often each person (n,) was put with another group; breaks off above ``at_most``."""
    counts = np.zeros(len(cohort.careers), np.int64)
    for here, meant, groups in cohort.analyses():
        own = cohort.apart[np.ix_(here, here)][np.triu_indices(len(here), 1)]
        states, work, alone = analysed_states(cohort.careers[here]), Workspace(), np.ones(len(here))
        for seed in range(ties):
            labels = cut(grow(own, alone, row_hashes(states, seed), variant="ward.D", work=work), groups)
            counts[here] += elsewhere(labels, meant)
            if at_most is not None and counts.sum() > at_most:
                return counts
    return counts


def elsewhere(labels: NDArray[np.int64], meant: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Who is not meant for what most members of the own group (``labels``) are meant for."""
    table = np.zeros((labels.max() + 1, meant.max() + 1), np.int64)
    np.add.at(table, (labels, meant), 1)
    return np.asarray(table.argmax(axis=1)[labels] != meant)


def analysed_states(careers: NDArray[np.int8]) -> NDArray[np.int8]:
    """The states numbered as the analysis numbers them (alphabetically), for the hash that breaks ties sees them."""
    names = sorted(name for name, (codes, _) in zip(STATES, code_shares(), strict=True) if len(codes))
    number = np.array([names.index(name) if name in names else len(names) for name in STATES], np.int8)
    return number[careers]


def _variants(career: NDArray[np.int8], rng: np.random.Generator) -> NDArray[np.int8]:
    """The career with some borders of its spells moved by a quarter."""
    variants = np.repeat(career[None, :], VARIANTS, axis=0)
    rows = np.arange(VARIANTS)
    for _ in range(MOVED):
        left, later = rng.integers(0, len(career) - 1, VARIANTS), rng.integers(0, 2, VARIANTS)
        variants[rows, left + later] = variants[rows, left + 1 - later]
    return variants


def _fits(cohort: Picked, limits: Limits, person: int, careers: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Which careers break no limit in the person's place; the last state stays as it is."""
    municipality, separate = cohort.places.municipality[person], cohort.places.separate[person]
    pooled = cohort.places.pooled[person]
    mates = (cohort.places.municipality == municipality) & (cohort.places.separate == separate)
    alike = cohort.places.pooled == pooled
    change = _quarters(careers) - _quarters(cohort.careers[[person]])
    shifts = _shifts(cohort.careers[alike]).sum() + _shifts(careers) - _shifts(cohort.careers[[person]])
    row = np.array([last_row(state) for state in range(len(STATES))])
    return np.asarray(
        _inside(_quarters(cohort.careers[mates]).sum(axis=0) + change, limits.separate[municipality, separate]).all(1)
        & _inside(_quarters(cohort.careers[alike]).sum(axis=0) + change, limits.pooled[pooled]).all(1)
        & _inside(shifts, limits.shifts[pooled])
        & (row[careers[:, -1]] == row[cohort.careers[person, -1]])
    )


def _quarters(careers: NDArray[np.int8]) -> NDArray[np.int64]:
    return np.stack([(careers == state).sum(axis=1) for state in range(len(STATES))], axis=1)


def _shifts(careers: NDArray[np.int8]) -> NDArray[np.int64]:
    return np.asarray((careers[:, 1:] != careers[:, :-1]).sum(axis=1), np.int64)


def _inside(values: NDArray[np.int64], limit: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.asarray((values >= limit[..., 0]) & (values <= limit[..., 1]))
