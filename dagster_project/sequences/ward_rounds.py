# ruff: noqa: PLR0913, PLR0917 - compiled functions take arrays, not objects
"""Ward's merges by rounds: all pairs that are each other's nearest are merged at once (the first: `ward_first`).

No merge of others brings a cluster nearer to Ward's eye (the method is reducible: Bruynooghe 1978), so that pairs which
are each other's nearest end up merged whatever comes first, and one sweep over the condensed matrix can do them all: it
reads every row once, writes the shorter rows of the merged clusters to the front of the same array, and finds their
nearest while they lie in the cache. Some ten to twenty sweeps over ever fewer rows replace a search per merge.

Where nearest pairs are few, sweeps would not pay: `merge_rounds` stops when it has read `MOST_READ` times the matrix,
and leaves the rest to `ward_chain.merge_chain`.
"""

import numpy as np
from numba import njit

from dagster_project.sequences.ward_kernels import NO_NAN, before_row, first_place, union, unite_rows

# Sequences of 15,000 persons take 4 times; a chain of ever larger distances, the worst case, would take n times.
MOST_READ = 12


@njit(cache=True, nogil=True, fastmath=NO_NAN)
def _nearer(row, number, best, nearest):  # type: ignore[no-untyped-def]
    """Row ``number`` becomes the nearest of those later rows that had none as near; the smallest of ``row``."""
    smallest = np.inf
    for lane in range(row.shape[0]):
        distance = row[lane]
        closer = distance < best[lane]
        best[lane] = distance if closer else best[lane]
        nearest[lane] = number if closer else nearest[lane]
        smallest = min(smallest, distance)
    return smallest


@njit(cache=True, nogil=True)
def look(row, number, best, nearest):  # type: ignore[no-untyped-def]
    """Take ``row``, the distances from ``number`` to later rows, into account; of equally near rows the first counts.

    That is the order of pairs by distance, then by row: without it three rows could each be another's nearest.
    """
    smallest = _nearer(row, number, best[number + 1 :], nearest[number + 1 :])
    if smallest < best[number]:
        best[number], nearest[number] = smallest, number + 1 + first_place(row, smallest)


@njit(cache=True, nogil=True)
def pair_up(nearest, rows, low, high):  # type: ignore[no-untyped-def]
    """Smallest and largest row of every cluster after the round, by the smallest; how many there are."""
    kept = 0
    for i in range(rows):
        mate = nearest[i]
        paired = nearest[mate] == i
        if not paired or i < mate:
            low[kept] = i
            high[kept] = mate if paired else i
            kept += 1
    return kept


@njit(cache=True, nogil=True)
def _line_of(distances, rows, sizes, a, b, height, line, column):  # type: ignore[no-untyped-def]
    """Distances from the union of a and b (a alone where they are one) to later rows, into ``line`` at their places."""
    start = before_row(a, rows) + a + 1
    line[a + 1 : rows] = distances[start : start + rows - 1 - a]
    if a == b:
        return
    # Every number of column b lies in another row, far in memory: nothing else in this loop, so that many are awaited.
    place = before_row(a + 1, rows) + b
    for row in range(a + 1, b):
        column[row] = distances[place]
        place += rows - 2 - row
    start = before_row(b, rows) + b + 1
    column[b + 1 : rows] = distances[start : start + rows - 1 - b]
    # `unite_rows` writes to its second row; the formula does not mind which of the two comes first.
    unite_rows(column[a + 1 : rows], line[a + 1 : rows], height, sizes[b], sizes[a], sizes[a + 1 : rows])


@njit(cache=True, nogil=True, error_model="numpy")
def unite_columns(line, pairs, size, to_low, to_high):  # type: ignore[no-untyped-def]
    """Distances from a cluster of ``size`` to the unions of columns, into ``to_low``.

    First gathered, then computed: SIMD units want numbers that lie side by side.
    """
    low, high, heights, low_sizes, high_sizes = pairs
    for turn in range(low.shape[0]):
        to_low[turn], to_high[turn] = line[low[turn]], line[high[turn]]
    for turn in range(low.shape[0]):
        to_low[turn] = union(to_low[turn], to_high[turn], heights[turn], low_sizes[turn], high_sizes[turn], size)


