"""Sequences of months and weeks: longer than a machine word, and every distance as it is for short ones."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from numpy.typing import NDArray

from dagster_project.sequences import pairwise_distances

INDEL_BY_PAIR = 2.0


def common_subsequence(one: list[int], other: list[int]) -> int:
    """The textbook recurrence, cell by cell."""
    above = [0] * (len(other) + 1)
    for state in one:
        row = [0]
        for at, cell in enumerate(other):
            row.append(above[at] + 1 if state == cell else max(above[at + 1], row[at]))
        above = row
    return above[-1]


def careers(length: int, rows: int = 12) -> NDArray[np.int8]:
    """Rows of long spells that share beginnings, as careers do."""
    rng = np.random.default_rng(length)
    spells = rng.integers(0, 4, (rows, -(-length // 7)), dtype=np.int8)
    return np.repeat(spells, 7, axis=1)[:, :length]


@pytest.mark.parametrize("length", [1, 62, 63, 64, 65, 120, 126, 127, 260])
def test_the_default_distance_counts_the_common_subsequence(length: int) -> None:
    rows = careers(length)
    expected = [
        INDEL_BY_PAIR * (length - common_subsequence(rows[i].tolist(), rows[j].tolist()))
        for i in range(len(rows))
        for j in range(i + 1, len(rows))
    ]
    assert_array_equal(pairwise_distances(rows), expected)


def test_more_columns_than_lanes_and_unequal_prefixes() -> None:
    rows = np.random.default_rng(5).integers(0, 3, (150, 130), dtype=np.int8)
    costs = 2.0 * (1 - np.eye(3))
    # Costs a hair below the limit take the dynamic programme instead.
    assert np.allclose(pairwise_distances(rows), pairwise_distances(rows, substitution=costs - 1e-12 * (costs > 0)))
