# ruff: noqa: PLR0913, PLR0917 - compiled functions take arrays, not objects
"""Optimal matching of spells: what counts is which states follow each other, and for how long (OMspell).

Studer & Ritschard (2016), "What matters in differences between life trajectories", JRSS A 179(2), section 3.3; costs as
TraMineR has them: a spell of d periods is deleted for ``indel`` + e(d-1), replaced by one of the same state for e times
the difference of their lengths, by another for its substitution cost + e(d1-1 + d2-1), with e the cost of a period.
"""

import numpy as np
from numba import njit

from dagster_project.sequences.arguments import Floats, Ints, States
from dagster_project.sequences.kernels import LANES, by_blocks


@njit(cache=True, nogil=True)
def _spells(row, states, lengths):  # type: ignore[no-untyped-def]
    """States and lengths less one of the spells of a row; returns their number."""
    count = 0
    for at in range(row.shape[0]):
        if at and row[at] == row[at - 1]:
            lengths[count - 1] += 1.0
        else:
            states[count] = row[at]
            lengths[count] = 0.0
            count += 1
    return count


@njit(cache=True, nogil=True)
def _distance(a, a_more, m, b, b_more, n, costs, indel, period, table):  # type: ignore[no-untyped-def]
    for j in range(1, n + 1):
        table[0, j] = table[0, j - 1] + indel + period * b_more[j - 1]
    for i in range(1, m + 1):
        table[i, 0] = table[i - 1, 0] + indel + period * a_more[i - 1]
        for j in range(1, n + 1):
            if a[i - 1] == b[j - 1]:
                swap = period * abs(a_more[i - 1] - b_more[j - 1])
            else:
                swap = costs[a[i - 1], b[j - 1]] + period * (a_more[i - 1] + b_more[j - 1])
            best = table[i - 1, j - 1] + swap
            best = min(best, table[i, j - 1] + indel + period * b_more[j - 1])
            table[i, j] = min(best, table[i - 1, j] + indel + period * a_more[i - 1])
    return table[m, n]


@njit(cache=True, nogil=True)
def _block(rows, columns, costs, first, lanes, indel, period, offsets, triangle, out):  # type: ignore[no-untyped-def]
    length = columns.shape[1]
    width = min(lanes, columns.shape[0] - first)
    states, more = np.empty((width, length), np.int64), np.empty((width, length))
    counts = np.empty(width, np.int64)
    for lane in range(width):
        counts[lane] = _spells(columns[first + lane], states[lane], more[lane])
    own, own_more = np.empty(length, np.int64), np.empty(length)
    table = np.zeros((length + 1, length + 1))
    for i in range(min(rows.shape[0], first + width - 1) if triangle else rows.shape[0]):
        count = _spells(rows[i], own, own_more)
        for lane in range(max(0, i + 1 - first) if triangle else 0, width):
            out[offsets[i] + first + lane] = _distance(
                own, own_more, count, states[lane], more[lane], counts[lane], costs, indel, period, table
            )


def om_spell(
    rows: States,
    columns: States,
    costs: Floats,
    indel: float,
    period: float,
    offsets: Ints,
    triangle: bool,
    out: Floats,
) -> None:
    """Optimal matching of spells with substitution ``costs`` (k, k), ``indel``, and the cost of a ``period``."""
    by_blocks(
        lambda first: _block(rows, columns, costs, first, LANES, indel, period, offsets, triangle, out), rows, columns
    )
