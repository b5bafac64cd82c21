"""The state of a quarter, and which weeks it is made of."""

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl
import pytest

from dagster_project.sequences import SequenceError, quarter_states

CODES = pl.DataFrame({"kode": ["1", "2"], "tilstand": ["dagpenge", "sygedagpenge"]})


def states(codes: Sequence[str | None], grant: date, *, quarters: int = 1, weeks: int = 4) -> list[str]:
    """States of one person whose weeks end the week before the grant's."""
    first = grant - timedelta(days=grant.weekday()) - timedelta(weeks=len(codes))
    frame = pl.DataFrame({"uge": [first + timedelta(weeks=at) for at in range(len(codes))], "ydelse": codes})
    frame = frame.with_columns(pl.lit("p").alias("person_id"), pl.col("ydelse").cast(pl.String))
    grants = pl.DataFrame({"person_id": ["p"], "afgoerelsesdato": [grant]})
    found = quarter_states(frame, grants, CODES, quarters=quarters, weeks_per_quarter=weeks)
    assert found["kvartal"].to_list() == list(range(1, quarters + 1))
    return found["tilstand"].to_list()


def test_the_state_with_the_most_weeks_is_the_quarters() -> None:
    assert states(["1", "1", "1", "2"], date(2008, 3, 5)) == ["dagpenge"]


def test_of_tied_states_the_one_that_occurs_latest_is_the_quarters() -> None:
    assert states(["1", "2", "2", "1"], date(2008, 3, 5)) == ["dagpenge"]
    assert states(["2", "1", "1", "2"], date(2008, 3, 5)) == ["sygedagpenge"]


@pytest.mark.parametrize("blank", ["", "  ", None])
def test_a_blank_week_is_work(blank: str | None) -> None:
    assert states([blank, blank, "1", blank], date(2008, 3, 5)) == ["loenmodtager"]


def test_blank_and_a_code_of_the_same_state_count_together() -> None:
    frame = pl.concat([CODES, pl.DataFrame({"kode": ["121"], "tilstand": ["loenmodtager"]})])
    grant = date(2008, 3, 5)
    weeks = pl.DataFrame(
        {
            "person_id": ["p"] * 5,
            "ydelse": ["1", "1", "", "121", ""],
            "uge": [date(2008, 1, 28) + timedelta(weeks=at) for at in range(5)],
        }
    )
    grants = pl.DataFrame({"person_id": ["p"], "afgoerelsesdato": [grant]})
    found = quarter_states(weeks, grants, frame, quarters=1, weeks_per_quarter=5)
    assert found["tilstand"].to_list() == ["loenmodtager"]


@pytest.mark.parametrize("day", range(7))
def test_the_week_of_the_grant_is_outside_on_every_day_of_it(day: int) -> None:
    assert states(["1", "1", "2", "2"], date(2008, 3, 3) + timedelta(days=day)) == ["sygedagpenge"]


@pytest.mark.parametrize("grant", [date(2005, 1, 19), date(2010, 1, 20), date(2016, 1, 20), date(2021, 1, 20)])
def test_quarters_run_through_week_53(grant: date) -> None:
    # Two quarters of four weeks that meet around the turn of a year with 53 weeks.
    assert states(["1"] * 4 + ["2"] * 4, grant, quarters=2) == ["dagpenge", "sygedagpenge"]


def test_weeks_before_the_sequence_and_persons_without_a_grant_are_ignored() -> None:
    assert states(["2", "2", "1", "1", "1", "1"], date(2008, 3, 5)) == ["dagpenge"]


def test_a_person_without_any_week_has_no_rows() -> None:
    weeks = pl.DataFrame(schema={"person_id": pl.String, "uge": pl.Date, "ydelse": pl.String})
    grants = pl.DataFrame({"person_id": ["p"], "afgoerelsesdato": [date(2008, 3, 5)]})
    assert quarter_states(weeks, grants, CODES).is_empty()


def test_a_week_that_is_missing_is_an_error_not_a_blank() -> None:
    with pytest.raises(SequenceError, match="1 personer med manglende"):
        states(["1", "1", "1"], date(2008, 3, 5))


def test_an_unknown_code_is_an_error_that_names_it() -> None:
    with pytest.raises(SequenceError, match="ukendt: 9"):
        states(["1", "1", "1", "9"], date(2008, 3, 5))


def test_a_code_with_two_states_is_an_error() -> None:
    doubled = pl.concat([CODES, pl.DataFrame({"kode": ["1"], "tilstand": ["sygedagpenge"]})])
    weeks = pl.DataFrame({"person_id": ["p"], "uge": [date(2008, 2, 25)], "ydelse": ["1"]})
    grants = pl.DataFrame({"person_id": ["p"], "afgoerelsesdato": [date(2008, 3, 5)]})
    with pytest.raises(SequenceError, match="to tilstande"):
        quarter_states(weeks, grants, doubled, quarters=1, weeks_per_quarter=1)
