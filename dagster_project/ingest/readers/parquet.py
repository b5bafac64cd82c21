"""Parquet: which columns can be read, and pieces of rows as Polars series.

Only Arrow touches what the file says; nothing reaches Polars that Polars cannot hold, because its libraries panic on
that instead of raising.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dagster_project.ingest.readers.piece import Piece, coded
from dagster_project.ingest.readers.table_file import TableFile
from dagster_project.ingest.readers.typed_text import OUT_OF_RANGE, as_days, as_text

_FIRST, _END = (date(1, 1, 1) - date(1970, 1, 1)).days, (date(9999, 12, 31) - date(1970, 1, 1)).days + 1
"""Days from 1970 that Python, Polars and DuckDB all know."""
_PER_DAY = {"date32[day]": 1, "date64[ms]": 86_400_000, "s": 86_400} | {"ms": 86_400_000, "us": 86_400_000_000}


def inspect_parquet(path: Path) -> TableFile:
    """Names, types and rows from the footer."""
    with _open(path) as file:
        schema = file.schema_arrow
        return TableFile(
            path,
            tuple(schema.names),
            int(file.metadata.num_rows),
            {at: str(column.type) for at, column in enumerate(schema) if not _is_readable(column.type)},
            frozenset(at for at, column in enumerate(schema) if _is_number(column.type)),
            frozenset(at for at, column in enumerate(schema) if pa.types.is_float32(column.type)),
        )


def parquet_pieces(file: TableFile, size: int, weeks: Collection[int]) -> Iterator[Piece]:
    """At most ``size`` rows at a time; ``weeks`` are the fields of few different cells."""
    few = [file.header[at] for at in weeks]
    with _open(file.path, few) as source:
        for piece in source.iter_batches(batch_size=size):
            columns = {at: array for at, array in enumerate(piece.columns) if at not in file.unreadable}
            yield Piece(
                pl.DataFrame([_from_arrow(array).alias(str(at)) for at, array in columns.items() if at not in weeks]),
                {at: coded(array, _texts) for at, array in columns.items() if at in weeks},
                len(piece),
            )


def _texts(array: pa.Array) -> pl.Series:
    return as_text(_from_arrow(array).alias(""))


def _open(path: Path, few: Sequence[str] = ()) -> pq.ParquetFile:
    """INT96, the old time stamp of Spark and Impala, in microseconds: nanoseconds end in 2262.

    Text columns named in ``few`` stay as the file has them, each different text once.
    """
    return pq.ParquetFile(path, pre_buffer=False, coerce_int96_timestamp_unit="us", read_dictionary=list(few))


def _is_readable(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_readable(kind.value_type)
    return (
        _is_number(kind)
        or pa.types.is_boolean(kind)
        or pa.types.is_null(kind)
        or pa.types.is_date(kind)
        or pa.types.is_timestamp(kind)
        or any(is_text(kind) for is_text in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view))
        or any(is_bytes(kind) for is_bytes in (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view))
    )


def _is_number(kind: pa.DataType) -> bool:
    """Numbers that Polars holds: no decimal of more than 38 digits, no half precision."""
    if pa.types.is_floating(kind):
        return not pa.types.is_float16(kind)
    return pa.types.is_integer(kind) or any(
        is_decimal(kind) for is_decimal in (pa.types.is_decimal32, pa.types.is_decimal64, pa.types.is_decimal128)
    )


def _from_arrow(array: pa.Array) -> pl.Series:
    """As Polars; text as bytes, because a file may claim to be UTF-8 and not be it."""
    kind = array.type
    if pa.types.is_dictionary(kind):
        return _from_arrow(array.dictionary_decode())
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return _days(array)
    if pa.types.is_decimal(kind) and not pa.types.is_decimal128(kind):
        array = array.cast(pa.decimal128(kind.precision, kind.scale))
    elif not (_is_number(kind) or pa.types.is_boolean(kind) or pa.types.is_null(kind)):
        array = array.cast(pa.large_binary())
    return pl.Series(pl.from_arrow(array))


def _days(array: pa.Array) -> pl.Series:
    """Dates and time stamps; a column with one beyond the years 1-9999 becomes text, which is no date there."""
    kind = array.type
    if pa.types.is_timestamp(kind) and kind.tz is not None:  # the same moments; Polars knows fewer names of zones
        array = array.cast(pa.timestamp(kind.unit, "UTC"))
    unit = kind.unit if pa.types.is_timestamp(kind) else str(kind)
    if unit == "ns":  # 64 bits of nanoseconds are the years 1677-2262
        return pl.Series(pl.from_arrow(array))
    day = _PER_DAY[unit]
    numbers = array.cast(pa.int32() if pa.types.is_date32(kind) else pa.int64())
    inside = pc.and_(pc.greater_equal(numbers, _FIRST * day), pc.less(numbers, _END * day))
    if pc.all(inside).as_py() is not False:
        return pl.Series(pl.from_arrow(array))
    held = pl.Series(pl.from_arrow(pc.if_else(inside, array, pa.scalar(None, array.type))))
    return as_days(held).set(~pl.Series(pl.from_arrow(inside)), OUT_OF_RANGE)
