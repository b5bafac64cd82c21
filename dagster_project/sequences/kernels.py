# ruff: noqa: PLR0913, PLR0917 - compiled functions take arrays, not objects
"""The inner loops of the distances, compiled by numba and vectorised over blocks of columns.

Every kernel compares each of the given rows with a block of `LANES` columns at once: neighbouring lanes hold different
columns and do the same arithmetic, which is what SIMD units want. The number of lanes is an argument: a constant makes
the compiler unroll the loops instead of vectorising them. Rows and columns come sorted, so that a row starts from the
intermediate result of the states that it shares with the row before it (``shared``), and a block of columns goes
through the states that all of them share once.

``offsets[i] + j`` is where the distance of row i and column j is written; with ``triangle`` only pairs j > i are.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit

from dagster_project.sequences.arguments import Floats, Ints, States
from dagster_project.sequences.threads import on_all_cores

# Fastest of 16, 32, 64 and 128 on an EPYC with AVX2; two rows of 64 lanes fit the first-level cache.
LANES = 64
# Quarters to compare; fewer are done sooner than threads are started.
WORTH_THREADS = 2_000_000
# Bit masks for counting the bits of a word by halving (Warren, Hacker's Delight, section 5-1).
_M1, _M2, _M4 = np.uint64(0x5555555555555555), np.uint64(0x3333333333333333), np.uint64(0x0F0F0F0F0F0F0F0F)
_ONE, _TWO, _FOUR, _EIGHT = np.uint64(1), np.uint64(2), np.uint64(4), np.uint64(8)
_SIXTEEN, _HALF, _BYTE = np.uint64(16), np.uint64(32), np.uint64(0x7F)
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)


@njit(inline="always")
def bits(word: Any) -> Any:
    """The number of bits that are set in a 64-bit word."""
    word = word - ((word >> _ONE) & _M1)
    word = (word & _M2) + ((word >> _TWO) & _M2)
    word = (word + (word >> _FOUR)) & _M4
    word = word + (word >> _EIGHT)
    word = word + (word >> _SIXTEEN)
    return (word + (word >> _HALF)) & _BYTE


@njit(cache=True, nogil=True)
def _lcs_step(before, mask, after, lanes):  # type: ignore[no-untyped-def]
    for lane in range(lanes):
        hit = before[lane] & mask[lane]
        after[lane] = (before[lane] + hit) | (before[lane] - hit)


@njit(cache=True, nogil=True)
def _lcs_write(words, scale, length, out):  # type: ignore[no-untyped-def]
    for lane in range(words.shape[0]):
        out[lane] = scale * (length - np.float64(np.int64(bits(~words[lane]))))


@njit(cache=True, nogil=True)
def _lcs_block(rows, columns, shared, states, first, lanes, scale, offsets, triangle, out):  # type: ignore[no-untyped-def]
    length = columns.shape[1]
    width = min(lanes, columns.shape[0] - first)
    masks = np.zeros((states, lanes), np.uint64)
    for lane in range(width):
        for at in range(length):
            masks[columns[first + lane, at], lane] |= _ONE << np.uint64(at)
    # A zero bit of the word is a match of the longest common subsequence (Hyyrö 2004).
    words = np.full((length + 1, lanes), _ALL)
    for i in range(min(rows.shape[0], first + width - 1) if triangle else rows.shape[0]):
        for at in range(shared[i], length):
            _lcs_step(words[at], masks[rows[i, at]], words[at + 1], lanes)
        start = max(0, i + 1 - first) if triangle else 0
        to = offsets[i] + first
        _lcs_write(words[length, start:width], scale, length, out[to + start : to + width])


@njit(cache=True, nogil=True)
def _om_row(above, current, replace, start, indel, lanes):  # type: ignore[no-untyped-def]
    """One row of the dynamic programme from column ``start`` on; cells of all lanes lie side by side."""
    for q in range(start, replace.shape[0] // lanes):
        diagonal = above[q * lanes : (q + 1) * lanes]
        up = above[(q + 1) * lanes : (q + 2) * lanes]
        left = current[q * lanes : (q + 1) * lanes]
        price = replace[q * lanes : (q + 1) * lanes]
        cell = current[(q + 1) * lanes : (q + 2) * lanes]
        for lane in range(lanes):
            swap = diagonal[lane] + price[lane]
            side = (up[lane] if up[lane] < left[lane] else left[lane]) + indel
            cell[lane] = swap if swap < side else side


@njit(cache=True, nogil=True)
def _om_block(rows, columns, shared, costs, first, lanes, indel, offsets, triangle, out):  # type: ignore[no-untyped-def]
    length = columns.shape[1]
    width = min(lanes, columns.shape[0] - first)
    # Cost of every state against every cell of the block: the innermost loop then reads neighbouring numbers.
    price = np.zeros((costs.shape[0], length * lanes))
    for state in range(costs.shape[0]):
        for at in range(length):
            for lane in range(width):
                price[state, at * lanes + lane] = costs[state, columns[first + lane, at]]
    common = 0
    while common < length and columns[first, common] == columns[first + width - 1, common]:
        common += 1
    table = np.empty((length + 1, (length + 1) * lanes))
    trunk = np.empty((length + 1, common + 1))
    for at in range(length + 1):
        table[0, at * lanes : (at + 1) * lanes] = at * indel
        trunk[at, 0] = at * indel
    for at in range(common + 1):
        trunk[0, at] = at * indel
    for i in range(min(rows.shape[0], first + width - 1) if triangle else rows.shape[0]):
        for p in range(shared[i], length):
            for q in range(common):
                swap = trunk[p, q] + costs[rows[i, p], columns[first, q]]
                trunk[p + 1, q + 1] = min(swap, min(trunk[p, q + 1], trunk[p + 1, q]) + indel)
            table[p + 1, common * lanes : (common + 1) * lanes] = trunk[p + 1, common]
            _om_row(table[p], table[p + 1], price[rows[i, p]], common, indel, lanes)
        start = max(0, i + 1 - first) if triangle else 0
        to = offsets[i] + first
        out[to + start : to + width] = table[length, length * lanes + start : length * lanes + width]


@njit(cache=True, nogil=True)
def _hamming_block(rows, columns, shared, costs, first, lanes, offsets, triangle, out):  # type: ignore[no-untyped-def]
    length = columns.shape[1]
    width = min(lanes, columns.shape[0] - first)
    sums = np.zeros((length + 1, lanes))
    for i in range(min(rows.shape[0], first + width - 1) if triangle else rows.shape[0]):
        for at in range(shared[i], length):
            for lane in range(width):
                sums[at + 1, lane] = sums[at, lane] + costs[at, rows[i, at], columns[first + lane, at]]
        for lane in range(max(0, i + 1 - first) if triangle else 0, width):
            out[offsets[i] + first + lane] = sums[length, lane]


def by_blocks(fill_block: Callable[[int], None], rows: States, columns: States) -> None:
    """Fill every block of columns. The last ones first: in a triangle they have the most rows."""
    firsts = range(0, len(columns), LANES)
    on_all_cores(fill_block, reversed(firsts), worth=len(rows) * columns.size > WORTH_THREADS)


def lcs(rows: States, columns: States, shared: Ints, scale: float, offsets: Ints, triangle: bool, out: Floats) -> None:
    """``scale`` times (L minus the length of the longest common subsequence), L ≤ 64, bit-parallel."""
    states = int(max(rows.max(), columns.max())) + 1
    by_blocks(
        lambda first: _lcs_block(rows, columns, shared, states, first, LANES, scale, offsets, triangle, out),
        rows,
        columns,
    )


def om(
    rows: States, columns: States, shared: Ints, costs: Floats, indel: float, offsets: Ints, triangle: bool, out: Floats
) -> None:
    """Optimal matching with substitution ``costs`` (k, k) and one ``indel`` cost, by dynamic programming."""
    by_blocks(
        lambda first: _om_block(rows, columns, shared, costs, first, LANES, indel, offsets, triangle, out),
        rows,
        columns,
    )


def hamming(
    rows: States, columns: States, shared: Ints, costs: Floats, offsets: Ints, triangle: bool, out: Floats
) -> None:
    """Sum over the quarters of ``costs`` (L, k, k) between the two states of the quarter."""
    by_blocks(
        lambda first: _hamming_block(rows, columns, shared, costs, first, LANES, offsets, triangle, out),
        rows,
        columns,
    )
