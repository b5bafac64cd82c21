"""Sequences as spells: the states in their order, and how long each is kept."""

import numpy as np

from dagster_project.sequences.arguments import Ints, States

# Where a row has no further spell.
ENDED = -1


def spells_of(states: States) -> tuple[Ints, Ints]:
    """The spells of every sequence.

    Args:
        states: (n, L).

    Returns:
        (n, L) states of the spells in their order, then `ENDED`; (n, L) their lengths in periods, then 0.
    """
    begins = np.ones(states.shape, dtype=bool)
    begins[:, 1:] = states[:, 1:] != states[:, :-1]
    place = begins.cumsum(axis=1) - 1
    rows = np.arange(len(states))[:, None]
    order = np.full(states.shape, ENDED, dtype=np.int64)
    order[rows, place] = states
    lengths = np.zeros(states.shape, dtype=np.int64)
    np.add.at(lengths, (np.broadcast_to(rows, states.shape), place), 1)
    return order, lengths
