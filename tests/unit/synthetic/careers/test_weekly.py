"""Weekly codes of the synthetic DREAM: they tell the planted quarters, and nothing depends on how they are chunked."""

import csv
from collections import Counter
from datetime import date, timedelta

import numpy as np
import pytest

from dagster_project.settings import CODE_LISTS
from synthetic import careers

GRANT_WEEK = 870
WEEKS = range(GRANT_WEEK - 400, GRANT_WEEK + 20)


def state_of_code() -> dict[str, str]:
    with (CODE_LISTS / "dream_ydelse.csv").open(encoding="utf-8", newline="") as file:
        return {row["kode"]: row["tilstand_akf2012"] for row in csv.DictReader(file)} | {"": "loenmodtager"}


@pytest.fixture(scope="module")
def quarters() -> np.ndarray:
    return careers.planted_quarters(careers.plant_careers())


@pytest.fixture(scope="module")
def codes(quarters: np.ndarray) -> np.ndarray:
    return careers.weekly_codes(quarters, np.full(len(quarters), GRANT_WEEK, np.int32), WEEKS, seed=1)


@pytest.fixture(scope="module")
def recounted(codes: np.ndarray) -> list[list[tuple[str, bool]]]:
    """Per person and quarter: the state with the most weeks, ties to the latest; whether there was a tie."""
    known = state_of_code()
    begin = GRANT_WEEK - 260 - WEEKS.start
    texts = careers.code_texts(codes[:, begin : begin + 260])
    return [[winner([known[c] for c in row[q : q + 13]]) for q in range(0, 260, 13)] for row in texts.tolist()]


def winner(weeks: list[str]) -> tuple[str, bool]:
    counts = Counter(weeks)
    most = max(counts.values())
    tied = {s for s, n in counts.items() if n == most}
    return next(s for s in reversed(weeks) if s in tied), len(tied) > 1


def test_the_260_weeks_before_the_grant_tell_the_planted_quarters(
    quarters: np.ndarray, recounted: list[list[tuple[str, bool]]]
) -> None:
    planted = [[careers.STATES[s] for s in row] for row in quarters.tolist()]
    assert [[state for state, _ in row] for row in recounted] == planted


def test_some_quarters_are_tied(recounted: list[list[tuple[str, bool]]]) -> None:
    assert sum(tied for row in recounted for _, tied in row) > 50


def test_weeks_within_a_quarter_deviate_and_codes_vary(codes: np.ndarray) -> None:
    assert len(np.unique(codes)) > 50
    begin = GRANT_WEEK - 260 - WEEKS.start
    within = codes[:, begin : begin + 260].reshape(-1, 13)
    assert 0.1 < (within != within[:, :1]).any(axis=1).mean() < 0.6


def test_pension_begins_one_to_four_weeks_after_the_week_of_the_grant(codes: np.ndarray) -> None:
    begins = (codes == 783).argmax(axis=1) + WEEKS.start
    assert set((begins - GRANT_WEEK).tolist()) == {1, 2, 3, 4}
    assert (codes[:, -10:] == 783).all()
    assert (codes[:, : GRANT_WEEK - WEEKS.start] != 783).all()


def test_a_person_does_not_depend_on_the_chunk() -> None:
    quarters = careers.draw_quarters(5000, seed=3)
    grants = np.arange(5000, dtype=np.int32) % 90 + 800
    whole = careers.weekly_codes(quarters, grants, WEEKS, seed=3)
    part = slice(2500, 2600)
    assert (careers.draw_quarters(100, seed=3, first=2500) == quarters[part]).all()
    assert (careers.weekly_codes(quarters[part], grants[part], WEEKS, seed=3, first=2500) == whole[part]).all()
    others = careers.ordinary_codes(5000, WEEKS, seed=3)
    assert (careers.ordinary_codes(100, WEEKS, seed=3, first=2500) == others[part]).all()


def test_the_columns_asked_for_do_not_change_the_codes(quarters: np.ndarray, codes: np.ndarray) -> None:
    grants = np.full(len(quarters), GRANT_WEEK, np.int32)
    fewer = careers.weekly_codes(quarters, grants, range(WEEKS.start + 100, WEEKS.stop), seed=1)
    assert (fewer == codes[:, 100:]).all()


def test_people_without_a_grant_are_mostly_blank_and_never_on_a_pension() -> None:
    codes = careers.ordinary_codes(4000, range(400, 960), seed=2)
    known = {int(code) for code in state_of_code() if code}
    assert set(np.unique(codes).tolist()) <= known | {0}
    assert 0.02 < (codes > 0).mean() < 0.2
    assert (codes != 783).all()


def test_every_code_is_in_the_code_list(codes: np.ndarray) -> None:
    assert set(np.unique(careers.code_texts(codes)).tolist()) <= set(state_of_code())


def test_week_numbers_and_columns_agree_with_the_calendar() -> None:
    days = [date(1991, 8, 5) + timedelta(days=i) for i in range(0, 9000, 5)]
    numbers = careers.week_number(np.array(days, dtype="datetime64[D]"))
    columns = careers.week_columns(range(1, int(numbers.max()) + 1))
    expected = [f"y_{day.isocalendar().year % 100:02d}{day.isocalendar().week:02d}" for day in days]
    assert [columns[number - 1] for number in numbers] == expected
