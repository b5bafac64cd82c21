"""Ages and person numbers."""

import csv
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project.errors import VejeError
from dagster_project.settings import CODE_LISTS
from synthetic.persons import exact_age, municipalities, person_numbers, shift_to_mean
from tests.oracle.tables import world

DAYS = st.dates(date(1900, 1, 1), date(2009, 12, 31))


@settings(max_examples=300)
@given(born=DAYS, later=st.integers(0, 36_000))
def test_the_exact_age_is_that_of_the_definition(born: date, later: int) -> None:
    on = np.datetime64(born) + later
    age = exact_age(np.array([born], dtype="datetime64[D]"), np.array([on]))[0]
    assert age == pytest.approx(world.exact_age(born, on.astype(date)), abs=1e-12)


def test_29_february_has_its_birthday_on_1_march_in_common_years() -> None:
    born = np.array(["1980-02-29", "1980-02-29", "1980-02-29"], dtype="datetime64[D]")
    on = np.array(["2007-02-28", "2007-03-01", "2008-02-29"], dtype="datetime64[D]")
    assert exact_age(born, on).round(6).tolist() == [round(26 + 364 / 365, 6), 27.0, 28.0]


@settings(max_examples=100)
@given(born=st.lists(DAYS, min_size=1, max_size=30), women=st.booleans(), block=st.integers(0, 40))
def test_a_number_says_birth_date_century_and_sex(born: list[date], women: bool, block: int) -> None:
    days = np.array(born * 2, dtype="datetime64[D]")
    numbers = person_numbers(days, np.full(len(days), women), block)
    assert len(set(numbers)) == len(numbers)
    for number, day in zip(numbers, born * 2, strict=True):
        year, seventh = int(number[4:6]), int(number[6])
        late = 2000 if (seventh in (4, 9) and year <= 36) or (5 <= seventh <= 8 and year <= 57) else 1900
        assert (int(number[:2]), int(number[2:4]), late + year) == (day.day, day.month, day.year)
        assert int(number[9]) % 2 == (0 if women else 1)


def test_numbers_of_blocks_and_kinds_never_meet() -> None:
    born = np.full(12, np.datetime64("1970-05-17"))
    groups = [person_numbers(born, np.ones(12, bool), block, kind) for block in (0, 1, 40) for kind in (0, 1)]
    assert len(set(np.concatenate(groups))) == 6 * 12


def test_more_births_than_numbers_are_refused() -> None:
    with pytest.raises(VejeError):
        person_numbers(np.full(5_000, np.datetime64("1970-05-17")), np.ones(5_000, bool), 0)


def test_moved_birth_dates_have_the_mean_and_stay_within_the_ages() -> None:
    rng = np.random.default_rng(1)
    on = np.full(500, np.datetime64("2008-06-01"))
    born = on - rng.integers(20 * 366, 59 * 365, 500).astype("timedelta64[D]")
    age = exact_age(shift_to_mean(born, on, 42.8, np.ones(500, bool), (19.0, 60.0)), on)
    assert abs(age.mean() - 42.8) < 0.002
    assert age.min() >= 19
    assert age.max() < 60


def test_every_municipality_lies_in_one_place() -> None:
    codes = [code for members in municipalities().values() for code in members]
    with (CODE_LISTS / "kommune.csv").open(encoding="utf-8", newline="") as file:
        today = [row["kom"] for row in csv.DictReader(file) if not row["ny_kode"]]
    assert sorted(codes) == sorted(today)
