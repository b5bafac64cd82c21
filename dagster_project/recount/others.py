"""The published tables beside the report's own, counted anew: timing of measures, and what pathways are like."""

import duckdb
import polars as pl

from dagster_project.recount.characteristics import recount_characteristics
from dagster_project.recount.cohort import find_cohort
from dagster_project.recount.source import Source
from dagster_project.recount.timing import recount_timing

# How each published table gives its cells: a key of words, a value, a count, a base. Keys name no person.
KEYS = {
    "timing_scenarie": (""""analyse", kommune, forloebstype, scenarie""", "andel"),
    "timing_kvartal": (""""analyse", kommune, forloebstype, kvartal""", "andel"),
    "timing_foranstaltning": ("scenarie, foranstaltning", "andel"),
    "timing_foelsomhed": ("printf('%.2f', graense), scenarie", "andel"),
    "forloebstype_karakteristik": (""""analyse", kommune, forloebstype, egenskab, kategori, statistik""", "vaerdi"),
}
TIMED_QUARTERS = 20


def recount_others(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """``tabel, noegle, vaerdi, antal, grundlag`` of every cell that the tables of `KEYS` must have."""
    source = Source(con)
    cohort = find_cohort(source)
    cells = [recount_characteristics(source, cohort)]
    if int(source.study["kvartaler"]) == TIMED_QUARTERS:
        cells.append(recount_timing(source, cohort))
    return pl.concat(cells)


def published_others(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """The same cells as the tables of ``marts`` have them; a table that is not there has none."""
    there = {name for (name,) in con.execute(_TABLES).fetchall()}
    queries = [
        f"SELECT '{table}' AS tabel, concat_ws('/', {key}) AS noegle, {value}::DOUBLE AS vaerdi, antal, grundlag "
        f"FROM marts.{table}"
        for table, (key, value) in KEYS.items()
        if table in there
    ]
    return con.sql(" UNION ALL ".join(queries)).pl()


_TABLES = """
SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = 'marts'
"""
