"""About the figures: how much of a printed report was found again, and what the generation was made from."""

from typing import Any

from dagster_project.reconciliation.corrections import read_corrections
from dagster_project.report.contents import rows_of
from dagster_project.report.gates import read_words
from dagster_project.report.reconciled import STATUSES, read_reconciled
from dagster_project.report.source import Source
from dagster_project.report.statements import read_own_errors

DELIVERIES = "SELECT register, leverance, status FROM kvalitet.leverance ORDER BY ALL"


def about(source: Source) -> dict[str, Any]:
    """What `tal.html.j2` shows."""
    reconciled = read_reconciled(source)
    return {
        "manifest": source.manifest,
        "afstemning": reconciled,
        "udfald": STATUSES,
        "rettelser": read_corrections() if reconciled else [],
        "egne_fejl": read_own_errors(source.labels) if reconciled else [],
        "gates": read_words(source.con),
        "leverancer": rows_of(source.con, DELIVERIES),
    }
