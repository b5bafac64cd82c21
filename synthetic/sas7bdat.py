"""SAS datasets (`.sas7bdat`), uncompressed and in 32 bits: no open library writes the format, and researchers have it.

Laid out as Matt Shotwell's description of the format has it: a header, a first page whose subheaders lie at its end
(their pointers at its beginning, rows between), and pages of rows.
"""

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

MAGIC = bytes(12) + bytes.fromhex("c2ea8160b31411cfbd92080009c7318c181f1011")
HEADER, POINTER, PAGE_HEADER = 1024, 12, 24
SMALLEST_PAGE = 16384
EPOCH = date(1960, 1, 1)
MISSING = np.frombuffer(struct.pack("<Q", 0xFFFFFE0000000000), np.float64)[0]
UTF8, DATA, MIXED = 20, 256, 512
NUMBER = 8
"""Bytes of a number or a date."""


@dataclass(frozen=True)
class SasColumn:
    """A column: text of ``width`` bytes, a number or a date."""

    name: str
    width: int = NUMBER
    is_text: bool = False
    is_date: bool = False


def columns_of(frame: pl.DataFrame) -> list[SasColumn]:
    """Text as wide as its longest cell (in UTF-8), dates, and everything else as numbers."""
    return [_column(cells) for cells in frame.get_columns()]


def _column(cells: pl.Series) -> SasColumn:
    if cells.dtype != pl.String:
        return SasColumn(cells.name, is_date=cells.dtype == pl.Date)
    widths = [0, *cells.str.len_bytes().drop_nulls()]
    return SasColumn(cells.name, max(1, *widths), is_text=True)


def as_rows(frame: pl.DataFrame, columns: Sequence[SasColumn]) -> NDArray[np.uint8]:
    """The rows as SAS stores them, shape (rows, bytes of a row)."""
    cells = [_cells(frame[column.name], column) for column in columns]
    return np.concatenate(cells, axis=1) if len(frame) else np.zeros((0, _row_length(columns)), np.uint8)


def write_sas7bdat(path: Path, frame: pl.DataFrame) -> None:
    """Write a frame of text, numbers and dates; the same frame gives the same bytes."""
    columns = columns_of(frame)
    write_rows(path, columns, len(frame), [as_rows(frame, columns)])


