"""Ward's hierarchical clustering on distances between unique sequences with weights."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from dagster_project.sequences import ward_kernels
from dagster_project.sequences.arguments import (
    Distances,
    Floats,
    Ints,
    SequenceError,
    as_condensed,
    as_states,
    as_weights,
    check_k,
)
from dagster_project.sequences.ties import LARGEST, Hashes, check_rule, row_hashes
from dagster_project.sequences.ward_chain import merge_chain
from dagster_project.sequences.ward_first import first_round, nearest_pairs, pairs_of
from dagster_project.sequences.ward_rounds import MOST_READ, merge_rounds

VARIANTS = ("ward.D", "ward.D2")


def cluster_ward(  # noqa: PLR0913 - the face is fixed by the contract
    distances: ArrayLike,
    k: int,
    *,
    weights: ArrayLike | None = None,
    variant: str = "ward.D",
    sequences: ArrayLike | None = None,
    ties: str = "hash",
) -> Ints:
    """Cut Ward's tree into k clusters.

    Args:
        distances: (n(n-1)/2,) condensed distances, read and left as they are.
        k: number of clusters, at least 2 and at most the number of rows that differ.
        weights: (n,) how many each row stands for; None is 1. The tree is that of the data with every row repeated.
        variant: ``"ward.D"`` on the distances as they are, ``"ward.D2"`` on their squares (Murtagh & Legendre 2014).
        sequences: (n, L) states; when given, ties between distances are broken by them (see `ties`).
        ties: ``"none"`` leaves ties to the order of the rows.

    Returns:
        (n,) labels 0..k-1, largest weight first, equal weights by the first row.

    Raises:
        SequenceError: for NaN or negative distances, a k that `check_k` refuses, or another variant.

    Example:
        Rows 1 and 2 are near each other, and heavier together than row 0 is.

        >>> cluster_ward([8.0, 8.0, 2.0], 2, weights=[1, 1, 3])
        array([1, 0, 0])
    """
    tree = ward_tree(distances, weights=weights, variant=variant, sequences=sequences, ties=ties)
    # Merges at height 0 join rows that do not differ.
    check_k(k, 1 + int((tree[:, 2] > 0).sum()))
    return by_weight(cut(tree, k), as_weights(weights, len(tree) + 1))


def ward_tree(  # noqa: PLR0913 - as cluster_ward
    distances: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    variant: str = "ward.D",
    sequences: ArrayLike | None = None,
    ties: str = "hash",
    seed: int = 0,
) -> Floats:
    """The whole tree, as scipy's linkage matrix.

    Args:
        distances: (n(n-1)/2,) condensed distances, read and left as they are.
        weights: (n,) how many each row stands for; None is 1.
        variant: as of `cluster_ward`.
        sequences: (n, L) states; when given, ties between distances are broken by them.
        ties: ``"none"`` leaves ties to the order of the rows.
        seed: chooses another hash for the ties.

    Returns:
        (n-1, 4): the two clusters merged (rows 0..n-1, then merges n, n+1, …), height, weight; ascending heights.

    Example:
        >>> ward_tree([8.0, 8.0, 2.0])
        array([[ 1.,  2.,  2.,  2.],
               [ 0.,  3., 10.,  3.]])
    """
    condensed, rows = as_condensed(distances)
    sizes = as_weights(weights, rows)
    check_variant(variant)
    states = None if sequences is None else as_states(sequences)
    if states is not None and len(states) != rows:
        raise SequenceError(f"{rows} sekvenser", f"{len(states)}", "Ward", "giv de sekvenser, som afstandene er mellem")
    broken = check_rule(ties) and states is not None
    hashes = row_hashes(states, seed) if broken and states is not None else None
    return grow(condensed, sizes, hashes, variant=variant)


def check_variant(variant: str) -> None:
    """Refuse what is no variant of Ward."""
    if variant not in VARIANTS:
        raise SequenceError(" eller ".join(VARIANTS), f"'{variant}'", "Ward", "ret variant")


class Workspace:
    """Memory for the matrix of one tree after another: what is new costs as much as the tree."""

    def __init__(self) -> None:
        """Nothing is taken before it is asked for."""
        self._kept = np.empty(0)

    def of(self, size: int) -> Floats:
        """(size,) numbers, to be overwritten."""
        if size > len(self._kept):
            self._kept = np.empty(0)  # given back before more is taken
            self._kept = np.empty(size)
        return self._kept[:size]


def grow(
    distances: Distances, weights: Floats, hashes: Hashes | None, *, variant: str, work: Workspace | None = None
) -> Floats:
    """`ward_tree` of checked arguments.

    Args:
        distances: condensed (n·(n-1)/2,); left as they are.
        weights: (n,) persons, all above 0.
        hashes: (n,) of the rows, that ties are broken by; None leaves them.
        variant: ``ward.D`` or ``ward.D2``.
        work: who grows several trees brings his own.

    Returns:
        (n-1, 4) merges, as `ward_tree`.
    """
    rows = len(weights)
    merges = np.empty((max(rows - 1, 0), 3))
    if rows > 1:
        _fill(distances, weights, hashes, variant, merges, Workspace() if work is None else work)
    tree = ward_kernels.number(merges[np.argsort(merges[:, 2], kind="stable")], weights)
    if variant == "ward.D2":
        tree[:, 2] = np.sqrt(tree[:, 2])
    return np.asarray(tree)


def _fill(  # noqa: PLR0913, PLR0917 - what a tree is grown of
    distances: Distances, weights: Floats, hashes: Hashes | None, variant: str, merges: Floats, work: Workspace
) -> None:
    """The first round from the distances, then rounds on the matrix that it leaves, then the chain."""
    rows = len(weights)
    own = np.zeros(rows, dtype=np.uint64) if hashes is None else hashes
    rule = (hashes is not None, variant == "ward.D2", LARGEST)
    sizes, names, levels = weights.copy(), np.arange(rows), np.zeros(rows)
    best, nearest = nearest_pairs(distances, weights, own, rule)
    low, high = pairs_of(nearest)
    left = len(low)
    matrix = work.of(left * (left - 1) // 2)
    *near, made = first_round(distances, weights, own, rule, best, low, high, matrix, names, levels, sizes, merges)
    of_clusters = (sizes[:left], names[:left], levels[:left])
    further, left = merge_rounds(matrix, *of_clusters, merges[made:], tuple(near), (MOST_READ - 1.0) * rows * rows)
    merge_chain(matrix, sizes[:left], names[:left], levels[:left], merges[made + further :])


def cut(tree: Floats, k: int) -> Ints:
    """The partition of a tree into k groups.

    Args:
        tree: (n-1, 4) merges, as `ward_tree`.
        k: groups, 1 to n.

    Returns:
        (n,) group of every row when the last k-1 merges are undone.
    """
    rows = len(tree) + 1
    kept = rows - k
    into = np.repeat(np.arange(rows, rows + kept), 2)
    joined = tree[:kept, :2].astype(np.int64).ravel()
    graph = coo_array((np.ones(2 * kept, dtype=np.int8), (into, joined)), shape=(2 * rows - 1, 2 * rows - 1))
    return np.asarray(connected_components(graph, directed=False)[1][:rows], dtype=np.int64)


def by_weight(labels: Ints, weights: Floats, first: NDArray[np.generic] | None = None) -> Ints:
    """Number clusters 0, 1, … by falling weight; equal weights by the smallest ``first`` (default: the first row)."""
    _, labels = np.unique(labels, return_inverse=True)
    totals = np.bincount(labels, weights)
    order_of = np.arange(len(labels)) if first is None else first
    rank = np.empty(len(labels), dtype=np.int64)
    rank[np.argsort(order_of, kind="stable")] = np.arange(len(labels))
    earliest = np.full(len(totals), len(labels))
    np.minimum.at(earliest, labels, rank)
    place = np.empty(len(totals), dtype=np.int64)
    place[np.lexsort((earliest, -totals))] = np.arange(len(totals))
    return place[labels]
