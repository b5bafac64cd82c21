"""Distances and costs agree with TraMineR."""

from collections.abc import Mapping
from typing import Any

import pytest
from numpy.testing import assert_allclose, assert_array_equal
from numpy.typing import NDArray

from dagster_project.pathways.names import shifts
from dagster_project.sequences import aggregate, pairwise_distances, substitution_costs, transition_rates

Known = Mapping[str, NDArray[Any]]
STATES = 9


def test_transition_rates_are_those_of_seqtrate(known: Known) -> None:
    assert_allclose(transition_rates(known["sequences"], STATES), known["trate"], rtol=0, atol=1e-9)


def test_substitution_costs_from_rates_are_those_of_seqsubm(known: Known) -> None:
    assert_allclose(substitution_costs(known["sequences"], STATES, "trate"), known["trate_sm"], rtol=0, atol=1e-9)


@pytest.mark.parametrize(
    ("name", "method"), [("OMconst", "om"), ("LCS", "lcs"), ("HAM", "ham"), ("DHD", "dhd")], ids=str
)
def test_distances_with_default_costs_are_those_of_seqdist(known: Known, name: str, method: str) -> None:
    found = pairwise_distances(known["sequences"], method=method)
    assert_allclose(found, known[f"dist_{name}"], rtol=0, atol=1e-9)


def test_optimal_matching_with_rates_is_that_of_seqdist(known: Known) -> None:
    found = pairwise_distances(known["sequences"], method="om", substitution=known["trate_sm"], indel=1.0)
    assert_allclose(found, known["dist_OMtrate"], rtol=0, atol=1e-9)


def test_the_dynamic_programme_agrees_where_the_bit_parallel_way_is_taken(known: Known) -> None:
    # An indel that makes some substitutions worth their price forces the dynamic programme.
    costs = substitution_costs(known["sequences"], STATES, "constant")
    bitwise = pairwise_distances(known["sequences"], substitution=costs, indel=1.0)
    programme = pairwise_distances(known["sequences"], substitution=costs, indel=1.0 + 1e-13)
    assert_allclose(programme, bitwise, rtol=0, atol=1e-9)


def test_aggregated_rows_and_weights_are_those_of_wcaggregatecases(known: Known) -> None:
    unique, weights, index = aggregate(known["sequences"])
    first = known["agg_index"] - 1
    assert len(unique) == len(first)
    assert_array_equal(weights[index[first]], known["agg_weight"])
    assert_array_equal(unique[index], known["sequences"])


def test_shifts_are_the_transitions_of_seqtransn(known: Known) -> None:
    assert_array_equal(shifts(known["sequences"]), known["transitions"])
