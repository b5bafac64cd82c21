"""Identical sequences are kept once, with a weight: distances between the unique ones are all there is to compute."""

import numpy as np
from numpy.typing import ArrayLike

from dagster_project.sequences.arguments import Floats, Ints, States, as_states


def aggregate(sequences: ArrayLike) -> tuple[States, Floats, Ints]:
    """Unique sequences, how often each occurs, and where each row went.

    Args:
        sequences: (n, L) states.

    Returns:
        unique: (u, L) int8 rows in ascending order, whatever the order of the input.
        weights: (u,) number of rows, as float64.
        index: (n,) such that ``unique[index]`` is the input.

    Example:
        >>> aggregate([[1, 0], [0, 0], [1, 0]])
        (array([[0, 0],
               [1, 0]], dtype=int8), array([1., 2.]), array([1, 0, 1]))
    """
    states = as_states(sequences)
    # States are not negative, so that rows compare as their bytes do: one void scalar a row sorts fast.
    rows = states.view(f"V{states.shape[1]}").ravel()
    _, first, index, counts = np.unique(rows, return_index=True, return_inverse=True, return_counts=True)
    return states[first], counts.astype(np.float64), index.astype(np.int64).ravel()


def shared_prefixes(sorted_rows: States) -> Ints:
    """(u,) number of leading states that each row shares with the row before it; 0 for the first."""
    shared = np.zeros(len(sorted_rows), dtype=np.int64)
    differs = sorted_rows[1:] != sorted_rows[:-1]
    shared[1:] = np.where(differs.any(axis=1), differs.argmax(axis=1), sorted_rows.shape[1])
    return shared
