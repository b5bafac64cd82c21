"""SAS datasets and transport files, in pieces and in one pass.

Datasets are read by pandas, which goes on where it stopped; pyreadstat begins at the file's first page for every piece.
A transport file has rows of one length and no pages, so a piece of it is cut out and read as a small file of its own.
"""

from collections.abc import Collection, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pyreadstat

from dagster_project.ingest.errors import FileRefused
from dagster_project.ingest.readers.piece import Piece, coded
from dagster_project.ingest.readers.table_file import TableFile
from dagster_project.ingest.readers.typed_text import as_text

_ROWS_BEGIN = b"HEADER RECORD*******OBS"
_RECORD = 80
"""Bytes of a record of a transport file's header."""
_MOST_HEADER = 64 << 20


def inspect_sas(path: Path) -> TableFile:
    """Names, types and rows from the header."""
    return _inspect_dataset(path) if _is_dataset(path) else _inspect_transport(path)


def sas_pieces(file: TableFile, size: int, weeks: Collection[int]) -> Iterator[Piece]:
    """At most ``size`` rows at a time; ``weeks`` are the fields of few different cells."""
    pieces = _dataset_pieces(file, size) if _is_dataset(file.path) else _transport_pieces(file, size)
    for columns in pieces:
        yield Piece(
            pl.DataFrame([_plain(str(at), cells) for at, cells in enumerate(columns) if at not in weeks]),
            {at: coded(columns[at], _texts) for at in weeks},
            len(columns[0]) if columns else 0,
        )


def _is_dataset(path: Path) -> bool:
    return path.name.lower().endswith(".sas7bdat")


def _open_dataset(path: Path, size: int) -> Any:
    """Text in the encoding that the file names; numbers with a date's format as dates."""
    return pd.read_sas(path, format="sas7bdat", encoding="infer", chunksize=size)


def _inspect_dataset(path: Path) -> TableFile:
    with _open_dataset(path, 1) as reader:
        numeric = frozenset(at for at, column in enumerate(reader.columns) if column.ctype == b"d")
        return TableFile(path, tuple(map(str, reader.column_names)), int(reader.row_count), numeric=numeric)


def _dataset_pieces(file: TableFile, size: int) -> Iterator[list[pa.Array]]:
    with _open_dataset(file.path, size) as reader:
        for frame in reader:
            yield [_from_pandas(frame.iloc[:, at]) for at in range(frame.shape[1])]


def _from_pandas(cells: "pd.Series[Any]") -> pa.Array:
    """Blank text, SAS' missing values and no date are null."""
    array = pa.array(cells, from_pandas=True)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _plain(name: str, cells: pa.Array) -> pl.Series:
    return pl.Series(name, pl.from_arrow(cells))


def _texts(cells: pa.Array) -> pl.Series:
    return as_text(_plain("", cells))


def _inspect_transport(path: Path) -> TableFile:
    meta = _read_transport(path, metadataonly=True)[1]
    # The header does not tell how many rows there are.
    rows = _read_transport(path, usecols=meta.column_names[:1])[1].number_rows
    numeric = {at for at, name in enumerate(meta.column_names) if meta.readstat_variable_types[name] != "string"}
    return TableFile(path, tuple(meta.column_names), int(rows), numeric=frozenset(numeric))


def _transport_pieces(file: TableFile, size: int) -> Iterator[list[pa.Array]]:
    meta = _read_transport(file.path, metadataonly=True)[1]
    width = sum(meta.variable_storage_width.values())
    blank = b" " * width
    with file.path.open("rb") as stream:
        header = _header_of_transport(stream.read(_MOST_HEADER))
        stream.seek(len(header))
        left = file.rows
        while left > 0:
            rows = stream.read(min(size, left) * width)
            # Blank rows at the end are taken for padding: none may end a piece but the last.
            while rows.endswith(blank) and len(rows) < left * width and (more := stream.read(width)):
                rows += more
            frame, _ = _read_transport(BytesIO(header + rows))
            yield [series.to_arrow() for series in frame.get_columns()]
            left -= max(1, len(rows) // width)


def _header_of_transport(beginning: bytes) -> bytes:
    at = beginning.find(_ROWS_BEGIN)
    if at < 0:
        raise FileRefused("filen har intet sted, hvor rækkerne begynder")
    return beginning[: at + _RECORD]


def _read_transport(source: Path | BytesIO, **options: Any) -> tuple[pl.DataFrame, Any]:
    """A transport file names no encoding: it is UTF-8 or Windows-1252."""
    try:
        return pyreadstat.read_xport(source, output_format="polars", **options)
    except (pyreadstat.ReadstatError, UnicodeDecodeError):
        if isinstance(source, BytesIO):
            source.seek(0)
        return pyreadstat.read_xport(source, output_format="polars", encoding="WINDOWS-1252", **options)
