"""What leaves the attacker's system before it is solved: what is certain, what cannot bind, and nothing else."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import sparse

from dagster_project.disclosure.presolve import Box, Reduced, components, reduce, without_empty_rows


def matrix(*rows: list[int]) -> sparse.csr_array:
    return sparse.csr_array(np.array(rows, dtype=float))


def reduced(
    relations: sparse.csr_array, free: list[bool], *, values: list[int], unseen: list[bool], far: float = 20
) -> Reduced:
    everywhere = np.full(len(free), far)
    return reduce(relations, np.array(values), np.array(free), np.array(unseen), Box(everywhere, everywhere))


def dense(found: Reduced) -> NDArray[np.float64]:
    return found.matrix.toarray()


def test_a_count_that_stands_alone_in_a_relation_is_certain_and_so_is_who_follows_from_it() -> None:
    relations = matrix([1, -1, 0, 0], [0, 1, -1, 0], [0, 0, 0, 1])
    found = reduced(relations, [True, True, False, True], values=[5, 5, 5, 0], unseen=[False] * 4)
    assert found.columns.tolist() == []
    assert found.component.tolist() == []


def test_counts_that_can_move_together_stay() -> None:
    relations = matrix([1, 1, -1, 0], [0, 0, 1, -1])
    found = reduced(relations, [True, True, False, False], values=[5, 6, 11, 11], unseen=[False] * 4)
    assert found.columns.tolist() == [0, 1]
    assert dense(found).tolist() == [[1, 1]]
    assert found.component.tolist() == [0, 0]


def test_without_any_relation_every_count_is_for_itself() -> None:
    found = reduced(matrix([0, 0, 1]), [True, True, False], values=[5, 6, 7], unseen=[False] * 3)
    assert found.columns.tolist() == [0, 1]
    assert found.component.tolist() == [0, 1]


@pytest.mark.parametrize(("slack", "binds"), [(19, True), (20, False), (21, False)])
def test_an_unseen_count_makes_an_inequality_that_goes_when_no_move_can_break_it(slack: int, *, binds: bool) -> None:
    """``a - b - rest = 0``: the rest falls by what b rises, at most by a's fall of 10 and b's rise of 10."""
    relations = matrix([1, -1, -1], [1, -1, 0])
    box = Box(np.array([10.0, 3, 99]), np.array([7.0, 10, 99]))
    found = reduce(
        relations, np.array([50 + slack, 50, slack]), np.ones(3, dtype=bool), np.array([False, False, True]), box
    )
    assert (2 in found.columns) == binds
    assert found.matrix.shape[0] == (2 if binds else 1)


def test_an_unseen_count_on_the_other_side_falls_by_what_the_others_rise() -> None:
    relations = matrix([1, -1, 1], [1, -1, 0])
    box = Box(np.array([10.0, 3, 99]), np.array([7.0, 10, 99]))
    for slack, binds in ((9, True), (10, False)):
        found = reduce(
            relations, np.array([40, 40 + slack, slack]), np.ones(3, dtype=bool), np.array([False, False, True]), box
        )
        assert (2 in found.columns) == binds


def test_an_unseen_count_in_two_relations_or_one_that_somebody_looks_at_stays() -> None:
    both = matrix([1, 0, -1], [0, 1, -1])
    found = reduced(both, [True] * 3, values=[50, 50, 50], unseen=[False, False, True])
    assert found.columns.tolist() == [0, 1, 2]
    one = matrix([1, -1, -1], [1, -1, 0])
    found = reduced(one, [True] * 3, values=[100, 50, 50], unseen=[False] * 3)
    assert found.columns.tolist() == [0, 1, 2]


def test_two_unseen_counts_of_one_relation_leave_with_it_one_by_one() -> None:
    relations = matrix([1, -1, -1, -1], [1, -1, 0, 0])
    found = reduced(relations, [True] * 4, values=[200, 50, 75, 75], unseen=[False, False, True, True])
    assert found.columns.tolist() == [0, 1, 3]
    assert dense(found).tolist() == [[1, -1, 0]]


def test_empty_relations_and_components() -> None:
    relations = matrix([1, 1, 0, 0], [0, 0, 0, 0], [0, 0, 1, -1])
    left = without_empty_rows(relations)
    assert left.toarray().tolist() == [[1, 1, 0, 0], [0, 0, 1, -1]]
    numbers = components(left)
    assert numbers[0] == numbers[1]
    assert numbers[2] == numbers[3]
    assert numbers[0] != numbers[2]
    assert components(matrix([1, -1, 0], [0, 1, 1])).tolist() == [0, 0, 0]
