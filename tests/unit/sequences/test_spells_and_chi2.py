"""Two distances for sensitivity, against the definitions worked out by hand and by plain Python."""

import math
from itertools import groupby

import numpy as np
import pytest
from numpy.testing import assert_allclose

from dagster_project.sequences import aggregate, pairwise_distances

ROWS = np.random.default_rng(7).integers(0, 3, (9, 8), dtype=np.int8)


def spells(row: list[int]) -> list[tuple[int, int]]:
    return [(state, sum(1 for _ in run)) for state, run in groupby(row)]


def spell_distance(one: list[int], other: list[int]) -> float:
    """The recurrence over spells, with substitution 2, indel 1 and half a unit for every period beyond the first."""
    a, b = spells(one), spells(other)
    table = {(0, 0): 0.0}
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            ways = []
            if i:
                ways.append(table[i - 1, j] + 1 + 0.5 * (a[i - 1][1] - 1))
            if j:
                ways.append(table[i, j - 1] + 1 + 0.5 * (b[j - 1][1] - 1))
            if i and j:
                (state, long), (target, wide) = a[i - 1], b[j - 1]
                swap = 0.5 * abs(long - wide) if state == target else 2 + 0.5 * (long + wide - 2)
                ways.append(table[i - 1, j - 1] + swap)
            if ways:
                table[i, j] = min(ways)
    return table[len(a), len(b)]


def test_matching_of_spells_is_that_of_the_recurrence() -> None:
    rows = np.repeat(ROWS, 3, axis=1)[:, :20]
    expected = [spell_distance(rows[i].tolist(), rows[j].tolist()) for i in range(9) for j in range(i + 1, 9)]
    assert_allclose(pairwise_distances(rows, method="omspell"), expected)


def test_a_spell_that_is_longer_costs_half_a_unit_a_period() -> None:
    assert pairwise_distances([[0, 0, 0, 1], [0, 1, 1, 1]], method="omspell").tolist() == [2.0]


def test_chi_squared_weighs_rare_states_more() -> None:
    # In the one period three persons of four are in state 0: 1/(3/4) + 1/(1/4) = 16/3.
    found = pairwise_distances([[0], [0], [0], [1]], method="chi2")
    assert_allclose(found, [0, 0, math.sqrt(16 / 3), 0, math.sqrt(16 / 3), math.sqrt(16 / 3)])


@pytest.mark.parametrize("method", ["chi2", "dhd"])
def test_unique_rows_with_weights_are_as_far_apart_as_in_all_rows(method: str) -> None:
    every = ROWS[np.array([0, 0, 0, 1, 2, 2])]
    unique, weights, index = aggregate(every)
    square = np.zeros((6, 6))
    square[np.triu_indices(6, 1)] = pairwise_distances(every, method=method)
    first = np.array([np.flatnonzero(index == at)[0] for at in range(3)])
    expected = (square + square.T)[np.ix_(first, first)][np.triu_indices(3, 1)]
    assert_allclose(pairwise_distances(unique, method=method, weights=weights), expected)
