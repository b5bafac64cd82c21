"""Write a new generation as a draft: tables in a fixed order of rows, described in Danish."""

import csv
from contextlib import suppress
from functools import cache
from pathlib import Path

import duckdb

from dagster_project.publication.files import private_files
from dagster_project.publication.forms import published_form
from dagster_project.reconciliation.printed import DATA
from dagster_project.warehouse import quoted

SCHEMAS = ("marts", "forloeb", "kvalitet", "frigivelse", "kode")
# Tables laid out as printed keep the order of the page, and the calendar its own; everything else is sorted by all its
# columns.
AS_PRINTED = ("tabel_", "figur_", "indberetning_frist")

_TABLES = """
SELECT table_schema, table_name, table_type = 'BASE TABLE' FROM information_schema.tables
WHERE table_catalog = ? AND table_schema IN (SELECT unnest(?)) ORDER BY ALL
"""
_DESCRIBED = """
SELECT schema_name, table_name, NULL, comment FROM duckdb_tables()
WHERE database_name = ? AND comment IS NOT NULL
UNION ALL
SELECT schema_name, table_name, column_name, comment FROM duckdb_columns()
WHERE database_name = ? AND comment IS NOT NULL
"""
_EVERY_COLUMN = """
SELECT schema_name, table_name, column_name FROM duckdb_columns() WHERE database_name = ? AND NOT internal ORDER BY ALL
"""


def write_tables(con: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Copy every table and view of the published schemas of the warehouse into the new ``file``."""
    with private_files():
        con.execute(f"ATTACH {quoted(file)} AS kladde")
    try:
        con.execute("BEGIN")  # one write to the disk instead of one for every table and comment
        for schema in SCHEMAS:
            con.execute(f"CREATE SCHEMA kladde.{schema}")
        for schema, table, is_table in con.execute(_TABLES, ["lager", list(SCHEMAS)]).fetchall():
            copy_table(con, ("lager", schema, table), is_table=is_table)
        describe(con, "kladde", inherited="lager")
        con.execute("COMMIT")
        con.execute("CHECKPOINT kladde")
    except BaseException:
        # The cause is told, not that nothing is left to roll back (a failed COMMIT) or to detach.
        for statement in ("ROLLBACK", "DETACH kladde"):
            with suppress(duckdb.Error):
                con.execute(statement)
        raise
    con.execute("DETACH kladde")


def copy_table(
    con: duckdb.DuckDBPyConnection, name: tuple[str, str, str], *, is_table: bool, target: str = "kladde"
) -> None:
    """Create the table ``name`` (database, schema, table) anew in ``target``, with its rows in a fixed order."""
    database, schema, table = name
    as_stored = "ORDER BY rowid" if is_table else ""
    order = as_stored if table.startswith(AS_PRINTED) else "ORDER BY ALL"
    rows = f"{published_form(database, schema, table)} {order}"
    con.execute(f'CREATE OR REPLACE TABLE {target}."{schema}"."{table}" AS {rows}')


def describe(con: duckdb.DuckDBPyConnection, database: str, *, inherited: str) -> None:
    """Comment tables and columns in Danish: as the source describes them, else by `data/beskrivelser.csv`."""
    given = {row[:3]: row[3] for row in con.execute(_DESCRIBED, [inherited, inherited]).fetchall()}
    columns = con.execute(_EVERY_COLUMN, [database]).fetchall()
    for schema, table in dict.fromkeys((row[0], row[1]) for row in columns):
        text = given.get((schema, table, None)) or _table_text(schema, table)
        if text:
            con.execute(f'COMMENT ON TABLE {database}."{schema}"."{table}" IS {_quoted(text)}')
    for schema, table, column in columns:
        text = given.get((schema, table, column)) or _texts().get(("kolonne", column))
        if text:
            con.execute(f'COMMENT ON COLUMN {database}."{schema}"."{table}"."{column}" IS {_quoted(text)}')


def _table_text(schema: str, table: str) -> str | None:
    own = _texts().get((schema, table)) or _texts().get(("marts", table))
    if own and schema == "frigivelse":
        return f"{own} Diskretioneret: må forlade maskinen."
    return own


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@cache
def _texts() -> dict[tuple[str, str], str]:
    with (DATA / "beskrivelser.csv").open(encoding="utf-8", newline="") as file:
        return {(row["skema"], row["navn"]): row["tekst"] for row in csv.DictReader(file)}
