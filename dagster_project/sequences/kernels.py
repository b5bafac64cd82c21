"""The inner loops of the distances, compiled by numba and vectorised over blocks of columns.

Every kernel compares each of the given rows with a block of ``LANES`` columns at once: neighbouring lanes hold
different columns and do the same arithmetic, which is what SIMD units want. Rows come sorted, so that a row starts
from the intermediate result of the states that it shares with the row before it (``shared``).

``offsets[i] + j`` is where the distance of row i and column j is written; with ``triangle`` only pairs j > i are.
"""

from typing import Any

import numpy as np
from numba import njit, prange

LANES = 16
# Bit masks for counting the bits of a word by halving (Warren, Hacker's Delight, section 5-1).
_M1, _M2, _M4 = np.uint64(0x5555555555555555), np.uint64(0x3333333333333333), np.uint64(0x0F0F0F0F0F0F0F0F)
_ONE, _TWO, _FOUR, _EIGHT = np.uint64(1), np.uint64(2), np.uint64(4), np.uint64(8)
_SIXTEEN, _HALF, _BYTE = np.uint64(16), np.uint64(32), np.uint64(0x7F)
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)


@njit(inline="always")  # type: ignore[untyped-decorator]
def _bits(word: Any) -> Any:
    word = word - ((word >> _ONE) & _M1)
    word = (word & _M2) + ((word >> _TWO) & _M2)
    word = (word + (word >> _FOUR)) & _M4
    word = word + (word >> _EIGHT)
    word = word + (word >> _SIXTEEN)
    return (word + (word >> _HALF)) & _BYTE


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _lcs_block(rows, columns, shared, states, first, scale, offsets, triangle, out):  # type: ignore[no-untyped-def]
    length = columns.shape[1]
    width = min(LANES, columns.shape[0] - first)
    masks = np.zeros((states, LANES), np.uint64)
    for lane in range(width):
        for at in range(length):
            masks[columns[first + lane, at], lane] |= _ONE << np.uint64(at)
    # A zero bit of the word is a match of the longest common subsequence (Hyyrö 2004).
    words = np.full((length + 1, LANES), _ALL)
    for i in range(min(rows.shape[0], first + width - 1) if triangle else rows.shape[0]):
        for at in range(shared[i], length):
            state = rows[i, at]
            for lane in range(LANES):
                word = words[at, lane]
                hit = word & masks[state, lane]
                words[at + 1, lane] = (word + hit) | (word - hit)
        for lane in range(max(0, i + 1 - first) if triangle else 0, width):
            out[offsets[i] + first + lane] = scale * (length - float(_bits(~words[length, lane])))


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _om_block(rows, columns, shared, costs, first, indel, offsets, triangle, out):  # type: ignore[no-untyped-def]
    length = columns.shape[1]
    width = min(LANES, columns.shape[0] - first)
    # Cost of every state against every cell of the block: the innermost loop then reads neighbouring numbers.
    price = np.zeros((costs.shape[0], length, LANES))
    for state in range(costs.shape[0]):
        for at in range(length):
            for lane in range(width):
                price[state, at, lane] = costs[state, columns[first + lane, at]]
    table = np.empty((length + 1, length + 1, LANES))
    for at in range(length + 1):
        table[0, at] = at * indel
        table[at, 0] = at * indel
    left = np.empty(LANES)
    for i in range(min(rows.shape[0], first + width - 1) if triangle else rows.shape[0]):
        for p in range(shared[i], length):
            above, current, replace = table[p], table[p + 1], price[rows[i, p]]
            for lane in range(LANES):
                left[lane] = current[0, lane]
            for q in range(length):
                for lane in range(LANES):
                    swap = above[q, lane] + replace[q, lane]
                    side = above[q + 1, lane] if above[q + 1, lane] < left[lane] else left[lane]
                    side += indel
                    left[lane] = swap if swap < side else side
                for lane in range(LANES):
                    current[q + 1, lane] = left[lane]
        for lane in range(max(0, i + 1 - first) if triangle else 0, width):
            out[offsets[i] + first + lane] = table[length, length, lane]


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _hamming_block(rows, columns, shared, costs, first, offsets, triangle, out):  # type: ignore[no-untyped-def]
    length = columns.shape[1]
    width = min(LANES, columns.shape[0] - first)
    sums = np.zeros((length + 1, LANES))
    for i in range(min(rows.shape[0], first + width - 1) if triangle else rows.shape[0]):
        for at in range(shared[i], length):
            for lane in range(width):
                sums[at + 1, lane] = sums[at, lane] + costs[at, rows[i, at], columns[first + lane, at]]
        for lane in range(max(0, i + 1 - first) if triangle else 0, width):
            out[offsets[i] + first + lane] = sums[length, lane]


@njit(cache=True, inline="always")  # type: ignore[untyped-decorator]
def _from_both_ends(turn, blocks):  # type: ignore[no-untyped-def]
    """Blocks 0, last, 1, last-1, …: late blocks of a triangle have more rows, so that every thread gets as much."""
    return turn // 2 if turn % 2 == 0 else blocks - 1 - turn // 2


@njit(parallel=True, cache=True)  # type: ignore[untyped-decorator]
def lcs(rows, columns, shared, states, scale, offsets, triangle, out):  # type: ignore[no-untyped-def]
    """``scale`` times (L minus the length of the longest common subsequence), L ≤ 64, bit-parallel."""
    blocks = (columns.shape[0] + LANES - 1) // LANES
    for turn in prange(blocks):
        first = _from_both_ends(turn, blocks) * LANES
        _lcs_block(rows, columns, shared, states, first, scale, offsets, triangle, out)


@njit(parallel=True, cache=True)  # type: ignore[untyped-decorator]
def om(rows, columns, shared, costs, indel, offsets, triangle, out):  # type: ignore[no-untyped-def]
    """Optimal matching with substitution ``costs`` (k, k) and one ``indel`` cost, by dynamic programming."""
    blocks = (columns.shape[0] + LANES - 1) // LANES
    for turn in prange(blocks):
        first = _from_both_ends(turn, blocks) * LANES
        _om_block(rows, columns, shared, costs, first, indel, offsets, triangle, out)


@njit(parallel=True, cache=True)  # type: ignore[untyped-decorator]
def hamming(rows, columns, shared, costs, offsets, triangle, out):  # type: ignore[no-untyped-def]
    """Sum over the quarters of ``costs`` (L, k, k) between the two states of the quarter."""
    blocks = (columns.shape[0] + LANES - 1) // LANES
    for turn in prange(blocks):
        first = _from_both_ends(turn, blocks) * LANES
        _hamming_block(rows, columns, shared, costs, first, offsets, triangle, out)
