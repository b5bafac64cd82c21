"""Week numbers, names of week columns, and codes as text."""

import numpy as np
from numpy.typing import NDArray

from dagster_project.registers.weeks import FIRST_WEEK, column_of_week, week_at


def week_number(dates: NDArray[np.datetime64]) -> NDArray[np.int32]:
    """Number of the ISO week that a day lies in; 1 is the week of Monday 1991-08-05."""
    days = np.asarray(dates, dtype="datetime64[D]") - np.datetime64(FIRST_WEEK)
    return np.asarray(days.astype(np.int64) // 7 + 1, dtype=np.int32)


def monday(numbers: NDArray[np.int32]) -> NDArray[np.datetime64]:
    """The Monday of week numbers, as days."""
    return np.datetime64(FIRST_WEEK) + (np.asarray(numbers, np.int64) - 1).astype("timedelta64[W]")


def week_columns(weeks: range) -> list[str]:
    """Names ``y_YYWW`` of the columns of ``weeks``."""
    return [column_of_week(week_at(number - 1)) for number in weeks]


def code_texts(codes: NDArray[np.uint16]) -> NDArray[np.str_]:
    """Codes as DREAM writes them: an empty text for 0, else three digits; the shape stays."""
    texts = np.array(["", *(f"{code:03d}" for code in range(1, 1000))])
    return texts[codes]
