"""Whole numbers behind printed shares."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project.errors import VejeError
from synthetic import printed
from synthetic.medicine import fill_columns, total_types
from synthetic.rounding import Window, apportion, exact_mean, solve_counts


@settings(max_examples=60)
@given(n=st.integers(1, 3_000))
def test_a_window_holds_exactly_the_counts_that_read_as_printed(n: int) -> None:
    low, high = printed.open_window("6.6", "herning", "oevrige_borgere", n)
    share = printed.value("6.6", "herning", "oevrige_borgere")
    reads = [k for k in range(n + 1) if (Decimal(100 * k) / n).quantize(Decimal("0.1"), ROUND_HALF_UP) == share]
    assert reads == list(range(low, high + 1))


def test_known_whole_numbers_win_over_the_printed_share() -> None:
    assert printed.share_window("6.1", "kvinder", "herning", printed.count("6.1", "alle", "herning")) == (311, 311)


def test_corrections_are_in_force() -> None:
    assert printed.count("4.1", "region_midt", "alle") == printed.count("5.3", "alle", "region_midt")


def test_counts_add_up_and_keep_every_window() -> None:
    sizes, levels = {"a": 10, "b": 20}, ["x", "y"]
    aim = {"a": np.array([5.0, 5.0]), "b": np.array([10.0, 10.0])}
    counts = solve_counts(sizes, levels, [Window(["a", "b"], ["x"], 7, 8), Window(["a"], ["x"], 6, 9)], aim, "prøve")
    assert {a: sum(c.values()) for a, c in counts.items()} == sizes
    assert counts["a"]["x"] == 6
    assert 7 <= counts["a"]["x"] + counts["b"]["x"] <= 8


def test_windows_that_no_whole_numbers_keep_are_an_error_that_names_the_table() -> None:
    with pytest.raises(VejeError, match=r"tabel 9\.9"):
        solve_counts({"a": 3}, ["x"], [Window(["a"], ["x"], 4, 5)], {"a": np.array([3.0])}, "tabel 9.9")


@settings(max_examples=60)
@given(values=st.lists(st.integers(1, 900_000), min_size=1, max_size=50), mean=st.integers(1_000, 400_000))
def test_the_mean_is_exact_and_nobody_leaves_the_range(values: list[int], mean: int) -> None:
    moved = exact_mean(np.array(values), Fraction(mean), 0, 5_000_000)
    assert moved.sum() == mean * len(values)
    assert moved.min() >= 0


@given(total=st.integers(0, 500), weights=st.lists(st.floats(0.01, 10), min_size=1, max_size=9))
def test_apportioned_numbers_add_up_and_are_near_their_share(total: int, weights: list[float]) -> None:
    parts = apportion(total, weights)
    assert parts.sum() == total
    assert (abs(parts - np.array(weights) / sum(weights) * total) < 1 + 1e-9).all()


def test_everybody_gets_as_many_types_as_drawn_and_every_type_its_users() -> None:
    rng = np.random.default_rng(3)
    already = np.array([0, 0, 0, 1, 2, 0])
    total = total_types(already, {"0": 2, "1": 1, "2": 2, "3": 1}, rng)
    assert sorted(total) == [0, 0, 1, 2, 2, 3]
    assert (total >= already).all()
    filled = fill_columns(total - already, {"a": 3, "b": 2}, rng)
    assert (filled["a"].sum(), filled["b"].sum()) == (3, 2)
    assert (filled["a"].astype(int) + filled["b"] == total - already).all()
