"""The scenario rules, at their boundaries."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from dagster_project.sequences import timing_scenario
from dagster_project.sequences.timing import counts, fine_scenarios, scenarios, spans

CASES = {
    "no measure": ([], "ingen"),
    "all in the first half": ([1, 2, 3], "tidlig"),
    "exactly three quarters early": ([1, 2, 3, 11], "tidlig"),
    "just under three quarters early": ([1, 2, 8, 9, 10, 11, 12], "loebende"),
    "early with one active quarter in the last third": ([1, 2, 3, 4, 5, 20], "tidlig"),
    "early with two active quarters in the last third": ([1, 2, 3, 4, 5, 6, 19, 20], "loebende"),
    "all in the second half": ([11, 15, 20], "sen"),
    "exactly three quarters late": ([8, 14, 15, 16], "sen"),
    "late with one active quarter in the first third": ([7, 14, 15, 16], "sen"),
    "late with two active quarters in the first third": ([6, 7, *range(11, 21)], "loebende"),
    "all along": (list(range(1, 21)), "loebende"),
    "one quarter in the middle of the first half": ([5], "tidlig"),
    "one quarter, the last": ([20], "sen"),
    "a single quarter just after the middle": ([11], "sen"),
}


def active(quarters: list[int]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.isin(np.arange(1, 21), quarters)


@pytest.mark.parametrize("case", CASES)
def test_the_first_rule_that_fits_is_the_scenario(case: str) -> None:
    quarters, expected = CASES[case]
    assert timing_scenario(active(quarters)[None]).tolist() == [expected]


def test_counts_are_of_the_whole_the_halves_and_the_last_third() -> None:
    assert_array_equal(counts(active([1, 10, 11, 13, 14, 20])[None]), [[6, 2, 4, 2]])


def test_numbers_0_and_1_are_truth_values_and_no_rows_no_scenarios() -> None:
    assert timing_scenario(np.zeros((2, 20), dtype=np.int8)).tolist() == ["ingen", "ingen"]
    assert timing_scenario(np.zeros((0, 20), dtype=bool)).shape == (0,)


def test_a_share_that_equals_the_threshold_is_enough() -> None:
    # 0.6 of 5 is 3: three early quarters are enough.
    assert scenarios(active([1, 2, 3, 11, 12])[None], 0.6).tolist() == ["tidlig"]


FINE = {
    "as the report tells of continuous use": ([1, 2, 7, 12, 17, 18], "loebende"),
    "begun a quarter too late": ([6, 7, 8, 12, 13, 17, 18], "midt"),
    "begun as late as it may": ([5, 6, 7, 12, 13, 17, 18], "loebende"),
    "ended a quarter too early": ([1, 2, 3, 8, 11, 12, 13, 15], "midt"),
    "a pause of four quarters": ([1, 2, 7, 8, 13, 14, 19, 20], "loebende"),
    "a pause of five quarters": ([1, 2, 8, 9, 13, 14, 19, 20], "begge_ender"),
    "early and late with nothing between": ([1, 2, 3, 18, 19, 20], "begge_ender"),
    "the middle alone": ([9, 10, 11, 12], "midt"),
    "what has a rule keeps it": ([1, 2, 3], "tidlig"),
    "none": ([], "ingen"),
}


@pytest.mark.parametrize("case", FINE)
def test_the_residual_is_divided(case: str) -> None:
    quarters, expected = FINE[case]
    rows = active(quarters)[None]
    assert fine_scenarios(rows, timing_scenario(rows)).tolist() == [expected]


def test_spans_are_first_last_and_the_longest_pause_between() -> None:
    rows = np.stack([active([3, 4, 9, 11]), active([20]), active([])])
    assert_array_equal(spans(rows), [[3, 11, 4], [20, 20, 0], [0, 0, 0]])
