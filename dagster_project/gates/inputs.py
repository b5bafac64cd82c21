"""What profiles read besides the warehouse, as temporary tables that live as long as one gate.

An input that cannot be made is absent, and every profile that reads it becomes a failure that names the cause: an
older one must never stand in for it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from dagster_project.errors import kind_and_place
from dagster_project.gates.context import GateContext
from dagster_project.gates.draft import describe_draft, play_attacker
from dagster_project.interruption import is_asked
from dagster_project.publication.content import attach_published
from dagster_project.recount import (
    Recount,
    published_others,
    recount_chapter_7,
    recount_chapters_4_to_6,
    recount_others,
)
from dagster_project.words.tables import TABLES

Build = Callable[[duckdb.DuckDBPyConnection, GateContext], None]
Causes = Mapping[str, str]
"""Table that is absent -> kind and place of the error that it could not be made for."""
REPORT_COLUMNS = "tabel, raekke, kolonne, statistik, vaerdi, antal, grundlag"
_TEMPORARY = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'temp' AND table_name LIKE 'gate_%'"


@dataclass(frozen=True)
class Input:
    """Temporary tables that profiles of a stage read, and what makes them."""

    tables: tuple[str, ...]
    build: Build


@contextmanager
def prepared_inputs(con: duckdb.DuckDBPyConnection, trin: str, context: GateContext) -> Iterator[Causes]:
    """Make the temporary tables ``gate_*`` of a stage, and drop them afterwards.

    Yields:
        The tables that could not be made, each with its cause.
    """
    _drop(con)
    try:
        yield {table: cause for one in INPUTS[trin] if (cause := _attempt(one, con, context)) for table in one.tables}
    finally:
        _drop(con)


def _attempt(one: Input, con: duckdb.DuckDBPyConnection, context: GateContext) -> str:
    """Make an input; the cause when it cannot be made, else an empty text."""
    try:
        one.build(con, context)
    except Exception as error:  # whatever it is shows as the verdict `fejl` of each check that needed the input
        if is_asked():
            raise
        return " i ".join(kind_and_place(error))
    return ""


# The tables of the generation before, with the columns that profiles compare.
_PREVIOUS = {
    "raekkeregnskab": "register VARCHAR, leverance DATE, fil VARCHAR, accepteret BIGINT",
    "gruppe": 'person_id VARCHAR, "analyse" VARCHAR, kommune VARCHAR, forloebstype VARCHAR',
    "rapporttabel": "tabel VARCHAR, raekke VARCHAR, kolonne VARCHAR, statistik VARCHAR, vaerdi DOUBLE, antal BIGINT",
}


def previous_generation(schema: str, table: str) -> Input:
    """``gate_forrige_<table>`` from the generation before, empty when there is none to compare with."""
    columns = _PREVIOUS[table]
    names = ", ".join(part.split()[0] for part in columns.split(", "))

    def build(con: duckdb.DuckDBPyConnection, context: GateContext) -> None:
        con.execute(f"CREATE TEMP TABLE gate_forrige_{table} ({columns})")
        if context.previous_file is None:
            return
        try:
            with _attached(con, context.previous_file, "gate_foer"):
                con.execute(f"INSERT INTO gate_forrige_{table} SELECT {names} FROM gate_foer.{schema}.{table}")
        except Exception:
            con.execute(f"DROP TABLE gate_forrige_{table}")
            raise

    return Input((f"gate_forrige_{table}",), build)


def tables_4_to_6(con: duckdb.DuckDBPyConnection, _: GateContext) -> None:
    """``gate_rapport``: the tidy models of chapters 4-6, before the tables of chapter 7 are there."""
    models = dict.fromkeys(table.model for table in TABLES if table.stage == "marts")
    union = " UNION ALL ".join(f"SELECT {REPORT_COLUMNS} FROM intermediate.{name}" for name in models)
    con.execute(f"CREATE TEMP TABLE gate_rapport AS {union}")


def report_table(con: duckdb.DuckDBPyConnection, _: GateContext) -> None:
    """``gate_rapport``: the report table as it is published."""
    con.execute(f"CREATE TEMP TABLE gate_rapport AS SELECT {REPORT_COLUMNS} FROM marts.rapporttabel")


def recounted(recount: Callable[[duckdb.DuckDBPyConnection], Recount]) -> Input:
    """``gate_genoptalt`` (cells) and ``gate_foranstaltning`` (measures per person), counted anew."""

    def build(con: duckdb.DuckDBPyConnection, _: GateContext) -> None:
        cells, measures = recount(con)
        con.register("gate_celler_ramme", cells)
        con.register("gate_foranstaltning_ramme", measures)
        try:
            con.execute("CREATE TEMP TABLE gate_genoptalt AS SELECT * FROM gate_celler_ramme")
            con.execute("CREATE TEMP TABLE gate_foranstaltning AS SELECT * FROM gate_foranstaltning_ramme")
        finally:
            con.unregister("gate_celler_ramme")
            con.unregister("gate_foranstaltning_ramme")

    return Input(("gate_genoptalt", "gate_foranstaltning"), build)


def others_recounted(recount: Callable[[duckdb.DuckDBPyConnection], pl.DataFrame]) -> Input:
    """``gate_oevrige`` (the published tables beside the report's) and ``gate_oevrige_genoptalt`` (the same anew)."""

    def build(con: duckdb.DuckDBPyConnection, _: GateContext) -> None:
        for name, cells in (("gate_oevrige", published_others(con)), ("gate_oevrige_genoptalt", recount(con))):
            con.register("gate_celler_ramme", cells)
            con.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM gate_celler_ramme")
            con.unregister("gate_celler_ramme")

    return Input(("gate_oevrige", "gate_oevrige_genoptalt"), build)


def _frames(con: duckdb.DuckDBPyConnection, context: GateContext) -> None:
    """``gate_<name>`` for every frame of the context."""
    for name, frame in context.frames.items():
        con.register("gate_ramme", frame)
        con.execute(f"CREATE TEMP TABLE gate_{name} AS SELECT * FROM gate_ramme")
        con.unregister("gate_ramme")


@contextmanager
def _attached(con: duckdb.DuckDBPyConnection, file: Path, alias: str) -> Iterator[None]:
    attach_published(con, file, alias)
    try:
        yield
    finally:
        con.execute(f"DETACH {alias}")


def _drop(con: duckdb.DuckDBPyConnection) -> None:
    for (name,) in con.execute(_TEMPORARY).fetchall():
        con.execute(f"DROP TABLE temp.{name}")


INPUTS: dict[str, tuple[Input, ...]] = {
    "leverance": (previous_generation("kvalitet", "raekkeregnskab"),),
    "raa": (),
    "staging": (),
    "staging_studie": (),
    "marts": (Input(("gate_rapport",), tables_4_to_6), recounted(recount_chapters_4_to_6)),
    "forloeb": (
        Input(("gate_rapport",), report_table),
        recounted(recount_chapter_7),
        others_recounted(recount_others),
        previous_generation("forloeb", "gruppe"),
    ),
    "publicering": (
        previous_generation("marts", "rapporttabel"),
        Input(("gate_tabel",), describe_draft),
        Input(("gate_angreb",), play_attacker),
    ),
    "indberetning": (Input(("gate_forrige",), _frames),),
    "afsendelse": (Input(("gate_poster", "gate_fejl"), _frames),),
}
