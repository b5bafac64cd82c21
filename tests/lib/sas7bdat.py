"""A small SAS dataset (`.sas7bdat`) for tests: one page, 32 bits, uncompressed; no library at hand writes the format.

Laid out as Matt Shotwell's description of the format has it: a header, then a page whose subheaders lie at its end,
their pointers at its beginning and the rows between.
"""

import struct
from collections.abc import Sequence
from datetime import date
from pathlib import Path

MAGIC = bytes(12) + bytes.fromhex("c2ea8160b31411cfbd92080009c7318c181f1011")
HEADER, PAGE, POINTER = 1024, 16384, 12
EPOCH = date(1960, 1, 1)
MISSING = struct.pack("<Q", 0xFFFFFE0000000000)
UTF8, MIXED = 20, 512
Cell = str | float | date | None


def write_sas7bdat(path: Path, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Text, number or date as the first row has it; few rows, since there is one page."""
    kinds = [type(cell) for cell in rows[0]]
    widths = [max(len(str(row[at]).encode()) for row in rows) if kind is str else 8 for at, kind in enumerate(kinds)]
    body = b"".join(_cell(cell, width) for row in rows for cell, width in zip(row, widths, strict=True))
    subheaders = _subheaders(columns, kinds, widths, len(rows))
    path.write_bytes(_header() + _page(subheaders, body, len(rows)))


def _cell(cell: Cell, width: int) -> bytes:
    if isinstance(cell, str):
        return cell.encode().ljust(width)
    if isinstance(cell, date):
        cell = (cell - EPOCH).days
    return MISSING if cell is None else struct.pack("<d", cell)


def _header() -> bytes:
    header = bytearray(HEADER)
    header[: len(MAGIC)] = MAGIC
    header[32], header[35], header[37], header[39], header[70] = 0x22, 0x32, 1, ord("1"), UTF8
    header[84:92], header[92:124], header[156:164] = b"SAS FILE", b"TABEL".ljust(32), b"DATA    "
    struct.pack_into("<III", header, 196, HEADER, PAGE, 1)
    header[216:224] = b"9.0401M2"
    return bytes(header)


def _page(subheaders: list[bytes], body: bytes, rows: int) -> bytes:
    page = bytearray(PAGE)
    struct.pack_into("<HHH", page, 16, MIXED, len(subheaders) + rows, len(subheaders))
    end = PAGE
    for number, subheader in enumerate(subheaders):
        end -= len(subheader)
        page[end : end + len(subheader)] = subheader
        struct.pack_into("<II", page, 24 + POINTER * number, end, len(subheader))
    start = -(-(24 + POINTER * len(subheaders)) // 8) * 8
    assert start + len(body) <= end, "too many rows for one page"
    page[start : start + len(body)] = body
    return bytes(page)


def _subheaders(columns: Sequence[str], kinds: list[type], widths: list[int], rows: int) -> list[bytes]:
    size = bytearray(480)
    struct.pack_into("<I", size, 0, 0xF7F7F7F7)
    struct.pack_into("<IIIIIIIIIII", size, 20, sum(widths), rows, 0, 0, len(columns), 0, 0, 0, PAGE, 0, rows)
    text, places = _text(["DATE", *columns])
    names = b"".join(struct.pack("<HHHH", 0, *place, 0) for place in places[1:])
    starts = [sum(widths[:at]) for at in range(len(widths))]
    attributes = b"".join(
        struct.pack("<IIHBB", start, width, len(name), 2 if kind is str else 1, 0)
        for start, width, name, kind in zip(starts, widths, columns, kinds, strict=True)
    )
    formats = [_format(places[0] if kind is date else (0, 0)) for kind in kinds]
    count = struct.pack("<III", 0xF6F6F6F6, len(columns), 0)
    return [bytes(size), count, text, _listing(0xFFFFFFFF, names), _listing(0xFFFFFFFC, attributes), *formats]


def _text(words: Sequence[str]) -> tuple[bytes, list[tuple[int, int]]]:
    """The texts as a subheader, and where each lies (from byte 4 on, and how long)."""
    blob, places = b"", []
    for word in words:
        places.append((8 + len(blob), len(word)))
        blob += word.encode().ljust(-(-len(word) // 4) * 4, b"\0")
    return struct.pack("<IHHI", 0xFFFFFFFD, len(blob), 0, 0) + blob, places


def _listing(signature: int, entries: bytes) -> bytes:
    return struct.pack("<IHHI", signature, len(entries) + 8, 0, 0) + entries + bytes(8)


def _format(place: tuple[int, int]) -> bytes:
    subheader = bytearray(52)
    struct.pack_into("<I", subheader, 0, 0xFFFFFBFE)
    struct.pack_into("<HHH", subheader, 34, 0, *place)
    return bytes(subheader)
