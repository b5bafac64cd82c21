"""Passes over all pairs of rows: the sums that every quality statistic is made of.

The work is split into `LOTS` lots whatever the number of threads, and their outcomes are added in order, so that sums
round the same way on any machine.
"""

from collections.abc import Callable
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from dagster_project.sequences import quality_kernels as kernels
from dagster_project.sequences.arguments import Distances, Floats, Ints
from dagster_project.sequences.quality_kernels import LOTS
from dagster_project.sequences.threads import on_all_cores

# Pairs; fewer are done sooner than threads are started.
WORTH_THREADS = 500_000

Histogram = tuple[Floats, Floats, Ints, NDArray[np.bool_]]


def cell_sums(distances: Distances, weights: Floats, cells: Ints, count: int, *, alone: bool = False) -> Floats:
    """(count, n): weighted sum of the distances from every row to every cell; ``alone`` without more threads."""

    def work(lot: int) -> Floats:
        sums = np.zeros((count, len(weights)))
        kernels.sum_lot(distances, weights, cells, bounds, lot, sums)
        return sums

    bounds = kernels.lot_bounds(len(weights))
    return _added(work, worth=not alone and len(distances) > WORTH_THREADS)


def squared_sums(distances: Distances, weights: Floats, cells: Ints, count: int) -> Floats:
    """(count, count): weighted sum of the squared distances between the rows of two cells, every pair once."""

    def work(lot: int) -> Floats:
        sums = np.zeros((count, count))
        kernels.square_lot(distances, weights, cells, bounds, lot, sums)
        return sums

    bounds = kernels.lot_bounds(len(weights))
    return _added(work, worth=len(distances) > WORTH_THREADS)


def histogram(  # noqa: PLR0913, PLR0917 - the arrays that the pairs are told by
    distances: Distances, weights: Floats, cells: Ints, kind_of: Ints, kinds: int, scale: float, buckets: int
) -> Histogram:
    """Pairs sorted into ``buckets`` by distance · scale.

    Returns:
        weight (buckets, kinds) of the pairs; value (buckets,), a distance of the bucket; number (buckets,) of pairs;
        mixed (buckets,) whether there are different distances.
    """

    def work(lot: int) -> Histogram:
        out = (np.zeros((buckets, kinds)), np.zeros(buckets), np.zeros(buckets, np.int64), np.zeros(buckets, np.bool_))
        kernels.count_lot(distances, weights, cells, kind_of, scale, bounds, lot, out)
        return out

    bounds = kernels.lot_bounds(len(weights))
    return reduce(_together, on_all_cores(work, range(LOTS), worth=len(distances) > WORTH_THREADS))


def _added(work: Callable[[int], Floats], *, worth: bool) -> Floats:
    return np.asarray(sum(on_all_cores(work, range(LOTS), worth=worth)))


def _together(one: Histogram, other: Histogram) -> Histogram:
    both = (one[2] > 0) & (other[2] > 0)
    mixed = one[3] | other[3] | (both & (one[1] != other[1]))
    return one[0] + other[0], np.where(other[2] > 0, other[1], one[1]), one[2] + other[2], mixed
