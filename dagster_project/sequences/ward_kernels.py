# ruff: noqa: PLR0913, PLR0917 - compiled functions take arrays, not objects
"""Ward's merges on weighted rows, on a condensed matrix that is overwritten.

Nearest-neighbour chains (Murtagh 1983): follow nearest neighbours until two rows are each other's, and merge them.
Merges come out of order, which sorting by height puts right. Merging the nearest pair of all first looks up less but
jumps about in memory: it took 1.4 times as long.

No Python library takes weights here, and weights are what makes the tree of the unique rows that of the full data.
"""

import numpy as np
from numba import njit

from dagster_project.sequences.ties import mix

# The matrix is packed again when fewer than this share of its rows is left: short rows stay in the cache.
PACK_BELOW = 0.7
# What a compiler may assume to find a minimum by SIMD: no NaN, and no difference between the two zeros.
NO_NAN = {"nnan", "nsz"}


@njit(cache=True, nogil=True)
def _add_ties(hashes, own, largest, out):  # type: ignore[no-untyped-def]
    """Rows with equal hashes are the same sequence: their distance stays as it is."""
    for lane in range(out.shape[0]):
        # 53 bits fit a float64; as a signed number they convert in one instruction.
        part = np.int64(mix(own + hashes[lane]) >> np.uint64(11))
        if own != hashes[lane]:
            out[lane] += largest * (np.float64(part) * 2.0**-53)


@njit(cache=True, nogil=True)
def _scale(weights, own, out):  # type: ignore[no-untyped-def]
    for lane in range(out.shape[0]):
        out[lane] *= 2.0 * own * weights[lane] / (own + weights[lane])


@njit(cache=True, nogil=True)
def spread(distances, weights, hashes, broken, squared, largest, out):  # type: ignore[no-untyped-def]
    """Write 2·wa·wb/(wa+wb) times the (squared) distance, plus the addition that breaks ties when ``broken``."""
    rows, at = weights.shape[0], 0
    for i in range(rows - 1):
        row = out[at : at + rows - 1 - i]
        row[:] = distances[at : at + rows - 1 - i]
        if broken:
            _add_ties(hashes[i + 1 :], hashes[i], largest, row)
        if squared:
            row *= row
        _scale(weights[i + 1 :], weights[i], row)
        at += rows - 1 - i


@njit(cache=True, inline="always")
def _before_row(i, rows):  # type: ignore[no-untyped-def]
    """Element (i, j), i < j, of a condensed matrix is at this place plus j."""
    return i * rows - i * (i + 1) // 2 - i - 1


@njit(cache=True, nogil=True, fastmath=NO_NAN)
def _least(row):  # type: ignore[no-untyped-def]
    """The smallest value of ``row`` and the first place where it is; infinity and -1 when there is none."""
    best = np.inf
    for value in row:
        best = min(best, value)
    if best < np.inf:
        for place in range(row.shape[0]):
            if row[place] == best:
                return best, place
    return np.inf, -1


@njit(cache=True, nogil=True)
def _nearest(distances, live, row, rows, before):  # type: ignore[no-untyped-def]
    """The nearest row to ``row`` and its distance; of equally near ones ``before``, where the chain came from."""
    start = _before_row(row, rows) + row + 1
    best, place = _least(distances[start : start + rows - 1 - row])
    found = row + 1 + place
    for other in live:
        if other >= row:
            break
        distance = distances[_before_row(other, rows) + row]
        if distance < best:
            best, found = distance, other
    if before >= 0 and distances[_before_row(min(row, before), rows) + max(row, before)] == best:
        found = before
    return found, best


@njit(cache=True, nogil=True)
def _union(to_a, to_b, height, a, b, other):  # type: ignore[no-untyped-def]
    """Lance and Williams' formula for Ward, with the sizes a, b and other."""
    return ((a + other) * to_a + (b + other) * to_b - other * height) / (a + b + other)


