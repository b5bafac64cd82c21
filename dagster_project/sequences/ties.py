"""Ties between distances, broken by the sequences alone.

Ward on sequences of states merges whichever of many equally near pairs it meets first, so that the order of the rows
decides. A deterministic addition below ``LARGEST`` that depends on the two sequences (a hash of their states) settles
every tie the same way for any order of rows, library and number of threads. Where the states have names, the names are
hashed: a state that nobody has, added to the alphabet, moves every number and no name.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from dagster_project.sequences.arguments import SequenceError, States

Hashes = NDArray[np.uint64]

LARGEST = 1e-6
RULES = ("hash", "none")
GOLDEN = np.uint64(0x9E3779B97F4A7C15)


@njit(cache=True, inline="always")
def mix(word):  # type: ignore[no-untyped-def]
    """The finaliser of SplitMix64 (Steele, Lea & Flood 2014): every bit of the word depends on every bit."""
    word = (word ^ (word >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return word ^ (word >> np.uint64(31))


def state_words(alphabet: Sequence[str]) -> Hashes:
    """(k,) word of every state, of its name alone."""
    digests = [hashlib.blake2b(name.encode(), digest_size=8).digest() for name in alphabet]
    return np.array([int.from_bytes(digest, "little") for digest in digests], dtype=np.uint64)


def row_hashes(states: States, seed: int = 0, alphabet: Sequence[str] | None = None) -> Hashes:
    """A hash of each sequence; equal sequences have equal hashes, another ``seed`` gives others.

    Args:
        states: (n, L) numbers of states.
        seed: of the hashes.
        alphabet: names of the states by number, hashed in their place: an alphabet in another order gives the same.
            None hashes the numbers.

    Returns:
        (n,) 64-bit hashes.
    """
    words = np.arange(int(states.max()) + 1, dtype=np.uint64) if alphabet is None else state_words(alphabet)
    mix_all: Any = mix.py_func
    hashes = mix_all(np.full(len(states), seed, dtype=np.uint64) + GOLDEN)
    for column in states.T:
        hashes = mix_all((hashes ^ (words[column] + GOLDEN)) + GOLDEN)
    return np.asarray(hashes, dtype=np.uint64)


def check_rule(ties: str) -> bool:
    """True when ties are to be broken by hash."""
    if ties not in RULES:
        raise SequenceError(" eller ".join(RULES), f"'{ties}'", "ties", "ret ties")
    return ties == "hash"
