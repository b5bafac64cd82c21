"""The fingerprint of what a stage judged: a verdict holds for exactly that data, and for what it was built from."""

import hashlib

import duckdb

from dagster_project.gates.limits import BEFORE
from dagster_project.words.tables import TABLES

# What each stage judges, as GLOB patterns of schema.table. What a later stage writes again is not in an earlier one;
# staging is views on the raw layer, so the fingerprint of that layer and the code lists stand for it.
JUDGED: dict[str, tuple[str, ...]] = {
    "leverance": ("kvalitet.leverance", "kvalitet.raekkeregnskab", "kvalitet.karantaene"),
    "raa": ("raa.*", "studie.*"),
    "staging": ("kode.*",),
    # What the study needs of the registers: the cohort stands for it, the registers stand in the layer before.
    "staging_studie": ("forloeb.maalgruppe", "kode.etiket"),
    "marts": (
        "forloeb.maalgruppe",
        "forloeb.kvartal",
        *sorted({f"intermediate.{table.model}" for table in TABLES if table.stage == "marts"}),
    ),
    "forloeb": (
        "forloeb.gruppe",
        "forloeb.timing",
        "forloeb.indikator",
        "marts.rapporttabel",
        *sorted({f"marts.{table.name}" for table in TABLES if table.stage == "forloeb"}),
        "marts.timing_*",
        "marts.forloebstype_karakteristik",
        "marts.overgang",
        "marts.aarlig",
        "marts.sagstid",
        "marts.klyngekvalitet",
        "marts.klyngestabilitet",
        "marts.klyngeusikkerhed",
        "marts.typisk_forloeb",
        "marts.diskrepans",
        "marts.domaener",
        "marts.forloebstype_model",
    ),
    "publicering": (),
    "indberetning": ("indberetning.*",),
    "afsendelse": (),
}

# What a pattern of a stage fits although it is written after it: the labels of a study stand among the code lists.
WRITTEN_LATER = {"staging": ["kode.etiket"]}


def fingerprint(con: duckdb.DuckDBPyConnection, trin: str, upstream: str) -> str:
    """SHA-256 (hex) of the content that ``trin`` judges and of ``upstream``, the fingerprint of the stage before.

    Lists are left out of the content (the weeks of DREAM: line, file and delivery of their row stand for them).
    """
    digest = hashlib.sha256(f"{trin}\0{upstream}".encode())
    columns = _columns(con)
    for schema, table in judged_tables(con, trin):
        content = _content(con, schema, table, columns.get((schema, table), ""))
        digest.update(f"\0{schema}.{table}\0{content}".encode())
    return digest.hexdigest()


def stage_before(trin: str) -> str | None:
    """The stage whose data ``trin`` is built from."""
    return BEFORE[trin]


def judged_tables(con: duckdb.DuckDBPyConnection, trin: str) -> list[tuple[str, str]]:
    """Schema and name of the tables and views that the stage judges, sorted."""
    rows = con.execute(
        """SELECT DISTINCT table_schema, table_name
           FROM information_schema.tables, (SELECT unnest(?::VARCHAR[]) AS pattern)
           WHERE table_catalog = current_database() AND table_schema || '.' || table_name GLOB pattern
               AND NOT list_contains(?::VARCHAR[], table_schema || '.' || table_name)
           ORDER BY ALL""",
        [list(JUDGED[trin]), WRITTEN_LATER.get(trin, [])],
    ).fetchall()
    return [(schema, table) for schema, table in rows]


def _columns(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], str]:
    """The columns of every table and view that are no lists, as SQL lists them: asked once, for it takes its time."""
    rows = con.execute(
        """SELECT schema_name, table_name, list(column_name ORDER BY column_index) FROM duckdb_columns()
           WHERE database_name = current_database() AND NOT ends_with(data_type, '[]') GROUP BY ALL"""
    ).fetchall()
    return {(schema, table): ", ".join(f'"{name}"' for name in names) for schema, table, names in rows}


def _content(con: duckdb.DuckDBPyConnection, schema: str, table: str, names: str) -> str:
    row = con.execute(f'SELECT count(*), sum(hash({names})) FROM "{schema}"."{table}"').fetchone()
    return f"{names}\0{row}"