@njit(cache=True, nogil=True)
def _unite_rows(row_a, row_b, height, a, b, sizes):  # type: ignore[no-untyped-def]
    for lane in range(row_b.shape[0]):
        row_b[lane] = _union(row_a[lane], row_b[lane], height, a, b, sizes[lane])


@njit(cache=True, nogil=True)
def _merge(distances, live, sizes, a, b, height):  # type: ignore[no-untyped-def]
    """Row b becomes the union of a and b (a < b); a is at infinity for earlier rows."""
    rows = sizes.shape[0]
    before_a, before_b = _before_row(a, rows), _before_row(b, rows)
    for i in live:
        if i >= b:
            break
        if i == a:
            continue
        before = _before_row(i, rows)
        to_a = distances[before + a] if i < a else distances[before_a + i]
        distances[before + b] = _union(to_a, distances[before + b], height, sizes[a], sizes[b], sizes[i])
        if i < a:
            distances[before + a] = np.inf
    row_a, row_b = distances[before_a + b + 1 : before_a + rows], distances[before_b + b + 1 : before_b + rows]
    _unite_rows(row_a, row_b, height, sizes[a], sizes[b], sizes[b + 1 :])
    sizes[b] += sizes[a]


@njit(cache=True, nogil=True)
def _pack(distances, live, rows):  # type: ignore[no-untyped-def]
    """Move the distances between ``live`` rows to the front of the array."""
    to = 0
    for turn in range(live.shape[0]):
        before = _before_row(live[turn], rows)
        for other in range(turn + 1, live.shape[0]):
            distances[to] = distances[before + live[other]]
            to += 1


@njit(cache=True, nogil=True)
def merge_all(distances, sizes):  # type: ignore[no-untyped-def]
    """(u-1, 3) merges in the order of the chain: two original rows that stand for their clusters, and the height.

    ``distances`` and ``sizes`` are overwritten.
    """
    rows = sizes.shape[0]
    merges = np.empty((rows - 1, 3))
    names, live, path = np.arange(rows), np.arange(rows), np.empty(rows, np.int64)
    depth = 0
    for step in range(merges.shape[0]):
        if live.shape[0] < PACK_BELOW * rows:
            _pack(distances, live, rows)
            path[:depth] = np.searchsorted(live, path[:depth])
            names, sizes, rows = names[live], sizes[live], live.shape[0]
            live = np.arange(rows)
        if depth == 0:
            path[0], depth = live[0], 1
        while True:
            row, before = path[depth - 1], path[depth - 2] if depth > 1 else -1
            found, height = _nearest(distances, live, row, rows, before)
            if found == before:
                break
            path[depth] = found
            depth += 1
        depth -= 2
        a, b = min(row, before), max(row, before)
        merges[step, 0], merges[step, 1], merges[step, 2] = names[a], names[b], height
        _merge(distances, live, sizes, a, b, height)
        live = live[live != a]
    return merges


@njit(cache=True, nogil=True)
def number(merges, weights):  # type: ignore[no-untyped-def]
    """Merges in order of height as scipy's linkage: clusters u, u+1, … and their weights."""
    rows = weights.shape[0]
    root = np.arange(2 * rows - 1)
    size = np.zeros(2 * rows - 1)
    size[:rows] = weights
    tree = np.empty((rows - 1, 4))
    for step in range(rows - 1):
        ends = np.empty(2, np.int64)
        for side in range(2):
            node = int(merges[step, side])
            while root[node] != node:
                root[node] = root[root[node]]
                node = root[node]
            ends[side] = node
        root[ends[0]] = rows + step
        root[ends[1]] = rows + step
        size[rows + step] = size[ends[0]] + size[ends[1]]
        tree[step, 0], tree[step, 1] = min(ends[0], ends[1]), max(ends[0], ends[1])
        tree[step, 2], tree[step, 3] = merges[step, 2], size[rows + step]
    return tree
