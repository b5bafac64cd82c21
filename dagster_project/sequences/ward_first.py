# ruff: noqa: PLR0913, PLR0917 - compiled functions take arrays, not objects
"""The first round of Ward's merges, straight from the distances: only what it leaves needs a matrix of its own.

Distances with weights and ties take eight bytes each, and of whole numbers up to 255 (optimal matching at constant
costs) one byte holds all there is to know. So the first round works them out row by row, twice, and keeps none: what is
written down is the matrix of the clusters that it leaves, some three quarters of the rows. 60,000 sequences then take
11 GB, where their own matrix alone would take 14.
"""

import numpy as np
from numba import njit

from dagster_project.sequences.ward_kernels import before_row, spread, unite_rows
from dagster_project.sequences.ward_rounds import finish_row, look, note, pair_up, paired


@njit(cache=True, nogil=True)
def _spread_row(distances, i, weights, hashes, rule, line):  # type: ignore[no-untyped-def]
    """Distances from row i to later rows, into ``line`` at their places."""
    rows = weights.shape[0]
    start = before_row(i, rows) + i + 1
    spread(distances[start : start + rows - 1 - i], i, weights, hashes, rule, line[i + 1 : rows])


@njit(cache=True, nogil=True)
def _spread_column(distances, a, b, weights, hashes, rule, column):  # type: ignore[no-untyped-def]
    """Distances from row b to the rows between a and b, into ``column`` at their places.

    Each by itself, as the pair of the two rows alone: it must round as it does in the row that it lies in.
    """
    rows = weights.shape[0]
    place = before_row(a + 1, rows) + b
    two, two_hashes = np.empty(2), np.empty(2, np.uint64)
    two[1], two_hashes[1] = weights[b], hashes[b]
    for row in range(a + 1, b):
        two[0], two_hashes[0] = weights[row], hashes[row]
        spread(distances[place : place + 1], 0, two, two_hashes, rule, column[row : row + 1])
        place += rows - 2 - row


@njit(cache=True, nogil=True)
def _line_of(distances, weights, hashes, rule, a, b, height, line, column):  # type: ignore[no-untyped-def]
    """Distances from the union of a and b (a alone where they are one) to later rows, as `ward_rounds` has them."""
    rows = weights.shape[0]
    _spread_row(distances, a, weights, hashes, rule, line)
    if a == b:
        return
    _spread_column(distances, a, b, weights, hashes, rule, column)
    _spread_row(distances, b, weights, hashes, rule, column)
    unite_rows(column[a + 1 : rows], line[a + 1 : rows], height, weights[b], weights[a], weights[a + 1 : rows])


@njit(cache=True, nogil=True)
def nearest_pairs(distances, weights, hashes, rule):  # type: ignore[no-untyped-def]
    """The distance and the number of every row's nearest."""
    rows = weights.shape[0]
    best, nearest, line = np.full(rows, np.inf), np.zeros(rows, np.int64), np.empty(rows)
    for i in range(rows - 1):
        _spread_row(distances, i, weights, hashes, rule, line)
        look(line[i + 1 :], i, best, nearest)
    return best, nearest


@njit(cache=True, nogil=True)
def pairs_of(nearest):  # type: ignore[no-untyped-def]
    """Smallest and largest row of every cluster after the round, by the smallest."""
    rows = nearest.shape[0]
    low, high = np.empty(rows, np.uint32), np.empty(rows, np.uint32)
    kept = pair_up(nearest, rows, low, high)
    return low[:kept], high[:kept]


@njit(cache=True, nogil=True)
def first_round(distances, weights, hashes, rule, best, low, high, out, names, levels, sizes, merges):  # type: ignore[no-untyped-def]
    """Write the condensed matrix of the clusters ``low`` and ``high`` into ``out``.

    What is nearest to each is returned, and how many merges were made. ``best`` as of `nearest_pairs`; ``names``,
    ``levels`` and ``sizes`` become the clusters', at the front.
    """
    rows, kept = weights.shape[0], low.shape[0]
    buffers = (np.empty(rows), np.empty(rows), np.empty(rows))
    next_best, next_nearest = np.full(kept, np.inf), np.zeros(kept, np.int64)
    pairs = paired(low, high, best, weights)
    done = 0
    for p in range(kept):
        a, b = np.int64(low[p]), np.int64(high[p])
        _line_of(distances, weights, hashes, rule, a, b, best[a], buffers[0], buffers[2])
        done += a != b
        finish_row(out, low, high, weights, p, pairs, done, buffers, next_best, next_nearest)
    step = note(merges, 0, low, high, best, names, levels, sizes)
    return next_best, next_nearest, step
