"""Week columns against Python's own ISO calendar, every week from 1991 to 2027."""

from datetime import date, timedelta

import pytest

from dagster_project.registers.weeks import FIRST_WEEK, column_of_week, index_of_week, week_at, week_of_column

MONDAYS = [FIRST_WEEK + timedelta(weeks=at) for at in range((date(2028, 1, 3) - FIRST_WEEK).days // 7)]


def test_every_week_from_1991_to_2027_goes_there_and_back() -> None:
    for at, monday in enumerate(MONDAYS):
        year, week, _ = monday.isocalendar()
        column = f"y_{year % 100:02d}{week:02d}"
        assert date.fromisocalendar(year, week, 1) == monday
        assert (week_of_column(column), column_of_week(monday)) == (monday, column)
        assert (index_of_week(monday), week_at(at)) == (at, monday)


def test_the_first_week_is_5_august_1991() -> None:
    assert week_of_column("y_9132") == date(1991, 8, 5) == FIRST_WEEK


@pytest.mark.parametrize("year", [1992, 1998, 2004, 2009, 2015, 2020, 2026])
def test_week_53_exists_in_these_years(year: int) -> None:
    assert week_of_column(f"y_{year % 100:02d}53") == date.fromisocalendar(year, 53, 1)


@pytest.mark.parametrize("name", ["y_201", "Y_0201", "y_00201", " y_0201 "])
def test_lost_zeros_and_one_too_many_are_repaired(name: str) -> None:
    assert week_of_column(name) == date.fromisocalendar(2002, 1, 1)


@pytest.mark.parametrize(
    "name", ["y_0254", "y_0200", "y_9131", "y_000201", "y_19132", "y_", "y_02x1", "x_0201", "branche_2008_01"]
)
def test_other_names_are_no_week_columns(name: str) -> None:
    assert week_of_column(name) is None


@pytest.mark.parametrize("day", [date(1991, 8, 6), date(1989, 1, 2), date(2091, 1, 1)])
def test_other_days_have_no_column(day: date) -> None:
    with pytest.raises(ValueError, match="no week column"):
        column_of_week(day)
