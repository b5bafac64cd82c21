"""The published tables beside the report's own, counted anew: timing, steps of states, traits of pathways, rates."""

import duckdb
import polars as pl

from dagster_project.recount.characteristics import recount_characteristics
from dagster_project.recount.cohort import find_cohort
from dagster_project.recount.rates import FIGURES, recount_yearly
from dagster_project.recount.source import Source
from dagster_project.recount.timing import recount_timing
from dagster_project.recount.transitions import recount_transitions
from dagster_project.recount.waiting import recount_waiting

_PATHWAY = '"analyse", kommune, forloebstype'
_YEAR = "kommune, aar"
_DECISION = "kommune, aar, afgoerelse"
_KIND = f"{_PATHWAY}, inddeling, scenarie, foranstaltning"
# What is counted of each published table: the table, a key of words, a value, a count, a base. Keys name no person.
KEYS = {
    "timing_scenarie": ("timing_scenarie", f"{_PATHWAY}, inddeling, scenarie", "andel", "antal", "grundlag"),
    "timing_kvartal": ("timing_kvartal", f"{_PATHWAY}, foranstaltning, kvartal", "andel", "antal", "grundlag"),
    "timing_foranstaltning": ("timing_foranstaltning", _KIND, "andel", "antal", "grundlag"),
    "timing_foranstaltning_personer": ("timing_foranstaltning", _KIND, "foerste_kvartal", "personer", "NULL"),
    "overgang": ("overgang", f"{_PATHWAY}, slags, fra, til", "andel", "antal", "grundlag"),
    "timing_foelsomhed": ("timing_foelsomhed", "printf('%.2f', graense), scenarie", "andel", "antal", "grundlag"),
    "forloebstype_karakteristik": (
        "forloebstype_karakteristik",
        f"{_PATHWAY}, egenskab, kategori, statistik",
        "vaerdi",
        "antal",
        "grundlag",
    ),
    "aarlig": ("aarlig", _YEAR, "antal", "antal", "grundlag"),
    "sagstid": ("sagstid", _DECISION, "median", "antal", "uden_tid"),
    "sagstid_p90": ("sagstid", _DECISION, "p90", "NULL", "NULL"),
    "sagstid_senere": ("sagstid", _DECISION, "andel", "senere_tilkendte", "personer"),
    **{f"aarlig_{figure}": ("aarlig", _YEAR, figure, "NULL", "NULL") for figure in FIGURES},
}
TIMED_QUARTERS = 20


def recount_others(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """``tabel, noegle, vaerdi, antal, grundlag`` of every cell that the tables of `KEYS` must have."""
    source = Source(con)
    cohort = find_cohort(source)
    cells = [recount_characteristics(source, cohort), recount_transitions(source, cohort)]
    cells += [recount_yearly(source), recount_waiting(source)]
    if int(source.study["kvartaler"]) == TIMED_QUARTERS:
        cells.append(recount_timing(source, cohort))
    return pl.concat(cells)


def published_others(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """The same cells as the tables of ``marts`` have them; a table that is not there has none."""
    there = {name for (name,) in con.execute(_TABLES).fetchall()}
    queries = [
        f"SELECT '{name}' AS tabel, concat_ws('/', {key}) AS noegle, {value}::DOUBLE AS vaerdi, "
        f"{count}::BIGINT AS antal, {base}::BIGINT AS grundlag FROM marts.{table}"
        for name, (table, key, value, count, base) in KEYS.items()
        if table in there
    ]
    return con.sql(" UNION ALL ".join(queries)).pl()


_TABLES = """
SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = 'marts'
"""
