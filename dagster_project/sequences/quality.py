"""How good a partition is: the statistics of WeightedCluster's ``as.clustrange``.

Definitions: Studer (2013), "WeightedCluster Library Manual", LIVES Working Papers 24, section 7; a weight counts as so
many identical rows. Distances are used as they are given: no addition against ties.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from dagster_project.sequences.arguments import Distances, Floats, Ints, as_condensed, as_counts, as_labels, check_k
from dagster_project.sequences.order_statistics import Cells, gamma_and_c, make_cells
from dagster_project.sequences.pair_passes import cell_sums, squared_sums

STATISTICS = ("PBC", "HG", "ASW", "ASWw", "CH", "R2", "CHsq", "R2sq", "HC")
# Partitions that share too little are looked at one by one: sums are kept for every row and cell.
MOST_CELLS = 64


def cluster_quality(distances: ArrayLike, labels: ArrayLike, *, weights: ArrayLike | None = None) -> dict[str, float]:
    """Quality statistics of one partition.

    Args:
        distances: (n(n-1)/2,) condensed.
        labels: (n,) cluster of each row, any values.
        weights: (n,) how many each row stands for, at least 1; None is 1. Survey weights are to be scaled to the
            number of rows first.

    Returns:
        PBC point-biserial correlation of distance and being apart; HG Hubert's gamma; ASW mean silhouette width, and
        ASWw with the row itself counted in its cluster; CH Calinski-Harabasz and R2 pseudo R², CHsq and R2sq on squared
        distances; HC Hubert's C, where low is good. A statistic that is not defined is NaN. The width of a row that is
        alone in its cluster is 0, as Rousseeuw (1987) has it; WeightedCluster says 1.

    Raises:
        SequenceError: for NaN distances or labels, weights below 1, or fewer than two clusters.

    Example:
        The widths of the silhouettes are 0 (alone), 0.75 and 0.75.

        >>> quality = cluster_quality([8.0, 8.0, 2.0], [1, 0, 0])
        >>> quality["ASW"], quality["HG"], quality["HC"]
        (0.5, 1.0, 0.0)
    """
    condensed, rows = as_condensed(distances)
    partition = as_labels(labels, rows)
    check_k(int(partition.max()) + 1, rows)
    return quality_by_k(condensed, {0: partition}, weights=as_counts(weights, rows))[0]


def quality_by_k(
    distances: Distances, partitions: Mapping[int, Ints], *, weights: Floats, ranks: bool = True
) -> dict[int, dict[str, float]]:
    """`cluster_quality` of several partitions of the same rows; nested ones share one pass over the distances.

    Args:
        distances: condensed (n·(n-1)/2,).
        partitions: k -> (n,) labels 0..k-1.
        weights: (n,) persons.
        ranks: without them HG and HC, which cost two thirds of the time, are NaN.

    Returns:
        k -> statistics by the names of `STATISTICS`.
    """
    keys = list(partitions)
    stacked = np.stack([partitions[key] for key in keys])
    cells = make_cells(stacked)
    if len(cells.kind_of) > MOST_CELLS and len(keys) > 1:
        return {key: quality_by_k(distances, {key: partitions[key]}, weights=weights, ranks=ranks)[key] for key in keys}
    count = len(cells.kind_of)
    sums = cell_sums(distances, weights, cells.of_row, count)
    squares = squared_sums(distances, weights, cells.of_row, count)
    # (2, cells, cells) sums of distances, and of their squares, over all n·n pairs.
    between_cells = np.stack([_summed_rows((sums * weights).T, cells.of_row), squares + squares.T])
    clusters = [clusters_of_cells(cells, partition) for partition in stacked]
    inside = np.array([_inside(between_cells, cluster).sum(axis=1) for cluster in clusters])
    total = between_cells.sum(axis=(1, 2))
    gammas = cs = np.full(len(keys), np.nan)
    if ranks:
        ordered = np.stack([inside[:, 0], np.full(len(keys), total[0])]) / 2
        gammas, cs = gamma_and_c(distances, weights, cells, ordered)
    found: dict[int, dict[str, float]] = {}
    for at, key in enumerate(keys):
        sizes = np.asarray(np.bincount(stacked[at], weights), dtype=np.float64)
        statistics = {
            "PBC": _point_biserial(float(inside[at, 0]), total, sizes),
            "HG": float(gammas[at]),
            **silhouettes(sums, stacked[at], clusters[at], weights),
            **_variance(_inside(between_cells, clusters[at]), total, sizes),
            "HC": float(cs[at]),
        }
        found[key] = {name: statistics[name] for name in STATISTICS}
    return found


def silhouettes_of_rows(distances: Distances, partition: Ints, *, weights: Floats) -> Floats:
    """Silhouette width of every row, as `cluster_quality` averages them.

    Args:
        distances: condensed (n·(n-1)/2,).
        partition: (n,) labels 0..k-1, at least two.
        weights: (n,) persons.

    Returns:
        (n,) from -1 to 1; 0 for a row that is alone.
    """
    cells = make_cells(partition[None, :])
    sums = cell_sums(distances, weights, cells.of_row, len(cells.kind_of))
    return silhouette_widths(sums, partition, clusters_of_cells(cells, partition), weights)[0]


def silhouettes(sums: Floats, partition: Ints, cluster_of_cell: Ints, weights: Floats) -> dict[str, float]:
    """Weighted means of the two silhouette widths, from ``sums`` (cells, n) of weighted distances to every cell."""
    plain, weighted = silhouette_widths(sums, partition, cluster_of_cell, weights)
    # No dot product: linear algebra libraries round long ones as the number of threads has it.
    means = [float((weights * widths).sum() / weights.sum()) for widths in (plain, weighted)]
    return dict(zip(("ASW", "ASWw"), means, strict=True))


def silhouette_widths(sums: Floats, partition: Ints, cluster_of_cell: Ints, weights: Floats) -> tuple[Floats, Floats]:
    """(n,) silhouette width of every row: own distances over one row less (0 when alone), and over all rows."""
    sizes = np.bincount(partition, weights)
    to_cluster = np.zeros((len(sizes), len(partition)))
    for cell, cluster in zip(sums, cluster_of_cell, strict=True):
        to_cluster[cluster] += cell
    row = np.arange(len(partition))
    own, size = to_cluster[partition, row], sizes[partition]
    means = to_cluster / sizes[:, None]
    means[partition, row] = np.inf
    nearest = means.min(axis=0)
    others = np.where(size > 1, size - 1, 1.0)
    return np.where(size > 1, _width(own / others, nearest), 0.0), _width(own / size, nearest)


def _width(own: Floats, nearest: Floats) -> Floats:
    larger = np.maximum(own, nearest)
    return np.divide(nearest - own, larger, out=np.zeros_like(own), where=larger > 0)


def _summed_rows(values: Floats, groups: Ints) -> Floats:
    """(groups, columns) sums of the rows of each group, added in the order of the rows."""
    return np.stack([np.bincount(groups, column) for column in values.T], axis=1)


def clusters_of_cells(cells: Cells, partition: Ints) -> Ints:
    """(cells,) cluster of ``partition`` that each cell lies in."""
    clusters = np.empty(len(cells.kind_of), dtype=np.int64)
    clusters[cells.of_row] = partition
    return clusters


def _inside(between_cells: Floats, clusters: Ints) -> Floats:
    """(2, k) sums over the pairs inside each cluster."""
    by_row = np.stack([_summed_rows(part, clusters) for part in between_cells])
    return np.stack([np.diagonal(_summed_rows(part.T, clusters)) for part in by_row])


def _point_biserial(inside: float, total: Floats, sizes: Floats) -> float:
    pairs = float(sizes.sum()) ** 2
    apart = 1.0 - float((sizes**2).sum()) / pairs
    mean, mean_square = total / pairs
    spread = (mean_square - mean**2) * apart * (1.0 - apart)
    return float(((total[0] - inside) / pairs - mean * apart) / np.sqrt(spread)) if spread > 0 else float("nan")


def _variance(inside: Floats, total: Floats, sizes: Floats) -> dict[str, float]:
    """Pseudo R² and Calinski-Harabasz, on distances and on their squares (a sum over n·n pairs has each twice)."""
    mass, k = float(sizes.sum()), len(sizes)
    found = {}
    for suffix, within, everything in zip(("", "sq"), inside, total, strict=True):
        residual, whole = float((within / sizes).sum()) / 2, float(everything) / mass / 2
        with np.errstate(divide="ignore", invalid="ignore"):
            found[f"R2{suffix}"] = float(1.0 - np.divide(residual, whole))
            found[f"CH{suffix}"] = float(np.divide((whole - residual) / (k - 1), np.divide(residual, mass - k)))
    return found
