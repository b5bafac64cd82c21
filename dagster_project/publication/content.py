"""What a published file holds, as digests: two files are the same content when these are equal, bytes aside.

Left out is what says when and how often something ran, not what was found.
"""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from dagster_project.causes import holder_of
from dagster_project.warehouse import quoted

# Written by the reporting between runs, or about the run itself.
VOLATILE_TABLES = {
    ("kvalitet", "generation"),
    ("kvalitet", "indberetning_fejl"),
    ("kvalitet", "kvittering_fejl"),
    ("marts", "indberetning_status"),
    ("frigivelse", "indberetning_status"),
    ("marts", "indberetning_frist"),
    ("marts", "sagsbehandlingstid"),
    ("marts", "forsinket_indberetning"),
}

# Verdicts belong to their run: they name it, and measure against the generation before.
VERDICTS = ("kvalitet", "gate")
PASSING = frozenset(f"{schema}.{table}" for schema, table in {*VOLATILE_TABLES, VERDICTS})
"""Tables (``schema.table``) of a published file that are no content, and may differ from those of the warehouse."""

# Points in time of `kvalitet` are those of the run; registers and tables of the report hold dates.
_COLUMNS = """
SELECT schema_name, table_name,
       list(column_name ORDER BY column_index)
           FILTER (NOT (schema_name = 'kvalitet' AND data_type LIKE 'TIMESTAMP%'))
FROM duckdb_columns() WHERE database_name = current_database() AND NOT internal GROUP BY ALL ORDER BY ALL
"""


@dataclass(frozen=True)
class Content:
    """Rows and digest of every table, by ``schema.table``; ``digest`` is one hash over the lasting ones."""

    rows: dict[str, int]
    digests: dict[str, str]

    @property
    def digest(self) -> str:
        """One SHA-256 over every lasting table, row order included."""
        lines = [f"{name} {value}" for name, value in sorted(self.digests.items()) if name not in PASSING]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def read_content(con: duckdb.DuckDBPyConnection) -> Content:
    """Read every column of every table of the current database, in stored order.

    Raises:
        duckdb.Error: when a block cannot be read.
    """
    rows, digests = {}, {}
    for schema, table, columns in con.execute(_COLUMNS).fetchall():
        name = f"{schema}.{table}"
        rows[name], digests[name] = _digest(con, schema, table, columns or [])
    return Content(rows, digests)


def open_published(file: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can do nothing but read ``file``: `read_only` alone would still reach other files.

    Attached rather than opened: within a process DuckDB would hand out the file that is already open under that path,
    even when another has taken its place.
    """
    con = duckdb.connect(":memory:")
    attach_published(con, file, "publiceret")
    con.execute("USE publiceret")
    con.execute("SET enable_external_access = false")
    con.execute("SET lock_configuration = true")
    return con


def attach_published(con: duckdb.DuckDBPyConnection, file: Path, alias: str) -> None:
    """Attach a published file for reading, also while another program has it open for writing.

    DuckDB's shell and DBeaver open for writing unless told otherwise, and then nobody else may open. Ours never wait
    for them: what they hold is read from a copy, which is gone from the folder as soon as it is open.
    """
    try:
        con.execute(f"ATTACH {quoted(file)} AS {alias} (READ_ONLY)")
    except duckdb.IOException as error:
        if holder_of(error) is None:
            raise
        with TemporaryDirectory(prefix=".laest", dir=file.parent) as folder:
            copy = Path(folder) / file.name
            shutil.copyfile(file, copy)
            con.execute(f"ATTACH {quoted(copy)} AS {alias} (READ_ONLY)")


def _digest(con: duckdb.DuckDBPyConnection, schema: str, table: str, columns: list[str]) -> tuple[int, str]:
    values = ", ".join(f'"{name}"' for name in columns)
    # The names belong to the content: a renamed column is another table. NULL and the text 'NULL' differ in a struct.
    row = con.execute(
        f"""SELECT count(*), md5(coalesce(string_agg(md5(row({values})::VARCHAR), '' ORDER BY rowid), ''))
            FROM "{schema}"."{table}" """
    ).fetchone()
    count, digest = row if row else (0, "")
    return int(count), hashlib.sha256(f"{values}\n{digest}".encode()).hexdigest()
