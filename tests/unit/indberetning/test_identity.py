"""Ids, authorities and birth dates."""

import uuid
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.indberetning.rules.facts import build_events
from dagster_project.indberetning.sent.identity import birth_dates, record_ids
from tests.lib.reporting import GRANT, Values, code_lists, make_inputs

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20)


Event = tuple[str | None, str, str, int]


@given(
    st.lists(st.tuples(st.none() | TEXT, TEXT, st.sampled_from("TAFHGN"), st.integers(1, 3)), min_size=1, max_size=8)
)
def test_an_id_is_the_uuid5_of_authority_case_and_decision(rows: list[Event]) -> None:
    schema = {"myndighed": pl.String, "sagsid": pl.String, "afgoerelse": pl.String, "afgnr": pl.Int64}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    names = [
        f"veje:indberetning:{a or ''}:{case}:{d}" + (f":{number}" if number > 1 else "") for a, case, d, number in rows
    ]
    assert record_ids(frame).to_list() == [str(uuid.uuid5(uuid.NAMESPACE_URL, name)) for name in names]


@pytest.mark.parametrize(
    ("row", "authority", "kind"),
    [
        ({"myndighed": "661"}, "661", "kommune"),
        ({"myndighed": "UDK"}, "UDK", "udk"),
        ({"myndighed": "AST"}, "AST", "ast"),
        ({"myndighed": "000"}, "000", "ukendt"),
        ({"myndighed": None}, None, "ukendt"),
        ({"myndighed": " "}, None, "ukendt"),
        ({"myndighed": None, "afgdato": "2012-12-31"}, "661", "kommune"),
        ({"myndighed": None, "afgdato": "2012-12-31", "bopkom": "000"}, "UDK", "udk"),
        ({"myndighed": None, "afgdato": "2013-01-01", "bopkom": "000"}, None, "ukendt"),
        ({"myndighed": "740", "afgdato": "2012-12-31"}, "740", "kommune"),
    ],
)
def test_the_authority_is_what_the_row_says_and_bopkom_before_2013(
    row: Values, authority: str | None, kind: str
) -> None:
    events = build_events(make_inputs([GRANT | row]).decisions, code_lists())
    assert events.select("myndighed", "slags").rows() == [(authority, kind)]


def test_only_decided_cases_with_a_date_are_events() -> None:
    rows = [GRANT | {"sagsid": code, "afgoerelse": code} for code in "TAFHGNI"]
    rows.append(GRANT | {"sagsid": "uden dato", "afgdato": None})
    events = build_events(make_inputs(rows).decisions, code_lists())
    assert sorted(events["sagsid"]) == sorted("TAFHGN")
    assert events["maaned"].unique().to_list() == ["2024-03"]


def test_birth_dates_are_read_by_the_seventh_digit() -> None:
    numbers = ["0101003999", "0101364000", "0101374000", "0101575000", "0101585000", "0101369000", "0101379000"]
    found = birth_dates(pl.Series([*numbers, "3102001234", "12345", None]))
    years = [1900, 2036, 1937, 2057, 1858, 2036, 1937]
    assert found.to_list() == [*(date(year, 1, 1) for year in years), None, None, None]
