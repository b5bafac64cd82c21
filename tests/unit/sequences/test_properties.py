"""What must hold for any sequences, found with Hypothesis."""

import fastcluster
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose, assert_array_equal
from numpy.typing import NDArray
from scipy.spatial.distance import squareform

from dagster_project.sequences import (
    aggregate,
    cluster_pam,
    cluster_quality,
    cluster_ward,
    pairwise_distances,
    substitution_costs,
    ward_tree,
)

STATES = 4
# Random rows have random rates, and costs of them need be no metric.
pytestmark = pytest.mark.filterwarnings("ignore::dagster_project.sequences.costs.CostWarning")
METHODS = ("om", "lcs", "ham", "trate", "dhd")
few = settings(max_examples=30)
tables = st.tuples(st.integers(2, 24), st.integers(2, 9)).flatmap(
    lambda shape: arrays(np.int8, shape, elements=st.integers(0, STATES - 1))
)


def distances(sequences: NDArray[np.int8], method: str) -> NDArray[np.float64]:
    if method == "trate":
        return pairwise_distances(sequences, substitution=substitution_costs(sequences, STATES, "trate"))
    return pairwise_distances(sequences, method=method)


def textbook_om(a: NDArray[np.int8], b: NDArray[np.int8], costs: NDArray[np.float64], indel: float) -> float:
    """Optimal matching as the textbooks write it, one cell at a time."""
    table = np.add.outer(np.arange(len(a) + 1), np.arange(len(b) + 1)) * indel
    for i, x in enumerate(a, 1):
        for j, y in enumerate(b, 1):
            table[i, j] = min(table[i - 1, j] + indel, table[i, j - 1] + indel, table[i - 1, j - 1] + costs[x, y])
    return float(table[-1, -1])


def random_sequences(seed: int, rows: int, length: int = 8) -> NDArray[np.int8]:
    return np.random.default_rng(seed).integers(0, STATES, (rows, length), dtype=np.int8)


@few
@given(tables, st.sampled_from(("om", "lcs", "ham", "trate")))
def test_a_distance_is_a_metric(sequences: NDArray[np.int8], method: str) -> None:
    square = squareform(distances(sequences, method))
    equal = (sequences[:, None] == sequences[None]).all(axis=2)
    assert_array_equal(square[equal], 0.0)
    assert (square >= 0).all()
    # Costs of 2 - p - p may be 0 between two states: then different sequences can be at no distance.
    assert method == "trate" or (square[~equal] > 0).all()
    detour = (square[:, :, None] + square[None, :, :]).min(axis=1)
    assert method == "trate" or (square <= detour + 1e-9).all()


@few
@given(tables, st.floats(0.3, 2.0), st.integers(0, 2**20))
def test_optimal_matching_is_that_of_the_textbook(sequences: NDArray[np.int8], indel: float, seed: int) -> None:
    raw = np.random.default_rng(seed).uniform(0, 3, (STATES, STATES))
    costs = np.triu(raw, 1) + np.triu(raw, 1).T
    found = pairwise_distances(sequences, substitution=costs, indel=indel)
    pairs = zip(*np.triu_indices(len(sequences), 1), strict=True)
    assert_allclose(found, [textbook_om(sequences[i], sequences[j], costs, indel) for i, j in pairs], atol=1e-9)


@pytest.mark.parametrize("length", [20, 63, 64, 65])
def test_words_of_64_quarters_and_longer_sequences_agree_with_the_textbook(length: int) -> None:
    sequences = random_sequences(length, 6, length)
    costs = 2.0 * (1 - np.eye(STATES))
    pairs = zip(*np.triu_indices(6, 1), strict=True)
    expected = [textbook_om(sequences[i], sequences[j], costs, 1.0) for i, j in pairs]
    assert_allclose(pairwise_distances(sequences), expected, atol=1e-9)


@few
@given(tables, st.sampled_from(METHODS), st.randoms(use_true_random=False))
def test_another_order_of_rows_gives_the_same_distances(sequences: NDArray[np.int8], method: str, random) -> None:  # type: ignore[no-untyped-def]
    order = np.array(random.sample(range(len(sequences)), len(sequences)))
    moved = squareform(distances(sequences[order], method))
    assert_array_equal(moved, squareform(distances(sequences, method))[np.ix_(order, order)])


