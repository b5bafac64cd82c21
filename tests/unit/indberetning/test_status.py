"""The published state of the reporting."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dagster_project.indberetning import status as status_module
from dagster_project.indberetning.duty.calendar import SCHEMA as CALENDAR_SCHEMA
from dagster_project.indberetning.duty.reviews import unsettled_reviews
from dagster_project.indberetning.duty.times import LATE_SCHEMA, TIME_SCHEMA
from dagster_project.indberetning.received.reception import receive
from dagster_project.indberetning.rules.facts import build_events
from dagster_project.indberetning.status import (
    ERROR_SCHEMA,
    RECEIPT_ERROR_SCHEMA,
    STATUS_SCHEMA,
    frames_of,
    status_frames,
)
from tests.lib.reporting import EARLIER_GRANT, GRANT, RESTING, Values, World, code_lists, make_inputs, moment

MARCH = "2024-03"


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    for number in (1, 2, 3):
        made.put(GRANT, sagsid=f"S{number}", person_id=f"p{number}")
    made.put(GRANT, sagsid="S4", person_id="p4", diag1=None)
    return made


def frame(world: World, name: str) -> pl.DataFrame:
    return frames_of(world.settings, world.inputs, lookup=world.lookup)[name]


def status(world: World) -> list[tuple[Any, ...]]:
    return frame(world, "marts.indberetning_status").rows()


def answer(world: World, *lines: str) -> None:
    file = world.home / f"svar{len(lines)}.csv"
    file.write_text("\n".join(["indberetning_id;version;status;kode;tekst", *lines]), encoding="utf-8")
    receive(world.settings, [file], now=moment("2024-04-08T09:00"))


def test_a_record_waits_or_is_held_back_then_sent_then_received_or_refused(world: World) -> None:
    day = date(2024, 3, 15)
    assert status(world) == [("661", MARCH, "holdt", 1, day), ("661", MARCH, "venter", 3, day)]
    world.export(MARCH, at="2024-04-05T06:00")
    assert status(world) == [("661", MARCH, "holdt", 1, day), ("661", MARCH, "sendt", 3, date(2024, 4, 5))]
    one, two, _ = [row[0] for row in world.sent("indberetning_id")]
    answer(world, f"{one};1;modtaget;;", f"{two};1;afvist;;")
    assert status(world) == [
        ("661", MARCH, "afvist", 1, None),
        ("661", MARCH, "holdt", 1, day),
        ("661", MARCH, "modtaget", 1, None),
        ("661", MARCH, "sendt", 1, date(2024, 4, 5)),
    ]


def test_a_correction_waits_or_is_held_back_beside_the_version_that_stands(world: World) -> None:
    world.export(MARCH)
    world.correct("S1", diag1="DF21")
    world.correct("S2", diag1=None)
    world.correct("S3", afgoerelse="I")
    day = date(2024, 3, 15)
    # S2's correction and S4; S1's correction and S3's annulment.
    assert status(world)[:2] == [("661", MARCH, "holdt", 2, day), ("661", MARCH, "sendt", 3, date(2024, 4, 5))]
    assert status(world)[2:] == [("661", MARCH, "venter", 2, day)]


def test_a_moved_record_that_is_held_back_is_held_in_its_new_month(world: World) -> None:
    world.export(MARCH)
    world.correct("S1", afgdato="2024-04-02", diag1=None)
    assert ("661", "2024-04", "holdt", 1, date(2024, 4, 2)) in status(world)
    assert ("661", MARCH, "sendt", 3, date(2024, 4, 5)) in status(world)


def test_an_annulment_that_waits_for_an_answer_is_held_back(world: World) -> None:
    world.export(MARCH)
    world.correct("S1", afgoerelse="I", afgdato=None, ansdato="2024-05-02", paabdato=None, leverance="2024-06-01")
    assert ("661", MARCH, "holdt", 2, date(2024, 3, 15)) in status(world)  # with S4
    errors = frame(world, "kvalitet.indberetning_fejl").filter(pl.col("regel") == "R31")
    assert errors.select("sagsid", "maaned", "holdt_siden").rows() == [("S1", MARCH, date(2024, 6, 1))]


def test_every_broken_rule_is_listed_with_where_and_since_when(world: World) -> None:
    world.correct("S4", leverance="2024-04-01")
    world.put(GRANT, sagsid="S5", person_id="p5", myndighed="740", bopkom="740", moedetilbud_dato="2023-12-01")
    errors = frame(world, "kvalitet.indberetning_fejl")
    columns = ["sagsid", "regel", "alvor", "felt", "myndighed", "maaned", "holdt_siden"]
    assert sorted(errors.select(columns).rows()) == [
        ("S4", "R19", "fejl", "DIAG1", "661", MARCH, date(2024, 4, 1)),
        ("S5", "R08", "advarsel", "MOEDETILBUD_DATO", "740", MARCH, None),
    ]


def test_what_was_sent_as_it_stands_is_not_held_back_whatever_it_breaks_since(world: World) -> None:
    young = {"foed_dag": "1990-05-17", "person_id": "p9"}
    world.put(EARLIER_GRANT, afgdato="2014-02-01", paabdato="2014-01-05", **young)
    world.put(GRANT, sagsid="S9", lovgrundlag="20_1", anledning="revision", **young)
    world.export(MARCH)
    world.correct("FOER_T", afgoerelse="I")
    errors = frame(world, "kvalitet.indberetning_fejl").filter(pl.col("sagsid") == "S9", pl.col("regel") == "R01")
    assert errors.select("alvor", "holdt_siden").rows() == [("bekraeft", None)]
    assert ("661", MARCH, "holdt", 1, date(2024, 3, 15)) in status(world)  # S4 alone


def test_in_parts_it_says_the_same(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.put(GRANT, sagsid="S5", person_id="p5", afgdato="2024-02-12", paabdato="2024-01-20", rehabteam_dato=None)
    world.put(GRANT, sagsid="S6", person_id="p6", afgdato="2024-04-12", moedetilbud_dato="2023-01-10")
    world.export("2024-02", MARCH)
    world.correct("S1", afgdato="2024-04-02")
    whole = frames_of(world.settings, world.inputs, lookup=world.lookup)
    monkeypatch.setattr(status_module, "AT_A_TIME", 1)
    parts = frames_of(world.settings, world.inputs, lookup=world.lookup)
    assert {name: parts[name].rows() for name in parts} == {name: whole[name].rows() for name in whole}
    assert len(whole["kvalitet.indberetning_fejl"].unique("maaned")) == 3


def test_what_was_sent_stands_when_no_basis_is_left(world: World) -> None:
    world.export(MARCH)
    frames = status_frames(world.settings, lookup=world.lookup)
    assert frames["marts.indberetning_status"].rows() == [("661", MARCH, "sendt", 3, date(2024, 4, 5))]


def test_a_case_number_that_looks_like_a_cpr_number_is_covered(world: World) -> None:
    world.put(GRANT, sagsid="0401701234", person_id="p4", diag1=None, sagsbehandler="040170-1234")
    text = str(frame(world, "kvalitet.indberetning_fejl").rows())
    assert "R19" in text
    assert "0401701234" not in text
    assert "040170-1234" not in text


def test_every_version_has_its_own_state(world: World) -> None:
    world.export(MARCH)
    world.correct("S1", diag1="DF21")
    world.export(MARCH, at="2024-04-06T06:00")
    assert ("661", MARCH, "sendt", 4, date(2024, 4, 5)) in status(world)


def test_a_record_of_an_authority_that_does_not_exist_stands_under_ukendt(world: World) -> None:
    world.correct("S4", myndighed="999")
    assert ("ukendt", MARCH, "holdt", 1, date(2024, 3, 15)) in status(world)


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
    assert (due in unsettled_reviews(events, date(2024, 8, 1))["indberetning_id"].to_list()) is overdue


def test_without_a_generation_the_tables_are_there_and_empty(tmp_path: Path) -> None:
    frames = status_frames(World(tmp_path).settings, lookup=World(tmp_path).lookup)
    assert {name: dict(frame.schema) for name, frame in frames.items()} == {
        "marts.indberetning_frist": dict(CALENDAR_SCHEMA),
        "marts.sagsbehandlingstid": dict(TIME_SCHEMA),
        "marts.forsinket_indberetning": dict(LATE_SCHEMA),
        "marts.indberetning_status": dict(STATUS_SCHEMA),
        "kvalitet.indberetning_fejl": dict(ERROR_SCHEMA),
        "kvalitet.kvittering_fejl": dict(RECEIPT_ERROR_SCHEMA),
    }
    assert all(frame.is_empty() for frame in frames.values())
