"""Hubert's gamma and Hubert's C: the statistics that need the order of all distances.

Nothing as long as the distances is sorted or copied. Pairs are counted in buckets of distance; a bucket with one
value needs no sorting (with constant costs there are as many values as quarters), the others are sorted by themselves,
some millions of pairs at a time.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dagster_project.sequences import quality_kernels as kernels
from dagster_project.sequences.arguments import Distances, Floats, Ints, in_bytes
from dagster_project.sequences.pair_passes import WORTH_THREADS, histogram
from dagster_project.sequences.threads import on_all_cores

MOST_BUCKETS = 1 << 14
PAIRS_PER_BUCKET = 64
# Pairs sorted at a time: 17 bytes each.
BATCH = 1 << 24
# A batch is sorted in so many shares of about as many pairs.
SHARES = 32


@dataclass(frozen=True)
class Cells:
    """Rows that no partition separates (see `quality_kernels`)."""

    of_row: Ints
    kind_of: Ints
    within: Floats

    @property
    def together(self) -> int:
        """The kind of a row with itself: inside a cluster in every partition."""
        return int(self.kind_of[0, 0])


def make_cells(partitions: Ints) -> Cells:
    """Cells of (K, n) partitions.

    ``kind_of`` (c, c) numbers the different patterns of being together; ``within`` (kinds, K) spells them out.
    """
    unique, of_row = np.unique(partitions.T, axis=0, return_inverse=True)
    same = unique[:, None, :] == unique[None, :, :]
    within, kind_of = np.unique(same.reshape(-1, same.shape[2]), axis=0, return_inverse=True)
    return Cells(of_row.ravel().astype(np.int64), kind_of.reshape(same.shape[:2]), within.astype(np.float64))


def gamma_and_c(distances: Distances, weights: Floats, cells: Cells, sums: Floats) -> tuple[Floats, Floats]:
    """Hubert's gamma and Hubert's C of every partition.

    Args:
        distances: condensed.
        weights: (n,).
        cells: of the partitions.
        sums: (2, K) weighted sum of the distances inside clusters and of all distances, every pair once.

    Returns:
        HG (K,): concordant minus discordant over their sum, ties left out (Goodman and Kruskal's gamma between
        distance and being apart). HC (K,): where the sum inside clusters lies between the smallest and the largest
        sum that as many pairs can have; 0 is best.

    As in WeightedCluster all n·n pairs count, the diagonal too.
    """
    distances = in_bytes(distances)
    counts = _count(distances, weights, cells)
    inside = counts.weight @ cells.within
    between = counts.weight.sum(axis=1, keepdims=True) - inside
    before = np.stack([np.cumsum(part, axis=0) - part for part in (inside, between)], axis=1)
    total = inside.sum(axis=0)
    aims = np.stack([total, between.sum(axis=0)])
    single = ~counts.mixed
    parts = _single_valued(counts.value[single], inside[single], between[single], before[single], aims)
    for low, high in _batches(counts.number, counts.mixed):
        parts += _sorted(distances, weights, cells, counts, (low, high), before, aims)
    concordant, discordant, smallest, all_but_largest = parts
    largest = sums[1] - all_but_largest
    with np.errstate(invalid="ignore", divide="ignore"):
        gamma = (concordant - discordant) / (concordant + discordant)
        return gamma, (sums[0] - smallest) / (largest - smallest)


@dataclass(frozen=True)
class _Counts:
    weight: Floats
    value: Floats
    number: Ints
    mixed: NDArray[np.bool_]
    scale: float
    diagonal: float


def _count(distances: Distances, weights: Floats, cells: Cells) -> _Counts:
    longest = float(distances.max())
    if distances.dtype == np.uint8:
        buckets, scale = int(longest) + 1, 1.0  # a bucket for every distance that there is: nothing to sort
    else:
        buckets = int(np.clip(len(distances) // PAIRS_PER_BUCKET, 1, MOST_BUCKETS))
        scale = (buckets - 1) / longest if longest > 0 else 0.0
    kinds = len(cells.within)
    weight, value, number, mixed = histogram(distances, weights, cells.of_row, cells.kind_of, kinds, scale, buckets)
    # Every pair stands for two cells of the n·n matrix, the diagonal for one: half of it, at distance 0.
    diagonal = float((weights**2).sum() / 2)
    weight[0, cells.together] += diagonal
    mixed[0] |= number[0] > 0 and value[0] != 0
    value[0] = 0.0 if not mixed[0] else value[0]
    number[0] += 1
    return _Counts(weight, value, number, mixed, scale, diagonal)


def _single_valued(values: Floats, inside: Floats, between: Floats, before: Floats, aims: Floats) -> Floats:
    concordant = (between * before[:, 0]).sum(axis=0)
    discordant = (inside * before[:, 1]).sum(axis=0)
    room = aims[None] - before.sum(axis=1)[:, None]
    taken = np.clip(room, 0.0, (inside + between)[:, None])
    return np.concatenate([[concordant], [discordant], np.einsum("b,bsk->sk", values, taken)])


def _batches(number: Ints, needed: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Ranges of buckets with at most `BATCH` pairs to sort, or one bucket that alone has more."""
    places = np.flatnonzero(needed)
    if not len(places):
        return []
    batch = np.cumsum(number[places]) // BATCH
    starts = places[np.flatnonzero(np.diff(batch, prepend=-1))]
    return list(zip(starts.tolist(), [*starts[1:].tolist(), int(places[-1]) + 1], strict=True))


def _sorted(  # noqa: PLR0913, PLR0917 - the sums that a batch continues
    distances: Distances,
    weights: Floats,
    cells: Cells,
    counts: _Counts,
    span: tuple[int, int],
    before: Floats,
    aims: Floats,
) -> Floats:
    low, high = span
    wanted = counts.mixed[low:high]
    number = np.where(wanted, counts.number[low:high], 0)
    ends = np.cumsum(number)
    places = np.where(wanted, ends - number, -1)
    pairs = (np.empty(ends[-1]), np.empty(ends[-1]), np.empty(ends[-1], dtype=np.uint8))
    if low == 0 and wanted[0]:
        pairs[0][0], pairs[1][0], pairs[2][0] = 0.0, counts.diagonal, cells.together
        places[0] += 1
    kernels.gather(distances, weights, cells.of_row, cells.kind_of, counts.scale, low, high, places, pairs)
    lots = np.concatenate([[0], ends[wanted]])
    out = np.zeros((len(lots) - 1, 4, aims.shape[1]))
    earlier = np.ascontiguousarray(before[low:high][wanted])
    shares = np.searchsorted(lots, np.linspace(0, lots[-1], SHARES + 1))
    on_all_cores(
        lambda at: kernels.within_buckets(shares[at], shares[at + 1], lots, pairs, cells.within, earlier, aims, out),
        range(SHARES),
        worth=lots[-1] > WORTH_THREADS,
    )
    return np.asarray(out.sum(axis=0))
