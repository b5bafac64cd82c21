"""The published state of the reporting."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dagster_project.indberetning.duty.calendar import SCHEMA as CALENDAR_SCHEMA
from dagster_project.indberetning.duty.times import LATE_SCHEMA, TIME_SCHEMA
from dagster_project.indberetning.received.reception import receive
from dagster_project.indberetning.rules.facts import build_events
from dagster_project.indberetning.status import (
    RECEIPT_ERROR_SCHEMA,
    STATUS_SCHEMA,
    frames_of,
    overdue_reviews,
    status_frames,
)
from tests.lib.reporting import GRANT, RESTING, Values, World, code_lists, make_inputs, moment

MARCH = "2024-03"


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    for number in (1, 2, 3):
        made.put(GRANT, sagsid=f"S{number}", person_id=f"p{number}")
    made.put(GRANT, sagsid="S4", person_id="p4", diag1=None)
    return made


def status(world: World, today: str = "2024-06-01") -> list[tuple[Any, ...]]:
    return frames_of(world.settings, world.inputs, today=date.fromisoformat(today))["marts.indberetning_status"].rows()


def answer(world: World, *lines: str) -> None:
    file = world.home / f"svar{len(lines)}.csv"
    file.write_text("\n".join(["indberetning_id;version;status;kode;tekst", *lines]), encoding="utf-8")
    receive(world.settings, [file], now=moment("2024-04-08T09:00"))


def test_a_record_is_formed_then_sent_then_received_or_refused(world: World) -> None:
    day = date(2024, 3, 15)
    assert status(world) == [("661", MARCH, "dannet", 4, day, 0)]
    world.export(MARCH, at="2024-04-05T06:00")
    assert status(world) == [("661", MARCH, "dannet", 1, day, 0), ("661", MARCH, "sendt", 3, date(2024, 4, 5), 0)]
    one, two, _ = [row[0] for row in world.sent("indberetning_id")]
    answer(world, f"{one};1;modtaget;;", f"{two};1;afvist;;")
    assert status(world) == [
        ("661", MARCH, "afvist", 1, None, 0),
        ("661", MARCH, "dannet", 1, day, 0),
        ("661", MARCH, "modtaget", 1, None, 0),
        ("661", MARCH, "sendt", 1, date(2024, 4, 5), 0),
    ]


def test_every_version_has_its_own_state(world: World) -> None:
    world.export(MARCH)
    world.correct("S1", diag1="DF21")
    world.export(MARCH, at="2024-04-06T06:00")
    assert ("661", MARCH, "sendt", 4, date(2024, 4, 5), 0) in status(world)


def test_a_record_of_an_authority_that_does_not_exist_stands_under_ukendt(world: World) -> None:
    world.correct("S4", myndighed="999")
    assert ("ukendt", MARCH, "dannet", 1, date(2024, 3, 15), 0) in status(world)


def test_overdue_reviews_count_once_at_the_version_that_stands(world: World) -> None:
    world.correct("S1", revisionsdato="2024-05-31")
    assert [row[-1] for row in status(world)] == [1]
    world.export(MARCH)
    world.correct("S1", diag1="DF21")
    world.export(MARCH)
    assert [row[-1] for row in status(world)] == [0, 1]
    assert [row[-1] for row in status(world, today="2024-05-31")] == [0, 0]
    world.correct("S1", afgdato="2024-04-02", diag1=None)  # moved, held back: it stands in March
    assert [row[-1] for row in status(world)] == [0, 1, 0]


REVIEWS: list[tuple[str, Values | None, bool]] = [
    ("nothing since", None, True),
    ("a new grant before the date", {"afgdato": "2024-04-01"}, False),
    ("a new grant after the date", {"afgdato": "2024-07-01"}, False),
    ("an earlier decision", {"afgdato": "2024-02-01"}, True),
    ("another person's", {"person_id": "p2", "afgdato": "2024-04-01"}, True),
    ("a rest before the date", RESTING | {"afgdato": "2024-04-01"}, True),
    ("a rest with a date of its own", RESTING | {"afgdato": "2024-04-01", "revisionsdato": "2026-01-01"}, False),
    ("a rest from the date on", RESTING | {"afgdato": "2024-06-01"}, False),
]


@pytest.mark.parametrize(("later", "overdue"), [case[1:] for case in REVIEWS], ids=[case[0] for case in REVIEWS])
def test_a_review_is_overdue_until_there_is_a_new_decision(later: Values | None, overdue: bool) -> None:
    rows = [GRANT | {"revisionsdato": "2024-06-01"}]
    if later:
        rows.append(GRANT | later | {"sagsid": "S2"})
    events = build_events(make_inputs(rows).decisions, code_lists())
    due = events.filter(events["sagsid"] == "S1")["indberetning_id"].item()
    assert (due in overdue_reviews(events, date(2024, 8, 1)).to_list()) is overdue


def test_without_a_generation_the_tables_are_there_and_empty(tmp_path: Path) -> None:
    frames = status_frames(World(tmp_path).settings, now=moment("2024-06-01T06:00"))
    assert {name: dict(frame.schema) for name, frame in frames.items()} == {
        "marts.indberetning_frist": dict(CALENDAR_SCHEMA),
        "marts.sagsbehandlingstid": dict(TIME_SCHEMA),
        "marts.forsinket_indberetning": dict(LATE_SCHEMA),
        "marts.indberetning_status": dict(STATUS_SCHEMA),
        "kvalitet.kvittering_fejl": dict(RECEIPT_ERROR_SCHEMA),
    }
    assert all(frame.is_empty() for frame in frames.values())
