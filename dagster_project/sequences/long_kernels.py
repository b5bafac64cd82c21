# ruff: noqa: PLR0913, PLR0917 - compiled functions take arrays, not objects
"""The longest common subsequence of sequences longer than a machine word: months and weeks.

The recurrence of Hyyrö (2004) as in `kernels`, with the bits of a sequence spread over words of 63: the 64th takes the
carry of the addition from one word to the next.
"""

import numpy as np
from numba import njit

from dagster_project.sequences.arguments import Floats, Ints, States
from dagster_project.sequences.kernels import LANES, bits, by_blocks

BITS = 63
_LAST = np.uint64(BITS)
_FULL = np.uint64((1 << BITS) - 1)
_ONE = np.uint64(1)


@njit(cache=True, nogil=True)
def _step(before, mask, after, carry, lanes):  # type: ignore[no-untyped-def]
    """One state of the row: ``before``, ``mask`` and ``after`` hold the words one behind the other, lanes inside."""
    carry[:] = np.uint64(0)
    for word in range(before.shape[0] // lanes):
        old = before[word * lanes : (word + 1) * lanes]
        hits = mask[word * lanes : (word + 1) * lanes]
        new = after[word * lanes : (word + 1) * lanes]
        for lane in range(lanes):
            hit = old[lane] & hits[lane]
            total = old[lane] + hit + carry[lane]
            carry[lane] = total >> _LAST
            new[lane] = (total & _FULL) | (old[lane] ^ hit)


@njit(cache=True, nogil=True)
def _block(rows, columns, shared, states, first, lanes, scale, offsets, triangle, out):  # type: ignore[no-untyped-def]
    length = columns.shape[1]
    words = (length + BITS - 1) // BITS
    width = min(lanes, columns.shape[0] - first)
    masks = np.zeros((states, words * lanes), np.uint64)
    for lane in range(width):
        for at in range(length):
            masks[columns[first + lane, at], (at // BITS) * lanes + lane] |= _ONE << np.uint64(at % BITS)
    # A zero bit is a match of the longest common subsequence.
    table = np.full((length + 1, words * lanes), _FULL)
    carry = np.zeros(lanes, np.uint64)
    for i in range(min(rows.shape[0], first + width - 1) if triangle else rows.shape[0]):
        for at in range(shared[i], length):
            _step(table[at], masks[rows[i, at]], table[at + 1], carry, lanes)
        for lane in range(max(0, i + 1 - first) if triangle else 0, width):
            matches = np.int64(0)
            for word in range(words):
                matches += np.int64(bits(~table[length, word * lanes + lane] & _FULL))
            out[offsets[i] + first + lane] = scale * (length - np.float64(matches))


def long_lcs(
    rows: States, columns: States, shared: Ints, scale: float, offsets: Ints, triangle: bool, out: Floats
) -> None:
    """`kernels.lcs` for any L: ``scale`` times (L minus the length of the longest common subsequence)."""
    states = int(max(rows.max(), columns.max())) + 1
    by_blocks(
        lambda first: _block(rows, columns, shared, states, first, LANES, scale, offsets, triangle, out), rows, columns
    )
