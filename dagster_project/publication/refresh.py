"""Tables that change between runs: receipts arrive when no register does, and the generation stays the same."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb
import polars as pl

from dagster_project.disclosure.other_tables import released_reporting
from dagster_project.errors import VejeError
from dagster_project.publication import files
from dagster_project.publication.audit import audit
from dagster_project.publication.content import VOLATILE_TABLES
from dagster_project.publication.draft import describe
from dagster_project.publication.files import FILE, Places
from dagster_project.publication.manifest import read_manifest
from dagster_project.settings import Settings
from dagster_project.study import Study
from dagster_project.warehouse import connect, quoted, writer_lock

REFRESHABLE = {f"{schema}.{table}" for schema, table in VOLATILE_TABLES} - {"kvalitet.generation"}


Write = Callable[[duckdb.DuckDBPyConnection], object]


def refresh_tables(settings: Settings, tables: Mapping[str, pl.DataFrame], also: Write = lambda _: None) -> None:
    """Write ``tables`` (by ``schema.table``) into the published file by write, audit, swap, under the same generation.

    The released form of the states of reporting is written with it, by the cell rule of the generation's own study.
    ``also`` writes what is no whole table (verdicts of the reporting's gate) into the new file, which is in use then.

    Args:
        settings: whose published file.
        tables: frames by ``schema.table``, each a table of `REFRESHABLE`.
        also: writes what is no whole table.

    Raises:
        ValueError: for a table that only a run may write.
        VejeError: when nothing is published, or the new file cannot be read back.
    """
    if unknown := sorted(set(tables) - REFRESHABLE):
        raise ValueError(f"only a run writes {', '.join(unknown)}")
    places = Places(settings)
    with writer_lock(settings), files.private_files():
        files.clean_up(settings)
        generation = files.current_generation(settings)
        if generation is None:
            raise VejeError("en publiceret generation", "ingen", str(settings.published_file), "kør 'veje run' først")
        min_cell = read_manifest(places.folder(generation)).get("studie", {}).get("min_celle", Study.min_celle)
        places.draft.mkdir(parents=True)
        try:
            _write(places.draft / FILE, settings.published_file, tables, min_cell, also)
            _check(audit(places.draft / FILE).rows, tables, places.draft / FILE)
            (places.draft / FILE).replace(places.folder(generation) / FILE)
            files.swap_in(settings, generation)
        finally:
            shutil.rmtree(places.draft, ignore_errors=True)


def _write(draft: Path, published: Path, tables: Mapping[str, pl.DataFrame], min_cell: int, also: Write) -> None:
    shutil.copyfile(published, draft)
    with connect() as con:
        con.execute(f"ATTACH {quoted(draft)} AS kladde")
        for name, frame in sorted(tables.items()):
            con.register("ny", frame)
            con.execute(f"CREATE OR REPLACE TABLE kladde.{name} AS SELECT * FROM ny")
            con.unregister("ny")
        con.execute("USE kladde")
        if "marts.indberetning_status" in tables:
            con.execute(released_reporting("marts.indberetning_status", min_cell))
        also(con)
        con.execute("USE memory")
        describe(con, "kladde", inherited="kladde")
        con.execute("CHECKPOINT kladde")
        con.execute("DETACH kladde")
    files.sync(draft)


def _check(rows: Mapping[str, int], tables: Mapping[str, pl.DataFrame], file: Path) -> None:
    for name, frame in tables.items():
        if rows.get(name) != frame.height:
            raise VejeError(f"{frame.height} rækker i {name}", f"{rows.get(name)} rækker", str(file), "kør igen")
