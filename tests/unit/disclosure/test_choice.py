"""Tables with margins, checked by an attacker of the test's own: every suppressed count has five values or more."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog

from dagster_project.disclosure.suppress import choose, find_broken
from dagster_project.disclosure.system import System


def margin_table(inner: NDArray[np.int64]) -> System:
    """A table with its margins: rows and columns sum to them, and both to the total."""
    whole = np.vstack([inner, inner.sum(axis=0)])
    whole = np.hstack([whole, whole.sum(axis=1, keepdims=True)])
    rows, columns = whole.shape
    number = np.arange(whole.size).reshape(rows, columns)
    relations = []
    for line in [*number, *number.T]:
        relation = np.zeros(whole.size)
        relation[line[:-1]], relation[line[-1]] = 1, -1
        relations.append(relation)
    names = [("tabel", "", str(r), "alle" if c == columns - 1 else str(c)) for r in range(rows) for c in range(columns)]
    nothing = np.zeros(whole.size, dtype=bool)
    matrix = sparse.csr_array(np.array(relations))
    values = whole.ravel().astype(np.int64)
    return System(names, values, nothing, nothing, ~nothing, np.zeros_like(values), matrix, pl.DataFrame())


def feasible_width(system: System, suppressed: NDArray[np.bool_], count: int) -> float:
    """Greatest minus smallest value of a count, from the shown values alone: no box, no moves, no shared code."""
    matrix = system.matrix.toarray()
    known = matrix[:, ~suppressed] @ system.values[~suppressed]
    goal = np.zeros(int(suppressed.sum()))
    goal[int(suppressed[:count].sum())] = 1
    ends = [linprog(sign * goal, A_eq=matrix[:, suppressed], b_eq=-known, bounds=(0, None)) for sign in (1, -1)]
    lowest, highest = (sign * (end.fun or 0.0) for sign, end in zip((1, -1), ends, strict=True))
    return float("inf") if ends[1].status == 3 else float(highest - lowest)


@settings(max_examples=40)
@given(st.lists(st.lists(st.integers(0, 30), min_size=4, max_size=4), min_size=3, max_size=3))
def test_no_suppressed_count_of_a_table_with_margins_is_bounded_to_fewer_than_five_values(
    rows: list[list[int]],
) -> None:
    system = margin_table(np.array(rows))
    suppressed = choose(system, 5)
    assert suppressed[(system.values >= 1) & (system.values < 5)].all()
    for count in np.flatnonzero(suppressed):
        assert feasible_width(system, suppressed, int(count)) >= 4 - 1e-6


def test_a_table_without_small_counts_is_shown_whole() -> None:
    assert not choose(margin_table(np.array([[5, 0, 12], [9, 30, 7]])), 5).any()


def test_the_attacker_breaks_a_lone_suppressed_count() -> None:
    system = margin_table(np.array([[3, 20, 12], [9, 30, 7], [8, 8, 8]]))
    alone = system.values == 3
    broken = find_broken(system, alone, 5)
    assert broken.counts.tolist() == np.flatnonzero(alone).tolist()
    assert (broken.low.tolist(), broken.high.tolist()) == ([0.0], [0.0])


@pytest.mark.parametrize("smallest", [3, 5, 10])
def test_the_limit_is_the_studys(smallest: int) -> None:
    system = margin_table(np.array([[2, 4, 40, 60], [9, 11, 50, 70], [33, 44, 55, 66]]))
    suppressed = choose(system, smallest)
    assert suppressed[(system.values >= 1) & (system.values < smallest)].all()
    assert not find_broken(system, suppressed, smallest).counts.size
