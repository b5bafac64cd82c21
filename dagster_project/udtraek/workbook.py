"""All released tables as one workbook: a sheet each, and one about the figures in front."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from dagster_project.udtraek.plain import SUPPRESSED
from dagster_project.udtraek.released import Released
from dagster_project.words.dates import danish_moment

ABOUT = "Om tallene"
LONGEST_NAME = 31


def write_workbook(tables: Sequence[Released], about: Sequence[tuple[str, str]], made: datetime, file: Path) -> Path:
    """Write every table to ``file``.

    Args:
        tables: as `released.read_released`.
        about: lines of the first sheet, word and what it says.
        made: when the generation was made; it stands in the file, so that one generation is always the same bytes.
        file: the workbook.
    """
    # Text stays text: nothing of a register becomes a formula or a link.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": "Veje til førtidspension", "created": made.replace(tzinfo=None)})
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        first = book.add_worksheet(ABOUT)
        first.set_column(0, 0, 30)
        first.set_column(1, 1, 110)
        listed = [*about, *((table.name, table.text) for table in tables)]
        for row, (word, says) in enumerate(listed):
            first.write_string(row, 0, word, bold)
            first.write_string(row, 1, says, wrap)
        for table in tables:
            _write_sheet(book.add_worksheet(table.name[:LONGEST_NAME]), table, bold)
    return file


def about(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The lines in front of the tables: which study and generation (``told``: its manifest), and what the signs say."""
    study = told["studie"]
    return [
        ("Studie", str(study.get("titel", "")) if isinstance(study, dict) else ""),
        ("Generation", str(told["generation"])),
        ("Dannet", danish_moment(datetime.fromisoformat(str(told["dannet"])))),
        (":", "Tallet er diskretioneret: det kunne sige noget om en person."),
        ("(tom)", "Tallet findes ikke."),
        ("status", "vist, diskretion (rækken har diskretionerede tal) eller tilbageholdt (hele tabellen)."),
        ("", ""),
    ]


def _write_sheet(sheet: Worksheet, table: Released, bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    for at, name in enumerate(table.rows.columns):
        sheet.write_string(0, at, name, bold)
        if table.columns.get(name):
            sheet.write_comment(0, at, table.columns[name])
        sheet.set_column(at, at, max(10, min(40, len(name) + 2)))
        hidden = table.suppressed(name).to_list() if name in table.figures else []
        for row, value in enumerate(table.rows[name].to_list(), start=1):
            shown = SUPPRESSED if hidden and hidden[row - 1] else value
            if shown is not None:
                sheet.write(row, at, shown if isinstance(shown, str | int | float | bool) else str(shown))
