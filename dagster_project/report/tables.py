"""The report's tables for the page: tidy cells laid out by rows and columns, each beside what was printed.

Two editions of the same: of what may leave (schema ``frigivelse``), and of the house (``marts``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from dagster_project.reconciliation.corrections import codes_of_cells
from dagster_project.report.cells import Beside, ShownCell, shown_cell
from dagster_project.report.contents import rows_of
from dagster_project.report.labels import Labels, declared_number, place_of_table, table_name
from dagster_project.words.definitions import definition
from dagster_project.words.tables import table_of

Key = tuple[str, str, str]
"""Row, column and statistic of a cell."""
Laid = tuple[list[str], list[tuple[str, list[ShownCell | None]]]]
"""Headings of columns, and rows with their heading; None where there is no such cell."""

_CELLS = """
SELECT tabel, raekke, kolonne, statistik, r.vaerdi, {released}, a.trykt, a.gaeldende, a.status
FROM {schema}.rapporttabel r FULL JOIN {schema}.afstemning a USING (tabel, raekke, kolonne, statistik)
WHERE tabel <> 'tekst' AND (r.tabel IS NOT NULL OR coalesce(a.gaeldende, a.trykt) IS NOT NULL)
"""
_TITLES = "SELECT tabel, titel, kilde FROM kode.tabel"
WIDEST_UPRIGHT = 12
"""Columns that fit on an upright page."""
# Every municipality and year of the register: a figure, not a table of the page.
NOT_SHOWN = ("figur_2.2",)


@dataclass(frozen=True)
class ShownTable:
    """A table as laid out on the page.

    Attributes:
        number: its key, as in the column ``tabel``.
        name: ``Tabel 4.1``.
        title: Danish.
        definition: two sentences on what is counted.
        unit: what is counted, in words.
        source: the registers, in words.
        columns: headings.
        rows: heading and cells; None where the table has no such cell.
    """

    number: str
    name: str
    title: str
    definition: str
    unit: str
    source: str
    columns: list[str]
    rows: list[tuple[str, list[ShownCell | None]]]

    @property
    def wide_name(self) -> str:
        """The table as laid out in the database, and as a file: all municipalities of an appendix are one."""
        declared = table_of(self.number)
        return declared.name if declared else self.number

    @property
    def is_wide(self) -> bool:
        """Whether it is printed across the page."""
        return len(self.columns) > WIDEST_UPRIGHT

    @property
    def deviations(self) -> int:
        """Cells that are another number than the (corrected) printed one."""
        return self.of_kind("afviger")

    @property
    def kinds(self) -> list[str]:
        """Why printed figures stand beside ours in this table."""
        return sorted({cell.kind for _, cells in self.rows for cell in cells if cell and cell.kind})

    def of_kind(self, kind: str) -> int:
        """How many cells have a printed figure beside them for this reason."""
        return sum(cell.kind == kind for _, cells in self.rows for cell in cells if cell)


def read_tables(con: duckdb.DuckDBPyConnection, labels: Labels, study: Mapping[str, Any]) -> list[ShownTable]:
    """Every table of the report with all its figures, in its order: for the house.

    Args:
        con: an open published file.
        labels: as `labels.read_labels`.
        study: the keys of the study file, for the definitions.
    """
    return _read(con, labels, study, "marts", "NULL")


def read_released(con: duckdb.DuckDBPyConnection, labels: Labels, study: Mapping[str, Any]) -> list[ShownTable]:
    """The same tables in the form that may leave, suppressed cells as a colon; none before there is such a form."""
    return _read(con, labels, study, "frigivelse", "r.status")


def _read(
    con: duckdb.DuckDBPyConnection, labels: Labels, study: Mapping[str, Any], schema: str, released: str
) -> list[ShownTable]:
    codes = codes_of_cells()
    found: dict[str, dict[Key, ShownCell]] = {}
    query = _CELLS.format(schema=schema, released=released)
    for tabel, row, column, statistic, value, status, printed, effective, verdict in rows_of(con, query):
        if tabel not in NOT_SHOWN:
            beside = Beside(printed, effective, verdict, codes.get((tabel, row, column, statistic), ""))
            cell = shown_cell(value, statistic, status, beside)
            found.setdefault(tabel, {})[row, column, statistic] = cell
    titles = {number: (title, source) for number, title, source in con.execute(_TITLES).fetchall()}
    return [_lay_out(tabel, found[tabel], titles, labels, study) for tabel in sorted(found, key=place_of_table)]


def _lay_out(
    tabel: str,
    cells: Mapping[Key, ShownCell],
    titles: Mapping[str, tuple[str, str]],
    labels: Labels,
    study: Mapping[str, Any],
) -> ShownTable:
    number = declared_number(tabel)
    title, source = titles.get(number, ("", ""))
    if number != tabel:
        title += f": {labels.text(tabel.removeprefix(f'{number}_'))}"
    declared = table_of(tabel)
    one_each = len({(row, column) for row, column, _ in cells}) == len(cells)
    beside = declared is not None and declared.side_by_side
    columns, rows = _grid(cells, labels) if one_each else _with_counts(cells, labels, beside=beside)
    return ShownTable(
        tabel,
        table_name(tabel, labels),
        title,
        definition(number, study),
        declared.unit if declared else "",
        source,
        columns,
        rows,
    )


def _grid(cells: Mapping[Key, ShownCell], labels: Labels) -> Laid:
    """One cell a row and column, as most tables are printed; what is counted all along says so in its heading."""
    rows = sorted({row for row, _, _ in cells}, key=labels.place)
    columns = sorted({column for _, column, _ in cells}, key=labels.place)
    shares = {key for row, column, statistic in cells if statistic != "n" for key in (("r", row), ("c", column))}
    placed = {(row, column): cell for (row, column, _), cell in cells.items()}

    def headed(axis: str, key: str) -> str:
        return _label(labels, key, "N" if shares and (axis, key) not in shares else "")

    laid = [(headed("r", row), [placed.get((row, column)) for column in columns]) for row in rows]
    return [headed("c", column) for column in columns], laid


def _with_counts(cells: Mapping[Key, ShownCell], labels: Labels, *, beside: bool) -> Laid:
    """Shares and counts of the same rows and columns: beside each other, or the count in a row below."""
    rows = sorted(
        {(r, "" if beside else _kind(s)) for r, _, s in cells}, key=lambda x: (*labels.place(x[0]), x[1] == "N")
    )
    columns = sorted(
        {(_kind(s) if beside else "", c) for _, c, s in cells}, key=lambda x: (x[0] == "N", *labels.place(x[1]))
    )
    placed = {(r, _kind(s), c): cell for (r, c, s), cell in cells.items()}
    laid = [
        (_label(labels, row, kind), [placed.get((row, kind or of_column, column)) for of_column, column in columns])
        for row, kind in rows
    ]
    return [_label(labels, column, kind) for kind, column in columns], laid


def _kind(statistic: str) -> str:
    return "N" if statistic == "n" else "andel"


def _label(labels: Labels, key: str, kind: str) -> str:
    return f"{labels.text(key)} (N)" if kind == "N" else labels.text(key)
