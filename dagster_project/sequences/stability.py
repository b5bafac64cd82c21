"""How much of a partition hangs on how ties between distances were broken."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from dagster_project.sequences.analysis import Analysis
from dagster_project.sequences.arguments import Distances, Floats, Ints
from dagster_project.sequences.method import DEFAULT, Method, is_large, partition
from dagster_project.sequences.order_statistics import make_cells
from dagster_project.sequences.pair_passes import cell_sums
from dagster_project.sequences.quality import clusters_of_cells, silhouettes
from dagster_project.sequences.threads import cores, on_all_cores
from dagster_project.sequences.ward import Workspace

SEEDS = range(1, 21)
# Every tree needs a matrix of its own.
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
    repeats = _other_samples(analysis) if analysis.distances is None else _again(analysis, method, seeds)
    return pl.DataFrame([_row(analysis, k, repeats) for k in ks], schema=SCHEMA, orient="row")


SCHEMA: dict[str, type[pl.DataType]] = {
    "k": pl.Int32,
    "gentagelser": pl.Int32,
    "ari_middel": pl.Float64,
    "ari_mindst": pl.Float64,
    "asww_mindst": pl.Float64,
    "asww_stoerst": pl.Float64,
}


def adjusted_rand(first: Ints, second: Ints, weights: Floats) -> float:
    """Adjusted Rand index of two partitions of weighted rows (Hubert & Arabie 1985).

    Args:
        first: (n,) labels from 0.
        second: (n,) labels from 0, of the same rows; their numbers need not agree.
        weights: (n,) persons.

    Returns:
        1 for the same partition, 0 for what chance gives, below 0 for less.
    """
    table = np.zeros((int(first.max()) + 1, int(second.max()) + 1))
    np.add.at(table, (first, second), weights)
    both, rows, columns = (float(_pairs(part).sum()) for part in (table, table.sum(axis=1), table.sum(axis=0)))
    expected = rows * columns / float(_pairs(weights.sum()))
    highest = (rows + columns) / 2
    return 1.0 if highest == expected else (both - expected) / (highest - expected)


def _pairs(counts: Floats) -> Floats:
    return np.asarray(counts * (counts - 1) / 2)


@dataclass(frozen=True)
class _Repeat:
    """The analysis once more: labels of the unique sequences and ASWw for every k (without ASWw for a sample)."""

    partitions: dict[int, Ints]
    asww: dict[int, float]


def _other_samples(analysis: Analysis) -> list[_Repeat]:
    repeats = min((len(labels) for labels in analysis.alternatives.values()), default=0)
    return [_Repeat({k: labels[at] for k, labels in analysis.alternatives.items()}, {}) for at in range(repeats)]


def _again(analysis: Analysis, method: Method, seeds: Sequence[int]) -> list[_Repeat]:
    """One repetition a seed, in their order whatever the number of threads: means round the same on any machine."""
    distances, weights = analysis.distances, analysis.weights
    if distances is None or not analysis.quality:
        return []
    ks = sorted(analysis.quality)

    def with_seeds(own: Sequence[int]) -> list[_Repeat]:
        work = Workspace()
        trees = (
            partition(
                analysis.unique,
                weights,
                distances,
                ks=ks,
                method=method,
                seed=seed,
                work=work,
                alphabet=analysis.alphabet,
            )
            for seed in own
        )
        return [_Repeat(found, _asww(distances, weights, found)) for found in trees]

    workers = 1 if is_large(weights) else min(MOST_WORKERS, cores())
    lots = on_all_cores(with_seeds, [seeds[at::workers] for at in range(workers)])
    return [lots[at % workers][at // workers] for at in range(len(seeds))]


def _asww(distances: Distances, weights: Floats, partitions: dict[int, Ints]) -> dict[int, float]:
    cells = make_cells(np.stack(list(partitions.values())))
    sums = cell_sums(distances, weights, cells.of_row, len(cells.kind_of), alone=True)
    return {
        k: silhouettes(sums, labels, clusters_of_cells(cells, labels), weights)["ASWw"]
        for k, labels in partitions.items()
    }


def _row(
    analysis: Analysis, k: int, repeats: list[_Repeat]
) -> tuple[int, int, float | None, float | None, float | None, float | None]:
    agreement = [adjusted_rand(analysis.partitions[k], found.partitions[k], analysis.weights) for found in repeats]
    widths = [found.asww[k] for found in repeats if found.asww]
    asww = [analysis.quality[k]["ASWw"], *widths] if widths else []
    return (
        k,
        len(repeats),
        float(np.mean(agreement)) if agreement else None,
        min(agreement, default=None),
        min(asww, default=None),
        max(asww, default=None),
    )
