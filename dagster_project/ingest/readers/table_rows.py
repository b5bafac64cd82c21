"""Rows of files that carry types (Parquet, SAS), brought to the text that the same rows would have in a CSV file.

So one set of rules judges every format. Rows are numbered from 1.
"""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from dagster_project.ingest.errors import refusing
from dagster_project.ingest.readers.header import shown_column
from dagster_project.ingest.readers.originals import as_json
from dagster_project.ingest.readers.parquet import inspect_parquet, parquet_pieces
from dagster_project.ingest.readers.sas import inspect_sas, sas_pieces
from dagster_project.ingest.readers.table_file import TableFile
from dagster_project.ingest.readers.typed_text import as_text
from dagster_project.ingest.rows.batch import Batch
from dagster_project.ingest.rows.dream import WeekColumns, runs_from_columns

_CELLS = 8_000_000
"""Cells in memory at a time."""


def inspect_table(path: Path) -> TableFile:
    """Read names, types and number of rows.

    Raises:
        FileRefused: when the file is damaged.
    """
    with refusing("filen kan ikke læses"):
        return inspect_parquet(path) if _is_parquet(path) else inspect_sas(path)


def read_table(
    file: TableFile, columns: dict[str, int], weeks: WeekColumns | None, size: int | None = None
) -> Iterator[Batch]:
    """Yield the rows of ``file``, ``size`` at a time; arguments and errors as `text_rows.read_text`."""
    size = size or max(1, _CELLS // max(1, len(file.header)))
    seen = 0
    pieces = parquet_pieces(file, size) if _is_parquet(file.path) else sas_pieces(file, size)
    while True:
        with refusing("filen kan ikke læses"):
            piece = next(pieces, None)
            if piece is None:
                return
            batch = _batch(piece, file.header, columns, weeks, seen)
        seen += len(piece)
        yield batch


def _is_parquet(path: Path) -> bool:
    return path.name.lower().endswith(".parquet")


def _batch(
    piece: pl.DataFrame, header: tuple[str, ...], columns: dict[str, int], weeks: WeekColumns | None, seen: int
) -> Batch:
    """``piece`` holds the columns under their number of field; those that cannot be read are not among them."""
    needed = {str(number) for number in columns.values()}
    needed |= set() if weeks is None else {str(number) for number in weeks.fields if number >= 0}
    text = piece.select(
        as_text(series) if series.name in needed or series.dtype in (pl.String, pl.Binary) else series
        for series in piece.get_columns()
    )
    frame = text.select(
        *(pl.col(str(number)).alias(name) for name, number in columns.items()),
        pl.int_range(seen + 1, seen + len(piece) + 1, dtype=pl.Int64).alias("linje"),
        pl.lit(value=True).alias("felter_ok"),
        _bad_column(text, header).alias("kodning"),
    )
    runs = None if weeks is None else runs_from_columns(text, weeks)
    return Batch(frame, runs, lambda mask: as_json(text, header, mask))


def _bad_column(text: pl.DataFrame, header: tuple[str, ...]) -> pl.Expr:
    """Name of the first column whose text holds NUL (which is also what undecodable bytes became)."""
    bad = [
        series.name
        for series in text.get_columns()
        if series.dtype == pl.String and series.str.contains("\0", literal=True).any()
    ]
    named = [
        pl.when(pl.col(at).str.contains("\0", literal=True)).then(pl.lit(shown_column(header[int(at)]))) for at in bad
    ]
    return pl.coalesce(named) if named else pl.lit(None, dtype=pl.String)
