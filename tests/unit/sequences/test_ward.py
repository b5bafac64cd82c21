"""Ward's tree, whichever way it was grown."""

import fastcluster
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from numpy.typing import NDArray
from scipy.spatial.distance import pdist

from dagster_project.sequences import aggregate, cluster_ward, pairwise_distances, ward_tree
from dagster_project.sequences import ward_kernels as kernels
from dagster_project.sequences.method import Method, settle_for
from dagster_project.sequences.ties import LARGEST, row_hashes
from dagster_project.sequences.ward import Workspace, grow
from dagster_project.sequences.ward_chain import merge_chain
from dagster_project.sequences.ward_first import nearest_pairs
from dagster_project.sequences.ward_rounds import MOST_READ, merge_rounds

Floats = NDArray[np.float64]


def by_chain(distances: Floats, weights: Floats, hashes: NDArray[np.uint64]) -> Floats:
    """The tree of `ward_tree` without any rounds."""
    rows = len(weights)
    work, merges = np.empty_like(distances), np.empty((rows - 1, 3))
    for row in range(rows - 1):
        part = slice(kernels.before_row(row, rows) + row + 1, kernels.before_row(row, rows) + rows)
        kernels.spread(distances[part], row, weights, hashes, (True, False, LARGEST), work[part])
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
    ones, names, levels = np.ones(rows), np.arange(rows), np.zeros(rows)
    near = nearest_pairs(distances, ones, np.zeros(rows, dtype=np.uint64), (False, False, LARGEST))
    made, left = merge_rounds(distances.copy(), ones, names, levels, merges, near, float(MOST_READ * rows * rows))
    assert made + left == rows
    assert MOST_READ <= made < rows - 1
    expected = fastcluster.linkage(distances, method="ward")
    found = ward_tree(distances, variant="ward.D2")
    assert_allclose(found[:, 2], expected[:, 2], rtol=1e-9)
    assert_array_equal(found[:, 3], expected[:, 3])


@pytest.mark.parametrize("variant", ["ward.D", "ward.D2"])
@pytest.mark.parametrize("method", [Method(), Method(distance="lcs"), Method(distance="ham")])
def test_distances_in_bytes_grow_the_very_same_tree(method: Method, variant: str) -> None:
    sequences = np.random.default_rng(7).integers(0, 4, (400, 8), dtype=np.int8)
    unique, weights, _ = aggregate(sequences)
    measure = settle_for(sequences, method)
    in_bytes, in_floats = measure.condensed(unique, in_bytes=True), measure.condensed(unique)
    assert in_bytes.dtype == np.uint8
    assert_array_equal(in_bytes, in_floats)
    for hashes in (row_hashes(unique), None):
        found, expected = (grow(some, weights, hashes, variant=variant) for some in (in_bytes, in_floats))
        assert_array_equal(found, expected)


def test_distances_that_a_byte_does_not_hold_are_kept_in_floats() -> None:
    sequences = np.random.default_rng(7).integers(0, 4, (20, 130), dtype=np.int8)
    unique, _, _ = aggregate(sequences)
    for method in (Method(), Method(indel=0.75), Method(distance="dhd"), Method(substitution="trate")):
        assert settle_for(sequences, method).condensed(unique, in_bytes=True).dtype == np.float64
    assert settle_for(sequences[:, :127], Method()).whole  # 2 * 127 = 254


def test_memory_of_one_tree_is_taken_for_the_next() -> None:
    work = Workspace()
    first = work.of(10)
    assert np.shares_memory(first, work.of(4))
    assert len(work.of(20)) == 20


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
