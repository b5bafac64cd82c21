# ruff: noqa: PLR0913, PLR0917 - compiled functions take arrays, not objects
"""From distances between unique rows to distances between all rows, for those who ask for them."""

import numpy as np
from numba import njit

from dagster_project.sequences.arguments import Floats, Ints
from dagster_project.sequences.quality_kernels import LOTS, lot_bounds
from dagster_project.sequences.threads import on_all_cores

# Pairs; fewer are done sooner than threads are started.
WORTH_THREADS = 500_000


def expand_condensed(distances: Floats, index: Ints, unique: int) -> Floats:
    """Condensed distances between rows, from those between the ``unique`` rows that ``index`` names."""
    rows = len(index)
    out = np.empty(rows * (rows - 1) // 2)
    bounds = lot_bounds(rows)
    on_all_cores(
        lambda lot: _expand_rows(distances, index, unique, bounds[lot], bounds[lot + 1], out),
        range(LOTS),
        worth=len(out) > WORTH_THREADS,
    )
    return out


@njit(cache=True, nogil=True)
def _expand_rows(distances, index, unique, first, stop, out):  # type: ignore[no-untyped-def]
    rows = index.shape[0]
    for i in range(first, stop):
        start = i * rows - i * (i + 1) // 2 - i - 1
        for j in range(i + 1, rows):
            a, b = min(index[i], index[j]), max(index[i], index[j])
            out[start + j] = 0.0 if a == b else distances[a * unique - a * (a + 1) // 2 + b - a - 1]
