"""Medoid clusters from samples, for more unique sequences than all pairs of fit in memory (CLARA).

Kaufman & Rousseeuw (1990), "Finding Groups in Data", chapter 3: cluster a sample, give every row its nearest medoid,
and keep the sample whose medoids lie nearest to all rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.spatial.distance import squareform

from dagster_project.sequences.arguments import Floats, Ints, States
from dagster_project.sequences.distances import Measure
from dagster_project.sequences.pam import find_medoids
from dagster_project.sequences.quality import quality_by_k
from dagster_project.sequences.ward import by_weight

SAMPLES = 5
SAMPLE_ROWS = 2_000


@dataclass(frozen=True)
class SampledClusters:
    """The clusters of one sample.

    ``labels`` (u,) 0..k-1 of all rows, largest weight first; ``mean_distance`` from all rows to their medoids;
    ``inside`` the labels of the sampled rows, ``sample`` their distances and weights.
    """

    labels: Ints
    mean_distance: float
    inside: Ints
    sample: tuple[Floats, Floats]

    def quality(self, k: int) -> dict[str, float]:
        """Statistics of the sampled rows under these labels."""
        distances, weights = self.sample
        return quality_by_k(distances, {k: self.inside}, weights=weights)[k]


def sample_clusters(
    unique: States, weights: Floats, ks: Iterable[int], measure: Measure, *, seed: int = 0
) -> dict[int, list[SampledClusters]]:
    """For every k the clusters of `SAMPLES` samples, the one with the nearest medoids first.

    Args:
        unique: (u, L) sequences in ascending order.
        weights: (u,).
        ks: numbers of clusters, none above u.
        measure: the distance.
        seed: of the first sample.

    Memory grows with the sample squared and with u·k, not with u².
    """
    wanted = list(ks)
    drawn = [_from_one_sample(unique, weights, wanted, measure, seed + draw) for draw in range(SAMPLES)]
    return {k: sorted((sample[k] for sample in drawn), key=lambda found: found.mean_distance) for k in wanted}


def _enough(drawn: Ints, weights: Floats, k: int) -> Ints:
    """The heaviest sequences that were not drawn, as many as are wanting for k different ones: k medoids need them."""
    missing = k - len(np.unique(drawn))
    others = np.setdiff1d(np.argsort(-weights, kind="stable"), drawn, assume_unique=False)
    return np.sort(others[np.argsort(-weights[others], kind="stable")][: max(missing, 0)])


def _from_one_sample(
    unique: States, weights: Floats, ks: list[int], measure: Measure, seed: int
) -> dict[int, SampledClusters]:
    # Rows are drawn by weight and count as often as they were drawn: a sample of persons, not of sequences.
    drawn = np.random.default_rng(seed).choice(len(unique), size=SAMPLE_ROWS, p=weights / weights.sum())
    places, counts = np.unique(np.concatenate([drawn, _enough(drawn, weights, max(ks))]), return_counts=True)
    masses = counts.astype(np.float64)
    condensed = np.asarray(measure.condensed(unique[places]), dtype=np.float64)
    square = np.asarray(squareform(condensed))
    found = {}
    for k in ks:
        to_medoid = measure.between(unique[places[find_medoids(square, masses, k, seed)]], unique)
        labels = by_weight(to_medoid.argmin(axis=0), weights)
        mean = float(weights @ to_medoid.min(axis=0) / weights.sum())
        found[k] = SampledClusters(labels, mean, labels[places], (condensed, masses))
    return found
