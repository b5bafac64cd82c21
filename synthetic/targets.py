"""Whole-number targets of the målgruppe and of the applications: the printed tables solved per place and pathway.

A *place* is a municipality of the report or the rest of its region, or one of the other regions. An *atom* is a place,
or for the four municipalities a place and a pathway ("herning/pendler"), so that what the running text says of a
pathway can steer how a municipality's counts fall on its pathways.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from synthetic import printed
from synthetic.rounding import Window, solve_counts

FOUR = ("herning", "holstebro", "silkeborg", "viborg")
OTHER_REGIONS = ("region_hovedstaden", "region_sjaelland", "region_syddanmark", "region_nordjylland")
REST = "midt_oevrige"
PLACES = (*FOUR, REST, *OTHER_REGIONS)
YEARS = ("2007", "2008", "2009")
COLUMNS: dict[str, tuple[str, ...]] = {
    **{place: (place,) for place in (*FOUR, *OTHER_REGIONS)},
    "region_midt": (*FOUR, REST),
    "alle_regioner": PLACES,
}
DECISIONS = {"tilkendelse": "T", "afslag": "A", "ikke_afgjort": "I"}

Counts = dict[str, dict[str, int]]


def place_of(atom: str) -> str:
    """The place of an atom."""
    return atom.partition("/")[0]


def printed_counts(table: str, rows: Sequence[str], columns: bool) -> dict[str, dict[str, int]]:
    """Printed N by place, of columns or of rows; the rest of the region by subtraction."""

    def cell(place: str, key: str) -> int:
        return printed.count(table, key, place) if columns else printed.count(table, place, key)

    found = {place: {key: cell(place, key) for key in rows} for place in (*FOUR, *OTHER_REGIONS)}
    region = {key: cell("region_midt", key) for key in rows}
    found[REST] = {key: region[key] - sum(found[place][key] for place in FOUR) for key in rows}
    return {place: found[place] for place in PLACES}


def grants_by_year() -> Counts:
    """Målgruppe by place and year of AFGDATO (table 4.1)."""
    return printed_counts("4.1", YEARS, columns=False)


def decisions_by_place() -> Counts:
    """Applications by place and decision code (table 5.2)."""
    found = printed_counts("5.2", tuple(DECISIONS), columns=False)
    return {place: {DECISIONS[k]: n for k, n in row.items()} for place, row in found.items()}


def solve_table(table: str, sizes: Mapping[str, int], text: str | None = None, rows: Sequence[str] = ()) -> Counts:
    """Counts of a table's rows per atom: every printed column reads as printed, the whole near what the text says.

    ``sizes`` are persons (or cases) per atom, ``text`` the measure's prefix in the statements of the running text.
    ``rows`` limits the table to some rows; what they leave is the level ``""``.
    """
    levels = list(rows) or printed.rows_of(table)
    windows = []
    for column, places in COLUMNS.items():
        atoms = [atom for atom in sizes if place_of(atom) in places]
        if not any(key[0] == table and key[2] == column for key in printed.cells()):
            continue
        n = sum(sizes[atom] for atom in atoms)
        windows += [Window(atoms, (level,), *_inner(printed.share_window(table, level, column, n))) for level in levels]
    expected = {atom: _expected(table, levels, atom, sizes[atom], text) for atom in sizes}
    if rows:
        levels = [*levels, ""]
        expected = {atom: np.append(aim, sizes[atom] - aim.sum()) for atom, aim in expected.items()}
    return solve_counts(sizes, levels, windows, expected, f"tabel {table}")


def _inner(window: tuple[int, int]) -> tuple[int, int]:
    """The window without its two outermost counts on either side where it is wide.

    A few persons without a row in bef then move no printed cell.
    """
    low, high = window
    return (low + 2, high - 2) if high - low >= 20 else window


def _expected(table: str, levels: Iterable[str], atom: str, size: int, text: str | None) -> NDArray[np.float64]:
    place, _, pathway = atom.partition("/")
    column = _column(table, place)
    shares = [float(printed.value(table, level, column)) for level in levels]
    if text is not None and pathway:
        told = [said(f"{text}{level}" if len(shares) > 1 else text, place, pathway) for level in levels]
        shares = [share if other is None else other for share, other in zip(shares, told, strict=True)]
    return np.asarray(shares) * size / 100


def _column(table: str, place: str) -> str:
    candidates = (place, "region_midt" if place == REST else "alle_regioner", "alle_regioner")
    return next(c for c in candidates if any(key[0] == table and key[2] == c for key in printed.cells()))


def said(measure: str, place: str, pathway: str) -> float | None:
    """The text's share for a pathway, a statement about the municipality before one about all four."""
    found: dict[bool, float] = {}
    for group, where, share in printed.statements(measure):
        if group == pathway and (place in where.split("+") or where == "alle_fire_kommuner"):
            found[where == "alle_fire_kommuner"] = float(share)
    return found.get(False, found.get(True))


def atom_sizes(atoms: Iterable[str]) -> dict[str, int]:
    """Persons per atom, in order of place and pathway."""
    counted = Counter(atoms)
    return {atom: counted[atom] for atom in sorted(counted, key=lambda a: (PLACES.index(place_of(a)), a))}
