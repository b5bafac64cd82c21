"""Ward, PAM and the quality statistics agree with stats::hclust, fastcluster (R) and WeightedCluster."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose
from numpy.typing import NDArray
from scipy.spatial.distance import squareform

from dagster_project.sequences import cluster_pam, cluster_quality, cluster_ward, ward_tree
from dagster_project.sequences.order_statistics import make_cells
from dagster_project.sequences.pair_passes import cell_sums
from dagster_project.sequences.quality import silhouette_widths
from tests.oracle.sequences.conftest import rows_of

Known = Mapping[str, NDArray[Any]]
VARIANTS = ("ward.D", "ward.D2")
KS = range(2, 9)


def same_partition(first: NDArray[Any], second: NDArray[Any]) -> bool:
    """True when the labels name the same groups."""
    pairs = len(set(zip(first.tolist(), second.tolist(), strict=True)))
    return pairs == len(set(first.tolist())) == len(set(second.tolist()))


def partition(known: Known, name: str) -> NDArray[Any]:
    return known["partitions"][:, known["partition_names"].tolist().index(name)]


def weighted_partition(known: Known, name: str) -> NDArray[Any]:
    return known["weighted_partitions"][:, known["weighted_partition_names"].tolist().index(name)]


@pytest.mark.parametrize("k", KS)
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("engine", ["stats", "fastcluster"])
def test_ward_without_ties_gives_the_partition_of_r(known: Known, variant: str, engine: str, k: int) -> None:
    found = cluster_ward(known["dist_OMtrate_jitter"], k, variant=variant)
    assert same_partition(found, partition(known, f"OMtrate_jitter.{variant}.{engine}.k{k}"))


@pytest.mark.parametrize("k", KS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_ward_on_unique_rows_with_weights_gives_the_partition_of_r(known: Known, variant: str, k: int) -> None:
    found = cluster_ward(known["dist_unique_OMtrate_jitter"], k, variant=variant, weights=known["agg_weight"])
    assert same_partition(found, weighted_partition(known, f"{variant}.k{k}"))


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("engine", ["stats", "fastcluster"])
def test_heights_of_the_last_merges_are_those_of_r(known: Known, variant: str, engine: str) -> None:
    rows = [row for row in rows_of("ward_top_heights") if row["dist"] == "OMtrate_jitter"]
    chosen = [row for row in rows if (row["method"], row["engine"]) == (variant, engine)]
    expected = [float(row["height"]) for row in sorted(chosen, key=lambda row: int(row["rank"]))]
    tree = ward_tree(known["dist_OMtrate_jitter"], variant=variant)
    assert len(expected) == 20
    assert_allclose(tree[::-1, 2][:20], expected, rtol=1e-9)


@pytest.mark.parametrize("distance", ["OMconst", "OMtrate", "OMtrate_jitter"])
def test_every_quality_statistic_of_every_partition_is_that_of_as_clustrange(known: Known, distance: str) -> None:
    rows = [row for row in rows_of("cluster_quality") if row["dist"] == distance]
    assert len(rows) >= 28
    for row in rows:
        labels = partition(known, f"{distance}.{row['method']}.{row['engine']}.k{row['k']}")
        found = cluster_quality(known[f"dist_{distance}"], labels)
        for name, value in found.items():
            assert value == pytest.approx(float(row[name]), rel=1e-9, abs=1e-9), (row["method"], row["k"], name)


def test_every_quality_statistic_with_weights_is_that_of_as_clustrange(known: Known) -> None:
    for row in rows_of("cluster_quality_unique_weighted"):
        labels = weighted_partition(known, f"ward.D.k{row['k']}")
        found = cluster_quality(known["dist_unique_OMtrate_jitter"], labels, weights=known["agg_weight"])
        for name, value in found.items():
            assert value == pytest.approx(float(row[name]), rel=1e-9, abs=1e-9), (row["k"], name)


def test_silhouette_widths_of_single_rows_are_those_of_wcsilhouetteobs(known: Known) -> None:
    labels = partition(known, "OMtrate_jitter.ward.D.stats.k5").astype(np.int64) - 1
    weights = np.ones(len(labels))
    cells = make_cells(labels[None, :])
    sums = cell_sums(known["dist_OMtrate_jitter"], weights, cells.of_row, len(cells.kind_of))
    widths, _ = silhouette_widths(sums, labels, np.arange(len(cells.kind_of)), weights)
    assert_allclose(widths, known["silhouette"], rtol=0, atol=1e-9)


@pytest.mark.parametrize("row", rows_of("pam_objective"), ids=lambda row: f"{row['dist']}-k{row['k']}")
def test_pam_is_at_least_as_near_to_its_medoids_as_wckmedrange(known: Known, row: dict[str, str]) -> None:
    distances = known[f"dist_{row['dist']}"]
    labels, square = cluster_pam(distances, int(row["k"])), squareform(distances)
    found = sum(square[np.ix_(labels == group, labels == group)].sum(axis=0).min() for group in np.unique(labels))
    assert found <= float(row["total_distance_to_medoids"]) + 1e-6