def write_rows(path: Path, columns: Sequence[SasColumn], count: int, pieces: Iterable[NDArray[np.uint8]]) -> None:
    """Write ``count`` rows that come in pieces (as `as_rows`), so that a file may be larger than memory."""
    size = _row_length(columns)
    room = _page_size(columns, size)
    subheaders = _subheaders(columns, count, room, min(count, _on_first(columns, count, room)))
    first = min(count, _on_first(columns, count, room))
    later = (room - PAGE_HEADER) // size
    pages = -(-(count - first) // later) + 1
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(_header(room, pages))
        for number, rows in enumerate(_by_page(pieces, first, later)):
            file.write(_first_page(subheaders, rows, room) if number == 0 else _data_page(rows, room))


def _by_page(pieces: Iterable[NDArray[np.uint8]], first: int, later: int) -> Iterator[NDArray[np.uint8]]:
    """Rows page by page: ``first`` on the first, ``later`` on each other one but the last."""
    waiting, wanted, is_first = np.zeros((0, 0), np.uint8), first, True
    for piece in pieces:
        rows = piece if not len(waiting) else np.concatenate([waiting, piece])
        while len(rows) >= wanted and (len(rows) or is_first):
            yield rows[:wanted]
            rows, wanted, is_first = rows[wanted:], later, False
        waiting = rows
    if len(waiting) or is_first:
        yield waiting


def _cells(cells: pl.Series, column: SasColumn) -> NDArray[np.uint8]:
    if column.is_text:
        texts = [text.encode() for text in cells.fill_null("").to_list()]
        fixed = np.array(texts, dtype=f"S{column.width}").view(np.uint8).reshape(len(cells), column.width)
        return np.where(fixed == 0, np.uint8(ord(" ")), fixed)
    numbers = cells.to_physical().cast(pl.Float64)
    days = numbers - (EPOCH - date(1970, 1, 1)).days if column.is_date else numbers
    return days.fill_null(MISSING).to_numpy().copy().view(np.uint8).reshape(len(cells), NUMBER)


def _row_length(columns: Sequence[SasColumn]) -> int:
    return sum(column.width for column in columns)


def _page_size(columns: Sequence[SasColumn], row: int) -> int:
    """The smallest power of two that holds the subheaders, and a row on any other page."""
    needed = sum(map(len, _subheaders(columns, 0, 0, 0))) + (len(columns) + 5) * POINTER + PAGE_HEADER + 8
    size = SMALLEST_PAGE
    while size < max(needed, PAGE_HEADER + row):
        size *= 2
    return size


def _on_first(columns: Sequence[SasColumn], count: int, room: int) -> int:
    subheaders = _subheaders(columns, count, room, 0)
    return max(0, (room - sum(map(len, subheaders)) - _rows_begin(subheaders)) // _row_length(columns))


def _rows_begin(subheaders: Sequence[bytes]) -> int:
    return -(-(PAGE_HEADER + POINTER * len(subheaders)) // 8) * 8


def _header(room: int, pages: int) -> bytes:
    header = bytearray(HEADER)
    header[: len(MAGIC)] = MAGIC
    header[32], header[35], header[37], header[39], header[70] = 0x22, 0x32, 1, ord("1"), UTF8
    header[84:92], header[92:124], header[156:164] = b"SAS FILE", b"TABEL".ljust(32), b"DATA    "
    struct.pack_into("<III", header, 196, HEADER, room, pages)
    header[216:224] = b"9.0401M2"
    return bytes(header)


def _first_page(subheaders: Sequence[bytes], rows: NDArray[np.uint8], room: int) -> bytes:
    page = bytearray(room)
    struct.pack_into("<HHH", page, 16, MIXED, len(subheaders) + len(rows), len(subheaders))
    end = room
    for number, subheader in enumerate(subheaders):
        end -= len(subheader)
        page[end : end + len(subheader)] = subheader
        struct.pack_into("<II", page, PAGE_HEADER + POINTER * number, end, len(subheader))
    start = _rows_begin(subheaders)
    page[start : start + rows.size] = rows.tobytes()
    return bytes(page)


def _data_page(rows: NDArray[np.uint8], room: int) -> bytes:
    head = bytearray(PAGE_HEADER)
    struct.pack_into("<HH", head, 16, DATA, len(rows))
    return bytes(head) + rows.tobytes() + bytes(room - PAGE_HEADER - rows.size)


def _subheaders(columns: Sequence[SasColumn], count: int, room: int, on_first: int) -> list[bytes]:
    size = bytearray(480)
    struct.pack_into("<I", size, 0, 0xF7F7F7F7)
    lengths = (_row_length(columns), count, 0, 0, len(columns), 0, 0, 0, room, 0, on_first)
    struct.pack_into("<IIIIIIIIIII", size, 20, *lengths)
    text, places = _text(["DATE", *(column.name for column in columns)])
    names = b"".join(struct.pack("<HHHH", 0, *place, 0) for place in places[1:])
    starts = np.cumsum([0, *(column.width for column in columns)])
    attributes = b"".join(
        struct.pack("<IIHBB", start, column.width, len(column.name), 2 if column.is_text else 1, 0)
        for start, column in zip(starts, columns, strict=False)
    )
    formats = [_format(places[0] if column.is_date else (0, 0)) for column in columns]
    amount = struct.pack("<III", 0xF6F6F6F6, len(columns), 0)
    return [bytes(size), amount, text, _listing(0xFFFFFFFF, names), _listing(0xFFFFFFFC, attributes), *formats]


def _text(words: Sequence[str]) -> tuple[bytes, list[tuple[int, int]]]:
    """The texts as a subheader, and where each lies (from byte 4 on, and how long)."""
    blob, places = b"", []
    for word in words:
        places.append((8 + len(blob), len(word)))
        blob += word.encode().ljust(-(-len(word) // 4) * 4, b"\0")
    blob += bytes(8)  # readers take as many bytes as they are told from byte 4 on
    return struct.pack("<IHHI", 0xFFFFFFFD, len(blob), 0, 0) + blob, places


def _listing(signature: int, entries: bytes) -> bytes:
    return struct.pack("<IHHI", signature, len(entries) + 8, 0, 0) + entries + bytes(8)


def _format(place: tuple[int, int]) -> bytes:
    subheader = bytearray(52)
    struct.pack_into("<I", subheader, 0, 0xFFFFFBFE)
    struct.pack_into("<HHH", subheader, 34, 0, *place)
    return bytes(subheader)
