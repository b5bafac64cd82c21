"""How far suppressed counts can move, on systems whose answer is known."""

import numpy as np
import pytest
from scipy import sparse

from dagster_project.disclosure.attacker import Reach, Secrets, explore
from dagster_project.disclosure.budget import UNLIMITED, Budget, OutOfTimeError
from dagster_project.disclosure.program import Program


def secrets(
    rows: list[list[int]], values: list[int], *, least: int = 0, unseen: tuple[int, ...] = (), each: float = 1
) -> Secrets:
    n = len(values)
    hidden = np.isin(np.arange(n), unseen)
    return Secrets(
        sparse.csr_array(np.array(rows, dtype=float)),
        np.array(values),
        np.minimum(np.full(n, least), values),
        hidden,
        np.full(n, each),
    )


def reach_of(some: Secrets, unknown: list[int], wanted: list[int], steps: int = 4, *, exact: bool = True) -> Reach:
    found = Reach.none(len(some.values))
    explore(some, np.isin(np.arange(len(some.values)), unknown), np.array(wanted), steps, found, exact=exact)
    return found


def test_two_suppressed_parts_of_a_shown_whole_move_against_each_other() -> None:
    found = reach_of(secrets([[1, 1, -1]], [3, 9, 12]), [0, 1], [0, 1])
    assert found.low[0] == -3
    assert found.low[1] == -found.high[0]
    assert (found.steps[:2] >= 4).all()
    assert found.steps[2] == 0


def test_one_suppressed_part_alone_cannot_move() -> None:
    found = reach_of(secrets([[1, 1, -1]], [3, 9, 12]), [0], [0])
    assert found.steps.tolist() == [0, 0, 0]


def test_a_count_falls_no_further_than_everybody_knows_it_to_be() -> None:
    found = reach_of(secrets([[1, 1, -1]], [3, 1, 4], least=1), [0, 1], [0, 1])
    assert (found.low[:2].tolist(), found.high[:2].tolist()) == ([-2, 0], [0, 2])
    assert found.steps.tolist() == [2, 2, 0]


def test_the_box_is_wide_and_wider_for_what_one_person_may_be_many_times_in() -> None:
    some = secrets([[1, -1]], [100, 100], unseen=(1,), each=30)
    box = some.box(4)
    assert box.down.tolist() == [100, 100]
    assert box.up.tolist() == [5 * 4 * 30, np.inf]
    assert secrets([[1, -1]], [100, 100]).box(4).down.tolist() == [20, 20]
    assert secrets([[1, -1]], [7, 100], least=2).box(4).down.tolist() == [5, 20]


def test_what_is_not_asked_for_is_not_sought_and_what_is_known_is_kept() -> None:
    some = secrets([[1, 1, -1, 0, 0, 0], [0, 0, 0, 1, 1, -1]], [9, 9, 18, 9, 9, 18])
    found = Reach.none(6)
    found.low[0] = -4
    explore(some, np.ones(6, dtype=bool), np.array([0]), 4, found)
    assert found.steps.tolist() == [4, 0, 0, 0, 0, 0]


def test_several_components_are_asked_at_once_and_each_for_itself() -> None:
    rows = [[1, 1, -1, 0, 0, 0], [0, 0, 0, 1, 1, -1]]
    found = reach_of(secrets(rows, [3, 9, 12, 0, 2, 2]), [0, 1, 3, 4], [0, 3])
    assert found.steps[0] >= 4
    assert (found.low[3], found.high[3]) == (0, 2)


def test_counts_are_whole() -> None:
    """``2 a = b``: a moves by halves of what b does, and half a person is nobody."""
    found = Reach(np.array([-0.5, -1.0000001, -0.9999999]), np.array([0.4, 0.9999999, 2.5]))
    assert found.steps.tolist() == [0, 2, 2 + 1]


def test_notes_only_widen() -> None:
    found = Reach.none(3)
    found.note(np.array([0, 2]), np.array([2.0, -3.0]))
    found.note(np.array([0, 2]), np.array([1.0, 4.0]))
    assert (found.low.tolist(), found.high.tolist()) == ([0, 0, -3], [2, 0, 4])


def test_the_cheapest_moves_and_none_when_there_is_none() -> None:
    matrix = sparse.csr_array(np.array([[1.0, 1.0, 1.0]]))
    bounds = np.array([[4.0, 4.0], [-9.0, 9.0], [-9.0, 9.0]])
    moves = Program(np.array([0.0, 1.0, 0.0]), matrix, bounds).minimise(UNLIMITED)
    assert moves is not None
    assert moves.sum() == pytest.approx(0)
    assert moves[1] == pytest.approx(-9)
    up = np.array([[4.0, 4.0], [0.0, 1.0], [0.0, 1.0]])
    assert Program(np.zeros(3), matrix, up).minimise(UNLIMITED) is None
    free = Program(np.array([1.0]), sparse.csr_array((0, 1)), np.array([[-2.0, 3.0]]))
    assert free.minimise(UNLIMITED) == pytest.approx(-2)


def test_a_program_that_is_asked_again_answers_what_is_asked_now() -> None:
    program = Program(
        np.array([0.0, 1.0, 3.0]), sparse.csr_array(np.array([[-1.0, 1.0, 1.0]])), np.array([[0.0, 9.0]] * 3)
    )
    asked = []
    for column, low, high, cheap in [(0, 4, 4, 1), (0, 4, 4, 2), (1, 3, 9, 2), (0, 99, 99, 2), (0, 0, 9, 2)]:
        program.set_bounds(column, low, high)
        program.set_cost(np.array([cheap]), 0.0)
        moves = program.minimise(UNLIMITED)
        asked.append(None if moves is None else moves.round(6).tolist())
    assert asked[0] == [4, 4, 0]
    assert asked[1] is not None
    assert asked[1][0] == 4
    assert asked[2] is not None
    assert asked[2][1] >= 3
    assert asked[3] is None
    assert asked[4] is not None


def test_without_time_there_is_no_answer() -> None:
    with pytest.raises(OutOfTimeError, match="spent"):
        Program(np.zeros(1), sparse.csr_array((0, 1)), np.zeros((1, 2))).minimise(Budget(-1))


def test_a_program_that_takes_too_many_iterations_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dagster_project.disclosure.program.MOST_ITERATIONS", 3)
    rng = np.random.default_rng(0)
    rows = sparse.csr_array(rng.integers(-2, 3, (150, 400)).astype(float))
    program = Program(rng.normal(size=400), rows, np.array([[-9.0, 9.0]] * 400))
    with pytest.raises(OutOfTimeError, match="too many iterations"):
        program.minimise(UNLIMITED)


def test_a_solver_that_finds_nothing_where_standing_still_is_something_has_failed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Program, "minimise", lambda *_: None)
    with pytest.raises(ArithmeticError, match="the solver failed"):
        reach_of(secrets([[1, 1, -1]], [3, 9, 12]), [0, 1], [0, 1])
