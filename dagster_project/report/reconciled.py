"""How much of a printed report was found again, table by table, as an edition may tell it."""

from collections import Counter
from dataclasses import dataclass

from dagster_project.report.cells import HIDDEN
from dagster_project.report.labels import place_of_table, table_name
from dagster_project.report.source import Source

STATUSES = {
    "ens": "ens",
    "afviger": "afviger",
    "ikke_sammenlignelig": "kan ikke sammenlignes",
    "mangler": "mangler",
    "skjult": "er skjult",
}
"""Verdicts in the order of the page, in words; ``skjult`` are those of suppressed figures."""
ALL = "Alle tabeller"


@dataclass(frozen=True)
class Reconciled:
    """Printed cells of one table, or of all together (`ALL`), by verdict (the keys of `STATUSES`)."""

    name: str
    counts: dict[str, int]

    @property
    def cells(self) -> int:
        """All printed cells of the table."""
        return sum(self.counts.values())


def read_reconciled(source: Source) -> list[Reconciled]:
    """All tables together, then one entry a table in the order of the report; none for another study.

    Statements of the text are no cells, and are told with their sentences.
    """
    verdicts = source.table("afstemning")
    if verdicts.is_empty():
        return []
    found: dict[str, Counter[str]] = {}
    for tabel, status in verdicts.select("tabel", "status").iter_rows():
        if tabel != "tekst":
            found.setdefault(tabel, Counter())["skjult" if status in HIDDEN else status] += 1
    tables = [_entry(table_name(tabel, source.labels), found[tabel]) for tabel in sorted(found, key=place_of_table)]
    return [_entry(ALL, sum(found.values(), Counter())), *tables]


def _entry(name: str, counts: Counter[str]) -> Reconciled:
    return Reconciled(name, {status: counts[status] for status in STATUSES})
