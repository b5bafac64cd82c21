"""The computed cells that statements of the text are judged by, under one form of key."""

import duckdb

from dagster_project.reconciliation.text.courses import activity_starts, last_spells
from dagster_project.reconciliation.text.measures import FOUR, PATHWAY_TABLES, Figure, Key
from dagster_project.reconciliation.text.timings import scenario_facts, span_facts
from dagster_project.study import Study

FOUR_IN_ORDER = """
SELECT DISTINCT kolonne FROM marts.rapporttabel
WHERE tabel = '7.2' AND raekke = 'alle' AND kolonne <> 'alle_fire_kommuner' ORDER BY kolonne
"""
_HAS = """
SELECT count(*) FROM information_schema.tables
WHERE table_catalog = current_database() AND table_schema || '.' || table_name = ?
"""
_CLUSTERS = """
SELECT CASE WHEN "analyse" = 'samlet' THEN 'samlet' ELSE k.noegle END AS sted, count(DISTINCT klynge)
FROM forloeb.gruppe g LEFT JOIN studie.kommune k USING (kommune) GROUP BY sted
"""
_CHARACTERISTICS = """
SELECT CASE WHEN kategori IN ('ja', 'alle') THEN egenskab ELSE kategori END AS noegle,
       forloebstype || '@' || kommune AS sted,
       CASE WHEN statistik = 'mean' THEN egenskab ELSE statistik END AS statistik, vaerdi, antal, grundlag
FROM marts.forloebstype_karakteristik
WHERE "analyse" = CASE WHEN kommune = 'alle_fire_kommuner' THEN 'samlet' ELSE 'kommune' END AND kategori <> 'nej'
"""
_MOST_OF_ONE_KIND = """
WITH type AS (
    SELECT tabel, raekke, sum(antal) AS antal FROM marts.rapporttabel
    WHERE tabel IN (SELECT unnest(?::VARCHAR[])) AND statistik = 'percent' AND kolonne <> 'alle_fire_kommuner'
    GROUP BY tabel, raekke
)
SELECT tabel, 100 * max(antal) / sum(antal) FROM type GROUP BY tabel HAVING sum(antal) > 0
"""
CELLS = "SELECT tabel, raekke, kolonne, statistik, vaerdi, antal, grundlag FROM marts.rapporttabel"


def load_facts(con: duckdb.DuckDBPyConnection, study: Study) -> tuple[dict[Key, Figure], tuple[str, ...]]:
    """Every cell the statements may need, and the keys of the study's municipalities."""
    rows = con.execute(CELLS).fetchall()
    facts = {(t, r, k, s): Figure(value, part, whole) for t, r, k, s, value, part, whole in rows}
    facts |= _characteristics(con)
    facts |= _cluster_counts(con)
    facts |= _courses(con)
    facts |= _timing(con)
    facts |= {key: _number(value) for key, value in _settings(con, study).items()}
    four = tuple(name for (name,) in con.execute(FOUR_IN_ORDER).fetchall())
    return facts, four


def judged_cells(con: duckdb.DuckDBPyConnection) -> dict[Key, float]:
    """The printed value of every cell that was found again; none before the tables are held against the report."""
    if not _count(con, _HAS, "marts.afstemning"):
        return {}
    rows = con.execute(
        """SELECT tabel, raekke, kolonne, statistik, trykt FROM marts.afstemning
           WHERE status = 'ens' AND trykt IS NOT NULL"""
    ).fetchall()
    return {(tabel, row, column, statistic): printed for tabel, row, column, statistic, printed in rows}


def _characteristics(con: duckdb.DuckDBPyConnection) -> dict[Key, Figure]:
    """Pathways as the text describes them: the pooled analysis for the four together, else the separate ones."""
    if not _count(con, _HAS, "marts.forloebstype_karakteristik"):
        return {}
    rows = con.execute(_CHARACTERISTICS).fetchall()
    cells = {("karakteristik", k, place, s): Figure(value, part, whole) for k, place, s, value, part, whole in rows}
    starts = {(k[0], "startkvartal", k[2], "kvartal"): cell for k, cell in cells.items() if k[3] == "startkvartal"}
    return cells | starts


def _courses(con: duckdb.DuckDBPyConnection) -> dict[Key, Figure]:
    """What the text says of the course of the pooled pathways."""
    found: dict[Key, Figure] = {}
    if all(_count(con, _HAS, f"forloeb.{table}") for table in ("gruppe", "kvartal")):
        spells = last_spells(con).items()
        found = {("afslutning", s, f"{g}@{FOUR}", what): _number(n) for (s, g, what), n in spells}
    if _count(con, _HAS, "marts.timing_kvartal"):
        starts = activity_starts(con).items()
        found |= {("aktivitet", "start", f"{g}@{FOUR}", "kvartal"): _number(n) for g, n in starts}
    return found


def _timing(con: duckdb.DuckDBPyConnection) -> dict[Key, Figure]:
    """When the measures came: what section 7.3 of the text says."""
    found: dict[Key, Figure] = {}
    tables = ("marts.timing_scenarie", "marts.timing_foranstaltning", "marts.timing_kvartal", "studie.kommune")
    if all(_count(con, _HAS, table) for table in tables):
        found |= scenario_facts(con)
    if all(_count(con, _HAS, table) for table in ("forloeb.timing", "forloeb.gruppe")):
        found |= span_facts(con)
    return found | _most_of_one_kind(con)


def _most_of_one_kind(con: duckdb.DuckDBPyConnection) -> dict[Key, Figure]:
    """The largest share that one kind of measure has of a pathway's: the smaller, the more varied."""
    tables = {number: pathway for pathway, number in PATHWAY_TABLES.items()}
    rows = con.execute(_MOST_OF_ONE_KIND, [list(tables)]).fetchall()
    return {("stoerste_type", "andel", f"{tables[t]}@{FOUR}", "percent"): _number(share) for t, share in rows}


def _settings(con: duckdb.DuckDBPyConnection, study: Study) -> dict[Key, int]:
    pathways = "SELECT count(DISTINCT raekke) FROM marts.rapporttabel WHERE tabel = '7.2' AND raekke <> 'alle'"
    states = """SELECT count(DISTINCT raekke) FROM marts.rapporttabel
                WHERE tabel GLOB 'bilag_1_*' AND statistik = 'mean' AND raekke <> 'i_alt_kvartaler'"""
    named = {
        "kvartaler": study.kvartaler,
        "uger_pr_kvartal": study.uger_pr_kvartal,
        "medicin_alder_fra": study.medicin_alder[0],
        "medicin_alder_til": study.medicin_alder[1],
        "antal_forloebstyper": _count(con, pathways),
        "antal_tilstande": _count(con, states),
    }
    return {("studie", name, "", "n"): value for name, value in named.items()}


def _cluster_counts(con: duckdb.DuckDBPyConnection) -> dict[Key, Figure]:
    if not (_count(con, _HAS, "forloeb.gruppe") and _count(con, _HAS, "studie.kommune")):
        return {}
    return {("klynger", place, "", "n"): _number(count) for place, count in con.execute(_CLUSTERS).fetchall()}


def _count(con: duckdb.DuckDBPyConnection, query: str, *values: str) -> int:
    row = con.execute(query, list(values)).fetchone()
    return int(row[0]) if row else 0


def _number(value: float) -> Figure:
    return Figure(float(value), None, None)
