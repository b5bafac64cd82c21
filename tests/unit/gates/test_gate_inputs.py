"""What profiles read besides the warehouse: made before a gate, gone after it, absent with its cause when it fails."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

from dagster_project.gates import GateContext, inputs
from dagster_project.gates.inputs import INPUTS, Input, prepared_inputs, previous_generation
from dagster_project.recount import Recount
from dagster_project.words.tables import TABLES
from tests.unit.gates.ledger import at

REPORT = (
    "tabel VARCHAR, raekke VARCHAR, kolonne VARCHAR, statistik VARCHAR, vaerdi DOUBLE, antal BIGINT, grundlag BIGINT"
)


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA intermediate; CREATE SCHEMA marts")
        yield connection


def tables(con: duckdb.DuckDBPyConnection) -> set[str]:
    rows = con.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'temp'").fetchall()
    return {name for (name,) in rows}


def made(one: Input, con: duckdb.DuckDBPyConnection, context: GateContext | None = None) -> list[tuple[object, ...]]:
    one.build(con, context or at())
    return con.execute(f"SELECT * FROM {one.tables[0]}").fetchall()


def frames(con: duckdb.DuckDBPyConnection, context: GateContext) -> None:
    con.execute("CREATE TEMP TABLE gate_a AS SELECT 1 AS n")


def broken(con: duckdb.DuckDBPyConnection, context: GateContext) -> None:
    raise ZeroDivisionError("three persons")


def test_what_an_older_gate_left_behind_never_stands_in(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(INPUTS, "raa", (Input(("gate_a",), frames),))
    con.execute("CREATE TEMP TABLE gate_old AS SELECT 1 AS n; CREATE TEMP TABLE other AS SELECT 1 AS n")
    with prepared_inputs(con, "raa", at()) as causes:
        assert (dict(causes), tables(con)) == ({}, {"gate_a", "other"})
    assert tables(con) == {"other"}


def test_an_input_that_cannot_be_made_is_absent_with_kind_and_place_and_no_value(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(INPUTS, "raa", (Input(("gate_x", "gate_y"), broken), Input(("gate_a",), frames)))
    with prepared_inputs(con, "raa", at()) as causes:
        assert set(causes) == {"gate_x", "gate_y"}
        assert all("ZeroDivisionError i " in cause and "persons" not in cause for cause in causes.values())
        assert tables(con) == {"gate_a"}


def test_the_tables_go_when_the_gate_fails_too(con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(INPUTS, "raa", (Input(("gate_a",), frames),))
    with pytest.raises(KeyError), prepared_inputs(con, "raa", at()):
        raise KeyError
    assert tables(con) == set()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "it's.duckdb"
    with duckdb.connect(str(path)) as before:
        before.execute("""CREATE SCHEMA forloeb; CREATE TABLE forloeb.gruppe AS
            SELECT 'pendler' AS forloebstype, '657' AS kommune, 'samlet' AS "analyse",
                   'p1' AS person_id, 3 AS klynge""")
    return path


def test_the_generation_before_by_the_names_of_its_columns(con: duckdb.DuckDBPyConnection, file: Path) -> None:
    one = previous_generation("forloeb", "gruppe")
    assert one.tables == ("gate_forrige_gruppe",)
    assert made(one, con, dataclasses.replace(at(), previous_file=file)) == [("p1", "samlet", "657", "pendler")]
    databases = con.execute("SELECT database_name FROM duckdb_databases() WHERE NOT internal").fetchall()
    assert databases == [("memory",)], "it is closed again"


def test_without_a_generation_before_its_table_is_there_and_empty(con: duckdb.DuckDBPyConnection) -> None:
    assert made(previous_generation("forloeb", "gruppe"), con) == []


def test_a_generation_before_that_cannot_be_read_is_no_empty_one(con: duckdb.DuckDBPyConnection, file: Path) -> None:
    one = previous_generation("marts", "rapporttabel")
    with pytest.raises(duckdb.CatalogException):
        one.build(con, dataclasses.replace(at(), previous_file=file))
    assert tables(con) == set()
    assert previous_generation("kvalitet", "raekkeregnskab").tables == ("gate_forrige_raekkeregnskab",)
    databases = con.execute("SELECT database_name FROM duckdb_databases() WHERE NOT internal").fetchall()
    assert databases == [("memory",)]


def test_chapters_4_to_6_are_the_models_that_are_there_before_pathways(con: duckdb.DuckDBPyConnection) -> None:
    early = {table.model for table in TABLES if table.stage == "marts"}
    late = {table.model for table in TABLES if table.stage == "forloeb"} - early
    assert early
    assert late
    for model in early | late:
        con.execute(f"CREATE TABLE intermediate.{model} ({REPORT}, mere INT)")
        con.execute(f"INSERT INTO intermediate.{model} VALUES ('{model}', 'r', 'k', 'n', 1, 2, 3, 4)")
    rows = made(INPUTS["marts"][0], con)
    assert {row[0] for row in rows} == early
    assert rows[0][1:] == ("r", "k", "n", 1.0, 2, 3)


def test_the_report_table_as_published(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(f"CREATE TABLE marts.rapporttabel ({REPORT})")
    con.execute("INSERT INTO marts.rapporttabel VALUES ('6.1', 'r', 'k', 'n', 1, 2, 3)")
    assert made(INPUTS["forloeb"][0], con) == [("6.1", "r", "k", "n", 1.0, 2, 3)]


def test_what_was_counted_anew(con: duckdb.DuckDBPyConnection) -> None:
    def recount(_: duckdb.DuckDBPyConnection) -> Recount:
        return pl.DataFrame({"a": [1]}), pl.DataFrame({"b": [2]})

    one = inputs.recounted(recount)
    assert made(one, con) == [(1,)]
    assert con.execute(f"SELECT b FROM {one.tables[1]}").fetchall() == [(2,)]
    assert not con.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()


def test_a_recount_that_fails_half_way_leaves_no_frame_behind(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("CREATE TEMP TABLE gate_foranstaltning AS SELECT 1 AS n")
    one = inputs.recounted(lambda _: (pl.DataFrame({"a": [1]}), pl.DataFrame({"b": [2]})))
    with pytest.raises(duckdb.CatalogException):
        one.build(con, at())
    assert not con.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()


def test_the_other_tables_as_published_and_anew(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "published_others", lambda _: pl.DataFrame({"a": [1]}))
    one = inputs.others_recounted(lambda _: pl.DataFrame({"a": [2]}))
    assert made(one, con) == [(1,)]
    assert con.execute("SELECT a FROM gate_oevrige_genoptalt").fetchall() == [(2,)]
    assert one.tables == ("gate_oevrige", "gate_oevrige_genoptalt")


def test_frames_of_the_context_are_tables_of_their_names(con: duckdb.DuckDBPyConnection) -> None:
    context = dataclasses.replace(at(), frames={"poster": pl.DataFrame({"a": [1]}), "fejl": pl.DataFrame({"b": [2]})})
    (one,) = INPUTS["afsendelse"]
    assert made(one, con, context) == [(1,)]
    assert con.execute("SELECT b FROM gate_fejl").fetchall() == [(2,)]
    assert tables(con) == set(one.tables)


def test_an_input_is_what_it_was_made_as() -> None:
    one = Input(("gate_a",), frames)
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.tables = ()  # type: ignore[misc]
