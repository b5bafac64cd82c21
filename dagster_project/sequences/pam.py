"""Partitioning around medoids with weights, and on samples when the pairs do not fit in memory.

The search is FasterPAM (Schubert & Rousseeuw 2021) of the library kmedoids. It knows no weights, but it adds up the
distance from each row to its medoid; a matrix whose row i is multiplied by the weight of i makes that sum the weighted one.
"""

import warnings
from dataclasses import dataclass

import kmedoids
import numpy as np
from numpy.typing import ArrayLike
from scipy.spatial.distance import squareform

from dagster_project.sequences.arguments import Floats, Ints, States, as_condensed, as_weights, check_k
from dagster_project.sequences.distances import Measure
from dagster_project.sequences.quality import quality_by_k
from dagster_project.sequences.unique import aggregate
from dagster_project.sequences.ward import by_weight

# FasterPAM ends in a local optimum: one careful start and some random ones, the best is kept.
RANDOM_STARTS = 9
# Above this many rows the square matrix is large and one start from BUILD is what time allows.
ROWS_FOR_RESTARTS = 2_000

SAMPLES = 5
SAMPLE_ROWS = 3_000


@dataclass(frozen=True)
class SampledClusters:
    """Medoid clusters found on samples (CLARA, Kaufman & Rousseeuw 1990).

    ``labels`` (u,) 0..k-1 of all rows, largest weight first; ``medoids`` (k,) rows; ``mean_distance`` to the medoid over
    all rows; ``quality`` statistics of the best sample under these labels.
    """

    labels: Ints
    medoids: Ints
    mean_distance: float
    quality: dict[str, float]


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


def cluster_by_samples(unique: States, weights: Floats, k: int, measure: Measure, *, seed: int = 0) -> SampledClusters:
    """Medoids from the best of some samples of the rows, and every row with its nearest medoid.

    Args:
        unique: (u, L) sequences in ascending order.
        weights: (u,).
        k: number of clusters.
        measure: the distance.
        seed: of the samples.

    A warning says that samples stand for all rows. Memory grows with the sample and with u·k, not with u².
    """
    check_k(k, len(unique))
    warnings.warn(f"grupper fra {SAMPLES} stikprøver af {len(unique)} forskellige sekvenser", stacklevel=2)
    best: SampledClusters | None = None
    for draw in range(SAMPLES):
        outcome = _from_one_sample(unique, weights, k, measure, seed + draw)
        if best is None or outcome.mean_distance < best.mean_distance:
            best = outcome
    assert best is not None  # noqa: S101 - SAMPLES is positive
    return best


def _from_one_sample(unique: States, weights: Floats, k: int, measure: Measure, seed: int) -> SampledClusters:
    # Rows are drawn by weight and again count as often as they were drawn: a sample of persons, not of sequences.
    drawn = np.random.default_rng(seed).choice(len(unique), size=SAMPLE_ROWS, p=weights / weights.sum())
    rows, counts, _ = aggregate(unique[drawn])
    condensed = measure.condensed(rows)
    inside = find_medoids(np.asarray(squareform(condensed)), counts, min(k, len(rows)), seed)
    nearest = measure.between(rows[inside], unique)
    labels = by_weight(nearest.argmin(axis=0), weights)
    at_medoid = measure.between(rows[inside], rows).argmin(axis=0)
    quality = quality_by_k(condensed, {k: at_medoid.astype(np.int64)}, weights=counts)[k]
    medoids = nearest.argmin(axis=1)
    return SampledClusters(labels, medoids, float(weights @ nearest.min(axis=0) / weights.sum()), quality)


def _distinct(square: Floats) -> int:
    """Rows that are at a distance from every row before them."""
    same = np.tril(square == 0, -1)
    return int((~same.any(axis=1)).sum())
