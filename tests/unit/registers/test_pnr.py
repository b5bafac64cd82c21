"""Century by the seventh digit, and every calendar day."""

from datetime import date, timedelta

import numpy as np
import pytest

from dagster_project.registers.pnr import NO_DATE, birth_days

EPOCH = date(1970, 1, 1)


def births(*numbers: str) -> list[date | None]:
    digits = np.frombuffer("".join(numbers).encode(), dtype=np.uint8).reshape(-1, 10)
    return [None if days == NO_DATE else EPOCH + timedelta(days=int(days)) for days in birth_days(digits)]


@pytest.mark.parametrize(
    ("seventh", "year", "century"),
    [
        ("0", "00", 1900), ("3", "99", 1900), ("4", "00", 2000), ("4", "36", 2000), ("4", "37", 1900),
        ("4", "99", 1900), ("5", "00", 2000), ("5", "57", 2000), ("5", "58", 1800), ("8", "57", 2000),
        ("8", "99", 1800), ("9", "36", 2000), ("9", "37", 1900), ("9", "99", 1900),
    ],
)  # fmt: skip
def test_the_seventh_digit_tells_the_century(seventh: str, year: str, century: int) -> None:
    assert births(f"0203{year}{seventh}000") == [date(century + int(year), 3, 2)]


def test_every_day_of_four_centuries_years_is_right() -> None:
    days = [date(1900, 1, 1) + timedelta(days=at) for at in range(36_524)]
    assert births(*(f"{day:%d%m%y}0000" for day in days)) == days


@pytest.mark.parametrize("number", ["2902010000", "3104000000", "0001000000", "0100000000", "0113000000"])
def test_a_day_that_does_not_exist_is_none(number: str) -> None:
    assert births(number) == [None]


def test_leap_days_follow_the_gregorian_rule() -> None:
    assert births("2902000000", "2902005000", "2902040000") == [None, date(2000, 2, 29), date(1904, 2, 29)]
