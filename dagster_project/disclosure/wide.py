"""Released forms of the tables laid out as printed: the released cells, laid out as the cells of `marts` were.

Nothing is looked up by its label. A table comes with the statement that laid it out (`intermediate.int_udlaegning`,
written by `dbt/macros/som_trykt.sql`); run over the cells that may be shown, it gives the released table.
"""

import duckdb

from dagster_project.disclosure.release import SHOWN, SUPPRESSED, WITHHELD
from dagster_project.words.tables import TABLES

# The exact values: a layout rounds them itself, and what is rounded twice is not rounded as printed.
_CELLS = """
CREATE OR REPLACE TEMP VIEW udlagte_celler AS
SELECT celle.* REPLACE ({value} AS vaerdi)
FROM marts.rapporttabel celle LEFT JOIN frigivelse.rapporttabel frigivet USING (tabel, raekke, kolonne, statistik)
"""
_RELEASED = f"CASE WHEN frigivet.status = '{SHOWN}' THEN celle.vaerdi END"
_KEPT_BACK = f"CASE WHEN celle.vaerdi IS NOT NULL AND frigivet.status IS DISTINCT FROM '{SHOWN}' THEN 1 END"

_MARKED = """
CREATE OR REPLACE TABLE frigivelse."{table}" AS
SELECT vist.*, CASE WHEN {kept_back} THEN '{mark}' ELSE '{shown}' END AS status
FROM diskretion_vist vist JOIN diskretion_holdt holdt ON vist.rowid = holdt.rowid ORDER BY vist.rowid
"""
_NUMBERS = """
SELECT column_name FROM (DESCRIBE diskretion_holdt) WHERE column_type <> 'VARCHAR'
"""


def write_wide(con: duckdb.DuckDBPyConnection, tables: list[str]) -> list[str]:
    """Write the released form of every table of ``tables`` that is one as printed; the names of the others.

    Args:
        con: the warehouse, `frigivelse.rapporttabel` written.
        tables: tables of `marts`.
    """
    layouts = _layouts(con)
    for table in sorted(set(tables) & set(layouts)):
        _lay_out(con, "diskretion_vist", layouts[table], _RELEASED)
        _lay_out(con, "diskretion_holdt", layouts[table], _KEPT_BACK)
        con.execute(_marked(con, table))
    return [table for table in tables if table not in layouts]


def _layouts(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The statement that lays out each table, by its name; none where no report was laid out."""
    try:
        return dict(con.execute("SELECT navn, udlaegning FROM intermediate.int_udlaegning ORDER BY ALL").fetchall())
    except duckdb.CatalogException:
        return {}


def _lay_out(con: duckdb.DuckDBPyConnection, into: str, layout: str, value: str) -> None:
    """Rows in their printed order: the same rows whatever the values are, as the keys of all cells are there."""
    con.execute(_CELLS.format(value=value))
    con.execute(f"CREATE OR REPLACE TEMP TABLE {into} AS {layout}")
    con.execute("DROP VIEW udlagte_celler")


def _marked(con: duckdb.DuckDBPyConnection, table: str) -> str:
    if _is_withheld(con, table):
        return _MARKED.format(table=table, kept_back="true", mark=WITHHELD, shown=SHOWN)
    numbers = [name.replace('"', '""') for (name,) in con.execute(_NUMBERS).fetchall()]
    kept_back = " OR ".join(f'holdt."{name}" IS NOT NULL' for name in numbers) or "false"
    return _MARKED.format(table=table, kept_back=kept_back, mark=SUPPRESSED, shown=SHOWN)


def _is_withheld(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether the whole table is, and not some of its cells."""
    own = next(declared for declared in TABLES if declared.name == table)
    condition = "starts_with(tabel, ? || '_')" if own.by_place else "tabel = ?"
    query = f"SELECT bool_and(status = '{WITHHELD}') FROM frigivelse.rapporttabel WHERE {condition}"
    return con.execute(query, [own.number]).fetchone() == (True,)