@njit(cache=True, nogil=True)
def _write(line, low, places, unions, out):  # type: ignore[no-untyped-def]
    """One row of the next matrix: the columns ``low``, and ``unions`` at their ``places``."""
    for turn in range(out.shape[0]):
        out[turn] = line[low[turn]]
    for turn in range(places.shape[0]):
        out[places[turn]] = unions[turn]


@njit(cache=True, nogil=True)
def paired(low, high, best, sizes):  # type: ignore[no-untyped-def]
    """Of the clusters that are merged: their places, both rows, heights and both sizes."""
    places = np.flatnonzero(low != high)
    first, second = low[places], high[places]
    return places, first, second, best[first], sizes[first], sizes[second]


@njit(cache=True, nogil=True)
def finish_row(out, low, high, sizes, p, pairs, done, buffers, next_best, next_nearest):  # type: ignore[no-untyped-def]
    """Write row ``p`` of the next matrix into ``out``, from the line of its cluster, and look at it.

    ``pairs`` as `paired`, of which the first ``done`` lie at ``p`` or before.
    """
    line, to_low, to_high = buffers
    kept = low.shape[0]
    places, first, second, heights, sizes_low, sizes_high = pairs
    a, b = np.int64(low[p]), np.int64(high[p])
    size = sizes[a] + sizes[b] if a != b else sizes[a]
    later = (first[done:], second[done:], heights[done:], sizes_low[done:], sizes_high[done:])
    unite_columns(line, later, size, to_low, to_high)
    start = before_row(p, kept) + p + 1
    row = out[start : start + kept - 1 - p]
    _write(line, low[p + 1 :], places[done:] - (p + 1), to_low, row)
    look(row, p, next_best, next_nearest)


@njit(cache=True, nogil=True)
def _sweep(distances, rows, sizes, best, low, high, buffers, next_best, next_nearest):  # type: ignore[no-untyped-def]
    """Replace the matrix of ``rows`` by that of the clusters ``low`` and ``high``, and find the nearest of each.

    A written row ends before the row of its smallest member did, and later rows are made of later ones alone: nothing
    is overwritten that is still to be read.
    """
    kept = low.shape[0]
    next_best[:kept] = np.inf
    pairs = paired(low, high, best, sizes)
    done = 0
    for p in range(kept):
        a, b = np.int64(low[p]), np.int64(high[p])
        _line_of(distances, rows, sizes, a, b, best[a], buffers[0], buffers[2])
        done += a != b
        finish_row(distances, low, high, sizes, p, pairs, done, buffers, next_best, next_nearest)


@njit(cache=True, nogil=True)
def note(merges, step, low, high, best, names, levels, sizes):  # type: ignore[no-untyped-def]
    """Write down the round's merges, and what is known of each cluster at its new place."""
    for p in range(low.shape[0]):
        a, b = low[p], high[p]
        name, level, size = names[a], levels[a], sizes[a]
        if a != b:
            # Rounding must not put a union below its parts: merges are sorted by height.
            level, size = max(best[a], level, levels[b]), size + sizes[b]
            merges[step, 0], merges[step, 1], merges[step, 2] = name, names[b], level
            step += 1
        names[p], levels[p], sizes[p] = name, level, size
    return step


@njit(cache=True, nogil=True)
def merge_rounds(distances, sizes, names, levels, merges, near, read):  # type: ignore[no-untyped-def]
    """Fill ``merges`` from the top; how many merges were made, and how many rows are left.

    ``distances``, ``sizes``, ``names`` and ``levels`` then describe the clusters that are left, at the front. ``near``
    holds the distance and the number of each cluster's nearest; ``read`` numbers may be read before it stops.
    """
    rows = sizes.shape[0]
    best, nearest = near
    next_best, next_nearest = np.empty(rows), np.zeros(rows, np.int64)
    low, high = np.empty(rows, np.uint32), np.empty(rows, np.uint32)
    buffers = (np.empty(rows), np.empty(rows), np.empty(rows))
    step = 0
    while rows > 1 and read > 0:
        read -= float(rows) * rows
        kept = pair_up(nearest, rows, low, high)
        _sweep(distances, rows, sizes, best, low[:kept], high[:kept], buffers, next_best, next_nearest)
        step = note(merges, step, low[:kept], high[:kept], best, names, levels, sizes)
        best, next_best, nearest, next_nearest = next_best, best, next_nearest, nearest
        rows = kept
    return step, rows
