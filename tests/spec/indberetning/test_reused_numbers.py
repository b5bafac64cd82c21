"""R31: a case number that is used again never annuls the decision that was sent under it."""

from pathlib import Path
from typing import Any

import pytest

from tests.lib.reporting import GRANT, REFUSAL, RESTING, Values, World

MARCH, JUNE, JULY = "2024-03", "2024-06", "2024-07"
MONTHS = ("2023-12", MARCH, JUNE, JULY)
NEW, ANNULMENT = "ny", "annullering"
STANDS = [("T", 1, NEW)]
GONE = [("T", 1, NEW), ("T", 2, ANNULMENT)]


@pytest.fixture
def world(tmp_path: Path) -> World:
    """GRANT of 2024-03-15 is sent."""
    made = World(tmp_path)
    made.put(GRANT)
    made.export(MARCH)
    return made


def told(world: World) -> list[tuple[Any, ...]]:
    world.export(*MONTHS)
    return world.sent("afgoerelse", "version", "haendelse")


def reused(world: World) -> list[str]:
    """What R31 says in the newest error lists, by severity."""
    newest = [max(month.iterdir()) for month in world.root.glob("*/20*")]
    lines = [line.split(";") for one in newest for line in next(one.glob("*_fejl.csv")).read_text("utf-8").splitlines()]
    return [cells[7] for cells in lines if cells[6] == "R31"]


IN_DECEMBER: Values = {"paabdato": "2023-12-01", "rehabteam_dato": "2023-11-20", "moedetilbud_dato": "2023-12-05"}
ANOTHER_EVENT: list[tuple[str, Values, list[str]]] = [
    ("92 days later", {"afgdato": "2024-06-15"}, []),
    ("93 days later", {"afgdato": "2024-06-16"}, ["bekraeft"]),
    ("92 days earlier", IN_DECEMBER | {"afgdato": "2023-12-14"}, []),
    ("93 days earlier", IN_DECEMBER | {"afgdato": "2023-12-13"}, ["bekraeft"]),
    ("another decision", REFUSAL, ["bekraeft"]),
    ("another authority", {"myndighed": "740", "bopkom": "740"}, []),
    ("another person", {"person_id": "p2"}, []),
    ("another person of another authority", {"person_id": "p2", "myndighed": "740", "bopkom": "740"}, ["bekraeft"]),
]


@pytest.mark.parametrize(("change", "expected"), [c[1:] for c in ANOTHER_EVENT], ids=[c[0] for c in ANOTHER_EVENT])
def test_which_later_row_looks_like_another_decision(world: World, change: Values, expected: list[str]) -> None:
    world.correct("S1", **change)
    after = told(world)
    assert reused(world) == expected
    assert (after == STANDS) == bool(expected), "nothing is annulled and nothing sent until somebody says which it is"


UNDONE: list[tuple[str, Values, bool]] = [
    ("the case itself", {}, False),
    ("asked on the day of the decision", {"ansdato": "2024-03-15"}, False),
    ("asked the day after it", {"ansdato": "2024-03-16"}, True),
    ("begun on the day of the decision", {"paabdato": "2024-03-15"}, False),
    ("begun the day after it", {"paabdato": "2024-03-16"}, True),
    ("about someone else", {"person_id": "p2"}, True),
]


@pytest.mark.parametrize("undecided", [{"afgoerelse": "I"}, {"afgdato": None}], ids=["I", "no date"])
@pytest.mark.parametrize(("change", "again"), [c[1:] for c in UNDONE], ids=[c[0] for c in UNDONE])
def test_an_undecided_row_annuls_its_own_decision_and_no_other(
    world: World, change: Values, again: bool, undecided: Values
) -> None:
    world.correct("S1", **change, **undecided)
    assert told(world) == (STANDS if again else GONE)
    assert reused(world) == (["bekraeft"] if again else [])


NEW_CASE: Values = {"afgoerelse": "I", "afgdato": None, "ansdato": "2024-06-01", "paabdato": None}


def test_it_is_listed_where_the_decision_stands_and_says_what_it_saw(world: World) -> None:
    world.correct("S1", **NEW_CASE)
    (written,) = world.export(MARCH).written
    assert written.counts == {"ny": 0, "rettelse": 0, "annullering": 0, "holdt_tilbage": 1}
    line = next(written.path.glob("*_fejl.csv")).read_text("utf-8").splitlines()[1].split(";")
    (sent,) = world.sent("indberetning_id")[0]
    assert line[:5] == [sent, "S1", "1", "I", ""]
    assert line[11] == "AFGOERELSE I, ANSDATO 2024-06-01, PAABDATO tom, sendt AFGOERELSE T, sendt AFGDATO 2024-03-15"
    assert world.export(MARCH).written == ()


def test_somebody_says_that_the_decision_sent_is_annulled(world: World) -> None:
    world.correct("S1", **NEW_CASE)
    assert told(world) == STANDS
    assert world.confirm("S1", "R31").counting == 1
    assert told(world) == GONE
    told(world)
    assert reused(world) == ["bekraeftet"], "a confirmed rule stays in the list"


def test_the_confirmation_is_for_the_row_as_it_was(world: World) -> None:
    world.correct("S1", **NEW_CASE)
    told(world)
    world.confirm("S1", "R31")
    world.correct("S1", ansdato="2024-06-02")
    assert told(world) == STANDS
    assert reused(world) == ["bekraeft"]


def test_delivered_with_a_number_of_its_own_the_new_case_has_nothing_to_say_of_the_old(world: World) -> None:
    world.correct("S1", **NEW_CASE)
    told(world)
    world.put(GRANT)
    world.put(GRANT, **NEW_CASE, afgnr=2)
    assert told(world) == STANDS
    assert reused(world) == []
    world.put(RESTING, afgnr=2, afgdato="2024-07-10", paabdato="2024-07-01")
    assert sorted(told(world)) == [("H", 1, NEW), ("T", 1, NEW)]


def test_the_new_case_decided_under_the_old_number_waits_too(world: World) -> None:
    world.correct("S1", **NEW_CASE)
    told(world)
    world.put(REFUSAL, afgdato="2024-07-10", ansdato="2024-06-01", paabdato="2024-06-20", rehabteam_dato="2024-06-10")
    assert told(world) == STANDS
    assert reused(world) == ["bekraeft"]


def test_a_number_whose_decision_was_annulled_is_free(world: World) -> None:
    world.correct("S1", afgoerelse="I")
    told(world)
    world.put(REFUSAL, afgdato="2024-07-10", ansdato="2024-06-01", paabdato="2024-06-20", rehabteam_dato="2024-06-10")
    assert sorted(told(world)) == [("A", 1, NEW), *GONE]


def test_a_decision_that_was_never_sent_may_change_as_it_likes(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.put(GRANT, diag1=None)
    assert told(world) == []
    world.put(REFUSAL, afgdato="2024-07-10", ansdato="2024-06-01", paabdato="2024-06-20", rehabteam_dato="2024-06-10")
    assert told(world) == [("A", 1, NEW)]
    world.correct("S1", **NEW_CASE | {"ansdato": "2024-07-11"})
    assert told(world) == [("A", 1, NEW)]
