"""Text to values, column by column. A text that is no value of its kind becomes null; the rules say what that means."""

import polars as pl

from dagster_project.registers.spec import Column, Kind

_ISO, _DANISH, _COMPACT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", r"^[0-9]{2}-[0-9]{2}-[0-9]{4}$", r"^[0-9]{8}$"
_INTEGER = r"^-?[0-9]{1,18}([.,]0*)?$"
_DECIMAL = r"^-?([0-9]+([.,][0-9]+)?|[.,][0-9]+)$"
_TEN_DIGITS = r"^[0-9]{10}$"

Repairs = dict[str, dict[str, str]]
"""By name of column (of code list for week columns): wrong text to right code."""


def trimmed(frame: pl.DataFrame, columns: list[Column]) -> pl.DataFrame:
    """Cells without blanks around them; empty ones are null."""
    cells = [pl.col(column.name).str.strip_chars() for column in columns]
    return frame.with_columns(
        pl.when(cell != "").then(cell).alias(column.name) for cell, column in zip(cells, columns, strict=True)
    )


def values(columns: list[Column], repairs: Repairs) -> list[pl.Expr]:
    """One expression per column that is not text already, under the name that `value` gives it."""
    return [_parse(column, repairs).alias(value(column)) for column in columns]


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


def _parse(column: Column, repairs: Repairs) -> pl.Expr:
    text = pl.col(column.name)
    match column.kind:
        case Kind.DATE:
            return _date(text)
        case Kind.INTEGER:
            whole = text.str.replace(r"[.,]0*$", "").cast(pl.Int64, strict=False)
            empty = pl.when(text.is_null()).then(pl.lit(column.empty_as, pl.Int64))
            return empty.when(text.str.contains(_INTEGER)).then(whole)
        case Kind.DECIMAL:
            number = text.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
            return pl.when(text.str.contains(_DECIMAL) & number.is_finite()).then(number)
        case Kind.PNR | Kind.RELATIVE:
            return pl.when(text.str.contains(_TEN_DIGITS)).then(text)
    table = repairs.get(column.name)
    return text.replace(table) if table else text


def _date(text: pl.Expr) -> pl.Expr:
    iso = (
        pl.when(text.str.contains(_ISO))
        .then(text)
        .when(text.str.contains(_DANISH))
        .then(text.str.slice(6, 4) + "-" + text.str.slice(3, 2) + "-" + text.str.slice(0, 2))
        .when(text.str.contains(_COMPACT))
        .then(text.str.slice(0, 4) + "-" + text.str.slice(4, 2) + "-" + text.str.slice(6, 2))
    )
    day = iso.str.to_date("%Y-%m-%d", strict=False)
    return pl.when(day.dt.year() >= 1).then(day)
