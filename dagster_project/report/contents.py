"""What the page tells besides the tables: the run, the reconciliation, gates, rows left out, stability, pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb

from dagster_project.pathways.tables import POOLED
from dagster_project.publication.sources import mapped_sources

PICTURES = {"sekvenser": "Forløb, én linje pr. person", "fordeling": "Fordeling pr. kvartal", "aktivitet": "Aktivitet"}

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
SELECT "analyse", kommune, k, ari_middel
FROM marts.klyngestabilitet JOIN marts.klyngekvalitet USING ("analyse", kommune, k)
WHERE valgt AND ari_middel < (SELECT any_value(graense) FROM kvalitet.gate WHERE navn = 'klynge_stabilitet')
ORDER BY ALL
"""


@dataclass(frozen=True)
class Picture:
    """A picture beside the page, by the name its file has."""

    file: str
    kind: str
    text: str
    place: int


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


def find_pictures(folder: Path) -> Iterator[tuple[str, list[Picture]]]:
    """Title and pictures of each pathway, those of the pooled analysis first; file names say what belongs together."""
    groups: dict[str, list[Path]] = {}
    for file in sorted(folder.glob("*.svg"), key=lambda file: (not file.name.startswith(f"{POOLED}_"), file.name)):
        groups.setdefault(file.stem.rpartition("_")[0], []).append(file)
    for pathway, files in groups.items():
        yield (
            _title(files[0]) or pathway.replace("_", " "),
            sorted(map(_picture, files), key=lambda picture: picture.place),
        )


def _picture(file: Path) -> Picture:
    kind = file.stem.rpartition("_")[2]
    place = list(PICTURES).index(kind) if kind in PICTURES else len(PICTURES)
    return Picture(f"billeder/{file.name}", kind, PICTURES.get(kind, kind), place)


def _title(file: Path) -> str:
    return (ElementTree.parse(file).findtext("{http://www.w3.org/2000/svg}title") or "").strip()  # noqa: S314 - own file
