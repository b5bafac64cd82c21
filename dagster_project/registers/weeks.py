"""Week columns of DREAM: `y_YYWW` to the Monday of that ISO week and back.

Two-digit years pivot at 90. Weeks are counted from the first that DREAM knows, so that index 0 is Monday 1991-08-05.
"""

import re
from datetime import date, timedelta

FIRST_WEEK = date(1991, 8, 5)  # y_9132: the first week that DREAM has ever had
PIVOT = 90
_WEEK_COLUMN = re.compile(r"y_([0-9]+)", re.IGNORECASE)
_DIGITS = 4


def week_of_column(name: str) -> date | None:
    """The Monday of a week column, or None when ``name`` is none.

    Lost leading zeros (`y_201`) and one too many (`y_00201`) are repaired; a week that the year does not have, or
    that lies before the first week, is no week column.
    """
    match = _WEEK_COLUMN.fullmatch(name.strip())
    if not match:
        return None
    digits = match[1].lstrip("0").rjust(_DIGITS, "0")
    if len(digits) != _DIGITS or len(match[1]) > _DIGITS + 1:
        return None
    short, week = int(digits[:2]), int(digits[2:])
    try:
        monday = date.fromisocalendar(short + (1900 if short >= PIVOT else 2000), week, 1)
    except ValueError:
        return None
    return monday if monday >= FIRST_WEEK else None


def column_of_week(monday: date) -> str:
    """The column name of the ISO week that begins on ``monday``.

    Raises:
        ValueError: when the day is no Monday, or outside the years that two digits can tell.
    """
    iso = monday.isocalendar()
    if iso.weekday != 1 or not PIVOT + 1900 <= iso.year < PIVOT + 2000:
        raise ValueError(f"no week column begins on {monday}")
    return f"y_{iso.year % 100:02d}{iso.week:02d}"


def index_of_week(monday: date) -> int:
    """Weeks since the first week of DREAM (0 for 1991-08-05)."""
    return (monday - FIRST_WEEK).days // 7


def week_at(index: int) -> date:
    """The Monday of the week with this index."""
    return FIRST_WEEK + timedelta(weeks=index)
