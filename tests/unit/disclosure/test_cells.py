"""Which rows show which counts, table by table, and what tables share."""

from collections.abc import Iterator

import duckdb
import pytest

from dagster_project.disclosure import cells
from dagster_project.disclosure.cells import (
    make_lookups,
    municipalities,
    query_of,
    same_counts,
    shown_counts,
    subsets,
    whole_families,
    with_tables,
)
from tests.oracle.disclosure.worlds import cases
from tests.oracle.disclosure.worlds.cases import write_cells
from tests.oracle.disclosure.worlds.schema import write

P = "kommune:pendler"


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def shown(con: duckdb.DuckDBPyConnection, *some: cases.Cell) -> list[tuple[object, ...]]:
    write_cells(con, some)
    make_lookups(con)
    return shown_counts(con, "marts").rows()


def test_a_share_of_the_report_shows_its_count_and_its_base(con: duckdb.DuckDBPyConnection) -> None:
    row = cases.share("6.1", "kvinder", "herning", 9, 20)
    assert shown(con, row) == [
        ("rapporttabel", 0, "antal", 9, "egenskab:koen", "", "herning", "kvinder"),
        ("rapporttabel", 0, "grundlag", 20, "egenskab:koen", "", "herning", "alle"),
    ]
    numbered = with_tables(con, shown_counts(con, "marts"))
    assert numbered["tabel"].to_list() == ["6.1", "6.1"]


def test_a_number_shows_a_count_and_a_mean_of_quarters_two_of_nothing(con: duckdb.DuckDBPyConnection) -> None:
    mean = ("rapporttabel", ("bilag_1_herning", "dagpenge", "pendler", "mean", 1.5, None, None))
    whole = ("rapporttabel", ("bilag_1_herning", "i_alt_kvartaler", "pendler", "mean", 20.0, None, None))
    age = ("rapporttabel", ("6.1", "alder", "herning", "years", 41.5, None, None))
    assert shown(con, cases.number("6.1", "alle", "herning", 9), mean, whole, age) == [
        ("rapporttabel", 0, "antal", 9, "personer", "", "herning", "alle"),
        ("rapporttabel", 1, "ned", 0, "gennemsnit:kvartaler", P, "herning", "dagpenge:ned"),
        ("rapporttabel", 1, "op", 0, "gennemsnit:kvartaler", P, "herning", "dagpenge:op"),
    ]


def test_the_description_of_a_pathway(con: duckdb.DuckDBPyConnection) -> None:
    rows = [cases.size("pendler", 20), *cases.trait("pendler", "koen", {"kvinder": 20})]
    rows += [cases.mean("pendler", "dagpenge", 30, 20), *cases.trait("uden_forloeb", "koen", {"kvinder": 3})]
    table = "forloebstype_karakteristik"
    assert shown(con, *rows) == [
        (table, 0, "antal", 20, "stoerrelse", P, "herning", "alle"),
        (table, 1, "antal", 20, "egenskab:koen", P, "herning", "kvinder"),
        (table, 1, "grundlag", 20, "egenskab:koen", P, "herning", "alle"),
        (table, 2, "ned", 0, "gennemsnit:kvartaler", P, "herning", "dagpenge:ned"),
        (table, 2, "op", 0, "gennemsnit:kvartaler", P, "herning", "dagpenge:op"),
    ]
    assert with_tables(con, shown_counts(con, "marts"))["tabel"].unique().to_list() == [table]


def test_states_and_timing_by_the_keys_of_municipalities(con: duckdb.DuckDBPyConnection) -> None:
    rows = [*cases.states("pendler", 3, {"dagpenge": 7}), *cases.scenarios("pendler", {"sen": 7})]
    rows += [
        cases.active("pendler", 2, 4, 7),
        *cases.at_threshold(0.75, {"sen": 7}),
        *cases.measures("sen", {"fleksjob": 9}),
    ]
    found = {row[0]: (row[3:], base[3:]) for row, base in zip(*[iter(shown(con, *rows))] * 2, strict=True)}
    assert found == {
        "tilstandsfordeling": ((7, "tilstand:3", P, "herning", "dagpenge"), (7, "stoerrelse", P, "herning", "alle")),
        "timing_foelsomhed": ((7, "foelsomhed", "0.75", "", "sen"), (7, "foelsomhed", "0.75", "", "alle")),
        "timing_foranstaltning": ((9, "scenariets_foranstaltning", "sen", "", "fleksjob"),
                                  (9, "scenariets_foranstaltning", "sen", "", "alle")),
        "timing_kvartal": ((4, "aktiv:2", "samlet:pendler", "herning", "ja"),
                           (7, "stoerrelse", "samlet:pendler", "herning", "alle")),
        "timing_scenarie": ((7, "scenarie", "samlet:pendler", "herning", "sen"),
                            (7, "stoerrelse", "samlet:pendler", "herning", "alle")),
    }  # fmt: skip


def test_a_hidden_count_is_a_place_without_a_value(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("CREATE SCHEMA marts")
    write(con, "tilstandsfordeling", [("kommune", "herning", "pendler", 1, "x", None, 9, None)])
    assert [row[2:4] for row in shown_counts(con, "marts").rows()] == [("antal", None), ("grundlag", 9)]


def test_municipalities_have_one_key_and_a_region(con: duckdb.DuckDBPyConnection) -> None:
    write_cells(con, [])
    make_lookups(con)
    found = dict(municipalities(con).rows())
    assert found["herning"] == "region_midt"
    assert len(municipalities(con)) == 98 + 1  # Christiansø is none, and has a code


def test_lists_of_what_is_shared_are_read_whole() -> None:
    assert ("aar", "alle", "personer", "alle") in [row[:4] for row in same_counts().rows()]
    assert ("typer", "dele") in [row[:2] for row in whole_families().rows()]
    assert subsets().rows()[0] == ("medicin:adhd_medicin", "egenskab:adhd_medicin", "ja")


def test_the_schema_and_every_role_are_put_into_a_query() -> None:
    query = query_of(cells.SQL / "rapporttabel.sql", "frigivelse")
    assert "frigivelse.rapporttabel" in query
    assert "{" not in query
