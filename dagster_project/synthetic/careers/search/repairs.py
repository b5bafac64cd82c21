"""The last misplaced careers, one by one: another career in a person's place, if every limit still holds.

A change is kept when the analyses, repeated with ties broken in several ways, put no more persons elsewhere than
before.
"""

import logging
from dataclasses import dataclass, field

import fastcluster
import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster

from dagster_project.synthetic.careers.search.affinity import distances, margin
from dagster_project.synthetic.careers.search.candidates import Pool
from dagster_project.synthetic.careers.search.limits import KEYS, Limits, last_row
from dagster_project.synthetic.careers.search.selection import Places
from dagster_project.synthetic.careers.states import STATES

TIES, LARGEST_TIE = 10, 1e-6
TRIES, TRIED_AT_ONCE, CHANCE = 2000, 3, 3.0
# Changes of a career by itself: so many variants, each with so many borders moved at most.
VARIANTS, MOVED = 200, 3
KEEP_EQUAL = 0.6

log = logging.getLogger(__name__)


@dataclass
class Cohort:
    """Careers (n, 20), what they are meant for, and the distances between them."""

    careers: NDArray[np.int8]
    places: Places
    apart: NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        self.apart = distances(self.careers, self.careers)

    def analyses(self) -> list[tuple[NDArray[np.int64], NDArray[np.int64], int]]:
        """Members, what they are meant for, and number of groups, of the four analyses and the pooled one."""
        parts = []
        for number in range(len(KEYS)):
            here = np.flatnonzero(self.places.municipality == number)
            meant = self.places.separate[here]
            parts.append((here, meant, len(np.unique(meant))))
        everybody = np.arange(len(self.careers))
        return [*parts, (everybody, self.places.pooled, len(np.unique(self.places.pooled)) + 1)]


def repair(cohort: Cohort, pool: Pool, limits: Limits, seed: int) -> NDArray[np.int8]:
    """Careers (n, 20) with as few misplaced as were reached."""
    rng = np.random.default_rng(seed)
    counts = _misplaced(cohort, cohort.apart)
    for _ in range(TRIES):
        if not counts.any():
            break
        person = int(rng.choice(np.flatnonzero(counts)))
        options = _options(cohort, pool, limits, person, rng)
        for career in options[:TRIED_AT_ONCE]:
            apart = _with(cohort, person, career)
            tried = _misplaced(cohort, apart, at_most=int(counts.sum()))
            if tried.sum() < counts.sum() or (tried.sum() == counts.sum() and rng.random() < KEEP_EQUAL):
                if tried.sum() < counts.sum():
                    log.info("%d fejlplaceringer over %d måder at bryde ties", tried.sum(), TIES)
                cohort.careers[person], cohort.apart, counts = career, apart, tried
                break
    return cohort.careers


def _with(cohort: Cohort, person: int, career: NDArray[np.int8]) -> NDArray[np.float64]:
    row = distances(career[None, :], cohort.careers)[0]
    row[person] = 0
    apart = cohort.apart.copy()
    apart[person], apart[:, person] = row, row
    return apart


def _misplaced(cohort: Cohort, apart: NDArray[np.float64], at_most: int | None = None) -> NDArray[np.int64]:
    """How often each person (n,) was put with another group; breaks off above ``at_most``."""
    counts = np.zeros(len(cohort.careers), np.int64)
    for here, meant, groups in cohort.analyses():
        own = apart[np.ix_(here, here)]
        upper = np.triu_indices(len(here), 1)
        for ties in range(TIES):
            noise = np.random.default_rng(ties).random(len(upper[0])) * LARGEST_TIE
            # ward.D on distances is ward.D2 on their roots.
            tree = fastcluster.linkage(np.sqrt(own[upper] + noise), "ward", preserve_input=False)
            labels = fcluster(tree, groups, "maxclust")
            for label in range(1, groups + 1):
                members = np.flatnonzero(labels == label)
                values, number = np.unique(meant[members], return_counts=True)
                counts[here[members]] += meant[members] != values[number.argmax()]
            if at_most is not None and counts.sum() > at_most:
                return counts
    return counts


def _options(cohort: Cohort, pool: Pool, limits: Limits, person: int, rng: np.random.Generator) -> NDArray[np.int8]:
    """Careers that may take the place of a person, those well inside their groups first, with some chance."""
    drawn = pool.states[pool.kind == cohort.places.kind[person]]
    careers = np.unique(np.vstack([drawn, _variants(cohort.careers[person], rng)]), axis=0)
    careers = careers[_fits(cohort, limits, person, careers)]
    to_all = distances(careers, cohort.careers)
    places, here = cohort.places, np.flatnonzero(cohort.places.municipality == cohort.places.municipality[person])
    separate = margin(to_all[:, here], cohort.apart[np.ix_(here, here)], places.separate[person], places.separate[here])
    pooled = margin(to_all, cohort.apart, places.pooled[person], places.pooled)
    return careers[np.argsort(-(np.minimum(separate, pooled) + CHANCE * rng.random(len(careers))))]


def _variants(career: NDArray[np.int8], rng: np.random.Generator) -> NDArray[np.int8]:
    """The career with some borders of its spells moved by a quarter."""
    variants = np.repeat(career[None, :], VARIANTS, axis=0)
    rows = np.arange(VARIANTS)
    for _ in range(MOVED):
        left, later = rng.integers(0, len(career) - 1, VARIANTS), rng.integers(0, 2, VARIANTS)
        variants[rows, left + later] = variants[rows, left + 1 - later]
    return variants


def _fits(cohort: Cohort, limits: Limits, person: int, careers: NDArray[np.int8]) -> NDArray[np.bool_]:
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
