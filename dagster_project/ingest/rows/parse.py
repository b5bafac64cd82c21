"""Text to values, column by column. A text that is no value of its kind becomes null; the rules say what that means."""

from collections.abc import Callable

import polars as pl
import pyarrow.compute as pc

from dagster_project.ingest.mapping.layout import Place
from dagster_project.ingest.rows.dates import dates
from dagster_project.registers.spec import Column, Kind

_INTEGER = r"^-?[0-9]{1,18}([.,]0*)?$"
_DECIMAL = r"^-?([0-9]+([.,][0-9]+)?|[.,][0-9]+)([eE][+-]?[0-9]{1,3})?$"
CPR_DIGITS, DST_DIGITS = 10, 12

Repairs = dict[str, dict[str, str]]
"""By name of column (of code list for week columns): wrong text to right code."""


def values(frame: pl.DataFrame, places: tuple[Place, ...], repairs: Repairs, *, pnr_is_date: bool) -> list[pl.Series]:
    """The parsed value of each column of ``frame`` (as `cells.delivered`), under the name that `value` gives it.

    Args:
        frame: trimmed text.
        places: where its columns came from.
        repairs: lost zeros by column.
        pnr_is_date: numbers are CPR numbers, not pseudonyms of Danmarks Statistik.
    """
    return [
        _parse(frame.get_column(place.column.name), place, repairs, pnr_is_date).alias(value(place.column))
        for place in places
    ]


def value(column: Column) -> str:
    """Name of the parsed column beside the text of the same name."""
    return f"{column.name}:vaerdi"


def repair_map(codes: tuple[str, ...]) -> dict[str, str]:
    """Texts that are one of ``codes`` with leading zeros lost or one too many; ambiguous texts are left alone."""
    found: dict[str, set[str]] = {}
    for code in codes:
        if code.isascii() and code.isdigit():
            bare = code.lstrip("0") or "0"
            for text in {bare.rjust(width, "0") for width in range(len(bare), len(code) + 2)} - {code}:
                found.setdefault(text, set()).add(code)
    return {text: min(targets) for text, targets in sorted(found.items()) if len(targets) == 1 and text not in codes}


def _parse(text: pl.Series, place: Place, repairs: Repairs, pnr_is_date: bool) -> pl.Series:
    column = place.column
    match column.kind:
        case Kind.DATE:
            return _each_once(text, lambda unique: dates(unique, place.source.form))
        case Kind.INTEGER:
            number = _scaled(_each_once(text, _integers), place)
            return number if column.empty_as is None else number.set(text.is_null(), column.empty_as)
        case Kind.DECIMAL:
            return _scaled(_decimals(text), place)
        case Kind.PNR | Kind.RELATIVE:
            return _numbers_of_persons(text, place, pnr_is_date)
    known = repairs.get(column.name, {}) | dict.fromkeys(column.unknown)
    return _each_once(text, lambda unique: unique.replace(known)) if known else text


def _each_once(text: pl.Series, parse: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """Parse each different text once: a register of millions has some thousand days and some hundred codes."""
    encoded = pc.dictionary_encode(text.rechunk().to_arrow())
    parsed = parse(pl.Series(pl.from_arrow(encoded.dictionary), dtype=pl.String))
    return parsed.gather(pl.Series(pl.from_arrow(encoded.indices)))


def _integers(text: pl.Series) -> pl.Series:
    whole = text.str.replace(r"[.,]0*$", "").cast(pl.Int64, strict=False)
    return whole.set(~text.str.contains(_INTEGER), None)


def _decimals(text: pl.Series) -> pl.Series:
    number = text.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    return number.set(~(text.str.contains(_DECIMAL) & number.is_finite()), None)


def _scaled(number: pl.Series, place: Place) -> pl.Series:
    if place.source.faktor is None:
        return number
    scaled = number.cast(pl.Float64) * place.source.faktor
    if number.dtype == pl.Float64:
        return scaled
    return scaled.set(scaled != scaled.round(), None).cast(pl.Int64, strict=False)


def _numbers_of_persons(text: pl.Series, place: Place, pnr_is_date: bool) -> pl.Series:
    """Ten digits of a CPR number, or one to twelve of a pseudonym, filled with zeros.

    A CPR number gets its zeros back only when its column is numeric: text that is too short is a mistake, a number has
    lost them by its type. Zeros alone are nobody: children of `0` would be siblings.
    """
    width = CPR_DIGITS if pnr_is_date else DST_DIGITS
    may_be_short = place.is_numeric or not pnr_is_date
    found = text.set(~text.str.contains(f"^[0-9]{{{1 if may_be_short else width},{width}}}$"), None)
    found = found.str.zfill(width) if may_be_short else found
    return found.set(found == "0" * width, None)
