"""Delivered rows in force as a warehouse in memory, so that the product's recount can count what was planted."""

from collections.abc import Mapping
from pathlib import Path

import duckdb
import polars as pl

from dagster_project.ingest import write_study
from dagster_project.ingest.store.store import SQL_TYPES
from dagster_project.registers import REGISTERS
from dagster_project.registers.spec import Column, Kind, RegisterSpec
from dagster_project.registers.weeks import index_of_week, week_of_column
from dagster_project.settings import load_settings
from dagster_project.study import load_study
from dagster_project.transform.code_lists import lay_out_code_lists

WELL_FORMED = r"^(0[1-9]|[12]\d|3[01])\d{8}$"


def delivered_warehouse(registers: Mapping[str, pl.DataFrame], home: Path) -> duckdb.DuckDBPyConnection:
    """``raa`` of ``registers`` (rows in force as delivered, by register), ``kode`` and ``studie``.

    The number itself stands for the pseudonym; a relative's that is none is NULL, as in the warehouse.
    """
    con, settings = duckdb.connect(), load_settings({"VEJE_HOME": str(home)})
    con.execute("CREATE SCHEMA raa; CREATE SCHEMA kode")
    for file in lay_out_code_lists(settings).glob("*.csv"):
        con.execute(f"CREATE TABLE kode.{file.stem} AS FROM read_csv('{file}', all_varchar = true)")
    write_study(con, load_study(settings.study_file), settings)
    for name, rows in registers.items():
        _write_register(con, REGISTERS[name], rows)
    return con


def _write_register(con: duckdb.DuckDBPyConnection, spec: RegisterSpec, rows: pl.DataFrame) -> None:
    ready = rows.with_columns(_weeks(rows.columns).alias("ydelser")) if spec.weeks else rows
    con.register("delivered", ready)
    stored = (f"{_value(column, ready)} AS {column.stored_as}" for column in spec.columns)
    also = ("ydelser",) if spec.weeks else ()
    con.execute(f"CREATE TABLE raa.{spec.name} AS SELECT {', '.join((*stored, *also))}, 'accepteret' AS status "
                "FROM delivered")  # fmt: skip
    con.unregister("delivered")


def _value(column: Column, rows: pl.DataFrame) -> str:
    """A delivered column in SQL: blank is NULL, as is an optional column that no delivery has."""
    text = f"nullif(trim({column.name}::VARCHAR), '')" if column.name in rows.columns else "NULL"
    well_formed = f"CASE WHEN regexp_matches({text}, '{WELL_FORMED}') THEN {text} END"
    return f"TRY_CAST({well_formed if column.kind is Kind.RELATIVE else text} AS {SQL_TYPES[column.kind]})"


def _weeks(columns: list[str]) -> pl.Expr:
    """Week columns as one list from the register's first week on, NULL where no delivery has the week."""
    named = {index_of_week(monday): name for name in columns if (monday := week_of_column(name))}
    return pl.concat_list(named.get(index, pl.lit(None, pl.String)) for index in range(max(named) + 1))
