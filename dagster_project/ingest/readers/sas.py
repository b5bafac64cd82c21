"""SAS datasets and transport files, in pieces."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pyreadstat

from dagster_project.ingest.readers.table_file import TableFile


def inspect_sas(path: Path) -> TableFile:
    """Names, types and rows from the header."""
    _, meta = _read_sas(path, metadataonly=True)
    rows = meta.number_rows
    if rows is None:  # transport files do not say
        rows = _read_sas(path, usecols=meta.column_names[:1])[1].number_rows
    numeric = {at for at, name in enumerate(meta.column_names) if meta.readstat_variable_types[name] != "string"}
    return TableFile(path, tuple(meta.column_names), int(rows), numeric=frozenset(numeric))


def sas_pieces(file: TableFile, size: int) -> Iterator[pl.DataFrame]:
    """At most ``size`` rows at a time, each column under its number."""
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
