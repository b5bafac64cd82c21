"""Partitioning around medoids with weights.

The search is FasterPAM (Schubert & Rousseeuw 2021) of the library kmedoids. It knows no weights, but it adds up the
distance from each row to its medoid: a matrix whose row i is multiplied by the weight of i makes that the weighted sum.
"""

import kmedoids
import numpy as np
from numpy.typing import ArrayLike
from scipy.spatial.distance import squareform

from dagster_project.sequences.arguments import Floats, Ints, as_condensed, as_weights, check_k
from dagster_project.sequences.ward import by_weight

# FasterPAM ends in a local optimum: one careful start and some random ones, the best is kept.
RANDOM_STARTS = 9
# Above this many rows the square matrix is large and one start from BUILD is what time allows.
ROWS_FOR_RESTARTS = 1_000


def cluster_pam(distances: ArrayLike, k: int, *, weights: ArrayLike | None = None, seed: int = 0) -> Ints:
    """Partition rows around k medoids so that the weighted sum of distances to the medoids is small.

    Args:
        distances: (n(n-1)/2,) condensed.
        k: number of clusters, at least 2 and at most the number of rows that differ.
        weights: (n,) how many each row stands for; None is 1.
        seed: of the random starts beside the one from BUILD.

    Returns:
        (n,) labels 0..k-1, largest weight first, equal weights by the first row.

    Raises:
        SequenceError: for NaN or negative distances, or a k that `check_k` refuses.

    Example:
        >>> cluster_pam([8.0, 8.0, 2.0], 2)
        array([1, 0, 0])
    """
    condensed, rows = as_condensed(distances)
    masses = as_weights(weights, rows)
    square = np.asarray(squareform(condensed), dtype=np.float64)
    check_k(k, _distinct(square))
    medoids = find_medoids(square, masses, k, seed)
    return by_weight(square[:, medoids].argmin(axis=1), masses)


def find_medoids(square: Floats, weights: Floats, k: int, seed: int) -> Ints:
    """(k,) ascending rows that FasterPAM keeps as medoids, the best of several starts. ``square`` is read only."""
    weighted = square * weights[:, None]
    starts = RANDOM_STARTS if len(square) <= ROWS_FOR_RESTARTS else 0
    best, least = np.empty(0, dtype=np.int64), np.inf
    for start in range(starts + 1):
        init = "build" if start == 0 else "random"
        found = kmedoids.fasterpam(weighted, k, init=init, random_state=seed + start, n_cpu=1)
        medoids = np.sort(np.asarray(found.medoids, dtype=np.int64))
        loss = float(weights @ square[:, medoids].min(axis=1))
        if loss < least * (1 - 1e-12):
            best, least = medoids, loss
    return best


def medoids_from(square: Floats, weights: Floats, labels: Ints) -> Ints:
    """(n,) clusters by FasterPAM that starts from the medoids of a partition ``labels`` 0..k-1, as `cluster_pam`'s.

    Cheaper than `cluster_pam` by the search for a start: for comparing methods on many rows.

    Args:
        square: (n, n) distances.
        weights: (n,) persons.
        labels: (n,) groups 0..k-1 to start from.
    """
    start = [_medoid(square, weights, np.flatnonzero(labels == group)) for group in range(int(labels.max()) + 1)]
    found = kmedoids.fasterpam(square * weights[:, None], np.array(start, dtype=np.uint64), n_cpu=1)
    medoids = np.sort(np.asarray(found.medoids, dtype=np.int64))
    return by_weight(square[:, medoids].argmin(axis=1), weights)


def _medoid(square: Floats, weights: Floats, members: Ints) -> int:
    """The row of ``members`` with the least weighted distance to the others."""
    return int(members[(weights[members] @ square[np.ix_(members, members)]).argmin()])


def _distinct(square: Floats) -> int:
    """Rows that are at a distance from every row before them."""
    same = np.tril(square == 0, -1)
    return int((~same.any(axis=1)).sum())
