"""About the figures: how much of a printed report was found again, and what the generation was made from."""

from typing import Any

from dagster_project.publication.summary import STATUSES, summary
from dagster_project.report.contents import read_statements
from dagster_project.report.source import Source
from dagster_project.report.tables import table_name


def about(source: Source) -> dict[str, Any]:
    """What `tal.html.j2` shows."""
    reconciled = summary(source.con)
    return {
        "manifest": source.manifest,
        "afstemning": reconciled,
        "celler": {
            status: sum(getattr(row, status) for row in reconciled if row.tabel != "tekst") for status in STATUSES
        },
        "navne": {row.tabel: table_name(row.tabel, source.labels) for row in reconciled},
        "udsagn": read_statements(source.con),
    }
