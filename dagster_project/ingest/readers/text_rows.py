"""Rows of a text file, chunk by chunk: at most a chunk and one record are in memory at a time."""

from collections.abc import Iterator

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from dagster_project.ingest.errors import FileRefused
from dagster_project.ingest.readers.header import shown_column
from dagster_project.ingest.readers.text_file import CHUNK, MAX_FIELD, TextFile, chunks
from dagster_project.ingest.readers.tokenizer import Alphabet, Records, find_records, gather
from dagster_project.ingest.rows.batch import Batch
from dagster_project.ingest.rows.dream import WeekColumns, runs_from_text

MAX_RECORD = 8 * MAX_FIELD
_BEGINNING = 1 << 16
_LF, _CR = 10, 13


def _alphabet(encoding: str) -> tuple[Alphabet, NDArray[np.bool_]]:
    """What each byte becomes, and which bytes the encoding cannot hold (NUL always)."""
    encoded, lengths = np.zeros((256, 3), np.uint8), np.ones(256, np.uint8)
    bad = np.zeros(256, np.bool_)
    encoded[:, 0] = np.arange(256)
    bad[0] = True
    for byte in range(128, 256) if encoding != "utf-8" else ():
        try:
            text = bytes([byte]).decode(encoding).encode()
        except UnicodeDecodeError:
            text, bad[byte] = b"?", True
        encoded[byte, : len(text)], lengths[byte] = list(text), len(text)
    return Alphabet(encoded, lengths), bad


_UTF8, _CP1252 = _alphabet("utf-8"), _alphabet("cp1252")


def read_text(file: TextFile, columns: dict[str, int], weeks: WeekColumns | None, size: int = CHUNK) -> Iterator[Batch]:
    """Yield the data rows of ``file``.

    Args:
        file: as inspected.
        columns: declared name to number of the field.
        weeks: which fields are weeks, for a register that has them.
        size: bytes at a time.

    Raises:
        FileRefused: when a field or record is too large.
    """
    width = len(file.header) + file.has_tail
    for data, records in _data_records(file, size):
        if len(records.starts):
            yield _batch(file, data, records, columns, weeks, width)


def _data_records(file: TextFile, size: int) -> Iterator[tuple[NDArray[np.uint8], Records]]:
    """Tokenized pieces without the header and what stands before it."""
    _, bad = _UTF8 if file.is_utf8 else _CP1252
    before_data = file.skipped + 1
    for data, records in _tokenized(file, bad, size):
        seen = min(before_data, len(records.starts))
        before_data -= seen
        yield data, _without_first(records, seen) if seen else records


def has_tail(file: TextFile) -> bool:
    """Whether every data row ends in one delimiter more than the header, with nothing behind it.

    Some programs end each row so; a single row that does is one field too long. Nearly every file is told by its first
    rows; only one that begins so is read through.
    """
    beginning = next((records for _, records in _data_records(file, _BEGINNING) if len(records.starts)), None)
    if beginning is None or not _all_have_a_tail(beginning, len(file.header)):
        return False
    return all(_all_have_a_tail(records, len(file.header)) for _, records in _data_records(file, CHUNK))


def _all_have_a_tail(records: Records, width: int) -> bool:
    lasts = records.first_fields[1:] - 1
    is_empty = records.field_starts[lasts] == records.field_ends[lasts]
    return bool((is_empty & (np.diff(records.first_fields) == width + 1)).all())


def _tokenized(file: TextFile, bad: NDArray[np.bool_], size: int) -> Iterator[tuple[NDArray[np.uint8], Records]]:
    """Complete records, the unfinished end of each chunk carried over to the next."""
    rest, line = b"", 1
    for piece in chunks(file.path, size):
        waiting = rest + piece
        if len(waiting) > MAX_RECORD + len(piece):
            raise FileRefused(f"posten på linje {line} er større end {MAX_RECORD >> 20} MiB; mangler et anførselstegn?")
        data = np.frombuffer(waiting, dtype=np.uint8)
        records = find_records(data, ord(file.delimiter), bad, line, final=False)
        yield data, records
        rest, line = waiting[records.used :], records.next_line
    data = np.frombuffer(rest, dtype=np.uint8)
    yield data, find_records(data, ord(file.delimiter), bad, line, final=True)


def _without_first(records: Records, count: int) -> Records:
    """All but the first ``count``."""
    return records._replace(
        starts=records.starts[count:],
        ends=records.ends[count:],
        lines=records.lines[count:],
        first_fields=records.first_fields[count:],
        bad_fields=records.bad_fields[count:],
        closed=records.closed[count:],
    )


def _batch(  # noqa: PLR0913, PLR0917 - a piece of a file and how it is read
    file: TextFile,
    data: NDArray[np.uint8],
    records: Records,
    columns: dict[str, int],
    weeks: WeekColumns | None,
    width: int,
) -> Batch:
    alphabet, _ = _UTF8 if file.is_utf8 else _CP1252
    counts = np.diff(records.first_fields)
    frame = pl.DataFrame(
        {
            **{name: _column(data, records, counts, number, alphabet) for name, number in columns.items()},
            "linje": records.lines,
            "felter_ok": (counts == width) & records.closed,
            "kodning": _bad_column(file.header, records.bad_fields),
        }
    )
    runs = None if weeks is None else runs_from_text(data, records, weeks, alphabet)
    return Batch(
        frame,
        runs,
        lambda mask: _originals(data, records, mask),
        lambda mask: _line_counts(data, records, mask),
    )


def _column(
    data: NDArray[np.uint8], records: Records, counts: NDArray[np.int64], number: int, alphabet: Alphabet
) -> pl.Series:
    """One field of each record; a record that is too short has an empty one."""
    there = counts > number
    at = np.where(there, records.first_fields[:-1] + number, 0)
    starts = np.where(there, records.field_starts[at], 0).astype(np.int32)
    ends = np.where(there, records.field_ends[at], 0).astype(np.int32)
    return pl.Series(pl.from_arrow(gather(data, starts, ends, alphabet)))


def _bad_column(header: tuple[str, ...], bad_fields: NDArray[np.int32]) -> pl.Series:
    """Name of the first column with undecodable bytes; a field beyond the header has none, but is bad all the same."""
    names = pl.Series([*map(shown_column, header), ""], dtype=pl.String)
    at = pl.Series(np.minimum(bad_fields, len(header)))
    return names.gather(at.set(at < 0, None))


def _originals(data: NDArray[np.uint8], records: Records, mask: pl.Series) -> pl.Series:
    """Records as bytes. What lies between two records is an element too, hence every second."""
    taken = mask.to_numpy()
    bounds = np.stack([records.starts[taken], records.ends[taken]], axis=1).astype(np.int64).ravel()
    if not len(bounds):
        return pl.Series(dtype=pl.Binary)
    pieces = pa.LargeBinaryArray.from_buffers(
        pa.large_binary(), len(bounds) - 1, [None, pa.py_buffer(bounds), pa.py_buffer(data)]
    )
    return pl.Series(pl.from_arrow(pieces.take(pa.array(np.arange(0, len(bounds), 2)))))


def _line_counts(data: NDArray[np.uint8], records: Records, mask: pl.Series) -> pl.Series:
    """Physical lines of each record: one and the line breaks inside its quotes (LF, CRLF, or CR alone)."""
    taken = mask.to_numpy()
    breaks = np.flatnonzero((data == _LF) | ((data == _CR) & (np.append(data[1:], 0) != _LF)))
    inside = np.searchsorted(breaks, records.ends[taken]) - np.searchsorted(breaks, records.starts[taken])
    return pl.Series(inside + 1, dtype=pl.Int64)
