"""`veje sql`: look into the warehouse without being able to change it."""

import json
import sys
from dataclasses import replace

import duckdb

from dagster_project.errors import ConfigurationError
from dagster_project.settings import Settings
from dagster_project.warehouse import open_warehouse

# Somebody waits at a terminal: not half an hour, as a run would.
MOST_SECONDS = 5.0


def ask(settings: Settings, sql: str | None, rows: int, *, as_json: bool) -> int:
    """Print what a query finds; 0.

    Args:
        settings: the installation.
        sql: the query; None is read from standard input.
        rows: most rows to show.
        as_json: one object with columns and rows instead of a table.

    Raises:
        ConfigurationError: when there is no warehouse yet, or the query is none.
        WarehouseBusy: while a run writes.
    """
    if not settings.warehouse_file.is_file():
        raise ConfigurationError("et lager", "intet er indlæst endnu", str(settings.warehouse_file), "kør 'veje run'")
    query = (sys.stdin.read() if sql is None else sql).strip().rstrip(";")
    with open_warehouse(replace(settings, lock_wait_seconds=MOST_SECONDS), read_only=True) as con:
        # Nothing but the warehouse, and nothing but reading: no file of the machine, no other database.
        con.execute("SET enable_external_access = false")
        con.execute("SET lock_configuration = true")
        try:
            found = con.sql(query)
        except duckdb.Error as error:
            raise _refused(error) from None
        if found is None:
            raise ConfigurationError("en forespørgsel (SELECT …)", "noget, der intet giver", "veje sql", "ret den")
        try:
            sys.stdout.write(_as_json(found, rows) if as_json else _as_table(found, rows))
        except duckdb.Error as error:
            raise _refused(error) from None
    return 0


def _refused(error: duckdb.Error) -> ConfigurationError:
    # The first line says what is wrong; what follows quotes the query, never a row.
    return ConfigurationError(
        "en forespørgsel, som lageret kan svare på", str(error).splitlines()[0], "veje sql", "ret den"
    )


def _as_table(found: duckdb.DuckDBPyRelation, rows: int) -> str:
    frame = found.limit(rows + 1).pl()
    import polars as pl  # noqa: PLC0415

    with pl.Config(tbl_rows=rows, tbl_cols=-1, tbl_width_chars=200, fmt_str_lengths=60, tbl_hide_dataframe_shape=True):
        table = f"{frame.head(rows)}\n"
    return table + (f"… kun de første {rows} rækker (--raekker)\n" if frame.height > rows else "")


def _as_json(found: duckdb.DuckDBPyRelation, rows: int) -> str:
    listed = found.limit(rows).fetchall()
    return json.dumps({"kolonner": found.columns, "raekker": listed}, ensure_ascii=False, default=str) + "\n"
