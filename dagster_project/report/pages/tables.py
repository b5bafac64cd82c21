"""The tables: in the form that may leave, and with small numbers, both beside what was printed."""

from typing import Any

from dagster_project.report.cells import KINDS
from dagster_project.report.files import tables_with_files
from dagster_project.report.periods import of_source, read_periods
from dagster_project.report.source import Source
from dagster_project.report.statements import read_judged
from dagster_project.report.tables import read_released, read_tables


def tables(source: Source) -> dict[str, Any]:
    """What `tabeller.html.j2` shows to everybody."""
    return {
        "tabeller": read_released(source.con, source.labels, source.study),
        "filer": tables_with_files(source.folder),
        "perioder": {},
        "arter": KINDS,
        "af_kilde": of_source,
    }


def internal_tables(source: Source) -> dict[str, Any]:
    """The same page in the house: every figure, the periods of the registers, and the statements of the text."""
    return {
        "tabeller": read_tables(source.con, source.labels, source.study),
        "filer": {},
        "perioder": read_periods(source.con),
        "arter": KINDS,
        "af_kilde": of_source,
        "udsagn": read_judged(source.con, source.labels),
    }
