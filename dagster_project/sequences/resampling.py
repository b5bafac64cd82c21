# ruff: noqa: PLR0913 - one analysis repeated, with every choice named
"""How far groups hang on who happens to be in the data: the whole analysis on bootstrap samples of the rows.

Hennig (2007), "Cluster-wise assessment of cluster stability", Computational Statistics & Data Analysis 52: a group that
samples find again with a mean Jaccard similarity below 0.75 is doubtful, below 0.6 it is not to be trusted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit

from dagster_project.sequences.analysis import Analysis, Choice
from dagster_project.sequences.arguments import Distances, Floats, Ints, SequenceError, in_bytes
from dagster_project.sequences.choice import choose_k
from dagster_project.sequences.method import DEFAULT, Method, is_large, partition, sizes_of
from dagster_project.sequences.quality import quality_by_k
from dagster_project.sequences.threads import on_all_cores

REPEATS = 100


@dataclass(frozen=True)
class Resample:
    """One bootstrap sample and what the analysis makes of it.

    Attributes:
        rows: (m,) the unique sequences that were drawn, ascending.
        counts: (m,) how often each was drawn.
        k: number of groups chosen.
        labels: (m,) groups 0..k-1, largest first.
    """

    rows: Ints
    counts: Floats
    k: int
    labels: Ints


def bootstrap(
    analysis: Analysis,
    *,
    ks: Sequence[int],
    method: Method = DEFAULT,
    fixed_k: int | None = None,
    choose: Choice = choose_k,
    repeats: int = REPEATS,
    seed: int = 0,
) -> list[Resample]:
    """Repeat an analysis on samples of its rows, drawn with replacement, as many as there are; k is chosen anew.

    Args:
        analysis: as `analyse` returns it.
        ks: numbers of groups to judge.
        method: as the analysis was made with.
        fixed_k: number of groups whatever the table says, as in `analyse`.
        choose: the rule for k.
        repeats: number of samples.
        seed: of the draws; sample r of a seed is the same whatever ``repeats``.

    Returns:
        One `Resample` a sample, in order; fewer where a sample has too few different sequences for any k. None where
        the analysis has no distances, because samples took over or there is one group only.

    Raises:
        SequenceError: for a number of samples below 1.
    """
    if repeats < 1:
        raise SequenceError("mindst én stikprøve", f"{repeats}", "bootstrap", "ret repeats")
    if analysis.distances is None:
        return []
    distances = in_bytes(analysis.distances)

    def once(repeat: int) -> Resample | None:
        rows, counts = _draw(analysis.weights, seed, repeat)
        wanted = sorted({fixed_k} if fixed_k else {k for k in ks if k <= len(rows)})
        if not wanted or wanted[-1] > len(rows) or wanted == [1]:
            return None
        part = subset(distances, len(analysis.weights), rows)
        groups = partition(analysis.unique[rows], counts, part, ks=wanted, method=method, alphabet=analysis.alphabet)
        k = fixed_k or choose(quality_by_k(part, groups, weights=counts), sizes_of(groups, counts))
        return Resample(rows, counts, k, groups[k])

    drawn = on_all_cores(once, range(repeats), worth=not is_large(analysis.weights))
    return [found for found in drawn if found is not None]


def nearest_group(resample: Resample, members: Ints, groups: int) -> Floats:
    """Jaccard similarity of every group with the group of the sample that is most like it.

    Args:
        resample: one of `bootstrap`.
        members: (u,) group 0..``groups``-1 of every unique sequence in the analysis itself.
        groups: their number.

    Returns:
        (groups,) similarities over the rows that were drawn, counted as often as they were; NaN where none was.
    """
    own = members[resample.rows]
    both = np.zeros((groups, resample.k))
    np.add.at(both, (own, resample.labels), resample.counts)
    rows, columns = both.sum(axis=1), both.sum(axis=0)
    either = rows[:, None] + columns[None, :] - both
    return np.where(rows > 0, (both / either).max(axis=1), np.nan)


def subset(distances: Distances, rows: int, chosen: Ints) -> Distances:
    """Condensed distances between the ``chosen`` of ``rows`` rows, which are in ascending order."""
    out: Distances = np.empty(len(chosen) * (len(chosen) - 1) // 2, dtype=distances.dtype)
    _subset(distances, rows, chosen, out)
    return out


@njit(cache=True, nogil=True)
def _subset(distances, rows, chosen, out):  # type: ignore[no-untyped-def]
    at = 0
    for i in range(chosen.shape[0]):
        start = chosen[i] * rows - chosen[i] * (chosen[i] + 1) // 2 - chosen[i] - 1
        for j in range(i + 1, chosen.shape[0]):
            out[at] = distances[start + chosen[j]]
            at += 1


def _draw(weights: Floats, seed: int, repeat: int) -> tuple[Ints, Floats]:
    total = round(float(weights.sum()))
    counts = np.random.default_rng([seed, repeat]).multinomial(total, weights / weights.sum())
    rows = np.flatnonzero(counts)
    return rows.astype(np.int64), counts[rows].astype(np.float64)