@few
@given(tables, st.sampled_from(("om", "lcs", "ham", "dhd")), st.permutations(range(STATES)))
def test_other_numbers_for_the_states_give_the_same_distances(
    sequences: NDArray[np.int8], method: str, numbers: list[int]
) -> None:
    renamed = np.array(numbers, dtype=np.int8)[sequences]
    assert_allclose(distances(renamed, method), distances(sequences, method), atol=1e-9)


@few
@given(tables)
def test_aggregated_rows_are_sorted_unique_and_rebuild_the_input(sequences: NDArray[np.int8]) -> None:
    unique, weights, index = aggregate(sequences)
    assert_array_equal(unique, np.unique(sequences, axis=0))
    assert_array_equal(unique[index], sequences)
    assert_array_equal(weights, np.bincount(index))


@pytest.mark.parametrize("variant", ["ward.D", "ward.D2"])
@pytest.mark.parametrize("seed", range(4))
def test_ward_with_weights_is_ward_of_the_repeated_rows(variant: str, seed: int) -> None:
    generator = np.random.default_rng(seed)
    square = squareform(generator.uniform(1, 2, 15 * 14 // 2))
    weights = generator.integers(1, 6, 15)
    repeated = np.repeat(np.arange(15), weights)
    expected = fastcluster.linkage(
        np.sqrt(squareform(square[np.ix_(repeated, repeated)]))
        if variant == "ward.D"
        else squareform(square[np.ix_(repeated, repeated)]),
        method="ward",
    )[-14:, 2]
    found = ward_tree(squareform(square), weights=weights, variant=variant)[:, 2]
    # fastcluster squares what it is given: the square root makes its ward that of the distances themselves.
    assert_allclose(found, expected**2 if variant == "ward.D" else expected, rtol=1e-9)


@pytest.mark.parametrize("variant", ["ward.D", "ward.D2"])
@pytest.mark.parametrize("seed", range(6))
def test_with_ties_broken_no_order_of_rows_changes_the_groups(variant: str, seed: int) -> None:
    sequences = random_sequences(seed, 60)
    order = np.random.default_rng(seed).permutation(60)
    for k in (2, 5, 9):
        here = cluster_ward(pairwise_distances(sequences), k, variant=variant, sequences=sequences)
        moved = sequences[order]
        there = cluster_ward(pairwise_distances(moved), k, variant=variant, sequences=moved)
        agreement = set(zip(here[order].tolist(), there.tolist(), strict=True))
        assert len(agreement) == k


@pytest.mark.parametrize("seed", range(4))
def test_quality_with_weights_is_quality_of_the_repeated_rows(seed: int) -> None:
    sequences = random_sequences(seed, 80, 4)
    unique, weights, index = aggregate(sequences)
    labels = cluster_ward(pairwise_distances(unique), 4, weights=weights, sequences=unique)
    compact = cluster_quality(pairwise_distances(unique), labels, weights=weights)
    full = cluster_quality(pairwise_distances(sequences), labels[index])
    assert compact == pytest.approx(full, rel=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_medoids_with_weights_lie_as_near_as_those_of_the_repeated_rows(seed: int) -> None:
    sequences = random_sequences(seed, 80, 4)
    unique, weights, index = aggregate(sequences)
    square = squareform(pairwise_distances(unique))
    labels = cluster_pam(squareform(square), 3, weights=weights)
    repeated = cluster_pam(pairwise_distances(sequences), 3)
    assert loss(square, labels, weights) == pytest.approx(
        loss(square[np.ix_(index, index)], repeated, np.ones(80)), rel=0.02
    )


def loss(square: NDArray[np.float64], labels: NDArray[np.int64], weights: NDArray[np.float64]) -> float:
    groups = [labels == group for group in np.unique(labels)]
    return sum(float((weights[g] @ square[np.ix_(g, g)]).min()) for g in groups)
