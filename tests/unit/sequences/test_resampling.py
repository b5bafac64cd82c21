"""Bootstrap of the whole analysis: groups that are there are found again, groups that are not are told."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from numpy.typing import NDArray

from dagster_project.sequences import SequenceError, analyse
from dagster_project.sequences.resampling import Resample, bootstrap, nearest_group, subset

KS = range(2, 5)


def two_kinds(rows: int = 60) -> NDArray[np.int8]:
    """Two kinds of careers far apart, each with a little variation."""
    late = np.arange(rows) % 5
    return np.array([[at % 2] * (10 - late[at]) + [2] * late[at] for at in range(rows)], dtype=np.int8)


def test_groups_that_are_there_are_found_in_every_sample() -> None:
    analysis = analyse(two_kinds(), np.arange(60), ks=[2])
    found = bootstrap(analysis, ks=[2], repeats=10)
    members = np.empty(len(analysis.weights), dtype=np.int64)
    members[analysis.index] = analysis.labels - 1
    assert len(found) == 10
    for sample in found:
        assert sample.counts.sum() == 60
        assert_array_equal(nearest_group(sample, members, 2), [1.0, 1.0])


def test_groups_of_chance_are_not_found_again() -> None:
    rows = np.random.default_rng(2).integers(0, 4, (80, 10), dtype=np.int8)
    analysis = analyse(rows, np.arange(80), ks=[4])
    members = np.empty(len(analysis.weights), dtype=np.int64)
    members[analysis.index] = analysis.labels - 1
    similar = [nearest_group(sample, members, 4).mean() for sample in bootstrap(analysis, ks=[4], repeats=20)]
    assert np.mean(similar) < 0.6


def test_the_similarity_is_that_of_persons_drawn() -> None:
    # Group 0 is drawn with 3 and 1 persons; the sample puts the 1 with the 2 of group 1.
    sample = Resample(np.array([0, 1, 2]), np.array([3.0, 1.0, 2.0]), 2, np.array([0, 1, 1]))
    assert_array_equal(nearest_group(sample, np.array([0, 0, 1]), 2), [3 / 4, 2 / 3])


def test_a_group_that_nobody_was_drawn_of_says_nothing() -> None:
    sample = Resample(np.array([0]), np.array([2.0]), 1, np.array([0]))
    assert np.isnan(nearest_group(sample, np.array([0, 1]), 2)[1])


def test_samples_are_the_same_whatever_their_number_and_order() -> None:
    analysis = analyse(two_kinds(), np.arange(60), ks=KS)
    few, many = (bootstrap(analysis, ks=KS, repeats=repeats) for repeats in (3, 5))
    for one, other in zip(few, many, strict=False):
        assert one.k == other.k
        assert_array_equal(one.rows, other.rows)
        assert_array_equal(one.labels, other.labels)
    assert not np.array_equal(many[0].rows, many[1].rows) or not np.array_equal(many[0].counts, many[1].counts)


def test_one_group_has_no_samples_and_no_repeat_is_refused() -> None:
    assert bootstrap(analyse([[0, 0], [0, 0]], [0, 1]), ks=KS) == []
    with pytest.raises(SequenceError, match="mindst én"):
        bootstrap(analyse(two_kinds(), np.arange(60), ks=KS), ks=KS, repeats=0)


def test_distances_of_chosen_rows_are_those_between_them() -> None:
    # Rows 0..3: 01 02 03 12 13 23.
    condensed = np.array([1.0, 2.0, 3.0, 12.0, 13.0, 23.0])
    assert subset(condensed, 4, np.array([0, 2, 3])).tolist() == [2.0, 3.0, 23.0]
