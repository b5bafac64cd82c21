"""Report tables for the page: the tidy cells laid out by rows and columns, each beside what was printed."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from dagster_project.report.numbers import DECIMALS, SUPPRESSED, cell_text, danish

_CELLS = """
SELECT r.tabel, r.raekke, r.kolonne, r.statistik, r.vaerdi, a.gaeldende, a.status
FROM marts.rapporttabel r LEFT JOIN marts.afstemning a USING (tabel, raekke, kolonne, statistik)
UNION ALL
SELECT a.tabel, a.raekke, a.kolonne, a.statistik, NULL, a.gaeldende, a.status
FROM marts.afstemning a ANTI JOIN marts.rapporttabel r USING (tabel, raekke, kolonne, statistik)
WHERE a.tabel <> 'tekst' AND a.gaeldende IS NOT NULL
"""
_RELEASED = """
SELECT tabel, raekke, kolonne, statistik, vaerdi, NULL::DOUBLE, status FROM frigivelse.rapporttabel
"""
_TITLES = "SELECT tabel, titel, kilde FROM kode.tabel"
_LABELS = """
SELECT noegle, etiket, plads FROM (
    SELECT noegle, etiket, 200 + raekkefoelge::INTEGER AS plads FROM kode.noegle
    UNION ALL SELECT noegle, etiket, 100 + raekkefoelge::INTEGER FROM kode.region
) QUALIFY row_number() OVER (PARTITION BY noegle ORDER BY plads) = 1
"""
_MUNICIPALITIES = """
SELECT kom, noegle, navn FROM kode.kommune WHERE coalesce(ny_kode, kom) = kom
QUALIFY row_number() OVER (PARTITION BY kom ORDER BY gyldig_til DESC) = 1
"""
# Every municipality and year of the register: a figure, not a table of the page.
NOT_SHOWN = ("figur_2.2",)
# What tables of one number are told apart by.
FORMS = {
    "kommune": ", kommunernes egne analyser",
    "samlet": ", den samlede analyse",
    "kryds": ", begge analyser",
}


@dataclass(frozen=True)
class ShownCell:
    """One cell as shown; ``printed`` only where it differs from ours."""

    text: str
    printed: str
    status: str


@dataclass(frozen=True)
class ShownTable:
    """A table as laid out on the page."""

    number: str
    name: str
    title: str
    source: str
    columns: list[str]
    rows: list[tuple[str, list[ShownCell | None]]]
    deviations: int


@dataclass(frozen=True)
class Labels:
    """Danish text and place of every key."""

    texts: Mapping[str, str]
    places: Mapping[str, int]

    def text(self, key: str) -> str:
        """The label, or the key itself; of two keys with a colon between them both labels."""
        return ": ".join(self.texts.get(part, part) for part in key.split(":"))

    def place(self, key: str) -> tuple[int, float, str]:
        """Where a key stands among others: as listed, numbers by size, the rest by name."""
        first = key.partition(":")[0]
        return (self.places.get(first, 900), float(key) if key.isdigit() else 0.0, key)


def read_labels(con: duckdb.DuckDBPyConnection, municipalities: list[str]) -> Labels:
    """Labels of the published code lists; the study's municipalities stand first, in its order."""
    texts, places = {}, {}
    for code, key, name in con.execute(_MUNICIPALITIES).fetchall():
        texts[key] = name
        places[key] = municipalities.index(code) if code in municipalities else 99
    for key, label, place in con.execute(_LABELS).fetchall():
        texts.setdefault(key, label)
        places.setdefault(key, place)
    return Labels(texts, places)


def read_tables(con: duckdb.DuckDBPyConnection, labels: Labels) -> list[ShownTable]:
    """Every table of the report in its order; deviating cells carry the printed number."""
    return _laid_out(con, labels, _CELLS)


