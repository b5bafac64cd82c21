"""What the export reads: the newest basis whose gates are passed, in whichever run that was."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import duckdb
import polars as pl

from dagster_project.errors import GateStopped, WarehouseBusy
from dagster_project.gates.verdicts import require_passed
from dagster_project.indberetning.basis import STAGE, basis_dir, newest_basis, opened
from dagster_project.indberetning.rules.inputs import (
    COURSE_COLUMNS,
    DECISION_COLUMNS,
    INCOME_COLUMNS,
    NOTHING,
    PENSION_COLUMNS,
    WEEK_COLUMNS,
    Inputs,
)
from dagster_project.settings import Settings
from dagster_project.warehouse import open_warehouse


def read_passed_basis(settings: Settings) -> tuple[str, Inputs]:
    """The name of the newest basis and its tables.

    Raises:
        GateStopped: when there is none, naming the gate that is not passed.
    """
    basis = newest_basis(settings)
    if basis is None:
        raise _refusal(settings)
    with opened(settings, basis.file) as connection:
        try:
            return basis.name, read_inputs(connection)
        except (duckdb.BinderException, duckdb.CatalogException):
            # Another version of Veje made it: its tables have other columns.
            raise GateStopped(
                "et grundlag for indberetningen, som denne version kan læse",
                f"grundlaget {basis.name} er dannet af en anden version",
                str(basis.file),
                "kør 'veje run', så det dannes på ny",
            ) from None


def read_newest_basis(settings: Settings) -> Inputs:
    """The tables of the newest basis; without rows before the first."""
    return read_passed_basis(settings)[1] if newest_basis(settings) else NOTHING


def read_inputs(connection: duckdb.DuckDBPyConnection) -> Inputs:
    """The tables of the schema `indberetning`, typed as the rules expect."""
    decisions = connection.sql("SELECT * FROM indberetning.afgoerelse ORDER BY sagsid, afgnr").pl()
    tables = [
        ("ressourceforloeb", COURSE_COLUMNS),
        ("indkomst", INCOME_COLUMNS),
        ("pension", PENSION_COLUMNS),
        ("dream_uger", WEEK_COLUMNS),
    ]
    return Inputs(_typed(decisions, DECISION_COLUMNS), *(_table(connection, *table) for table in tables))


def _table(connection: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, Any]) -> pl.DataFrame:
    return _typed(connection.sql(f"SELECT {', '.join(columns)} FROM indberetning.{name}").pl(), columns)


def _typed(frame: pl.DataFrame, columns: Mapping[str, Any]) -> pl.DataFrame:
    return frame.select(pl.col(column).cast(kind) for column, kind in columns.items())


def previous_cases(settings: Settings) -> pl.DataFrame:
    """``sagsid``, ``afgnr`` of every decision of the newest basis: what the gate holds the next one against.

    One that another version made is no measure.
    """
    try:
        return read_newest_basis(settings).decisions.select("sagsid", "afgnr")
    except GateStopped:
        return NOTHING.decisions.select("sagsid", "afgnr")


def _refusal(settings: Settings) -> GateStopped:
    """The gate that stands in the way, as the warehouse has it; else that nothing was ever made."""
    if settings.warehouse_file.is_file():
        try:
            with open_warehouse(replace(settings, lock_wait_seconds=0.0), read_only=True) as connection:
                require_passed(connection, STAGE)
        except GateStopped as stopped:
            return stopped
        except WarehouseBusy:
            pass
    return GateStopped(
        "et grundlag for indberetningen, hvis fire gates er bestået",
        "der er intet grundlag endnu",
        str(basis_dir(settings)),
        "kør 'veje run', og ret det, som dens gates melder",
    )
