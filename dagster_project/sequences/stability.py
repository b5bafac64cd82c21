"""How much of a partition hangs on how ties between distances were broken."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import polars as pl

from dagster_project.sequences.analysis import DEFAULT, Analysis, Method, partition
from dagster_project.sequences.arguments import Floats, Ints
from dagster_project.sequences.order_statistics import make_cells
from dagster_project.sequences.quality import MOST_CELLS, clusters_of_cells, silhouettes
from dagster_project.sequences.quality_kernels import cell_sums

SEEDS = range(1, 21)
# The report says so where the mean adjusted Rand index is below this.
UNSTABLE = 0.9
# Every tree needs a copy of the distances.
MOST_WORKERS = 2


def stability(analysis: Analysis, *, method: Method = DEFAULT, seeds: Sequence[int] = SEEDS) -> pl.DataFrame:
    """Agreement of the partitions with those of other hash seeds, for every k of the analysis.

    Args:
        analysis: as `analyse` returns it. When samples took over, the other samples take the place of other seeds.
        method: as the analysis was made with.
        seeds: of the hashes.

    Returns:
        ``k``, ``gentagelser``, ``ari_middel``, ``ari_mindst`` (adjusted Rand index over persons), ``asww_mindst``,
        ``asww_stoerst`` (ASWw among the repetitions and the partition itself; null when samples took over).
    """
    ks = sorted(analysis.quality)
    if analysis.distances is None:
        others = [{k: labels[at] for k, labels in analysis.alternatives.items()} for at in _repeats(analysis)]
        widths: list[dict[int, float]] = []
    else:
        others = _again(analysis, analysis.distances, ks, method, seeds)
        widths = [_asww(analysis.distances, analysis.weights, found) for found in others]
    return pl.DataFrame([_row(analysis, k, others, widths) for k in ks], schema=SCHEMA, orient="row")


SCHEMA: dict[str, type[pl.DataType]] = {
    "k": pl.Int32,
    "gentagelser": pl.Int32,
    "ari_middel": pl.Float64,
    "ari_mindst": pl.Float64,
    "asww_mindst": pl.Float64,
    "asww_stoerst": pl.Float64,
}


def adjusted_rand(first: Ints, second: Ints, weights: Floats) -> float:
    """Adjusted Rand index of two partitions of weighted rows (Hubert & Arabie 1985): 1 is the same, 0 is chance."""
    table = np.zeros((int(first.max()) + 1, int(second.max()) + 1))
    np.add.at(table, (first, second), weights)
    both, rows, columns = (float(_pairs(part).sum()) for part in (table, table.sum(axis=1), table.sum(axis=0)))
    expected = rows * columns / float(_pairs(weights.sum()))
    highest = (rows + columns) / 2
    return 1.0 if highest == expected else (both - expected) / (highest - expected)


def _pairs(counts: Floats) -> Floats:
    return np.asarray(counts * (counts - 1) / 2)


def _repeats(analysis: Analysis) -> range:
    return range(min((len(labels) for labels in analysis.alternatives.values()), default=0))


def _again(
    analysis: Analysis, distances: Floats, ks: list[int], method: Method, seeds: Sequence[int]
) -> list[dict[int, Ints]]:
    def with_seeds(own: Sequence[int]) -> list[dict[int, Ints]]:
        work = np.empty_like(distances)
        settled = (analysis.unique, analysis.weights, distances)
        return [partition(*settled, ks=ks, method=method, seed=seed, work=work) for seed in own]

    # The compiled tree leaves Python's lock, so that threads help; the order of the seeds does not matter.
    workers = min(MOST_WORKERS, os.cpu_count() or 1)
    with ThreadPoolExecutor(workers) as pool:
        lots = pool.map(with_seeds, [seeds[at::workers] for at in range(workers)])
        return [found for lot in lots for found in lot]


def _asww(distances: Floats, weights: Floats, partitions: dict[int, Ints]) -> dict[int, float]:
    cells = make_cells(np.stack(list(partitions.values())))
    if len(cells.kind_of) > MOST_CELLS:
        return {k: _asww(distances, weights, {k: labels})[k] for k, labels in partitions.items()}
    sums = cell_sums(distances, weights, cells.of_row, len(cells.kind_of))[0]
    return {
        k: silhouettes(sums, labels, clusters_of_cells(cells, labels), weights)["ASWw"]
        for k, labels in partitions.items()
    }


def _row(
    analysis: Analysis, k: int, others: list[dict[int, Ints]], widths: list[dict[int, float]]
) -> tuple[int, int, float | None, float | None, float | None, float | None]:
    agreement = [adjusted_rand(analysis.partitions[k], found[k], analysis.weights) for found in others]
    asww = [analysis.quality[k]["ASWw"], *(found[k] for found in widths)] if widths else []
    return (
        k,
        len(others),
        float(np.mean(agreement)) if agreement else None,
        min(agreement, default=None),
        min(asww, default=None),
        max(asww, default=None),
    )
