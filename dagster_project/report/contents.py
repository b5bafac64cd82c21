"""What the page tells besides the tables: the run, the reconciliation, gates, rows left out, stability."""

from typing import Any

import duckdb

from dagster_project.publication.sources import mapped_sources

# Rows left out as what remains: a generation of an earlier version has no column for them.
_ROWS = """
SELECT register, sum(raekker_i_fil), sum(accepteret), sum(dubletter), sum(erstattet), sum(karantaene),
       sum(raekker_i_fil - accepteret - dubletter - erstattet - karantaene)
FROM kvalitet.raekkeregnskab GROUP BY register ORDER BY register
"""
_QUARANTINE = """
SELECT register, regel, count(*) FROM kvalitet.karantaene GROUP BY ALL ORDER BY register, count(*) DESC, regel
"""
_DELIVERIES = "SELECT register, leverance, status, grund FROM kvalitet.leverance ORDER BY ALL"
_UNSTABLE = """
SELECT "analyse", coalesce((SELECT max(k.navn) FROM kode.kommune k WHERE k.kom = s.kommune), s.kommune) AS sted, k,
       ari_middel
FROM marts.klyngestabilitet s JOIN marts.klyngekvalitet USING ("analyse", kommune, k)
WHERE valgt AND ari_middel < (SELECT any_value(graense) FROM kvalitet.gate WHERE navn = 'klynge_stabilitet')
ORDER BY ALL
"""


def rows_of(con: duckdb.DuckDBPyConnection, query: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
    """The rows, or none where the run has no such table, or one of before a column was added."""
    try:
        return con.execute(query, values or []).fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):
        return []


def read_accounts(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    """Deliveries, rows by what became of them, quarantined rows by rule, what the mapping did: counts and names."""
    return {
        "leverancer": rows_of(con, _DELIVERIES),
        "raekker": rows_of(con, _ROWS),
        "karantaene": rows_of(con, _QUARANTINE),
        "kilder": [(one.register, one.kolonne, one.kilde, one.filer) for one in mapped_sources(con)],
    }


def read_unstable(con: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    """Analyses whose partition hangs on equal distances: mean adjusted Rand index under the gate's limit."""
    return rows_of(con, _UNSTABLE)
