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
from dagster_project.ingest.readers.piece import Piece
from dagster_project.ingest.readers.sas import inspect_sas, sas_pieces
from dagster_project.ingest.readers.table_file import TableFile
from dagster_project.ingest.readers.typed_text import as_text
from dagster_project.ingest.rows.batch import Batch
from dagster_project.ingest.rows.dream import WeekColumns, runs_from_columns

_CELLS = 8_000_000
"""Cells in memory at a time."""
_NUMBERED = 3
"""As many times more of week columns in Parquet, which come as numbers of their few texts: fewer, longer pieces."""


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
    room = _CELLS * (_NUMBERED if weeks is not None and _is_parquet(file.path) else 1)
    size = size or max(1, room // max(1, len(file.header)))
    fields = frozenset() if weeks is None else frozenset(int(at) for at in weeks.fields if at >= 0)
    seen = 0
    pieces = (parquet_pieces if _is_parquet(file.path) else sas_pieces)(file, size, fields)
    while True:
        with refusing("filen kan ikke læses"):
            piece = next(pieces, None)
            if piece is None:
                return
            batch = _batch(piece, file.header, columns, weeks, seen)
        seen += piece.rows
        yield batch


def _is_parquet(path: Path) -> bool:
    return path.name.lower().endswith(".parquet")


def _batch(
    piece: Piece, header: tuple[str, ...], columns: dict[str, int], weeks: WeekColumns | None, seen: int
) -> Batch:
    needed = {str(number) for number in columns.values()}
    text = piece.frame.select(
        as_text(series) if series.name in needed or series.dtype in (pl.String, pl.Binary) else series
        for series in piece.frame.get_columns()
    )
    frame = pl.DataFrame(
        [
            *(text.get_column(str(number)).alias(name) for name, number in columns.items()),
            pl.int_range(seen + 1, seen + piece.rows + 1, dtype=pl.Int64, eager=True).alias("linje"),
            pl.repeat(value=True, n=piece.rows, eager=True).alias("felter_ok"),
            _bad_column(text, piece, header).alias("kodning"),
        ]
    )
    runs = None if weeks is None else runs_from_columns(piece.coded, piece.rows, weeks)
    return Batch(frame, runs, lambda mask: as_json(_broken(text, piece, mask), header))


def _broken(text: pl.DataFrame, piece: Piece, mask: pl.Series) -> pl.DataFrame:
    """The rows of a mask, all columns in the order of the file."""
    found = {int(series.name): series for series in text.filter(mask).get_columns()}
    found |= {at: coded.taken(mask) for at, coded in piece.coded.items()}
    return pl.DataFrame([found[at].alias(str(at)) for at in sorted(found)])


def _bad_column(text: pl.DataFrame, piece: Piece, header: tuple[str, ...]) -> pl.Series:
    """Name of the first column whose text holds NUL (which is also what undecodable bytes became)."""
    bad = {at: found for at, coded in piece.coded.items() if (found := coded.holds("\0")) is not None}
    for series in text.get_columns():
        holds = series.str.contains("\0", literal=True) if series.dtype == pl.String else None
        if holds is not None and holds.any():
            bad[int(series.name)] = holds.fill_null(value=False)
    named = pl.repeat(None, piece.rows, dtype=pl.String, eager=True)
    for at in sorted(bad, reverse=True):
        named = named.set(bad[at], shown_column(header[at]))
    return named
