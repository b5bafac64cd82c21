"""What is suppressed: boundaries, what it costs, what goes together, and when there is no way."""

import numpy as np
import pytest

from dagster_project.disclosure import suppress
from dagster_project.disclosure.attacker import Reach
from dagster_project.disclosure.budget import Budget
from dagster_project.disclosure.relations import Name, Relation
from dagster_project.disclosure.suppress import UnsafeError, choose, find_broken
from dagster_project.disclosure.system import System
from tests.unit.disclosure.systems import part, system

X, Y, Z, ALL = part("x"), part("y"), part("z"), part("alle")


def divided(x: int, y: int, z: int) -> System:
    return system({X: x, Y: y, Z: z, ALL: x + y + z}, [{ALL: -1, X: 1, Y: 1, Z: 1}])


def chosen(some: System, min_cell: int = 5, withheld: list[Name] | None = None) -> list[Name]:
    before = np.array([name in withheld for name in some.names]) if withheld is not None else None
    hidden = choose(some, min_cell, before)
    return [name for name, is_hidden in zip(some.names, hidden, strict=True) if is_hidden]


@pytest.mark.parametrize(("x", "hidden"), [(0, []), (1, [X, Y]), (4, [X, Y]), (5, [])])
def test_one_to_four_are_suppressed_with_the_cheapest_other(x: int, hidden: list[Name]) -> None:
    assert chosen(divided(x, 20, 30)) == hidden


@pytest.mark.parametrize(("x", "hidden"), [(2, [X, Y]), (3, [])])
def test_the_smallest_count_is_the_studys_to_say(x: int, hidden: list[Name]) -> None:
    assert chosen(divided(x, 20, 30), 3) == hidden


def test_what_is_withheld_in_advance_is_protected_too() -> None:
    assert chosen(divided(9, 20, 30), withheld=[Z]) == [X, Z]
    assert chosen(divided(9, 20, 30), withheld=[]) == []


def test_a_zero_is_no_shield_for_what_must_rise() -> None:
    assert chosen(divided(4, 0, 900)) == [X, Z]


def test_two_small_ones_may_not_be_enough_for_each_other() -> None:
    assert chosen(divided(1, 1, 30)) == [X, Y, Z]
    assert chosen(divided(4, 4, 30)) == [X, Y]


def test_what_no_suppression_protects_is_named() -> None:
    some = system({X: 3, Y: 3}, [{X: 1, Y: -1}], rows=[(0, "t", "antal", X)])
    with pytest.raises(UnsafeError) as failure:
        choose(some, 5)
    assert (failure.value.counts.tolist(), failure.value.in_time) == ([0], True)
    assert str(failure.value) == "1 counts cannot be protected"


def test_without_time_what_is_not_yet_protected_is_named() -> None:
    with pytest.raises(UnsafeError) as failure:
        choose(divided(3, 20, 30), 5, budget=Budget(-1))
    assert (failure.value.counts.tolist(), failure.value.in_time) == ([0], False)


def test_a_choice_that_never_ends_is_no_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suppress, "MAX_ROUNDS", 1)
    with pytest.raises(UnsafeError) as failure:
        choose(divided(3, 20, 30), 5)
    assert (failure.value.counts.tolist(), failure.value.in_time) == ([0], True)


def broken(some: System, hidden: list[Name], min_cell: int = 5) -> dict[Name, tuple[float, float]]:
    found = find_broken(some, np.array([name in hidden for name in some.names]), min_cell)
    ends = zip(found.low.tolist(), found.high.tolist(), strict=True)
    return {some.names[i]: end for i, end in zip(found.counts.tolist(), ends, strict=True)}


def test_five_values_are_enough_and_four_are_not() -> None:
    assert broken(divided(1, 3, 30), [X, Y]) == {}
    assert broken(divided(1, 2, 30), [X, Y]) == {X: (-1, 2), Y: (-2, 1)}
    assert broken(divided(1, 2, 30), [X, Y], 4) == {}
    assert broken(divided(1, 20, 30), [X]) == {X: (0, 0)}


def test_the_smallest_of_the_broken_comes_first_and_ties_by_number() -> None:
    some = system({X: 7, Y: 2, Z: 7, ALL: 1}, [{X: 1}, {Y: 1}, {Z: 1}, {ALL: 1}])
    assert list(broken(some, [X, Y, Z, ALL])) == [ALL, Y, X, Z]


def test_a_complement_of_few_is_given_away_when_it_is_known_to_be_few() -> None:
    """30 of 33 buy it: the three who do not have no cell of their own."""
    yes, no, base = part("ja"), part("nej"), part("alle")
    relation: Relation = {base: -1, yes: 1, no: 1}

    def of(count: int) -> System:
        return system({yes: 30, no: count, base: 30 + count}, [relation], hidden={no: True})

    assert broken(of(3), []) == {no: (0, 0)}
    assert broken(of(4), []) == {no: (0, 0)}
    assert broken(of(1), []) == {no: (0, 0)}
    assert broken(of(5), []) == {}
    assert broken(of(0), []) == {}
    assert broken(of(3), [yes]) == {}
    nobody = system({yes: 30, no: 3, base: 33}, [relation], hidden={no: False})
    assert broken(nobody, []) == {}


