"""Days and moments as they are written in a Danish sentence."""

from datetime import date, datetime

from dagster_project.clock import COPENHAGEN

_MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)


def danish_day(day: date) -> str:
    """``25. november 2026``."""
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def danish_moment(moment: datetime) -> str:
    """``25. november 2026 kl. 21.40``, Danish time.

    Args:
        moment: aware; a naive one would be told an hour or two wrong.
    """
    there = moment.astimezone(COPENHAGEN)
    return f"{danish_day(there.date())} kl. {there:%H.%M}"
