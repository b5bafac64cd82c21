"""Records of AMFORA become measures: by person and type, over short gaps, by the latest end so far."""

from datetime import date, timedelta

import polars as pl
import pytest

from dagster_project.recount.measures import merge_records
from dagster_project.recount.source import monday_of

START = date(2005, 3, 1)
Record = tuple[str, str, int, int]


def merged(*records: Record) -> list[Record]:
    """Person, type, first and last day counted from `START`, in order."""
    rows = [(who, kind, START + timedelta(first), START + timedelta(last)) for who, kind, first, last in records]
    frame = pl.DataFrame(rows, schema=["person_id", "foranst", "startdto", "slutdto"], orient="row")
    found = merge_records(frame).sort("person_id", "foranst", "startdto").rows()
    return [(who, kind, (first - START).days, (last - START).days) for who, kind, first, last in found]


@pytest.mark.parametrize(("gap", "measures"), [(0, 1), (7, 1), (8, 2)])
def test_a_record_joins_over_a_gap_of_seven_days_at_most(gap: int, measures: int) -> None:
    assert len(merged(("a", "1", 0, 30), ("a", "1", 30 + gap, 60))) == measures


def test_the_latest_end_so_far_decides_and_not_the_last_records() -> None:
    assert merged(("a", "1", 0, 100), ("a", "1", 10, 20), ("a", "1", 105, 110)) == [("a", "1", 0, 110)]


def test_persons_and_types_are_kept_apart() -> None:
    records = [("a", "1", 0, 30), ("a", "2", 5, 40), ("b", "1", 10, 20)]
    assert merged(*records) == records


@pytest.mark.parametrize(("day", "monday"), [((2009, 1, 1), (2008, 12, 29)), ((2008, 12, 29), (2008, 12, 29))])
def test_a_week_begins_on_its_monday_across_the_year(day: tuple[int, int, int], monday: tuple[int, int, int]) -> None:
    frame = pl.DataFrame({"day": [date(*day)]})
    assert frame.select(monday_of(pl.col("day"))).item() == date(*monday)
