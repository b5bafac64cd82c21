"""Which month a tick exports, also on the days when the clock changes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.clock import COPENHAGEN
from dagster_project.indberetning.timetable import last_due_month, month_before, months_between


@pytest.mark.parametrize(
    ("tick", "month"),
    [
        (datetime(2026, 4, 5, 4, tzinfo=UTC), "2026-03"),  # summer time: 06:00 in Copenhagen
        (datetime(2026, 2, 5, 5, tzinfo=UTC), "2026-01"),  # winter time
        (datetime(2026, 1, 5, 5, tzinfo=UTC), "2025-12"),
        (datetime(2026, 3, 29, 1, tzinfo=UTC), "2026-02"),  # the hour that does not exist
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-09"),  # the hour that comes twice
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-09"),
        (datetime(2026, 3, 31, 22, 30, tzinfo=UTC), "2026-03"),  # already April in Copenhagen
        (datetime(2025, 12, 31, 23, 30, tzinfo=UTC), "2025-12"),  # already 2026 in Copenhagen
    ],
)
def test_a_tick_exports_the_month_before_in_copenhagen(tick: datetime, month: str) -> None:
    assert month_before(tick) == month


@pytest.mark.parametrize(
    ("now", "month"),
    [
        ("2026-04-05T05:59:59", "2026-02"),
        ("2026-04-05T06:00:00", "2026-03"),
        ("2026-04-30T23:59:59", "2026-03"),
        ("2026-05-01T00:00:00", "2026-03"),
        ("2026-01-04T12:00:00", "2025-11"),
        ("2026-01-05T06:00:00", "2025-12"),
        ("2026-03-29T03:00:00", "2026-02"),
        ("2026-10-25T02:30:00", "2026-09"),
    ],
)
def test_a_month_is_due_on_the_5th_at_six(now: str, month: str) -> None:
    assert last_due_month(datetime.fromisoformat(now).replace(tzinfo=COPENHAGEN)) == month


@given(st.datetimes(datetime(2013, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)))
def test_the_last_due_month_never_goes_back(now: datetime) -> None:
    assert last_due_month(now) <= last_due_month(now + timedelta(hours=1)) <= month_before(now + timedelta(hours=1))


def test_months_between_includes_both_ends_over_a_new_year() -> None:
    assert months_between("2025-11", "2026-02") == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert months_between("2026-03", "2026-02") == []
