# ruff: noqa: PLR0913, PLR0917 - compiled functions take arrays, not objects
"""The inner loops of passes over all pairs of rows (`pair_passes`), compiled by numba.

Partitions are looked at together: rows that no partition separates form a cell, and what a pair contributes depends on
the cells of its two rows only (``kind_of``: which partitions have the two rows in one cluster). For the nested
partitions of a tree there are no more cells than clusters in the finest one.
"""

import numpy as np
from numba import njit

# The work is split into this many lots whatever the number of threads, so that sums round the same way on any machine.
LOTS = 8


@njit(cache=True)
def lot_bounds(rows):  # type: ignore[no-untyped-def]
    """(LOTS + 1,) first rows of lots with about as many pairs each."""
    bounds = np.zeros(LOTS + 1, np.int64)
    pairs, lot = rows * (rows - 1) / 2, 1
    seen = 0.0
    for i in range(rows):
        seen += rows - 1 - i
        while lot < LOTS and seen >= pairs * lot / LOTS:
            bounds[lot] = i + 1
            lot += 1
    bounds[lot:] = rows
    return bounds


@njit(cache=True, nogil=True)
def _add_row(row, weight, sums):  # type: ignore[no-untyped-def]
    for lane in range(row.shape[0]):
        sums[lane] += weight * row[lane]


@njit(cache=True, nogil=True)
def _add_by_cell(row, weights, cells, sums):  # type: ignore[no-untyped-def]
    """Neighbours are often in one cell: four sums for each, in turn, so that no addition waits for the one before."""
    whole = row.shape[0] // 4 * 4
    for lane in range(0, whole, 4):
        sums[0, cells[lane]] += weights[lane] * row[lane]
        sums[1, cells[lane + 1]] += weights[lane + 1] * row[lane + 1]
        sums[2, cells[lane + 2]] += weights[lane + 2] * row[lane + 2]
        sums[3, cells[lane + 3]] += weights[lane + 3] * row[lane + 3]
    for lane in range(whole, row.shape[0]):
        sums[0, cells[lane]] += weights[lane] * row[lane]


@njit(cache=True, nogil=True)
def sum_lot(distances, weights, cells, bounds, lot, sums):  # type: ignore[no-untyped-def]
    """Add the weighted distances of a lot's pairs to ``sums`` (count, n), from every row to every cell."""
    rows = weights.shape[0]
    for i in range(bounds[lot], bounds[lot + 1]):
        start = i * rows - i * (i + 1) // 2
        row = distances[start : start + rows - 1 - i]
        _add_row(row, weights[i], sums[cells[i], i + 1 :])
        own = np.zeros((4, sums.shape[0]))
        _add_by_cell(row, weights[i + 1 :], cells[i + 1 :], own)
        sums[:, i] += own[0] + own[1] + own[2] + own[3]


@njit(cache=True, nogil=True)
def square_lot(distances, weights, cells, bounds, lot, sums):  # type: ignore[no-untyped-def]
    """Add the weighted squared distances of a lot's pairs to ``sums`` (count, count), between two cells."""
    rows = weights.shape[0]
    for i in range(bounds[lot], bounds[lot + 1]):
        start = i * rows - i * (i + 1) // 2
        own = np.zeros((4, sums.shape[0]))
        row = distances[start : start + rows - 1 - i] * 1.0  # the square of a byte is no byte
        _add_by_cell(row * row, weights[i + 1 :], cells[i + 1 :], own)
        sums[cells[i]] += weights[i] * (own[0] + own[1] + own[2] + own[3])


@njit(cache=True, nogil=True)
def _count_row(distances, masses, own, cells, row_kinds, scale, weight, value, number, mixed):  # type: ignore[no-untyped-def]
    for lane in range(distances.shape[0]):
        distance = distances[lane]
        bucket = np.int64(distance * scale)
        weight[bucket, row_kinds[cells[lane]]] += own * masses[lane]
        if distance != value[bucket]:
            if number[bucket]:
                mixed[bucket] = True
            value[bucket] = distance
        number[bucket] += 1


@njit(cache=True, nogil=True)
def count_lot(distances, weights, cells, kind_of, scale, bounds, lot, out):  # type: ignore[no-untyped-def]
    """Sort the pairs of a lot into buckets by distance · scale; ``out`` is as `pair_passes.histogram` returns it."""
    weight, value, number, mixed = out
    rows = weights.shape[0]
    for i in range(bounds[lot], bounds[lot + 1]):
        start = i * rows - i * (i + 1) // 2
        row, row_kinds = distances[start : start + rows - 1 - i], kind_of[cells[i]]
        parts = weight, value, number, mixed
        _count_row(row, weights[i + 1 :], weights[i], cells[i + 1 :], row_kinds, scale, *parts)


@njit(cache=True, nogil=True)
def gather(distances, weights, cells, kind_of, scale, low, high, places, out):  # type: ignore[no-untyped-def]
    """Copy the pairs of buckets low..high-1: distance, weight and kind, each bucket from where ``places`` says.

    A bucket with a negative place is left out.
    """
    values, masses, sorts = out
    rows, at = weights.shape[0], 0
    for i in range(rows):
        for j in range(i + 1, rows):
            bucket = int(distances[at] * scale)
            if low <= bucket < high and places[bucket - low] >= 0:
                place = places[bucket - low]
                places[bucket - low] += 1
                values[place] = distances[at]
                masses[place] = weights[i] * weights[j]
                sorts[place] = kind_of[cells[i], cells[j]]
            at += 1


@njit(cache=True, nogil=True)
def within_buckets(first, stop, lots, pairs, within, before, aims, out):  # type: ignore[no-untyped-def]
    """Order the pairs inside each of the buckets ``first``..``stop`` - 1 and count what the order decides.

    Args:
        first: the first of the buckets, by its place in ``lots``.
        stop: the one after the last.
        lots: (b + 1,) where each bucket starts in ``pairs``.
        pairs: values, masses and kinds of the pairs.
        within: (kinds, K) 1 where a pair of the kind is inside a cluster of partition K.
        before: (b, 2, K) mass inside and between clusters at smaller distances.
        aims: (2, K) masses whose smallest distances are summed.
        out: (b, 4, K) concordant, discordant, and the two sums; added to.
    """
    values, masses, kinds = pairs
    for bucket in range(first, stop):
        start, stop = lots[bucket], lots[bucket + 1]
        order = np.argsort(values[start:stop]) + start
        inside, between = before[bucket, 0].copy(), before[bucket, 1].copy()
        partitions = within.shape[1]
        level = np.zeros((2, partitions))
        for turn in range(stop - start):
            pair = order[turn]
            for p in range(partitions):
                mine = masses[pair] * within[kinds[pair], p]
                level[0, p] += mine
                level[1, p] += masses[pair] - mine
            if turn + 1 < stop - start and values[order[turn + 1]] == values[pair]:
                continue
            for p in range(partitions):
                out[bucket, 0, p] += level[1, p] * inside[p]
                out[bucket, 1, p] += level[0, p] * between[p]
                mass = level[0, p] + level[1, p]
                for side in range(2):
                    room = aims[side, p] - inside[p] - between[p]
                    out[bucket, 2 + side, p] += values[pair] * min(max(room, 0.0), mass)
                inside[p] += level[0, p]
                between[p] += level[1, p]
            level[:] = 0.0
