"""Sequences that stand for a group: the state most are in, period by period, and the member nearest to all others."""

import numpy as np
from numba import njit

from dagster_project.sequences.arguments import Distances, Floats, Ints, States


def modal_states(states: States, groups: Ints, k: int) -> tuple[Ints, Ints]:
    """The most frequent state of every group in every period.

    Args:
        states: (n, L) states 0..k-1.
        groups: (n,) group 0..g-1 of each row.
        k: size of the alphabet.

    Returns:
        (g, L) states, of equals the first of the alphabet; (g, L) rows in them.
    """
    count, length = int(groups.max()) + 1, states.shape[1]
    cells = (groups[:, None] * length + np.arange(length)) * k + states
    tally = np.bincount(cells.ravel(), minlength=count * length * k).reshape(count, length, k)
    return tally.argmax(axis=2), tally.max(axis=2)


def medoids(distances: Distances, groups: Ints, *, weights: Floats) -> Ints:
    """The row of every group with the smallest sum of distances to the group's persons.

    Args:
        distances: condensed (n·(n-1)/2,).
        groups: (n,) group 0..g-1 of each row.
        weights: (n,) persons.

    Returns:
        (g,) rows, of equals the first.
    """
    sums = np.zeros(len(groups))
    _add_within(distances, groups, weights, sums)
    # Ties within rounding are ties.
    order = np.lexsort((np.arange(len(groups)), np.round(sums, 9), groups))
    return order[np.searchsorted(groups[order], np.arange(int(groups.max()) + 1))]


@njit(cache=True, nogil=True)
def _add_within(distances, groups, weights, sums):  # type: ignore[no-untyped-def]
    at = 0
    for i in range(groups.shape[0]):
        for j in range(i + 1, groups.shape[0]):
            if groups[i] == groups[j]:
                sums[i] += weights[j] * distances[at]
                sums[j] += weights[i] * distances[at]
            at += 1
