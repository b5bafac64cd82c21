"""From delivered cells to the text that the rules see: constants, the mapping's words, and what counts as empty."""

import polars as pl

from dagster_project.ingest.mapping.layout import Place
from dagster_project.registers.spec import Kind

MISSING = frozenset({"NA", ".", "NULL", "NAN", "._", *(f".{chr(letter)}" for letter in range(65, 91))})
"""What R, SQL, pandas, Stata and SAS (27 special missing values) write for no value, in upper case."""
_LONGEST_MISSING = max(map(len, MISSING))
_EMPTIED = frozenset({Kind.DATE, Kind.INTEGER, Kind.DECIMAL, Kind.CODE, Kind.RELATIVE})
"""Kinds of which such a text is no value; in a text column it is what it says."""
_POINT_ZERO = r"^(-?[0-9]+)[.,]0+$"


def delivered(frame: pl.DataFrame, places: tuple[Place, ...], tom: tuple[str, ...]) -> pl.DataFrame:
    """The declared columns as text: trimmed, null where empty.

    Args:
        frame: as `Batch.frame`, with the columns that have a field.
        places: where each column comes from.
        tom: texts that are empty cells in every column but PNR.
    """
    texts = [_column(frame, place, tom) for place in places]
    return frame.with_columns(texts)


def _column(frame: pl.DataFrame, place: Place, tom: tuple[str, ...]) -> pl.Series:
    name = place.column.name
    if place.field is None:
        cells = _meant(pl.Series(name, [place.text.strip()], dtype=pl.String), place, tom)
        return pl.Series(name, [cells[0]], dtype=pl.String).new_from_index(0, len(frame))
    return _meant(frame.get_column(name).str.strip_chars(), place, tom)


def trimmed(cells: pl.Series) -> pl.Series:
    """Cells without blanks around them and without the `.0` of a number."""
    return _without_point_zero(cells.str.strip_chars())


def _meant(cells: pl.Series, place: Place, tom: tuple[str, ...]) -> pl.Series:
    """Cell by cell in this order: `.0` of a code, empty texts, replaced texts, missing values."""
    kind, source = place.column.kind, place.source
    cells = cells.set(cells == "", None)
    if kind is Kind.PNR:
        return cells
    if kind is Kind.CODE or source.koder:
        cells = _without_point_zero(cells)
    empty = (*tom, *source.tom)
    if empty:
        cells = cells.set(cells.is_in(empty), None)
    if source.koder:
        cells = cells.replace(dict(source.koder))
        cells = cells.set(cells == "", None)
    return _without_missing(cells) if kind in _EMPTIED else cells


def _without_point_zero(cells: pl.Series) -> pl.Series:
    """Codes that a numeric column was written as: `657.0` is `657`."""
    return cells.str.replace(_POINT_ZERO, "$1") if cells.str.contains(".", literal=True).any() else cells


def _without_missing(cells: pl.Series) -> pl.Series:
    short = cells.str.len_bytes() <= _LONGEST_MISSING
    if not short.any():
        return cells
    return cells.set(short & cells.str.to_uppercase().is_in(MISSING), None)
