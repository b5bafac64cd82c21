# ruff: noqa: PLR0913, PLR0917 - compiled functions take arrays, not objects
"""Ward's merges by a chain of nearest neighbours, for what `ward_rounds` leaves.

Murtagh (1983): follow nearest neighbours until two rows are each other's, and merge them. At most 3 searches a merge,
whatever the data. Merges come out of order, which sorting by height puts right.
"""

import numpy as np
from numba import njit

from dagster_project.sequences.ward_kernels import before_row, least, union, unite_rows

# The matrix is packed again when fewer than this share of its rows is left: short rows stay in the cache.
PACK_BELOW = 0.7


@njit(cache=True, nogil=True)
def _nearest(distances, live, row, rows, before):  # type: ignore[no-untyped-def]
    """The nearest row to ``row`` and its distance; of equally near ones ``before``, where the chain came from."""
    start = before_row(row, rows) + row + 1
    best, place = least(distances[start : start + rows - 1 - row])
    found = row + 1 + place
    for other in live:
        if other >= row:
            break
        distance = distances[before_row(other, rows) + row]
        if distance < best:
            best, found = distance, other
    if before >= 0 and distances[before_row(min(row, before), rows) + max(row, before)] == best:
        found = before
    return found, best


@njit(cache=True, nogil=True)
def _merge(distances, live, sizes, a, b, height):  # type: ignore[no-untyped-def]
    """Row b becomes the union of a and b (a < b); a is at infinity for earlier rows."""
    rows = sizes.shape[0]
    before_a, before_b = before_row(a, rows), before_row(b, rows)
    for i in live:
        if i >= b:
            break
        if i == a:
            continue
        before = before_row(i, rows)
        to_a = distances[before + a] if i < a else distances[before_a + i]
        distances[before + b] = union(to_a, distances[before + b], height, sizes[a], sizes[b], sizes[i])
        if i < a:
            distances[before + a] = np.inf
    row_a, row_b = distances[before_a + b + 1 : before_a + rows], distances[before_b + b + 1 : before_b + rows]
    unite_rows(row_a, row_b, height, sizes[a], sizes[b], sizes[b + 1 :])
    sizes[b] += sizes[a]


@njit(cache=True, nogil=True)
def _pack(distances, live, rows):  # type: ignore[no-untyped-def]
    """Move the distances between ``live`` rows to the front of the array."""
    to = 0
    for turn in range(live.shape[0]):
        before = before_row(live[turn], rows)
        for other in range(turn + 1, live.shape[0]):
            distances[to] = distances[before + live[other]]
            to += 1


@njit(cache=True, nogil=True)
def merge_chain(distances, sizes, names, levels, merges):  # type: ignore[no-untyped-def]
    """Fill ``merges`` (u-1, 3) in the order of the chain: two original rows that stand for their clusters, the height.

    ``distances`` between the u clusters, ``sizes``, ``names`` (an original row of each) and ``levels`` (their heights)
    are overwritten.
    """
    rows = sizes.shape[0]
    live, path = np.arange(rows), np.empty(rows, np.int64)
    depth = 0
    for step in range(merges.shape[0]):
        if live.shape[0] < PACK_BELOW * rows:
            _pack(distances, live, rows)
            path[:depth] = np.searchsorted(live, path[:depth])
            names, levels, sizes, rows = names[live], levels[live], sizes[live], live.shape[0]
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
        # Rounding must not put a union below its parts: merges are sorted by height.
        levels[b] = max(height, levels[a], levels[b])
        merges[step, 0], merges[step, 1], merges[step, 2] = names[a], names[b], levels[b]
        _merge(distances, live, sizes, a, b, height)
        live = live[live != a]
