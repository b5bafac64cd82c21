"""Shields: the cheapest counts that let one move, what is near before what is far, and where there is none."""

import numpy as np
import pytest

from dagster_project.disclosure.attacker import Reach
from dagster_project.disclosure.budget import Budget, OutOfTimeError
from dagster_project.disclosure.relations import Name, Relation
from dagster_project.disclosure.shield import Shields, secrets_of
from dagster_project.disclosure.system import System
from tests.unit.disclosure.systems import part, system

X, Y, Z, ALL = part("x"), part("y"), part("z"), part("alle")
WHOLE: Relation = {ALL: -1, X: 1, Y: 1, Z: 1}


def shields(
    some: System, weights: list[float], hidden: tuple[Name, ...] = (X,), steps: int = 4, budget: Budget | None = None
) -> Shields:
    suppressed = np.array([name in hidden for name in some.names])
    reach = Reach.none(len(some.names))
    args = (some, suppressed, np.array(weights), steps, reach)
    return Shields(*args) if budget is None else Shields(*args, budget)


def names(found: Shields) -> list[Name]:
    return [name for name, hidden in zip(found.system.names, found.suppressed, strict=True) if hidden]


def divided(x: int, y: int, z: int) -> System:
    return system({X: x, Y: y, Z: z, ALL: x + y + z}, [WHOLE])


@pytest.mark.parametrize(("weights", "shield"), [([1, 5, 6, 9], Y), ([1, 6, 5, 9], Z), ([1, 6, 6, 5], ALL)])
def test_the_cheapest_count_that_moves_along_is_suppressed(weights: list[float], shield: Name) -> None:
    found = shields(divided(3, 20, 30), weights)
    assert found.protect(0, dear=99)
    assert names(found) == [X, shield]
    assert found.reach.steps[0] >= 4


def test_what_is_suppressed_already_costs_nothing() -> None:
    found = shields(divided(3, 20, 30), [1, 5, 6, 9], hidden=(X, Z))
    assert found.protect(0, dear=99)
    assert names(found) == [X, Z]


def test_where_it_cannot_rise_it_falls_as_far_as_it_can_and_rises_the_rest() -> None:
    """Two values up and two down are five in all."""
    found = shields(divided(2, 2, 900), [1, 5, np.inf, np.inf])
    assert found.protect(0, dear=99)
    assert names(found) == [X, Y]
    assert (found.reach.low[0], found.reach.high[0]) == (-2, 2)


def test_neither_up_nor_down_is_no_protection() -> None:
    found = shields(divided(1, 2, 900), [1, 5, np.inf, np.inf])
    assert not found.protect(0, dear=99)
    assert names(found) == [X]
    assert found.reach.steps.tolist() == [0, 0, 0, 0]


def test_what_no_table_hides_protects_nobody() -> None:
    assert not shields(divided(3, 20, 30), [1, np.inf, np.inf, np.inf]).protect(0, dear=99)


def test_whoever_was_seen_to_move_needs_no_other_shield() -> None:
    found = shields(divided(3, 20, 30), [1, 5, 6, 9])
    found.reach.high[0] = 4
    assert found.protect(0, dear=99)
    assert names(found) == [X]


def test_a_count_that_is_in_no_relation_moves_by_itself() -> None:
    found = shields(system({X: 3, Y: 9, Z: 9}, [{Y: 1, Z: -1}]), [1, 2, 3])
    assert found.protect(0, dear=99)
    assert names(found) == [X]


def test_a_hidden_count_moves_for_nothing() -> None:
    some = system({X: 3, Y: 20, Z: 30, ALL: 53}, [WHOLE], hidden={Z: False})
    found = shields(some, [1, 5, np.inf, 9])
    assert found.protect(0, dear=99)
    assert names(found) == [X]


OTHER, FAR = part("x", family="egenskab:koen"), part("y", family="egenskab:koen")


def two_families(x: int = 3) -> System:
    """X moves with Y of its own family, or with OTHER of another."""
    return system({X: x, Y: 20, OTHER: 20, ALL: x + 40}, [{ALL: -1, X: 1, Y: 1, OTHER: 1}])


@pytest.mark.parametrize(("dear", "shield"), [(8.0, Y), (7.9, OTHER)])
def test_others_are_held_against_a_shield_of_its_family_when_that_is_dear(dear: float, shield: Name) -> None:
    found = shields(two_families(), [1, 8, 2, np.inf])
    assert found.protect(0, dear=dear)
    assert names(found) == [X, shield]


def test_of_two_equal_shields_the_nearer_one_stays() -> None:
    found = shields(two_families(), [1, 8, 8, np.inf])
    assert found.protect(0, dear=1)
    assert names(found) == [X, Y]


def test_what_protects_one_is_free_for_the_next() -> None:
    some = system(
        {X: 3, Y: 20, Z: 30, ALL: 53, OTHER: 2, FAR: 22},
        [WHOLE, {OTHER: 1, Y: 1, FAR: -1}],
    )
    found = shields(some, [1, 5, 6, 9, 1, 99], hidden=(X, OTHER))
    assert found.protect(0, dear=99)
    assert found.protect(4, dear=50)
    assert names(found) == [X, Y, Z, OTHER]


def test_the_attackers_secrets_are_those_of_the_system() -> None:
    some = system({X: 3, Y: 4, Z: 5}, [], hidden={Y: True, Z: False}, least={X: 1})
    found = secrets_of(some)
    assert found.unseen.tolist() == [False, False, True]
    assert (found.values.tolist(), found.least.tolist(), found.each.tolist()) == ([3, 4, 5], [1, 0, 0], [1, 1, 1])
    assert found.budget.left == float("inf")


def test_without_time_nobody_is_protected() -> None:
    with pytest.raises(OutOfTimeError):
        shields(divided(3, 20, 30), [1, 5, 6, 9], budget=Budget(-1)).protect(0, dear=99)
