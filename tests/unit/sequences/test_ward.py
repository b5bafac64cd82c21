"""Ward's tree, whichever way it was grown."""

import fastcluster
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from numpy.typing import NDArray
from scipy.spatial.distance import pdist

from dagster_project.sequences import aggregate, cluster_ward, pairwise_distances, ward_tree
from dagster_project.sequences import ward_kernels as kernels
from dagster_project.sequences.ties import LARGEST, row_hashes
from dagster_project.sequences.ward_chain import merge_chain
from dagster_project.sequences.ward_rounds import MOST_READ, merge_rounds

Floats = NDArray[np.float64]


def by_chain(distances: Floats, weights: Floats, hashes: NDArray[np.uint64]) -> Floats:
    """The tree of `ward_tree` without any rounds."""
    rows = len(weights)
    work, merges = np.empty_like(distances), np.empty((rows - 1, 3))
    kernels.spread(distances, weights, hashes, True, False, LARGEST, work)
    merge_chain(work, weights.copy(), np.arange(rows), np.zeros(rows), merges)
    return np.asarray(kernels.number(merges[np.argsort(merges[:, 2], kind="stable")], weights))


@pytest.mark.parametrize("seed", range(5))
def test_rounds_and_chain_grow_the_same_tree(seed: int) -> None:
    sequences = np.random.default_rng(seed).integers(0, 3, (300, 6), dtype=np.int8)
    unique, weights, _ = aggregate(sequences)
    distances = pairwise_distances(unique)
    tree = ward_tree(distances, weights=weights, sequences=unique)
    expected = by_chain(distances, weights, row_hashes(unique))
    assert_array_equal(tree[:, [0, 1, 3]], expected[:, [0, 1, 3]])
    assert_allclose(tree[:, 2], expected[:, 2], rtol=1e-12)


def test_where_rounds_do_not_pay_the_chain_takes_over() -> None:
    # Every point is farther from the next than from the one before: one pair a round.
    rows = 60
    distances = pdist(1.5 ** np.arange(rows)[:, None])
    merges = np.empty((rows - 1, 3))
    made, left = merge_rounds(distances.copy(), np.ones(rows), np.arange(rows), np.zeros(rows), merges)
    assert made + left == rows
    assert MOST_READ <= made < rows - 1
    expected = fastcluster.linkage(distances, method="ward")
    found = ward_tree(distances, variant="ward.D2")
    assert_allclose(found[:, 2], expected[:, 2], rtol=1e-9)
    assert_array_equal(found[:, 3], expected[:, 3])


@pytest.mark.parametrize("variant", ["ward.D", "ward.D2"])
def test_rounding_puts_no_union_below_its_parts(variant: str) -> None:
    # Rows at one distance from each other: every merge is as high as the one before, but for rounding.
    rows = 40
    tree = ward_tree(np.full(rows * (rows - 1) // 2, 0.1), weights=np.linspace(0.1, 7, rows), variant=variant)
    heights = np.concatenate([np.zeros(rows), tree[:, 2]])
    assert (tree[:, 2] >= heights[tree[:, :2].astype(int)].max(axis=1)).all()
    assert (tree[:, :2].max(axis=1) < np.arange(rows, 2 * rows - 1)).all()


@pytest.mark.parametrize("rows", [2, 3])
def test_the_smallest_trees(rows: int) -> None:
    distances = np.arange(1.0, 1 + rows * (rows - 1) // 2)
    assert cluster_ward(distances, rows).tolist() == list(range(rows))
    assert len(ward_tree(distances)) == rows - 1
    assert len(ward_tree(np.empty(0))) == 0


def test_distances_that_are_given_stay_as_they_are() -> None:
    distances = np.random.default_rng(0).random(45)
    before = distances.copy()
    cluster_ward(distances, 3)
    assert_array_equal(distances, before)
