"""Random numbers that depend on a person's number alone, so that populations may be drawn in any chunks."""

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


def uniform(seed: int, purpose: str, *indices: NDArray[np.int64]) -> NDArray[np.float64]:
    """Uniform numbers in [0, 1), one per element of the broadcast ``indices``; no state is kept.

    The finaliser of splitmix64 is applied to the indices one after the other.
    """
    state = np.array([(seed * 0x1000193 ^ crc32(purpose.encode())) & 0xFFFFFFFFFFFFFFFF], np.uint64)
    for index in indices:
        state = _mixed(state + index.astype(np.uint64) * _STEP)
    return (state >> np.uint64(11)).astype(np.float64) / 2.0**53


def persons(n: int, first: int) -> NDArray[np.int64]:
    """Column of person numbers (n, 1), to broadcast against quarters or spells."""
    return np.arange(first, first + n, dtype=np.int64)[:, None]


def _mixed(state: NDArray[np.uint64]) -> NDArray[np.uint64]:
    state = (state ^ (state >> np.uint64(30))) * _MIX[0]
    state = (state ^ (state >> np.uint64(27))) * _MIX[1]
    return state ^ (state >> np.uint64(31))