def test_a_complement_that_may_be_nobody_or_five_is_not_given_away() -> None:
    some = system({X: 3, Y: 1}, [], hidden={X: True, Y: True})

    def known(low: float, high: float) -> list[int]:
        reach = Reach(np.array([low, 0.0]), np.array([high, 3.0]))
        return [int(i) for i in suppress._broken_by(some, np.zeros(2, dtype=bool), 5, reach).counts]

    assert known(-2, 1) == [1, 0]
    assert known(-3, 1) == [1]
    assert known(-2, 2) == [1]


def weight(values: dict[Name, int], name: Name) -> float:
    some = system(values, [])
    return float(suppress._weights(some, [])[some.names.index(name)])


def test_what_it_costs_to_suppress_a_count() -> None:
    assert weight({X: 30}, X) == 5
    assert weight({X: 0}, X) == 6
    assert weight({ALL: 30}, ALL) == 5 * 8
    for place in ("alle_fire_kommuner", "region_midt"):
        assert weight({part("x", place): 30}, part("x", place)) == 5 * 8
    for family in ("personer", "sager", "borger", "stoerrelse"):
        assert weight({part("x", family=family): 30}, part("x", family=family)) == 5 * 60
    mean = ("gennemsnit:kvartaler", "kommune:p", "herning", "x:op")
    assert weight({mean: 0}, mean) == 12


def test_others_are_tried_when_a_shield_costs_as_much_as_a_base_may() -> None:
    """A margin of its own family is dearer than another family's count, and stays."""
    other = part("kvinder", family="egenskab:koen")
    some = system({X: 3, ALL: 900, other: 897}, [{X: 1, other: 1, ALL: -1}])
    assert chosen(some) == [X, other]
    few = system({X: 3, ALL: 60, other: 57}, [{X: 1, other: 1, ALL: -1}])
    assert chosen(few) == [X, ALL]


def test_twins_cost_what_both_cost_and_what_no_table_has_cannot_be_suppressed() -> None:
    some = system({X: 30, Y: 14, Z: 6}, [], hidden={Z: False})
    assert suppress._weights(some, [(0, 1)]).tolist() == [9, 9, np.inf]


TWINS = [
    (part("tilkendelse", family="afgoerelse"), part("alle", family="personer")),
    (part("2007", family="aar"), part("2007", family="tilkendelser")),
    (part("alle", family="personer"), part("alle", family="egenskab:koen")),
    (("egenskab:koen", "kommune:p", "herning", "alle"), ("stoerrelse", "kommune:p", "herning", "alle")),
    (
        ("gennemsnit:kvartaler", "kommune:p", "herning", "x:op"),
        ("gennemsnit:kvartaler", "kommune:p", "herning", "x:ned"),
    ),
]


@pytest.mark.parametrize(("one", "other"), TWINS, ids=lambda name: name[0])
def test_counts_that_are_equal_are_hidden_together(one: Name, other: Name) -> None:
    assert suppress._twins(system({one: 7, other: 7}, [])) == [(0, 1)]
    assert suppress._twins(system({other: 7, one: 7}, [])) == [(1, 0)]
    assert suppress._twins(system({one: 7, other: 8}, [])) == []
    assert suppress._twins(system({one: 7}, [])) == []
    elsewhere = (*other[:2], "viborg", other[3])
    assert suppress._twins(system({one: 7, elsewhere: 7}, [])) == []


def test_no_count_is_its_own_twin_and_only_grants_are_the_persons() -> None:
    size = ("stoerrelse", "kommune:p", "herning", "alle")
    refusals = part("afslag", family="afgoerelse")
    assert suppress._twins(system({size: 7, refusals: 7, part("alle", family="personer"): 7, X: 7}, [])) == []


def companions(hidden: list[int], with_base: list[tuple[int, int]], twins: list[tuple[int, int]]) -> list[int]:
    suppressed = np.isin(np.arange(5), hidden)
    pairs = np.array(with_base, dtype=np.int64).reshape(-1, 2)
    return np.flatnonzero(suppress._with_companions(suppressed, pairs, twins)).tolist()


def test_a_count_goes_with_its_base_and_a_twin_with_its_twin_either_way() -> None:
    assert companions([1], [(0, 1)], []) == [0, 1]
    assert companions([0], [(0, 1)], []) == [0]
    assert companions([0], [], [(0, 1)]) == [0, 1]
    assert companions([1], [], [(0, 1)]) == [0, 1]
    assert companions([4], [(0, 1), (2, 3)], [(1, 4), (0, 3)]) == [0, 1, 2, 3, 4]
    assert companions([2], [(0, 1)], [(3, 4)]) == [2]


def test_in_a_choice_a_count_goes_with_the_base_of_its_row() -> None:
    rows = [
        (nr, "t", role, name) for nr, one in enumerate((X, Y, Z)) for role, name in (("antal", one), ("grundlag", ALL))
    ]
    some = system({X: 0, Y: 20, Z: 30, ALL: 50}, [{ALL: -1, X: 1, Y: 1, Z: 1}], rows=rows)
    assert chosen(some, withheld=[ALL]) == [Y, Z, ALL]
    assert chosen(some) == []
