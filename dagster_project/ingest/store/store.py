"""Tables that ingestion owns, as SQL from the declarations."""

import duckdb

from dagster_project.ingest.rows.dream import RUN_TYPE
from dagster_project.registers.spec import Column, Kind, RegisterSpec

SQL_TYPES = {
    Kind.PNR: "VARCHAR",
    Kind.RELATIVE: "VARCHAR",
    Kind.DATE: "DATE",
    Kind.INTEGER: "INTEGER",
    Kind.DECIMAL: "DOUBLE",
    Kind.CODE: "VARCHAR",
    Kind.TEXT: "VARCHAR",
}
PROVENANCE = {"leverance": "DATE", "fil": "VARCHAR", "linje": "BIGINT", "status": "VARCHAR"}
RUNS = "ydelsesforloeb"

RAW_SCHEMAS = ("raa", "kvalitet", "studie", "kode")
"""Schemas whose tables are not built from raw data by later steps."""

_SHARED = """
CREATE TABLE IF NOT EXISTS kvalitet.leverance (
    register VARCHAR, leverance DATE, status VARCHAR, grund VARCHAR, filer VARCHAR);
CREATE TABLE IF NOT EXISTS kvalitet.raekkeregnskab (
    register VARCHAR, leverance DATE, fil VARCHAR, raekker_i_fil BIGINT, accepteret BIGINT, dubletter BIGINT,
    erstattet BIGINT, karantaene BIGINT, udeladt BIGINT);
CREATE TABLE IF NOT EXISTS kvalitet.karantaene (
    register VARCHAR, leverance DATE, fil VARCHAR, linje BIGINT, regel VARCHAR, kolonne VARCHAR);
CREATE TABLE IF NOT EXISTS kvalitet.kilde (
    register VARCHAR, leverance DATE, fil VARCHAR, kolonne VARCHAR, kilde VARCHAR);
CREATE TABLE IF NOT EXISTS kvalitet.slaegtning (
    register VARCHAR, leverance DATE, kolonne VARCHAR, tomme BIGINT, misdannede BIGINT, velformede BIGINT,
    kendte BIGINT);
CREATE TABLE IF NOT EXISTS raa.indlaesning (register VARCHAR, leverance DATE, aftryk VARCHAR, noter VARCHAR[]);
CREATE TABLE IF NOT EXISTS raa.indlaest_fil (
    register VARCHAR, leverance DATE, fil VARCHAR, raekker_i_fil BIGINT, udeladt BIGINT);
CREATE TABLE IF NOT EXISTS raa.indlaest_slaegtning (
    register VARCHAR, leverance DATE, fil VARCHAR, kolonne VARCHAR, misdannede BIGINT);
"""
# A warehouse of an earlier version: its rows are read anew anyway, since the code is part of their fingerprint.
_LATER = """
ALTER TABLE kvalitet.raekkeregnskab ADD COLUMN IF NOT EXISTS udeladt BIGINT DEFAULT 0;
ALTER TABLE raa.indlaest_fil ADD COLUMN IF NOT EXISTS udeladt BIGINT DEFAULT 0;
"""
LOADED_TABLES = (
    "raa.indlaesning", "raa.indlaest_fil", "raa.indlaest_slaegtning", "kvalitet.karantaene", "kvalitet.kilde",
)  # fmt: skip
"""What is kept of a delivery besides its rows."""


def columns_of(spec: RegisterSpec) -> dict[str, str]:
    """Columns of the stored rows and their SQL types, with what a delivery without the column means."""
    declared = {column.stored_as: SQL_TYPES[column.kind] + _default(column) for column in spec.columns}
    return declared | ({RUNS: RUN_TYPE} if spec.weeks else {}) | PROVENANCE


def _default(column: Column) -> str:
    return "" if column.empty_as is None else f" DEFAULT {column.empty_as}"


def table_of(spec: RegisterSpec) -> str:
    """The table that holds the rows; with week columns `raa.<register>` is a view on it."""
    return f"raa.{spec.name}_forloeb" if spec.weeks else f"raa.{spec.name}"


def ensure_tables(con: duckdb.DuckDBPyConnection, spec: RegisterSpec) -> None:
    """Make what is missing. A table of another declaration is dropped with what is known of its deliveries."""
    for schema in ("raa", "kvalitet", "studie"):
        con.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    con.execute(_SHARED)
    con.execute(_LATER)
    wanted = columns_of(spec)
    found = (
        {row[0] for row in con.execute("SELECT column_name FROM (DESCRIBE " + table_of(spec) + ")").fetchall()}
        if _exists(con, spec)
        else set()
    )
    if found != set(wanted):
        con.execute(f"DROP TABLE IF EXISTS {table_of(spec)}")
        con.execute(f"CREATE TABLE {table_of(spec)} ({', '.join(f'{name} {kind}' for name, kind in wanted.items())})")
        for table in LOADED_TABLES:
            con.execute(f"DELETE FROM {table} WHERE register = ?", [spec.name])
    if spec.weeks:
        con.execute(_spelled_out(spec))


def _exists(con: duckdb.DuckDBPyConnection, spec: RegisterSpec) -> bool:
    schema, name = table_of(spec).split(".")
    query = (
        "SELECT count(*) FROM duckdb_tables() "
        "WHERE database_name = current_database() AND schema_name = ? AND table_name = ?"
    )
    return bool(con.execute(query, [schema, name]).fetchall()[0][0])


def _spelled_out(spec: RegisterSpec) -> str:
    """`raa.<register>` with one list element per week, as the deliveries have one column per week."""
    names = [name for name in columns_of(spec) if name != RUNS]
    weeks = f"flatten(list_transform({RUNS}, lambda forloeb: repeat([forloeb.kode], forloeb.uger)))"
    at = names.index("leverance")
    listed = ", ".join([*names[:at], f"{weeks} AS ydelser", *names[at:]])
    return f"CREATE OR REPLACE VIEW raa.{spec.name} AS SELECT {listed} FROM {table_of(spec)}"


def forget_delivery(con: duckdb.DuckDBPyConnection, spec: RegisterSpec, leverance: object) -> None:
    """Take the rows of a delivery out, and what is known of it."""
    con.execute(f"DELETE FROM {table_of(spec)} WHERE leverance = ?", [leverance])
    for table in LOADED_TABLES:
        con.execute(f"DELETE FROM {table} WHERE register = ? AND leverance = ?", [spec.name, leverance])
