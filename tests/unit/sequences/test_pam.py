"""Medoids that start from another partition."""

import numpy as np
from numpy.testing import assert_array_equal
from scipy.spatial.distance import squareform

from dagster_project.sequences import cluster_pam, pairwise_distances
from dagster_project.sequences.pam import medoids_from


def test_medoids_from_a_bad_start_are_those_of_the_search() -> None:
    rows = np.array([[at % 3] * 6 + [3] * (at % 2) + [at % 3] * (2 - at % 2) for at in range(30)], dtype=np.int8)
    unique = np.unique(rows, axis=0)
    condensed, weights = pairwise_distances(unique), np.full(len(unique), 5.0)
    start = np.arange(len(unique)) % 3
    assert_array_equal(medoids_from(squareform(condensed), weights, start), cluster_pam(condensed, 3, weights=weights))
