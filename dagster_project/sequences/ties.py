"""Ties between distances, broken by the sequences alone.

Ward on sequences of states merges whichever of many equally near pairs it meets first, so that the order of the rows
decides. A deterministic addition below ``LARGEST`` that depends on the two sequences (a hash of their states) settles
every tie the same way for any order of rows, library and number of threads.
"""

import numpy as np
from numpy.typing import NDArray

from dagster_project.sequences.arguments import SequenceError, States

LARGEST = 1e-6
RULES = ("hash", "none")
# Odd constants of SplitMix64 (Steele, Lea and Flood 2014).
GOLDEN, FIRST, SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def row_hashes(states: States, seed: int = 0) -> NDArray[np.uint64]:
    """(n,) hash of each sequence; equal sequences have equal hashes, another ``seed`` gives others."""
    hashes = np.full(len(states), _mix(np.array([seed], dtype=np.uint64) + GOLDEN)[0])
    for column in states.T:
        hashes = _mix(hashes ^ (column.astype(np.uint64) + GOLDEN))
    return hashes


def check_rule(ties: str) -> bool:
    """True when ties are to be broken by hash."""
    if ties not in RULES:
        raise SequenceError(" eller ".join(RULES), f"'{ties}'", "ties", "ret ties")
    return ties == "hash"


def _mix(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    with np.errstate(over="ignore"):
        words = (words + GOLDEN).astype(np.uint64)
        words = (words ^ (words >> np.uint64(30))) * FIRST
        words = (words ^ (words >> np.uint64(27))) * SECOND
    return words ^ (words >> np.uint64(31))
