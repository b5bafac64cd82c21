"""`veje glem --foer DATO`: delete raw data older than a date so that no byte of it remains in a file of ours.

DuckDB leaves deleted text in its blocks, so what stays is copied into a new encrypted file that takes the old one's
place. Files of the landing folder are not ours: they are named in the report, not touched.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from dagster_project.causes import explain
from dagster_project.ingest.door.landing import deliveries
from dagster_project.ingest.store.accounting import write_account
from dagster_project.ingest.store.store import LOADED_TABLES, RAW_SCHEMAS, ensure_tables, table_of
from dagster_project.ingest.store.versions import set_statuses
from dagster_project.keys import load_storage_key
from dagster_project.registers import REGISTERS
from dagster_project.registers.spec import RegisterSpec
from dagster_project.settings import Settings
from dagster_project.warehouse import attach_encrypted, connect, quoted, writer_lock


@dataclass(frozen=True)
class PurgeReport:
    """What was deleted, and what the user must delete."""

    rows: dict[str, int]
    """Rows deleted by register, quarantined ones included."""
    pairs: int
    """Pairs (person id, CPR number) that no remaining row needs."""
    removed_files: tuple[Path, ...]
    """Copies made from raw data; the next run makes them anew."""
    still_delivered: tuple[Path, ...]
    """Old deliveries in the landing folder: the next run would take them in again."""

    def __str__(self) -> str:
        lines = [
            *(f"{register}: {count} rækker slettet" for register, count in self.rows.items() if count),
            f"{self.pairs} personnumre slettet i boksen",
            *(f"slettet: {path}" for path in self.removed_files),
            "Det, der er dannet af rådata, dannes igen af 'veje run'; det publicerede er urørt.",
            *(f"Slet selv {path}: ellers indlæses den igen" for path in self.still_delivered),
        ]
        return "\n".join(lines)


def purge(settings: Settings, before: date) -> PurgeReport:
    """Delete the rows of every delivery dated before ``before``, and what was built from raw data.

    Tables built from raw data hold cells of it, so they go too, and the next run builds them from what is left.
    What is published stays published. May be called again after a failure: files are rewritten in any case.

    Raises:
        WarehouseBusy: when another process writes beyond the bounded wait.
        VejeError: when a file cannot be rewritten (a full disk); the file is then there with the rows deleted.
    """
    rows: dict[str, int] = {}
    pairs = 0
    with writer_lock(settings):
        persons = pl.DataFrame(schema={"person_id": pl.String})
        if settings.warehouse_file.exists():
            with _rewritten(settings, settings.warehouse_file) as con:
                rows = _purge_warehouse(con, before)
                persons = pl.DataFrame(con.sql(_PERSONS).pl())
        if settings.vault_file.exists():
            with _rewritten(settings, settings.vault_file) as con:
                pairs = _purge_vault(con, before, persons)
        removed = _remove_copies(settings)
    old = (one for name in REGISTERS for one in deliveries(settings.landing, name) if one.leverance < before)
    return PurgeReport(rows, pairs, removed, tuple(one.path for one in old))


_PERSONS = " UNION ".join(f"SELECT person_id FROM {table_of(spec)}" for spec in REGISTERS.values())


@contextmanager
def _rewritten(settings: Settings, file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The file opened for deleting; afterwards its content, and nothing else, is in a new file of its name."""
    fresh = file.with_name(f"{file.name}.ny")
    fresh.unlink(missing_ok=True)
    key = load_storage_key(settings)
    con = connect()
    try:
        con.execute(f"SET temp_directory = {quoted(settings.warehouse_dir / 'tmp')}")
        attach_encrypted(con, file, "lager", key)
        con.execute("USE lager")
        yield con
        attach_encrypted(con, fresh, "ny", key)
        con.execute("COPY FROM DATABASE lager TO ny")
    except duckdb.Error as error:
        fresh.unlink(missing_ok=True)
        raise explain(error, f"omskrivning af {file}", settings.home) from None
    finally:
        con.close()
    fresh.replace(file)
    shutil.rmtree(settings.warehouse_dir / "tmp", ignore_errors=True)


def _purge_warehouse(con: duckdb.DuckDBPyConnection, before: date) -> dict[str, int]:
    """Delete in every register, and everything that was built from them; views too, they come again with the tables."""
    rows = {}
    for view, schema in con.execute(
        "SELECT view_name, schema_name FROM duckdb_views() WHERE database_name = 'lager' AND NOT internal"
    ).fetchall():
        con.execute(f'DROP VIEW "{schema}"."{view}"')
    for schema, table in con.execute(
        "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'lager'"
    ).fetchall():
        if schema not in RAW_SCHEMAS:
            con.execute(f'DROP TABLE "{schema}"."{table}"')
    for spec in REGISTERS.values():
        ensure_tables(con, spec)
        rows[spec.name] = _purge_register(con, spec, before)
        if spec.weeks:
            con.execute(f"DROP VIEW raa.{spec.name}")
    return rows


def _purge_register(con: duckdb.DuckDBPyConnection, spec: RegisterSpec, before: date) -> int:
    """Delete a register's old rows; a row that was a duplicate of a deleted one comes into force."""
    deleted = 0
    for table in (table_of(spec), "kvalitet.karantaene"):
        where = "leverance < ?" + ("" if table == table_of(spec) else f" AND register = '{spec.name}'")
        deleted += con.execute(f"DELETE FROM {table} WHERE {where}", [before]).fetchall()[0][0]
    for table in (*LOADED_TABLES, "kvalitet.leverance"):
        con.execute(f"DELETE FROM {table} WHERE register = ? AND leverance < ?", [spec.name, before])
    set_statuses(con, spec)
    write_account(con, spec)
    return deleted


def _purge_vault(con: duckdb.DuckDBPyConnection, before: date, persons: pl.DataFrame) -> int:
    con.execute("DELETE FROM karantaene WHERE leverance < ?", [before])
    con.register("personer", persons.to_arrow())
    query = "DELETE FROM par WHERE person_id NOT IN (SELECT person_id FROM personer)"
    deleted: int = con.execute(query).fetchall()[0][0]
    con.unregister("personer")
    return deleted


def _remove_copies(settings: Settings) -> tuple[Path, ...]:
    """Delete every other encrypted file of the warehouse folder: the reporting inputs, one copy a generation."""
    kept = {settings.warehouse_file, settings.vault_file}
    copies = [file for file in sorted(settings.warehouse_dir.rglob("*.duckdb*")) if file not in kept]
    for file in copies:
        file.unlink()
    return tuple(copies)
