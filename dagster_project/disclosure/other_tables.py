"""Released forms of tables of ``marts`` that are no list of counts: reconciliation, cluster quality, reporting."""

import duckdb

from dagster_project.disclosure.release import SHOWN, SUPPRESSED

# Statements about clusterings, not about persons.
AS_THEY_ARE = ("klyngekvalitet", "klyngestabilitet")

_TABLES = """
SELECT table_name FROM information_schema.tables
WHERE table_catalog = current_database() AND table_schema = ? ORDER BY ALL
"""
_RECONCILIATION = f"""
CREATE OR REPLACE TABLE frigivelse.afstemning AS
SELECT a.* REPLACE (
    CASE WHEN {{hidden}} THEN NULL ELSE round(a.beregnet, 1) END AS beregnet,
    CASE WHEN {{hidden}} THEN NULL ELSE a.afvigelse END AS afvigelse,
    CASE WHEN {{hidden}} THEN '{SUPPRESSED}' ELSE a.status END AS status)
FROM marts.afstemning a
LEFT JOIN frigivelse.rapporttabel r USING (tabel, raekke, kolonne, statistik)
"""
# A statement of the text mixes cells, also of tables that are not named: its figure is not released.
_HIDDEN = f"(r.status = '{SUPPRESSED}' OR (a.tabel = 'tekst' AND a.beregnet IS NOT NULL))"
_FIGURE_2_2 = """
CREATE OR REPLACE TABLE frigivelse.figur_2_2 AS
SELECT f.* REPLACE (r.antal AS tilkendelser), coalesce(r.status, 'diskretion') AS status
FROM marts.figur_2_2 f
LEFT JOIN frigivelse.rapporttabel r
    ON r.tabel = 'figur_2.2' AND r.raekke = f.noegle AND r.kolonne = f.aar::VARCHAR
ORDER BY f.rowid
"""
_REPORTING = f"""
CREATE OR REPLACE TABLE frigivelse.indberetning_status AS
SELECT s.* REPLACE (
    CASE WHEN s.antal BETWEEN 1 AND {{most}} THEN NULL ELSE s.antal END AS antal,
    NULL::DATE AS aeldste_aabne,
    CASE WHEN s.revisioner_forfaldne BETWEEN 1 AND {{most}} OR s.antal BETWEEN 1 AND {{most}} THEN NULL
         ELSE s.revisioner_forfaldne END AS revisioner_forfaldne),
    CASE WHEN s.antal BETWEEN 1 AND {{most}} OR s.revisioner_forfaldne BETWEEN 1 AND {{most}}
         THEN '{SUPPRESSED}' ELSE '{SHOWN}' END AS status
FROM {{source}} s
"""


def tables_of(con: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    """The tables of a schema of the current database."""
    return [name for (name,) in con.execute(_TABLES, [schema]).fetchall()]


def write_others(con: duckdb.DuckDBPyConnection, min_cell: int) -> list[str]:
    """Write what is known here; the names of the tables of ``marts`` that still have no released form."""
    there = set(tables_of(con, "marts"))
    for table in sorted(there & set(AS_THEY_ARE)):
        con.execute(f"CREATE OR REPLACE TABLE frigivelse.{table} AS SELECT *, '{SHOWN}' AS status FROM marts.{table}")
    if "afstemning" in there:
        con.execute(_RECONCILIATION.format(hidden=_HIDDEN))
    if "figur_2_2" in there:
        con.execute(_FIGURE_2_2)
    if "indberetning_status" in there:
        con.execute(released_reporting("marts.indberetning_status", min_cell))
    return sorted(there - set(tables_of(con, "frigivelse")))


def released_reporting(source: str, min_cell: int) -> str:
    """SQL that writes ``frigivelse.indberetning_status``; the day of the oldest open one is a single person's."""
    return _REPORTING.format(source=source, most=min_cell - 1)


def hide_numbers(con: duckdb.DuckDBPyConnection, table: str) -> None:
    """The released form of a table that nobody has described: its texts, and no number at all."""
    columns = con.execute(
        """SELECT column_name, data_type FROM information_schema.columns WHERE table_catalog = current_database()
           AND table_schema = 'marts' AND table_name = ? ORDER BY ordinal_position""",
        [table],
    ).fetchall()
    listed = ", ".join(f'"{n}"' if kind == "VARCHAR" else f'NULL::{kind} AS "{n}"' for n, kind in columns)
    con.execute(
        f"CREATE OR REPLACE TABLE frigivelse.\"{table}\" AS SELECT {listed}, '{SUPPRESSED}' AS status "
        f'FROM marts."{table}" ORDER BY rowid'
    )
