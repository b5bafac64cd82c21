"""The released form of a table of counts: what is hidden, what a withheld table keeps, and its rounding."""

from collections.abc import Iterator

import duckdb
import numpy as np
import pytest

from dagster_project.disclosure.cells import make_lookups
from dagster_project.disclosure.release import counted_tables, write_counted, write_keys
from dagster_project.disclosure.system import System, build_system
from dagster_project.disclosure.withhold import Choice
from tests.oracle.disclosure.worlds.cases import Cell, active, column, number, size, trait, write_cells

CELLS: list[Cell] = [
    *column("6.4", {"dagpenge": 0, "kontanthjaelp": 17, "loenmodtager": 13}),
    number("5.4", "alle", "herning", 9),
    ("rapporttabel", ("6.1", "alder", "herning", "years", 41.26, None, None)),
    ("rapporttabel", ("6.1", "alle", "herning", "n", 9.0, 9, None)),
    size("pendler", 7),
    *trait("uden_forloeb", "koen", {"kvinder": 3}),
    active("pendler", 1, 2, 7),
]


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        write_cells(connection, CELLS)
        make_lookups(connection)
        yield connection


def hide(system: System, *names: str) -> np.ndarray:
    """The counts whose name ends so."""
    return np.array(["/".join(name).endswith(names) for name in system.names], dtype=bool)


def released(con: duckdb.DuckDBPyConnection, choice: Choice, table: str) -> list[tuple[object, ...]]:
    write_counted(con, build_system(con), choice, 5)
    assert not con.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    return con.execute(f"SELECT * FROM frigivelse.{table} ORDER BY rowid").fetchall()


def test_a_hidden_count_takes_its_share_along_and_a_hidden_base_the_base(con: duckdb.DuckDBPyConnection) -> None:
    system = build_system(con)
    rows = released(con, Choice(hide(system, "herning/loenmodtager", "tilstand//herning/alle")), "rapporttabel")
    assert rows[:3] == [
        ("6.4", "dagpenge", "herning", "percent", 0.0, 0, None, "vist"),
        ("6.4", "kontanthjaelp", "herning", "percent", 56.7, 17, None, "vist"),
        ("6.4", "loenmodtager", "herning", "percent", None, None, None, "diskretion"),
    ]
    assert rows[3:] == [
        ("5.4", "alle", "herning", "n", 9.0, 9, None, "vist"),
        ("6.1", "alder", "herning", "years", 41.3, None, None, "vist"),
        ("6.1", "alle", "herning", "n", 9.0, 9, None, "vist"),
    ]


def test_a_mean_goes_with_the_persons_behind_it(con: duckdb.DuckDBPyConnection) -> None:
    rows = released(con, Choice(hide(build_system(con), "personer//herning/alle")), "rapporttabel")
    assert [row[-1] for row in rows[-2:]] == ["diskretion", "diskretion"]


def test_a_withheld_table_of_the_report_keeps_its_keys_alone(con: duckdb.DuckDBPyConnection) -> None:
    nothing = np.zeros(len(build_system(con).names), dtype=bool)
    rows = released(con, Choice(nothing, frozenset({"5.4", "5.2"})), "rapporttabel")
    assert rows[3] == ("5.4", "alle", "herning", "n", None, None, None, "tilbageholdt")
    assert {row[-1] for row in rows[:3] + rows[4:]} == {"vist"}


def test_a_withheld_table_of_its_own_is_withheld_whole(con: duckdb.DuckDBPyConnection) -> None:
    nothing = np.zeros(len(build_system(con).names), dtype=bool)
    assert released(con, Choice(nothing, frozenset({"timing_kvartal"})), "timing_kvartal") == [
        ("samlet", "657", "pendler", "alle", 1, None, None, None, "tilbageholdt")
    ]
    assert released(con, Choice(nothing), "timing_kvartal") == [
        ("samlet", "657", "pendler", "alle", 1, 2, 7, 0.286, "vist")
    ]


def test_persons_without_a_pathway_have_no_row(con: duckdb.DuckDBPyConnection) -> None:
    nothing = np.zeros(len(build_system(con).names), dtype=bool)
    rows = released(con, Choice(nothing), "forloebstype_karakteristik")
    assert [row[2] for row in rows] == ["pendler"]


def test_keys_alone_are_every_row_without_a_figure(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("CREATE SCHEMA frigivelse")
    write_keys(con, "rapporttabel")
    rows = con.execute("SELECT vaerdi, antal, grundlag, status FROM frigivelse.rapporttabel").fetchall()
    assert rows == [(None, None, None, "tilbageholdt")] * 6


def test_the_tables_of_counts_are_those_with_a_rounding() -> None:
    assert counted_tables()[:2] == ("rapporttabel", "forloebstype_karakteristik")
    assert counted_tables()[-1] == "aarlig"
    assert len(counted_tables()) == 8
