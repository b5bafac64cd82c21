"""A confirmed R31 stays in the error list, and nothing is written after it was acted upon."""

from pathlib import Path

import pytest

from tests.lib.reporting import GRANT, RESTING, Values, World

MARCH = "2024-03"
MONTHS = (MARCH, "2024-06", "2024-09")
ANSWERED: list[tuple[str, Values, list[tuple[str, str, int]]]] = [
    ("another decision", RESTING | {"afgdato": "2024-09-20"}, [("H", "2024-09", 1), ("T", MARCH, 1), ("T", MARCH, 2)]),
    (
        "a moved date",
        GRANT | {"afgdato": "2024-09-20", "fristbrev_dato": "2024-04-01"},
        [("T", MARCH, 1), ("T", MARCH, 2), ("T", "2024-09", 3)],
    ),
    (
        "another decision of the same month",
        RESTING | {"afgdato": "2024-03-20"},
        [("H", MARCH, 1), ("T", MARCH, 1), ("T", MARCH, 2)],
    ),
    (
        "an undecided case asked for later",
        GRANT | {"afgoerelse": "I", "afgdato": None, "ansdato": "2024-05-01", "paabdato": None},
        [("T", MARCH, 1), ("T", MARCH, 2)],
    ),
]


def listed(world: World) -> list[str]:
    """The severities of R31 in the newest error list of every month."""
    newest = [max(month.iterdir()) for month in world.root.glob("661/20*")]
    lines = [line.split(";") for one in newest for line in next(one.glob("*_fejl.csv")).read_text("utf-8").splitlines()]
    return [cells[7] for cells in lines if cells[6] == "R31"]


@pytest.mark.parametrize(("row", "sent"), [c[1:] for c in ANSWERED], ids=[c[0] for c in ANSWERED])
def test_a_confirmed_correction_is_sent_once_and_stays_listed(
    row: Values, sent: list[tuple[str, str, int]], tmp_path: Path
) -> None:
    world = World(tmp_path)
    world.put(GRANT)
    world.export(*MONTHS)
    world.put(row)
    world.export(*MONTHS)
    assert listed(world) == ["bekraeft"]
    assert world.confirm("S1", "R31").counting == 1
    assert world.export(*MONTHS).written
    assert sorted(world.sent("afgoerelse", "maaned", "version")) == sorted(sent)
    assert listed(world) == ["bekraeftet"]
    assert world.export(*MONTHS).written == ()
    assert world.look_daily("2024-11-06T06:00").written == ()


def test_another_caseworker_makes_a_correction_and_the_answer_stays(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.put(GRANT)
    world.export(*MONTHS)
    world.put(RESTING, afgdato="2024-09-20")
    world.confirm("S1", "R31")
    world.export(*MONTHS)
    world.correct("S1", sagsbehandler="en anden")
    world.export(*MONTHS)
    assert ("H", "2024-09", 2) in world.sent("afgoerelse", "maaned", "version")
    assert listed(world) == ["bekraeftet"]
    assert world.export(*MONTHS).written == ()


def test_when_the_facts_change_the_answer_is_no_longer_told_and_the_correction_goes_out(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.put(GRANT)
    world.export(*MONTHS)
    world.put(RESTING, afgdato="2024-09-20")
    world.confirm("S1", "R31")
    world.export(*MONTHS)
    world.correct("S1", diag1="DF21")
    world.export(*MONTHS)
    assert ("H", "2024-09", 2) in world.sent("afgoerelse", "maaned", "version")
    assert listed(world) == []
    assert world.export(*MONTHS).written == ()
