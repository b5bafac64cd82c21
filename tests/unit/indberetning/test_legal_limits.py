"""Ages and amounts by date, against a second way of counting."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.indberetning import adjust_limit
from dagster_project.indberetning.rules.legal_limits import birthday, income_limit, pension_day
from tests.lib.reporting import code_lists

BORN = st.dates(date(1900, 1, 1), date(2010, 12, 31))


@pytest.mark.parametrize(
    ("amount", "percentage", "expected"),
    [
        (243_660, "0.0", 248_532),  # 248,533.2
        (243_660, "1.3", 251_700),  # 251,700.78
        (243_660, 1.3, 251_700),
        (12_000, "0.05", 12_252),  # 12,246 lies half way between 12,240 and 12,252
        (0, "5", 0),
    ],
)
def test_next_years_limit_is_the_nearest_amount_that_12_divides(
    amount: int, percentage: str | float, expected: int
) -> None:
    assert adjust_limit(amount, percentage) == expected


@given(st.integers(0, 1_000_000), st.decimals("-1.5", "5", places=1))
def test_next_years_limit_is_never_further_than_6_kr_from_the_exact_amount(amount: int, percentage: Decimal) -> None:
    limit = adjust_limit(amount, percentage)
    assert limit % 12 == 0
    assert abs(Decimal(limit) - Decimal(amount) * (102 + percentage) / 100) <= 6


@given(BORN, st.integers(1, 90))
def test_a_birthday_is_the_day_or_1_march(born: date, years: int) -> None:
    try:
        expected = born.replace(year=born.year + years)
    except ValueError:
        expected = date(born.year + years, 3, 1)
    frame = pl.DataFrame({"foed_dag": [born]})
    assert frame.select(birthday(pl.col("foed_dag"), years)).item() == expected


@given(st.lists(BORN | st.none(), min_size=1, max_size=20))
def test_pension_days_keep_the_order_of_the_persons(born: list[date | None]) -> None:
    ages = code_lists().pension_ages
    frame = pl.DataFrame({"foed_dag": born}, schema={"foed_dag": pl.Date})
    alone = [pension_day(frame[n : n + 1], ages).item() for n in range(len(born))]
    assert pension_day(frame, ages).to_list() == alone
    assert [day is None for day in alone] == [day is None for day in born]


def test_the_pension_ages_follow_each_other_without_a_gap() -> None:
    ages = code_lists().pension_ages
    starts, ends = ages["foedt_fra"].to_list()[1:], ages["foedt_til"].to_list()[:-1]
    assert [(start - end).days for start, end in zip(starts, ends, strict=True)] == [1] * len(starts)


def test_the_limit_is_known_for_2026_alone() -> None:
    years = pl.DataFrame({"aar": [2025, 2026, 2027]})
    assert income_limit(years, code_lists().income_limits)["graense"].to_list() == [None, 243_660, None]
