"""From distances between unique rows to distances between all rows, for those who ask for them."""

import numpy as np
from numba import njit, prange


@njit(parallel=True, cache=True)
def expand_condensed(distances, index, unique):  # type: ignore[no-untyped-def]
    """Condensed distances between rows, from those between the ``unique`` rows that ``index`` names."""
    rows = index.shape[0]
    out = np.empty(rows * (rows - 1) // 2)
    for i in prange(rows):
        start = i * rows - i * (i + 1) // 2 - i - 1
        for j in range(i + 1, rows):
            a, b = min(index[i], index[j]), max(index[i], index[j])
            out[start + j] = 0.0 if a == b else distances[a * unique - a * (a + 1) // 2 + b - a - 1]
    return out
