"""The text that a typed cell would have in a CSV file."""

from datetime import time
from decimal import Decimal

import polars as pl

_WHOLE = 1e15
"""Whole numbers below this are exact in a float."""
OUT_OF_RANGE = "uden for år 1-9999"
"""What stands for a day that no calendar here has: text that is a date in no form."""


def as_text(series: pl.Series) -> pl.Series:
    """Text of every cell: ISO dates, whole numbers without a point, no exponents; null and NaN stay empty."""
    kind = series.dtype
    column = pl.col(series.name)
    if kind == pl.Binary:
        return _decoded(series)
    if kind in (pl.Date, pl.Datetime):
        return as_days(series)
    if kind.is_float():
        whole = column.is_finite() & (column == column.floor()) & (column.abs() < _WHOLE)
        text = (
            pl.when(whole).then(column.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(column.cast(pl.String))
        )
        return _without_exponent(series.to_frame().select(pl.when(column.is_not_nan()).then(text)).to_series())
    if kind.is_decimal():
        return series.cast(pl.String).str.replace(r"\.0*$", "")
    return series.cast(pl.String)


def as_days(series: pl.Series) -> pl.Series:
    """ISO dates of days and of time stamps at midnight; another clock is told, so that no day is guessed.

    A time stamp with a zone is turned to Danish time first: R and Spark write a Danish midnight as 22 or 23 in UTC.
    """
    if series.dtype == pl.Date:
        return series.dt.strftime("%Y-%m-%d")
    if getattr(series.dtype, "time_zone", None):
        series = series.dt.convert_time_zone("Europe/Copenhagen").dt.replace_time_zone(None)
    midnight = series.dt.time() == time()
    days = series.dt.strftime("%Y-%m-%d")
    return days if midnight.all() else days.zip_with(midnight, series.dt.strftime("%Y-%m-%dT%H:%M:%S%.f"))


def _without_exponent(text: pl.Series) -> pl.Series:
    """Floats far from one are written with an exponent: spelled out, so that a code or a number keeps its digits."""
    if not text.str.contains("e", literal=True).any():
        return text
    return pl.Series(text.name, [_plain(cell) for cell in text], dtype=pl.String)


def _plain(cell: str | None) -> str | None:
    return cell if cell is None or "e" not in cell else f"{Decimal(cell):f}"


def _decoded(series: pl.Series) -> pl.Series:
    """Bytes as text; what is no UTF-8 becomes a NUL, which rule `kodning` knows."""
    try:
        return series.cast(pl.String)
    except pl.exceptions.PolarsError:  # a damaged file: cell by cell, since the cast is all or nothing
        return pl.Series(series.name, [_decode(cell) for cell in series], dtype=pl.String)


def _decode(cell: bytes | None) -> str | None:
    try:
        return None if cell is None else cell.decode()
    except UnicodeDecodeError:
        return "\0"
