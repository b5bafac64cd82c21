"""Costs from the data: unique rows with weights are the rows they stand for, and costs that are no metric say so."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from dagster_project.sequences import (
    Method,
    aggregate,
    analyse,
    pairwise_distances,
    substitution_costs,
    transition_rates,
)
from dagster_project.sequences.costs import CostWarning

ROWS = np.random.default_rng(3).integers(0, 3, (12, 6), dtype=np.int8)[np.repeat(np.arange(12), np.arange(1, 13))]


def test_rates_of_unique_rows_with_weights_are_those_of_all_rows() -> None:
    unique, weights, _ = aggregate(ROWS)
    assert_allclose(transition_rates(unique, 3, weights=weights), transition_rates(ROWS, 3))
    assert not np.allclose(transition_rates(unique, 3), transition_rates(ROWS, 3))


def test_dynamic_hamming_of_unique_rows_with_weights_is_that_of_all_rows() -> None:
    unique, weights, index = aggregate(ROWS)
    few = pairwise_distances(unique, method="dhd", weights=weights)
    every = pairwise_distances(ROWS, method="dhd")
    first = [int(np.flatnonzero(index == at)[0]) for at in range(len(unique))]
    rows = len(ROWS)
    places = [
        i * rows - i * (i + 1) // 2 + j - i - 1
        for i, j in (sorted((first[a], first[b])) for a in range(len(first)) for b in range(a + 1, len(first)))
    ]
    assert_allclose(few, every[places])


def test_an_analysis_by_hamming_reads_the_costs_it_is_given() -> None:
    method = Method(distance="ham", substitution="trate")
    found = analyse(ROWS, np.arange(len(ROWS)), ks=[2], method=method)
    assert found.distances is not None
    unique, _, _ = aggregate(ROWS)
    expected = pairwise_distances(unique, method="ham", substitution=substitution_costs(ROWS, 3, "trate"))
    assert_array_equal(found.distances, expected)


def test_a_detour_that_is_cheaper_than_the_way_is_told() -> None:
    costs = np.array([[0.0, 9.0, 1.0], [9.0, 0.0, 1.0], [1.0, 1.0, 0.0]])
    with pytest.warns(CostWarning, match="op til 7"):
        pairwise_distances([[0, 1], [2, 2]], substitution=costs)


def test_a_sample_with_few_different_sequences_still_has_k_medoids() -> None:
    common = np.zeros((5000, 4), dtype=np.int8)
    rare = np.array([[1, 1, 1, 1], [2, 2, 2, 2], [1, 2, 1, 2]], dtype=np.int8)
    rows = np.concatenate([common, rare])
    with pytest.warns(UserWarning, match="stikprøver"):
        found = analyse(rows, np.arange(len(rows)), ks=[4], method=Method(largest_exact=3))
    assert len(np.unique(found.labels)) == 4
