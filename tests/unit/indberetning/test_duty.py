"""What the person on duty sees, on a register of a few invented cases."""

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from dagster_project.indberetning.duty.calendar import SCHEMA, open_matters
from dagster_project.indberetning.duty.reviews import unsettled_reviews
from dagster_project.indberetning.duty.times import late_reporting, processing_times
from dagster_project.indberetning.rules.facts import build_events
from tests.lib.reporting import GRANT, REFUSAL, RESTING, Values, code_lists, make_inputs

TODAY = date(2024, 4, 1)
WAITING = GRANT | {"sagsid": "V1", "afgoerelse": "I", "afgdato": None, "myndighed": None, "paabdato": "2024-02-01"}


def matters(*rows: Values) -> list[tuple[Any, ...]]:
    decisions = make_inputs([row | {"leverance": TODAY, "afgnr": 1} for row in rows]).decisions
    events = build_events(decisions, code_lists())
    return open_matters(decisions, events, unsettled_reviews(events, TODAY + timedelta(days=366)), code_lists()).rows()


def test_an_undecided_case_waits_for_the_day_of_paragraph_21_of_its_municipality() -> None:
    assert matters(WAITING) == [("661", "V1", 1, date(2024, 5, 1), "paragraf_21", 30)]
    assert matters(WAITING | {"bopkom": "000"})[0][0] == "UDK"


def test_a_day_that_is_over_counts_below_zero() -> None:
    assert matters(WAITING | {"paabdato": "2023-11-30"})[0][3:] == (date(2024, 2, 29), "paragraf_21", -32)


def test_who_is_terminally_ill_comes_first_among_the_cases_of_paragraph_21() -> None:
    urgent = WAITING | {"sagsid": "V3", "terminal": "J", "paabdato": "2024-03-01"}
    rows = matters(WAITING, WAITING | {"sagsid": "V2", "terminal": "N", "paabdato": "2024-01-01"}, urgent)
    assert [row[1] for row in rows] == ["V3", "V2", "V1"]


def test_a_case_that_has_not_begun_and_a_decided_one_wait_for_nothing() -> None:
    assert matters(WAITING | {"paabdato": None}, GRANT) == []


@pytest.mark.parametrize(("day", "listed"), [("2024-03-01", 1), ("2025-04-01", 1), ("2025-04-02", 0)])
def test_a_review_is_listed_a_year_ahead_and_when_it_is_over(day: str, listed: int) -> None:
    rows = matters(GRANT | {"afgdato": "2020-01-15", "paabdato": "2020-01-02", "revisionsdato": day})
    assert [row[4] for row in rows] == ["revision"] * listed


def test_a_review_that_a_later_decision_settled_is_not_listed() -> None:
    early = GRANT | {"afgdato": "2020-01-15", "revisionsdato": "2024-03-01"}
    assert matters(early, GRANT | {"sagsid": "S9", "afgdato": "2024-03-05"}) == []


def test_resting_pensions_and_reviews_meet_the_pension_age() -> None:
    # Born 1957-05-17: folkepension from 67, 2024-05-17.
    old = {"foed_dag": "1957-05-17"}
    assert [row[3:5] for row in matters(RESTING | old)] == [(date(2024, 5, 17), "folkepension")]
    assert matters(RESTING | {"foed_dag": "1966-05-17"}) == []
    kinds = [row[4] for row in matters(GRANT | old | {"revisionsdato": "2024-06-01"})]
    assert kinds == ["folkepension", "revision"]


def test_birthdays_of_open_cases() -> None:
    assert ("60_aar", 46) in [row[4:] for row in matters(RESTING | {"foed_dag": "1964-05-17"})]
    assert ("18_aar", 46) in [row[4:] for row in matters(WAITING | {"foed_dag": "2006-05-17"})]
    assert "18_aar" not in [row[4] for row in matters(WAITING | {"foed_dag": "2004-05-17"})]


def test_a_case_number_that_looks_like_a_cpr_number_is_covered() -> None:
    assert matters(WAITING | {"sagsid": "010170-1234"})[0][1] == "**********"


def test_no_register_no_calendar() -> None:
    empty = make_inputs([]).decisions
    assert open_matters(empty, build_events(empty, code_lists()), empty, code_lists()).schema == SCHEMA


def test_processing_times_by_quarter_and_basis() -> None:
    rows = [
        GRANT | {"sagsid": "A", "paabdato": "2024-01-15", "afgdato": "2024-03-15"},
        REFUSAL | {"sagsid": "B", "paabdato": "2023-12-14", "afgdato": "2024-03-15", "fristbrev_dato": "2024-03-01"},
        GRANT | {"sagsid": "C", "paabdato": "2023-12-01", "afgdato": "2024-03-15", "fristbrev_dato": "2024-03-10"},
        RESTING | {"sagsid": "D"},
    ]
    events = build_events(make_inputs(rows).decisions, code_lists())
    # 60, 92 and 105 days; B and C are late, C's letter came after the day of § 21.
    assert processing_times(events).rows() == [("661", "2024-K1", "18_DOK", 3, 92.0, pytest.approx(102.4), 2, 1)]


def test_the_triangle_counts_months_until_a_decision_is_known() -> None:
    rows = [
        GRANT | {"sagsid": f"S{n}", "leverance": day}
        for n, day in enumerate(["2024-03-31", "2024-04-30", "2025-03-31"])
    ]
    events = build_events(make_inputs(rows).decisions, code_lists())
    assert late_reporting(events).rows() == [("2024-03", 0, 1), ("2024-03", 1, 1), ("2024-03", 12, 1)]
    assert isinstance(late_reporting(events), pl.DataFrame)
