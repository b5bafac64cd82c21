"""What the gate `publicering` measures on the new file: rows, content, texts that look like a CPR number, the attacker.

The file is only read here; a fresh process has counted its rows before (``GateContext.new_rows``).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import duckdb

from dagster_project.gates.context import GateContext
from dagster_project.publication.audit import audit
from dagster_project.publication.content import PASSING
from dagster_project.publication.draft import SCHEMAS
from dagster_project.publication.forms import published_form
from dagster_project.warehouse import quoted

# Six digits that begin as a day and a month, then four: as a word of its own, so that hexadecimal ids are left alone.
CPR_LIKE = r"(^|[^0-9A-Za-z])(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])[0-9]{2}[- ]?[0-9]{4}($|[^0-9A-Za-z])"
_TABLES = """
SELECT database_name, schema_name, table_name FROM duckdb_tables()
WHERE database_name IN (current_database(), 'gate_ny') AND schema_name IN (SELECT unnest(?))
UNION
SELECT database_name, schema_name, view_name FROM duckdb_views()
WHERE database_name = current_database() AND schema_name IN (SELECT unnest(?)) AND NOT internal
ORDER BY ALL
"""


def describe_draft(con: duckdb.DuckDBPyConnection, context: GateContext) -> None:
    """``gate_tabel``: a row for every published table, in `lager` and `ny` (``sted``).

    ``raekker``, ``indhold`` (a sum of hashes), ``cpr`` (cells of text columns that hold something like a CPR number),
    ``fejl`` (1 when the table could not be read), ``laest`` (the fresh process's row count), ``sammenlignes`` (false
    where the file may differ from the warehouse).
    """
    con.execute(
        """CREATE TEMP TABLE gate_tabel (sted VARCHAR, tabel VARCHAR, raekker BIGINT, indhold HUGEINT, cpr BIGINT,
           fejl INTEGER, laest BIGINT, sammenlignes BOOLEAN)"""
    )
    rows_read = _rows_read(context)
    with _new_file(con, context):
        schemas = list(SCHEMAS)
        for database, schema, table in con.execute(_TABLES, [schemas, schemas]).fetchall():
            name = f"{schema}.{table}"
            place = "ny" if database == "gate_ny" else "lager"
            con.execute(
                "INSERT INTO gate_tabel VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [place, name, *_describe(con, database, schema, table), rows_read.get(name), name not in PASSING],
            )


def _rows_read(context: GateContext) -> Mapping[str, int]:
    """Rows per table as another process reads the file: what this one still has in memory must not vouch for it."""
    if context.new_rows is not None or context.new_file is None:
        return context.new_rows or {}
    return audit(context.new_file).rows


def play_attacker(con: duckdb.DuckDBPyConnection, context: GateContext) -> None:
    """``gate_angreb(brudt, skjult)``: what the attack on the release got out, of how many hidden counts."""
    if context.attack is None or context.new_file is None:
        return
    result = context.attack(context.new_file)
    con.execute("CREATE TEMP TABLE gate_angreb AS SELECT ? AS brudt, ? AS skjult", [result.broken, result.suppressed])


def _describe(
    con: duckdb.DuckDBPyConnection, database: str, schema: str, table: str
) -> tuple[int | None, int | None, int | None, int]:
    try:
        is_new = database == "gate_ny"
        rows = f'SELECT * FROM gate_ny."{schema}"."{table}"' if is_new else published_form(database, schema, table)
        columns = [(name, kind) for name, kind, *_ in con.execute(f"DESCRIBE {rows}").fetchall()]
        names = ", ".join(f'"{name}"' for name, _ in columns)
        # Only the new file is searched: what leaves is what matters, and the search is what takes the time.
        texts = [f'"{name}"' for name, kind in columns if is_new and kind.startswith("VARCHAR")]
        like = " + ".join(f"count(*) FILTER (regexp_matches({text}::VARCHAR, '{CPR_LIKE}'))" for text in texts) or "0"
        row = con.execute(f"SELECT count(*), sum(hash({names})), {like} FROM ({rows})").fetchone()
    except duckdb.Error:
        return None, None, None, 1
    return (*row, 0) if row else (None, None, None, 1)


@contextmanager
def _new_file(con: duckdb.DuckDBPyConnection, context: GateContext) -> Iterator[None]:
    if context.new_file is None:
        raise ValueError("the gate 'publicering' needs the new file")
    con.execute(f"ATTACH {quoted(context.new_file)} AS gate_ny (READ_ONLY)")
    try:
        yield
    finally:
        con.execute("DETACH gate_ny")
