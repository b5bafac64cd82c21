"""Danish text and place of every key, as the run wrote them for its study: `kode.etiket`."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from dagster_project.report.contents import rows_of
from dagster_project.words.tables import TABLES, table_of

UNLISTED = 900
"""The place of a key that no list has: after what is listed, before the totals."""
# What `veje rul-tilbage` may go back to.
_OF_LISTS = """
SELECT noegle, etiket, 200 + raekkefoelge::INTEGER FROM kode.noegle
UNION ALL SELECT DISTINCT noegle, navn, 0 FROM kode.kommune WHERE coalesce(ny_kode, kom) = kom
UNION ALL SELECT noegle, etiket, 100 + raekkefoelge::INTEGER FROM kode.region
"""
# What tables of one number are told apart by.
FORMS = {
    "kommune": ", kommunernes egne analyser",
    "samlet": ", den samlede analyse",
    "kryds": ", begge analyser",
}


@dataclass(frozen=True)
class Labels:
    """Danish text and place of every key."""

    texts: Mapping[str, str]
    places: Mapping[str, int]

    def text(self, key: str) -> str:
        """The label, or the key itself; of two keys with a colon between them both labels."""
        return self.texts.get(key) or ": ".join(self.texts.get(part, part) for part in key.split(":"))

    def place(self, key: str) -> tuple[int, float, str]:
        """Where a key stands among others: as listed, numbers by size, the rest by name."""
        first = key.partition(":")[0]
        listed = self.places.get(key, self.places.get(first, UNLISTED))
        return (listed, float(key) if key.isdigit() else 0.0, key)


def read_labels(con: duckdb.DuckDBPyConnection) -> Labels:
    """Labels of the published file; those of the code lists in a generation of before labels were published."""
    rows = rows_of(con, "SELECT noegle, etiket, raekkefoelge FROM kode.etiket") or rows_of(con, _OF_LISTS)
    return Labels({key: text for key, text, _ in rows}, {key: place for key, _, place in rows})


def table_name(table: str, labels: Labels) -> str:
    """What a table is called on the page: ``Tabel 4.1``, ``Bilag 1, Herning``."""
    number, _, part = table.removeprefix("bilag_").partition("_")
    if table.startswith("bilag_"):
        return f"Bilag {number}, {labels.text(part)}" if part else f"Bilag {number}"
    if table.startswith("figur_"):
        return f"Figur {table.removeprefix('figur_')}"
    return f"Tabel {number}{FORMS.get(part, '')}"


def declared_number(table: str) -> str:
    """The number under which a table is declared: of an appendix of one municipality that of the appendix."""
    found = table_of(table)
    return found.number if found else table


def place_of_table(tabel: str) -> tuple[int, str]:
    """Where a table stands in the report: as declared, one that is not declared last."""
    declared = table_of(tabel)
    return (TABLES.index(declared) if declared else len(TABLES), tabel)
