"""The computed cells that statements of the text are judged by, under one form of key."""

import duckdb

from dagster_project.publication.text_measures import Cell, Key
from dagster_project.study import Study

FOUR_IN_ORDER = """
SELECT DISTINCT kolonne FROM marts.rapporttabel
WHERE tabel = '7.2' AND raekke = 'alle' AND kolonne <> 'alle_fire_kommuner' ORDER BY kolonne
"""
CELLS = "SELECT tabel, raekke, kolonne, statistik, vaerdi, antal, grundlag FROM marts.rapporttabel"


def load_facts(con: duckdb.DuckDBPyConnection, study: Study) -> tuple[dict[Key, Cell], tuple[str, ...]]:
    """Every cell the statements may need, and the keys of the study's municipalities."""
    rows = con.execute(CELLS).fetchall()
    facts = {(t, r, k, s): Cell(value, part, whole) for t, r, k, s, value, part, whole in rows}
    facts |= {key: _number(value) for key, value in _settings(con, study).items()}
    four = tuple(name for (name,) in con.execute(FOUR_IN_ORDER).fetchall())
    return facts, four


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


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    row = con.execute(query).fetchone()
    return int(row[0]) if row else 0


def _number(value: float) -> Cell:
    return Cell(float(value), None, None)
