"""Tables that are no lists of counts: what of them leaves, and what stays in the house."""

from collections.abc import Iterator

import duckdb
import pytest

from dagster_project.disclosure.other_tables import released_reporting, tables_of, write_empty, write_others


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA marts; CREATE SCHEMA frigivelse")
        yield connection


def released(con: duckdb.DuckDBPyConnection, table: str) -> list[tuple[object, ...]]:
    return con.execute(f"SELECT * FROM frigivelse.{table} ORDER BY ALL").fetchall()


def test_what_is_known_is_written_and_what_is_not_is_named(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""CREATE TABLE marts.klyngekvalitet AS
        SELECT 6 AS k, 0.41251::DOUBLE AS asw, 0.05::DOUBLE AS mindste_andel;
        CREATE TABLE marts.klyngestabilitet AS SELECT 'a' AS navn, 5 AS n; CREATE TABLE marts.ukendt AS SELECT 1 AS n;
        CREATE TABLE marts.sagsbehandlingstid AS SELECT 3 AS antal; CREATE TABLE frigivelse.rapporttabel (n INT);
        CREATE TABLE marts.rapporttabel (n INT)""")
    assert write_others(con, 5) == ["ukendt"]
    assert released(con, "klyngekvalitet") == [(6, 0.413, None, "vist")]
    assert released(con, "klyngestabilitet") == [("a", 5, "vist")]
    assert released(con, "sagsbehandlingstid") == []
    assert "ukendt" not in tables_of(con, "frigivelse")


def test_an_empty_form_has_the_columns_and_one_status(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("CREATE TABLE marts.a AS SELECT 1 AS n; CREATE TABLE marts.b AS SELECT 1 AS n, 'x' AS status")
    for table in "ab":
        write_empty(con, table)
        assert [name for name, *_ in con.execute(f"DESCRIBE frigivelse.{table}").fetchall()] == ["n", "status"]
        assert released(con, table) == []


def test_the_reconciliation_hides_what_its_table_hides_and_every_figure_of_the_text(
    con: duckdb.DuckDBPyConnection,
) -> None:
    con.execute("""CREATE TABLE marts.afstemning AS SELECT * FROM (VALUES
            ('5.3', 'a', 'k', 'n', 1.04::DOUBLE, 0.06::DOUBLE, 'ens'), ('5.3', 'b', 'k', 'n', 2.0, 0.0, 'ens'),
            ('5.3', 'c', 'k', 'n', 3.0, 0.0, 'ens'), ('5.3', 'd', 'k', 'n', 4.0, 1.0, 'afviger'),
            ('tekst', 'F1', 'k', 'n', 5.0, 0.0, 'ens'), ('tekst', 'F2', 'k', 'n', NULL, NULL, 'mangler')
        ) v(tabel, raekke, kolonne, statistik, beregnet, afvigelse, status);
        CREATE TABLE frigivelse.rapporttabel AS SELECT '5.3' AS tabel, raekke, 'k' AS kolonne, 'n' AS statistik, status
        FROM (VALUES ('a', 'vist'), ('b', 'diskretion'), ('c', 'tilbageholdt')) v(raekke, status)""")
    write_others(con, 5)
    assert [row[1:2] + row[4:] for row in released(con, "afstemning")] == [
        ("a", 1.0, 0.1, "ens"),
        ("b", None, None, "diskretion"),
        ("c", None, None, "tilbageholdt"),
        ("d", 4.0, 1.0, "afviger"),
        ("F1", None, None, "diskretion"),
        ("F2", None, None, "mangler"),
    ]


def test_figure_2_2_shows_what_its_tidy_form_shows(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""CREATE TABLE marts.figur_2_2 AS SELECT * FROM (VALUES ('herning', 2007, 9), ('viborg', 2007, 3),
            ('silkeborg', 2008, 7)) v(noegle, aar, tilkendelser);
        CREATE TABLE frigivelse.rapporttabel AS SELECT 'figur_2.2' AS tabel, raekke, '2007' AS kolonne, antal, status
        FROM (VALUES ('herning', 9, 'vist'), ('viborg', NULL, 'diskretion')) v(raekke, antal, status)""")
    write_others(con, 5)
    assert released(con, "figur_2_2") == [
        ("herning", 2007, 9, "vist"),
        ("silkeborg", 2008, None, "diskretion"),
        ("viborg", 2007, None, "diskretion"),
    ]


@pytest.mark.parametrize(("count", "shown"), [(5, True), (4, False), (1, False), (0, True)])
def test_a_year_of_reporting_with_one_small_number_is_hidden(
    con: duckdb.DuckDBPyConnection, count: int, *, shown: bool
) -> None:
    con.execute("""CREATE TABLE marts.indberetning_status (myndighed VARCHAR, maaned VARCHAR, tilstand VARCHAR,
        antal BIGINT, aeldste_aabne DATE)""")
    con.execute("INSERT INTO marts.indberetning_status VALUES ('657', '2026-01', 'sendt', ?, '2026-01-02')", [count])
    write_others(con, 5)
    expected = (count, None, "vist") if shown else (None, None, "diskretion")
    assert released(con, "indberetning_status") == [("657", "2026-01", "sendt", *expected)]


def test_the_query_of_reporting_counts_to_the_smallest_that_is_shown() -> None:
    assert "BETWEEN 1 AND 4" in released_reporting("t", 5)
