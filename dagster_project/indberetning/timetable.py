"""Which months are due: monthly on the 5th at 06:00 in Copenhagen for the month before, and a daily look back."""

from datetime import datetime, timedelta

from dagster_project.clock import COPENHAGEN

MONTHLY_CRON = "0 6 5 * *"
"""The 5th at 06:00, to be read in `TIMEZONE`."""
DAILY_CRON = "0 6 * * *"
TIMEZONE = "Europe/Copenhagen"
DUE_DAY, DUE_HOUR = 5, 6


def month_before(tick: datetime) -> str:
    """The month that a tick exports: the one before the tick's month in Copenhagen, as `YYYY-MM`."""
    local = tick.astimezone(COPENHAGEN)
    return (local.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")


def last_due_month(now: datetime) -> str:
    """The newest month whose monthly export is due at ``now``."""
    local = now.astimezone(COPENHAGEN)
    if (local.day, local.hour) >= (DUE_DAY, DUE_HOUR):
        return month_before(local)
    return month_before(local.replace(day=1) - timedelta(days=1))


def months_between(first: str, last: str) -> list[str]:
    """Every month from ``first`` to ``last``, both included."""
    numbers = range(_number(first), _number(last) + 1)
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in numbers]


def _number(month: str) -> int:
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1
