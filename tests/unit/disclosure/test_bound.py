"""Counts looked up by what relations between tables need them for."""

import duckdb

from dagster_project.disclosure.bound import by_place, rows_of, totals_by_place
from dagster_project.disclosure.relations import Builder


def test_counts_of_everybody_by_place_and_part() -> None:
    one, other = ("aar", "", "herning", "2007"), ("aar", "", "viborg", "2008")
    builder = Builder(
        {one: 1, other: 2, ("aar", "kommune:p", "herning", "2008"): 3, ("typer", "", "herning", "1"): 4}, 5
    )
    assert by_place(builder, "aar") == {"herning": {"2007": one}, "viborg": {"2008": other}}


def test_totals_of_pathways_by_place_without_their_base() -> None:
    builder = Builder({}, 5)
    names = {
        key: ("total", *key[1:])
        for key in (
            ("kommune", "scenarie", "herning", "sen"),
            ("samlet", "scenarie", "herning", "sen"),
            ("kommune", "scenarie", "herning", "alle"),
            ("kommune", "egenskab:koen", "herning", "sen"),
        )
    }
    builder.totals = names
    found = list(totals_by_place(builder, "scenarie"))
    assert found == [("herning", {"sen": ("total", "scenarie", "herning", "sen")})] * 2


def test_a_code_list_that_is_not_there_has_no_rows() -> None:
    with duckdb.connect() as con:
        con.execute("CREATE TABLE liste AS SELECT 'a' AS noegle UNION ALL SELECT 'b'")
        assert rows_of(con, "SELECT noegle FROM kode.anden") == []
        assert rows_of(con, "SELECT noegle FROM liste WHERE noegle = ?", ["b"]) == [("b",)]
