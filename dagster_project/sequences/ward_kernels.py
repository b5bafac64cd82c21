# ruff: noqa: PLR0913, PLR0917 - compiled functions take arrays, not objects
"""What Ward's merges are made of: distances with weights and ties, the formula of the union, the numbering of a tree.

Matrices are condensed. No Python library takes weights here, and weights are what makes the tree of the unique rows
that of the full data.
"""

import numpy as np
from numba import njit

from dagster_project.sequences.ties import mix

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


@njit(cache=True, nogil=True, error_model="numpy")
def _scale(weights, own, out):  # type: ignore[no-untyped-def]
    for lane in range(out.shape[0]):
        out[lane] *= 2.0 * own * weights[lane] / (own + weights[lane])


@njit(cache=True, nogil=True)
def spread(distances, first, weights, hashes, rule, out):  # type: ignore[no-untyped-def]
    """Write 2·wa·wb/(wa+wb) times the (squared) distance, plus the addition that breaks ties where there is one.

    ``distances`` from row ``first`` to as many later ones as there are ``weights`` and ``hashes`` beside the row's own,
    which come first in both. ``rule``: whether ties are broken, whether distances are squared, the largest addition.
    """
    broken, squared, largest = rule
    out[:] = distances
    if broken:
        _add_ties(hashes[first + 1 :], hashes[first], largest, out)
    if squared:
        out *= out
    _scale(weights[first + 1 :], weights[first], out)


@njit(cache=True, inline="always")
def before_row(i, rows):  # type: ignore[no-untyped-def]
    """Element (i, j), i < j, of a condensed matrix is at this place plus j."""
    return i * rows - i * (i + 1) // 2 - i - 1


@njit(cache=True, nogil=True)
def first_place(row, value):  # type: ignore[no-untyped-def]
    """The first place of ``row`` where ``value`` is; -1 when it is nowhere."""
    for place in range(row.shape[0]):
        if row[place] == value:
            return place
    return -1


@njit(cache=True, nogil=True, fastmath=NO_NAN)
def least(row):  # type: ignore[no-untyped-def]
    """The smallest value of ``row`` and the first place where it is; infinity and -1 when there is none."""
    best = np.inf
    for value in row:
        best = min(best, value)
    return best, first_place(row, best) if best < np.inf else -1


@njit(cache=True, nogil=True, error_model="numpy")
def union(to_a, to_b, height, a, b, other):  # type: ignore[no-untyped-def]
    """Lance and Williams' formula for Ward, with the sizes a, b and other."""
    return ((a + other) * to_a + (b + other) * to_b - other * height) / (a + b + other)


@njit(cache=True, nogil=True, error_model="numpy")
def unite_rows(row_a, row_b, height, a, b, sizes):  # type: ignore[no-untyped-def]
    """``row_b`` becomes the distances from the union of a and b to rows of the given ``sizes``."""
    for lane in range(row_b.shape[0]):
        row_b[lane] = union(row_a[lane], row_b[lane], height, a, b, sizes[lane])


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
