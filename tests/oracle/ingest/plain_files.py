"""Files of a delivery read cell by cell in plain Python, slowly: what the fast readers are held against."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

BAD = "\0"
"""What a byte that Windows-1252 does not have is read as."""


@dataclass(frozen=True)
class Record:
    """One data row as text."""

    line: int
    cells: list[str]
    closed: bool = True
    """False when the file ends inside its quotes."""


@dataclass(frozen=True)
class PlainFile:
    """A file as text: its header and its rows."""

    name: str
    header: list[str]
    records: list[Record]
    numeric: frozenset[str] = frozenset()
    """Columns that hold numbers by their type."""


def read_file(path: Path) -> PlainFile:
    if path.suffix.lower() == ".parquet":
        table = pq.read_table(path)
        rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
        records = [Record(number, [as_text(cell) for cell in row]) for number, row in enumerate(rows, start=1)]
        kinds = {field.name: field.type for field in table.schema}
        numeric = frozenset(n for n, kind in kinds.items() if pa.types.is_floating(kind) or pa.types.is_integer(kind))
        return PlainFile(path.name, table.column_names, records, numeric)
    first, *rest = records_of(path.read_bytes())
    return PlainFile(path.name, [name.strip() for name in first.cells], rest)


def as_text(cell: Any) -> str:
    """The text that a typed cell has in a CSV file."""
    if cell is None or cell != cell:  # noqa: PLR0124 - not a number
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def records_of(data: bytes) -> list[Record]:
    """The records of a text file, the header first."""
    if data[:2] == b"\x1f\x8b":
        data = gzip.GzipFile(fileobj=BytesIO(data)).read()
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "".join(_windows(byte) for byte in data)
    delimiter = _delimiter(text)
    return list(_cut(text, delimiter))


def _windows(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return BAD


def _delimiter(text: str) -> str:
    """The generated headers hold none of the other two."""
    head = text.lstrip("\r\n").split("\n", 1)[0].split("\r", 1)[0]
    return max(";,\t", key=head.count)


def _cut(text: str, delimiter: str) -> Iterator[Record]:
    """One record after another; ``line`` is the physical one, and an empty line is none."""
    at, line = 0, 1
    while at < len(text):
        ended = _line_end(text, at)
        if ended:
            at, line = at + ended, line + 1
            continue
        end, breaks, closed = _end_of_record(text, at, delimiter)
        (cells,) = csv.reader(StringIO(text[at:end], newline=""), delimiter=delimiter)
        yield Record(line, cells, closed)
        ended = _line_end(text, end)
        at, line = end + ended, line + breaks + (1 if ended else 0)


def _line_end(text: str, at: int) -> int:
    if text[at : at + 2] == "\r\n":
        return 2
    return 1 if text[at : at + 1] in {"\r", "\n"} else 0


def _end_of_record(text: str, at: int, delimiter: str) -> tuple[int, int, bool]:
    """Where the record ends, how many line breaks its quotes hold, and whether they are closed."""
    quoted, begins, breaks = False, True, 0
    while at < len(text):
        sign = text[at]
        if quoted:
            if text[at : at + 2] == '""':
                at += 1
            elif sign == '"':
                quoted = False
            elif ended := _line_end(text, at):
                breaks += 1
                at += ended - 1
        elif _line_end(text, at):
            break
        else:
            quoted = sign == '"' and begins
        begins = not quoted and sign == delimiter
        at += 1
    return at, breaks, not quoted
