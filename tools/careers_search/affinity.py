"""How near a candidate is to its own groups, in the sense of Ward: what the annealing wants."""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from synthetic.careers.states import QUARTERS, STATES
from tools.careers_search.candidates import Pool
from tools.careers_search.selection import Slots

# Margins count fully up to here, in part up to the next, not beyond.
FULL, PARTLY, PART = 4.0, 12.0, 1.2
COST = -0.5
# No such group: nothing is near it.
NOWHERE = np.inf


@dataclass(frozen=True)
class Margins:
    """(4, j) and (j,): how much nearer a candidate is to its own group than to the next, separate and pooled."""

    separate: NDArray[np.float64]
    pooled: NDArray[np.float64]

    @property
    def least(self) -> NDArray[np.float64]:
        """(4, j) the smaller of the two."""
        return np.minimum(self.separate, self.pooled[None, :])

    @property
    def cost(self) -> NDArray[np.float64]:
        """(4, j) low where a candidate is well inside its groups."""
        least = self.least
        return COST * (np.minimum(least, FULL) + PART * np.clip(least - FULL, 0, PARTLY))


def measure_margins(pool: Pool, places: Slots, picked: NDArray[np.int64]) -> Margins:
    """Margins of every candidate against the careers ``picked`` now (n,), in the groups that they are meant for.

    The pooled wage earners count as the two groups that the report merged (footnote 7).
    """
    to_picked = distances(pool.states, np.ascontiguousarray(pool.states[picked]))
    pooled_group = np.array([_pooled_group(kind.pooled, kind.variant) for kind in pool.kinds])
    separate_group = np.array([kind.separate for kind in pool.kinds])
    separate = []
    for municipality in range(places.municipality.max() + 1):
        here = np.flatnonzero(places.municipality == municipality)
        apart, meant = to_picked[np.ix_(picked[here], here)], separate_group[places.kind[here]]
        separate.append(margin(to_picked[:, here], apart, separate_group[pool.kind], meant))
    pooled = margin(to_picked, to_picked[picked], pooled_group[pool.kind], pooled_group[places.kind])
    return Margins(np.stack(separate), pooled)


def _pooled_group(pooled: str, variant: str) -> str:
    return f"{pooled}/{variant}" if pooled == "loenmodtager_syg" else pooled


def margin(
    to_members: NDArray[np.float64],
    apart: NDArray[np.float64],
    own: NDArray[np.generic] | int,
    group: NDArray[np.generic],
) -> NDArray[np.float64]:
    """How much nearer candidates are to their own group than to the next.

    Args:
        to_members: (j, n) distances from candidates to careers.
        apart: (n, n) distances between the careers.
        own: (j,) or one: the group that a candidate is meant for.
        group: (n,) the groups of the careers.

    Returns:
        (j,) affinity to the nearest other group minus that to the own; minus infinity without an own group.
    """
    nearest_own, nearest_other = np.full(len(to_members), NOWHERE), np.full(len(to_members), NOWHERE)
    for name in np.unique(group):
        members = np.flatnonzero(group == name)
        # Mean distance to the group less half the mean distance within it: the squared distance to its centre,
        # when distances are read as squared (which Ward does).
        affinity = to_members[:, members].mean(axis=1) - apart[np.ix_(members, members)].mean() / 2
        mine = own == name
        nearest_own = np.where(mine, affinity, nearest_own)
        nearest_other = np.where(mine, nearest_other, np.minimum(nearest_other, affinity))
    return np.where(np.isfinite(nearest_own), nearest_other - nearest_own, -np.inf)


def distances(candidates: NDArray[np.int8], careers: NDArray[np.int8]) -> NDArray[np.float64]:
    """Optimal matching distances (j, n) with indel 1 and substitution 2: twice what is not common."""
    return np.asarray(2.0 * QUARTERS - 2.0 * common_quarters(candidates, careers, len(STATES)), np.float64)


@njit(cache=True)
def common_quarters(left, right, states):  # type: ignore[no-untyped-def]
    """Lengths (j, n) of longest common subsequences of careers, bit by bit (Hyyrö 2004)."""
    length = left.shape[1]
    full = np.uint32((1 << length) - 1)
    found = np.zeros((len(left), len(right)), np.int16)
    for i in range(len(left)):
        marks = np.zeros(states, np.uint32)
        for t in range(length):
            marks[left[i, t]] |= np.uint32(1) << np.uint32(t)
        for j in range(len(right)):
            bits = full
            for t in range(length):
                match = bits & marks[right[j, t]]
                bits = ((bits + match) | (bits - match)) & full
            for t in range(length):
                found[i, j] += 1 - ((bits >> np.uint32(t)) & np.uint32(1))
    return found
