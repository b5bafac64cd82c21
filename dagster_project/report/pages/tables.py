"""The tables: in the form that may leave, and with small numbers beside what was printed."""

from typing import Any

from dagster_project.report.periods import of_source, read_periods
from dagster_project.report.source import Source
from dagster_project.report.tables import read_released, read_tables


def tables(source: Source) -> dict[str, Any]:
    """What `tabeller.html.j2` shows."""
    return {"frigivet": read_released(source.con, source.labels)}


def internal_tables(source: Source) -> dict[str, Any]:
    """What `intern_tabeller.html.j2` shows."""
    return {
        "tabeller": read_tables(source.con, source.labels),
        "perioder": read_periods(source.con),
        "af_kilde": of_source,
    }
