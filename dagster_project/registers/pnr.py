"""The date inside a CPR number: century by the seventh digit (CPR-kontoret, "Personnummeret i CPR").

Modulus 11 is not asked for: numbers without it have been given since 2007. Works on many numbers at once.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

NO_DATE = np.iinfo(np.int32).min
"""What stands for a number whose first six digits are no date."""

DIGITS = 10


@njit(cache=True)
def birth_days(digits: NDArray[np.uint8]) -> NDArray[np.int32]:
    """Days since 1970-01-01 of the birth that each number says.

    Args:
        digits: ASCII digits, shape (n, 10).

    Returns:
        Shape (n,); `NO_DATE` where the first six digits are no date.
    """
    days = np.empty(len(digits), dtype=np.int32)
    for i in range(len(digits)):
        row = digits[i]
        day = (row[0] - 48) * 10 + row[1] - 48
        month = (row[2] - 48) * 10 + row[3] - 48
        year = _century(row[6] - 48, (row[4] - 48) * 10 + row[5] - 48) + (row[4] - 48) * 10 + row[5] - 48
        days[i] = _day_number(year, month, day) if _exists(year, month, day) else NO_DATE
    return days


@njit(cache=True)
def _century(seventh: int, year: int) -> int:
    if seventh <= 3:
        return 1900
    if seventh == 4 or seventh == 9:  # noqa: PLR1714 - numba compiles no set here
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800


@njit(cache=True)
def _exists(year: int, month: int, day: int) -> bool:
    if month < 1 or month > 12 or day < 1 or day > 31:
        return False
    if month == 2:
        leap = (year % 4 == 0 and year % 100 != 0) or year % 400 == 0
        return day <= 29 if leap else day <= 28
    return day <= 30 if month in (4, 6, 9, 11) else True


@njit(cache=True)
def _day_number(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 in the Gregorian calendar, counted with years that begin in March."""
    shifted = year - 1 if month <= 2 else year
    century_years = shifted % 400
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = century_years * 365 + century_years // 4 - century_years // 100 + day_of_year
    return shifted // 400 * 146097 + day_of_era - 719468
