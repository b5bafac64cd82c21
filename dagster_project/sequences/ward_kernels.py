"""Ward's merges on weighted rows: nearest-neighbour chains on a condensed matrix that is overwritten.

No Python library takes weights here, and weights are what makes the tree of the unique rows that of the full data.
"""

import numpy as np
from numba import njit


@njit(cache=True, inline="always")  # type: ignore[untyped-decorator]
def _mixed(word):  # type: ignore[no-untyped-def]
    word = (word ^ (word >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return word ^ (word >> np.uint64(31))


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def spread(distances, weights, hashes, broken, squared, largest, out):  # type: ignore[no-untyped-def]
    """Write 2·wa·wb/(wa+wb) times the (squared) distance, plus the addition that breaks ties when ``broken``.

    Rows with equal hashes are the same sequence: their distance stays 0.
    """
    rows, at = weights.shape[0], 0
    for i in range(rows):
        for j in range(i + 1, rows):
            distance = distances[at]
            if broken and hashes[i] != hashes[j]:
                word = _mixed(hashes[i] + hashes[j]) >> np.uint64(11)
                distance += largest * (float(word) * 2.0**-53)
            if squared:
                distance *= distance
            out[at] = distance * (2.0 * weights[i] * weights[j] / (weights[i] + weights[j]))
            at += 1


@njit(cache=True, inline="always")  # type: ignore[untyped-decorator]
def _place(i, j, rows):  # type: ignore[no-untyped-def]
    return i * rows - i * (i + 1) // 2 + j - i - 1 if i < j else j * rows - j * (j + 1) // 2 + i - j - 1


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _nearest(distances, active, count, row, rows, before):  # type: ignore[no-untyped-def]
    """Nearest active row to ``row``; of equally near ones ``before`` (the chain's last but one), else the smallest."""
    best, found = np.inf, -1
    if before >= 0:
        best, found = distances[_place(row, before, rows)], before
    for turn in range(count):
        other = active[turn]
        if other != row:
            distance = distances[_place(row, other, rows)]
            if distance < best:
                best, found = distance, other
    return found, best


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _merge(distances, active, count, sizes, a, b, height, rows):  # type: ignore[no-untyped-def]
    """Lance and Williams' formula for Ward: b becomes the union of a and b."""
    for turn in range(count):
        other = active[turn]
        if other not in (a, b):
            to_a, to_b = _place(a, other, rows), _place(b, other, rows)
            total = sizes[a] + sizes[b] + sizes[other]
            near = (sizes[a] + sizes[other]) * distances[to_a] + (sizes[b] + sizes[other]) * distances[to_b]
            distances[to_b] = (near - sizes[other] * height) / total
    sizes[b] += sizes[a]


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def chain(distances, sizes):  # type: ignore[no-untyped-def]
    """(u-1, 3) merges as they are found: two rows that stand for their clusters, and the height.

    ``distances`` and ``sizes`` are overwritten.
    """
    rows = sizes.shape[0]
    active = np.arange(rows)
    count = rows
    merges = np.empty((rows - 1, 3))
    path = np.empty(rows, np.int64)
    depth = 0
    for step in range(rows - 1):
        if depth == 0:
            path[0] = active[0]
            depth = 1
        while True:
            row = path[depth - 1]
            before = path[depth - 2] if depth > 1 else -1
            found, height = _nearest(distances, active, count, row, rows, before)
            if found == before:
                break
            path[depth] = found
            depth += 1
        a, b = min(row, before), max(row, before)
        depth -= 2
        _merge(distances, active, count, sizes, a, b, height, rows)
        place = np.searchsorted(active[:count], a)
        active[place : count - 1] = active[place + 1 : count].copy()
        count -= 1
        merges[step, 0], merges[step, 1], merges[step, 2] = a, b, height
    return merges


@njit(cache=True)  # type: ignore[untyped-decorator]
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
