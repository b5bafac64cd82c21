"""Tables as printed: a figure is shown where its cell is, and nowhere else."""

from collections.abc import Iterator

import duckdb
import pytest

from dagster_project.disclosure.wide import write_wide
from tests.lib.layouts import add_layout, by_column

TABLES = """CREATE SCHEMA frigivelse; CREATE SCHEMA marts;
CREATE TABLE marts.rapporttabel (tabel VARCHAR, raekke VARCHAR, kolonne VARCHAR, statistik VARCHAR, vaerdi DOUBLE);
CREATE TABLE frigivelse.rapporttabel
    (tabel VARCHAR, raekke VARCHAR, kolonne VARCHAR, statistik VARCHAR, vaerdi DOUBLE, status VARCHAR)"""
Cell = tuple[str, str, str, str, float | None, str]


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        yield connection


def cells(con: duckdb.DuckDBPyConnection, *rows: Cell) -> None:
    con.executemany("INSERT INTO marts.rapporttabel VALUES (?, ?, ?, ?, ?)", [row[:5] for row in rows])
    con.executemany("INSERT INTO frigivelse.rapporttabel VALUES (?, ?, ?, ?, ?, ?)", rows)


def released(con: duckdb.DuckDBPyConnection, table: str, layout: str) -> list[tuple[object, ...]]:
    add_layout(con, table, layout)
    assert write_wide(con, [table]) == []
    assert not con.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    return con.execute(f"SELECT * FROM frigivelse.{table} ORDER BY rowid").fetchall()


def share(row: str, column: str, value: float | None, status: str = "vist", table: str = "5.3") -> Cell:
    return (table, row, column, "percent", value, status)


BOTH = by_column("5.3", "Diagnose", "herning", "viborg")


def test_what_the_tidy_table_hides_is_hidden_and_the_row_says_so(con: duckdb.DuckDBPyConnection) -> None:
    cells(con, share("x", "herning", 1.5), share("x", "viborg", 2.5, "diskretion"), share("y", "herning", 3.5),
          share("y", "viborg", 4.5), share("x", "viborg", 2.5, table="5.4"))  # fmt: skip
    assert released(con, "tabel_5_3", BOTH) == [("x", 1.5, None, "diskretion"), ("y", 3.5, 4.5, "vist")]


def test_a_cell_that_is_not_there_and_one_without_a_value_are_not_kept_back(con: duckdb.DuckDBPyConnection) -> None:
    cells(con, share("x", "herning", 1.5), share("y", "herning", None, "diskretion"), share("y", "viborg", 2.0))
    assert released(con, "tabel_5_3", BOTH) == [("x", 1.5, None, "vist"), ("y", None, 2.0, "vist")]


def test_a_value_is_rounded_once_from_the_exact_one(con: duckdb.DuckDBPyConnection) -> None:
    cells(con, share("x", "herning", 1.5))
    con.execute("UPDATE marts.rapporttabel SET vaerdi = 1.549999")
    layout = BOTH.replace("round(vaerdi, 1)", "round(vaerdi, 0)")
    con.execute("UPDATE frigivelse.rapporttabel SET vaerdi = 1.5")
    assert released(con, "tabel_5_3", layout)[0][1] == 2.0
    con.execute("UPDATE marts.rapporttabel SET vaerdi = 1.4501; UPDATE frigivelse.rapporttabel SET vaerdi = 1.5")
    write_wide(con, ["tabel_5_3"])
    assert con.execute('SELECT "Herning" FROM frigivelse.tabel_5_3').fetchall() == [(1.0,)]


def test_labels_decide_nothing_though_two_rows_share_one(con: duckdb.DuckDBPyConnection) -> None:
    cells(con, share("x", "herning", 1.5), share("y", "herning", 3.5, "diskretion"))
    same = BOTH.replace("raekke AS", "'Samme' AS")
    assert released(con, "tabel_5_3", same) == [("Samme", 1.5, None, "vist"), ("Samme", None, None, "diskretion")]


def test_a_cell_that_has_no_released_form_is_not_shown(con: duckdb.DuckDBPyConnection) -> None:
    cells(con, share("x", "herning", 1.5), share("x", "viborg", 2.5))
    con.execute("DELETE FROM frigivelse.rapporttabel WHERE kolonne = 'viborg'")
    assert released(con, "tabel_5_3", BOTH) == [("x", 1.5, None, "diskretion")]


def test_a_withheld_table_says_so_in_every_row_but_not_for_another(con: duckdb.DuckDBPyConnection) -> None:
    cells(con, share("x", "herning", 1.5, "tilbageholdt"), share("x", "herning", 1.5, "diskretion", table="5.4"))
    assert released(con, "tabel_5_3", BOTH) == [("x", None, None, "tilbageholdt")]
    assert released(con, "tabel_5_4", by_column("5.4", "Grund", "herning")) == [("x", None, "diskretion")]


def test_of_a_table_a_municipality_all_must_be_withheld(con: duckdb.DuckDBPyConnection) -> None:
    layout = """SELECT tabel AS "Kommune", raekke AS "Ydelse", max(vaerdi) AS "Alle" FROM udlagte_celler
        WHERE starts_with(tabel, 'bilag_1_') GROUP BY ALL ORDER BY ALL"""
    cells(con, share("x", "alle", 1.5, "tilbageholdt", "bilag_1_herning"), share("x", "alle", 2.5, table="bilag_1_a"))
    assert released(con, "bilag_1", layout) == [
        ("bilag_1_a", "x", 2.5, "vist"),
        ("bilag_1_herning", "x", None, "diskretion"),
    ]
    con.execute("UPDATE frigivelse.rapporttabel SET status = 'tilbageholdt'")
    write_wide(con, ["bilag_1"])
    assert con.execute("SELECT DISTINCT status FROM frigivelse.bilag_1").fetchall() == [("tilbageholdt",)]


def test_what_is_no_table_as_printed_is_left_to_others(con: duckdb.DuckDBPyConnection) -> None:
    assert write_wide(con, ["klyngekvalitet", "tabel_9_9"]) == ["klyngekvalitet", "tabel_9_9"]
    add_layout(con, "tabel_5_3", BOTH)
    assert write_wide(con, ["klyngekvalitet", "tabel_9_9"]) == ["klyngekvalitet", "tabel_9_9"]
    assert con.execute("SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'frigivelse'").fetchall() == [(1,)]
