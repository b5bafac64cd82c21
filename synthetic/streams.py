"""Random numbers: one independent stream per purpose, so that a change in one place leaves the others alone."""

from collections.abc import Mapping
from zlib import crc32

import numpy as np
from numpy.typing import NDArray


def stream(seed: int, *purpose: str | int) -> np.random.Generator:
    """The generator of a purpose; the same seed and purpose give the same numbers anywhere."""
    return np.random.default_rng([seed, *(crc32(str(part).encode()) for part in purpose)])


def shuffled(counts: Mapping[str, int], rng: np.random.Generator) -> NDArray[np.object_]:
    """The levels of ``counts``, each as often as counted, in random order."""
    drawn = np.repeat(np.array(list(counts), dtype=object), list(counts.values()))
    rng.shuffle(drawn)
    return drawn


def dealt(
    atoms: NDArray[np.object_], counts: Mapping[str, Mapping[str, int]], rng: np.random.Generator
) -> NDArray[np.object_]:
    """A level for every person: within each atom the levels are dealt as often as ``counts`` says."""
    level = np.empty(len(atoms), dtype=object)
    for atom, wanted in counts.items():
        level[atoms == atom] = shuffled(wanted, rng)
    return level
