"""Tables as printed: a figure is shown where its cell is, in every layout, and nowhere else."""

from collections.abc import Iterator

import duckdb
import pytest

from dagster_project.disclosure.wide import write_wide

LABELS = {"x": "Den ene", "y": "Den anden", "herning": "Herning", "viborg": "Viborg", "alle": "Alle"}
CELLS = """CREATE SCHEMA frigivelse; CREATE SCHEMA marts;
CREATE TABLE frigivelse.rapporttabel
    (tabel VARCHAR, raekke VARCHAR, kolonne VARCHAR, statistik VARCHAR, status VARCHAR)"""


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(CELLS)
        yield connection


def cells(con: duckdb.DuckDBPyConnection, *rows: tuple[str, str, str, str, str]) -> None:
    con.executemany("INSERT INTO frigivelse.rapporttabel VALUES (?, ?, ?, ?, ?)", rows)


def released(con: duckdb.DuckDBPyConnection, table: str) -> list[tuple[object, ...]]:
    assert write_wide(con, [table], LABELS) == []
    assert not con.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    return con.execute(f"SELECT * FROM frigivelse.{table} ORDER BY rowid").fetchall()


def test_what_the_tidy_table_hides_is_hidden_and_the_row_says_so(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""CREATE TABLE marts.tabel_5_3 AS SELECT * FROM (VALUES ('Den ene', 1.5::DOUBLE, 2.5::DOUBLE),
        ('Den anden', 3.5, 4.5), ('Alle (N)', 9.0, NULL)) v("Diagnose", "Herning", "Viborg")""")
    cells(con, ("5.3", "x", "herning", "percent", "vist"), ("5.3", "x", "viborg", "percent", "diskretion"),
          ("5.3", "y", "herning", "percent", "vist"), ("5.3", "y", "viborg", "percent", "vist"),
          ("5.3", "alle", "herning", "n", "vist"), ("5.3", "alle", "viborg", "n", "diskretion"),
          ("5.4", "x", "viborg", "percent", "vist"))  # fmt: skip
    assert released(con, "tabel_5_3") == [
        ("Den ene", 1.5, None, "diskretion"),
        ("Den anden", 3.5, 4.5, "vist"),
        ("Alle (N)", 9.0, None, "vist"),
    ]


def test_share_and_count_beside_each_other_are_shown_each_for_itself(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""CREATE TABLE marts.tabel_7_2 AS
        SELECT 'Den ene' AS "Type", 4.5::DOUBLE AS "Herning (pct.)", 9::DOUBLE AS "Herning (N)" """)
    cells(con, ("7.2", "x", "herning", "percent", "vist"), ("7.2", "x", "herning", "n", "diskretion"))
    assert released(con, "tabel_7_2") == [("Den ene", 4.5, None, "diskretion")]


def test_a_label_of_two_keys_is_shown_when_both_are(con: duckdb.DuckDBPyConnection) -> None:
    con.execute('CREATE TABLE marts.tabel_5_3 AS SELECT \'Den ene\' AS "Diagnose", 1.5::DOUBLE AS "Herning"')
    cells(con, ("5.3", "x", "herning", "percent", "vist"), ("5.3", "Den ene", "herning", "percent", "diskretion"))
    assert released(con, "tabel_5_3") == [("Den ene", None, "diskretion")]


def test_a_label_that_leads_to_no_cell_is_not_shown(con: duckdb.DuckDBPyConnection) -> None:
    con.execute('CREATE TABLE marts.figur_6_1 AS SELECT \'Den ene\' AS "Typer", 1.5::DOUBLE AS "Aarhus"')
    cells(con, ("figur_6.1", "x", "herning", "percent", "vist"))
    assert released(con, "figur_6_1") == [("Den ene", None, "diskretion")]


def test_one_table_a_municipality_has_the_municipality_first(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""CREATE TABLE marts.bilag_1 AS SELECT * FROM (VALUES ('Herning', 'Den ene', 1.5::DOUBLE),
        ('Viborg', 'Den ene', 2.5)) v("Kommune", "Ydelse", "Den anden")""")
    cells(con, ("bilag_1_herning", "x", "y", "mean", "vist"), ("bilag_1_viborg", "x", "y", "mean", "diskretion"))
    assert released(con, "bilag_1") == [
        ("Herning", "Den ene", 1.5, "vist"),
        ("Viborg", "Den ene", None, "diskretion"),
    ]


def test_a_table_of_its_own_is_no_part_of_another(con: duckdb.DuckDBPyConnection) -> None:
    con.execute('CREATE TABLE marts.tabel_7_2 AS SELECT \'Den ene\' AS "Type", 4.5::DOUBLE AS "Herning"')
    con.execute("CREATE TABLE marts.tabel_7_2_kommune AS FROM marts.tabel_7_2")
    cells(con, ("7.2", "x", "herning", "n", "diskretion"), ("7.2_kommune", "x", "herning", "n", "vist"))
    assert released(con, "tabel_7_2") == [("Den ene", None, "diskretion")]
    assert released(con, "tabel_7_2_kommune") == [("Den ene", 4.5, "vist")]


def test_a_withheld_table_says_so_in_every_row(con: duckdb.DuckDBPyConnection) -> None:
    con.execute('CREATE TABLE marts.tabel_5_3 AS SELECT \'Den ene\' AS "Diagnose", 1.5::DOUBLE AS "Herning"')
    cells(con, ("5.3", "x", "herning", "percent", "tilbageholdt"), ("5.3", "y", "herning", "percent", "tilbageholdt"))
    assert released(con, "tabel_5_3") == [("Den ene", None, "tilbageholdt")]


def test_a_table_without_a_single_cell_shows_nothing(con: duckdb.DuckDBPyConnection) -> None:
    con.execute('CREATE TABLE marts.tabel_5_3 AS SELECT \'Den ene\' AS "Diagnose", 1.5::DOUBLE AS "Herning"')
    assert released(con, "tabel_5_3") == [("Den ene", None, "diskretion")]


def test_what_is_no_table_as_printed_is_left_to_others(con: duckdb.DuckDBPyConnection) -> None:
    assert write_wide(con, ["klyngekvalitet", "andet_tabel_1"], LABELS) == ["klyngekvalitet", "andet_tabel_1"]
    assert con.execute("SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'frigivelse'").fetchall() == [(1,)]
