"""Rows of files that carry types (Parquet, SAS), brought to the text that the same rows would have in a CSV file.

So one set of rules judges every format. Rows are numbered from 1.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat

from dagster_project.ingest.errors import FileRefused
from dagster_project.ingest.readers.header import shown_column
from dagster_project.ingest.rows.batch import Batch
from dagster_project.ingest.rows.dream import WeekColumns, runs_from_columns

_CELLS = 8_000_000
"""Cells in memory at a time."""
_WHOLE = 1e15
"""Whole numbers below this are exact in a float."""


@dataclass(frozen=True)
class TableFile:
    """A typed file that can be read."""

    path: Path
    header: tuple[str, ...]
    rows: int
    """From the file's own metadata where it has any."""


def inspect_table(path: Path) -> TableFile:
    """Read names and number of rows.

    Raises:
        FileRefused: when the file is damaged.
    """
    try:
        if _is_parquet(path):
            with pq.ParquetFile(path) as file:
                return TableFile(path, tuple(file.schema_arrow.names), int(file.metadata.num_rows))
        _, meta = _read_sas(path, metadataonly=True)
        rows = meta.number_rows
        if rows is None:  # transport files do not say
            rows = _read_sas(path, usecols=meta.column_names[:1])[1].number_rows
        return TableFile(path, tuple(meta.column_names), int(rows))
    except FileRefused:
        raise
    except Exception as error:
        raise FileRefused(f"filen kan ikke læses ({type(error).__name__})") from None


def read_table(file: TableFile, columns: dict[str, int], weeks: WeekColumns | None) -> Iterator[Batch]:
    """Yield the rows of ``file``; arguments and errors as `text_rows.read_text`."""
    size = max(1, _CELLS // max(1, len(file.header)))
    seen = 0
    pieces = _parquet_pieces(file, size) if _is_parquet(file.path) else _sas_pieces(file, size)
    while True:
        try:
            piece = next(pieces, None)
            if piece is None:
                return
            batch = _batch(piece, file.header, columns, weeks, seen)
        except FileRefused:
            raise
        except Exception as error:
            raise FileRefused(f"filen kan ikke læses ({type(error).__name__})") from None
        seen += len(piece)
        yield batch


def _is_parquet(path: Path) -> bool:
    return path.name.lower().endswith(".parquet")


def _parquet_pieces(file: TableFile, size: int) -> Iterator[pl.DataFrame]:
    with pq.ParquetFile(file.path, pre_buffer=False) as source:
        for piece in source.iter_batches(batch_size=size):
            yield pl.DataFrame([_from_arrow(array).alias(str(at)) for at, array in enumerate(piece.columns)])


def _from_arrow(array: pa.Array) -> pl.Series:
    """As Polars; text as bytes, because a file may claim to be UTF-8 and not be it."""
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if pa.types.is_string(array.type) or pa.types.is_large_string(array.type):
        array = array.cast(pa.large_binary())
    return pl.Series(pl.from_arrow(array))


def _sas_pieces(file: TableFile, size: int) -> Iterator[pl.DataFrame]:
    for offset in range(0, file.rows, size):
        frame, _ = _read_sas(file.path, row_offset=offset, row_limit=size)
        yield frame.rename({name: str(at) for at, name in enumerate(frame.columns)})


def _read_sas(path: Path, **options: Any) -> tuple[pl.DataFrame, Any]:
    """Text in the file's own encoding; a transport file names none and is UTF-8 or Windows-1252."""
    if path.name.lower().endswith(".sas7bdat"):
        return pyreadstat.read_sas7bdat(path, output_format="polars", **options)
    try:
        return pyreadstat.read_xport(path, output_format="polars", **options)
    except (pyreadstat.ReadstatError, UnicodeDecodeError):
        return pyreadstat.read_xport(path, output_format="polars", encoding="WINDOWS-1252", **options)


def _batch(
    piece: pl.DataFrame, header: tuple[str, ...], columns: dict[str, int], weeks: WeekColumns | None, seen: int
) -> Batch:
    needed = {str(number) for number in columns.values()}
    needed |= set() if weeks is None else {str(number) for number in weeks.fields if number >= 0}
    text = piece.select(
        as_text(series, header[at]) if str(at) in needed or series.dtype in (pl.String, pl.Binary) else series
        for at, series in enumerate(piece.get_columns())
    )
    frame = text.select(
        *(pl.col(str(number)).alias(name) for name, number in columns.items()),
        pl.int_range(seen + 1, seen + len(piece) + 1, dtype=pl.Int64).alias("linje"),
        pl.lit(value=True).alias("felter_ok"),
        _bad_column(text, header).alias("kodning"),
    )
    runs = None if weeks is None else runs_from_columns(text, weeks)
    return Batch(frame, runs, lambda mask: _originals(text, header, mask))


def as_text(series: pl.Series, name: str) -> pl.Series:
    """The text that a typed column would have in a CSV file: ISO dates, whole numbers without a point.

    Raises:
        FileRefused: when the type has no such text (lists, structures).
    """
    kind = series.dtype
    column = pl.col(series.name)
    if kind == pl.Binary:
        return _decoded(series)
    if (kind.is_temporal() and kind not in (pl.Date, pl.Datetime)) or kind.is_nested():
        raise FileRefused(f"kolonnen {name} har en type, der ikke kan læses")
    if kind in (pl.Date, pl.Datetime):
        return series.dt.strftime("%Y-%m-%d")
    if kind.is_float():
        whole = column.is_finite() & (column == column.floor()) & (column.abs() < _WHOLE)
        text = (
            pl.when(whole).then(column.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(column.cast(pl.String))
        )
        return _without_exponent(series.to_frame().select(pl.when(column.is_not_nan()).then(text)).to_series())
    if kind.is_decimal():
        return series.cast(pl.String).str.replace(r"\.0*$", "")
    return series.cast(pl.String)


def _without_exponent(text: pl.Series) -> pl.Series:
    """Floats far from one are written with an exponent, which no number of a delivery has."""
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


def _bad_column(text: pl.DataFrame, header: tuple[str, ...]) -> pl.Expr:
    """Name of the first column whose text holds NUL (which is also what undecodable bytes became)."""
    suspects = [at for at in range(text.width) if text.to_series(at).dtype == pl.String]
    bad = [at for at in suspects if text.to_series(at).str.contains("\0", literal=True).any()]
    named = [
        pl.when(pl.col(str(at)).str.contains("\0", literal=True)).then(pl.lit(shown_column(header[at]))) for at in bad
    ]
    return pl.coalesce(named) if named else pl.lit(None, dtype=pl.String)


def _originals(text: pl.DataFrame, header: tuple[str, ...], mask: pl.Series) -> pl.Series:
    """Rows as JSON objects, since a typed row has no bytes of its own."""
    names = [name if header.count(name) == 1 else f"{name} ({at})" for at, name in enumerate(header)]
    flat = [pl.col(str(at)).alias(name) for at, name in enumerate(names) if not text.to_series(at).dtype.is_nested()]
    rows = text.filter(mask).select(flat)
    return rows.select(pl.struct(pl.all().cast(pl.String)).struct.json_encode().cast(pl.Binary)).to_series()
