"""What Dagster warns of: over its time by a day, and not a day before."""

from datetime import date

import polars as pl
import pytest

from dagster_project.orchestration.reporting_checks import DATES, ERRORS, STATUS, overdue

TODAY = date(2026, 6, 1)
NOTHING = {
    STATUS: pl.DataFrame(
        schema={"myndighed": pl.String, "tilstand": pl.String, "antal": pl.Int64, "aeldste_aabne": pl.Date}
    ),
    ERRORS: pl.DataFrame(schema={"regel": pl.String, "indberetning_id": pl.String, "holdt_siden": pl.Date}),
    DATES: pl.DataFrame(schema={"art": pl.String, "frist": pl.Date, "dage": pl.Int64}),
}


@pytest.mark.parametrize(("day", "warned"), [(date(2026, 5, 17), 7), (date(2026, 5, 18), 0)])
def test_a_sending_is_to_be_answered_within_a_fortnight(day: date, warned: int) -> None:
    sent = [("661", "sendt", 4, day), ("661", "sendt", 3, day), ("661", "venter", 9, date(2020, 1, 1))]
    status = pl.DataFrame(sent, schema=NOTHING[STATUS].schema, orient="row")
    assert overdue({**NOTHING, STATUS: status}, TODAY)[STATUS]["antal"].sum() == warned


@pytest.mark.parametrize(("day", "warned"), [(date(2026, 4, 30), 1), (date(2026, 5, 1), 0)])
def test_a_record_is_to_be_looked_at_within_a_month(day: date, warned: int) -> None:
    held = [("R19", "a", day), ("R19", "a", day), ("R04", "b", None)]
    errors = pl.DataFrame(held, schema=NOTHING[ERRORS].schema, orient="row")
    assert overdue({**NOTHING, ERRORS: errors}, TODAY)[ERRORS]["antal"].sum() == warned


def test_only_days_of_the_law_that_are_over_count() -> None:
    rows = [("paragraf_21", TODAY, -1), ("paragraf_21", TODAY, 0), ("revision", TODAY, -9), ("60_aar", TODAY, -9)]
    dates = pl.DataFrame(rows, schema=NOTHING[DATES].schema, orient="row")
    found = overdue({**NOTHING, DATES: dates}, TODAY)[DATES]
    assert sorted(found.select("art", "antal").rows()) == [("paragraf_21", 1), ("revision", 1)]


def test_nothing_open_is_nothing_late() -> None:
    assert all(frame.is_empty() for frame in overdue(NOTHING, TODAY).values())