def read_released(con: duckdb.DuckDBPyConnection, labels: Labels) -> list[ShownTable]:
    """The same tables in the form that may leave, suppressed cells as a colon; none before there is such a form."""
    try:
        return _laid_out(con, labels, _RELEASED)
    except duckdb.CatalogException:
        return []


def table_name(table: str, labels: Labels) -> str:
    """What a table is called on the page: ``Tabel 4.1``, ``Bilag 1, Herning``."""
    number, _, part = table.removeprefix("bilag_").partition("_")
    if table.startswith("bilag_"):
        return f"Bilag {number}, {labels.text(part)}"
    if table.startswith("figur_"):
        return f"Figur {table.removeprefix('figur_')}"
    return f"Tabel {number}{FORMS.get(part, '')}"


def _laid_out(con: duckdb.DuckDBPyConnection, labels: Labels, query: str) -> list[ShownTable]:
    titles = {number: (title, source) for number, title, source in con.execute(_TITLES).fetchall()}
    found: dict[str, dict[tuple[str, str, str], ShownCell]] = {}
    for table, row, column, statistic, value, printed, status in con.execute(query).fetchall():
        if table not in NOT_SHOWN:
            cell = _cell(value, printed, statistic, status)
            found.setdefault(table, {})[row, column, statistic] = cell
    return [_layout(table, found[table], titles, labels) for table in sorted(found, key=_order)]


def _cell(value: float | None, printed: float | None, statistic: str, status: str | None) -> ShownCell:
    differs = status in {"afviger", "mangler", "ikke_sammenlignelig"}
    said = danish(printed, DECIMALS.get(statistic, 1)) if differs else ""
    return ShownCell(
        SUPPRESSED if status in {"diskretion", "tilbageholdt"} else cell_text(value, statistic), said, status or ""
    )


def _order(table: str) -> tuple[bool, bool, list[int], str]:
    numbers = [int(part) for part in table.replace("figur_", "").split("_")[0].split(".") if part.isdigit()]
    return table.startswith("bilag"), not numbers, numbers, table


def _layout(
    table: str, cells: dict[tuple[str, str, str], ShownCell], titles: Mapping[str, tuple[str, str]], labels: Labels
) -> ShownTable:
    side_by_side = _has_counts_beside_shares(cells)
    rows = sorted(
        {(r, "" if side_by_side else _kind(s)) for r, _, s in cells}, key=lambda x: (*labels.place(x[0]), x[1] == "N")
    )
    columns = sorted(
        {(_kind(s) if side_by_side else "", c) for _, c, s in cells}, key=lambda x: (x[0] == "N", *labels.place(x[1]))
    )
    placed = {(r, _kind(s), c): cell for (r, c, s), cell in cells.items()}
    laid = [
        (_label(labels, row, kind), [placed.get((row, kind or column_kind, column)) for column_kind, column in columns])
        for row, kind in rows
    ]
    title, source = titles.get(table) or _title_of(table, titles, labels)
    heads = [_label(labels, column, kind) for kind, column in columns]
    deviations = sum(cell.status == "afviger" for cell in cells.values())
    return ShownTable(table, table_name(table, labels), title, source, heads, laid, deviations)


def _has_counts_beside_shares(cells: Mapping[tuple[str, str, str], ShownCell]) -> bool:
    both = {(row, column) for row, column, s in cells if s == "n"} & {(r, c) for r, c, s in cells if s == "percent"}
    return len({row for row, _ in both}) > 1


def _kind(statistic: str) -> str:
    return "N" if statistic == "n" else "andel"


def _label(labels: Labels, key: str, kind: str) -> str:
    return f"{labels.text(key)} (N)" if kind == "N" else labels.text(key)


def _title_of(table: str, titles: Mapping[str, tuple[str, str]], labels: Labels) -> tuple[str, str]:
    """An appendix has one table a municipality."""
    for number, (title, source) in titles.items():
        if table.startswith(f"{number}_"):
            return f"{title}: {labels.text(table.removeprefix(f'{number}_'))}", source
    return "", ""
