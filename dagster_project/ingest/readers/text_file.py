"""What a text file is before it is parsed: compression, encoding, delimiter, header, number of rows.

The rows are counted here without the tokenizer, so that a row that parsing loses is noticed.
"""

import codecs
import csv
import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np

from dagster_project.ingest.errors import FileRefused

CHUNK = 8 << 20
# A packed file may be so many times larger unpacked, and no larger than this; below the first figure nobody asks.
UNPACKED_FREELY, UNPACKED_TIMES, UNPACKED_MOST = 64 << 20, 200, 64 << 30
MAX_FIELD = 64 << 20
DELIMITERS = ";,\t|"
_SEPARATOR = re.compile(r'[\r\n]*"?sep=(.)"?[ \t;,|]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
"""The line by which Excel is told the delimiter."""
_GZIP_MAGIC = b"\x1f\x8b"
_OTHER_FORMATS = {
    b"PK\x03\x04": "zip (eller en Excel-fil)",
    b"\xd0\xcf\x11\xe0": "en Excel-fil",
    b"PAR1": "Parquet",
    b"\xfd7zXZ\x00": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
}
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD = 1 << 20
_DAMAGED = (EOFError, gzip.BadGzipFile, zlib.error, OSError)


@dataclass(frozen=True)
class TextFile:
    """A text file that can be read: what `inspect_text` found."""

    path: Path
    is_utf8: bool
    delimiter: str
    header: tuple[str, ...]
    rows: int
    """Data rows, counted independently of the tokenizer."""
    skipped: int = 0
    """Records before the header: a first line `sep=;`."""
    has_tail: bool = False
    """Every data row ends in one delimiter more than the header."""


def inspect_text(path: Path, recognised: Callable[[str], bool]) -> TextFile:
    """Read the whole file once for encoding and row count, and choose the delimiter that yields most known columns.

    Raises:
        FileRefused: when the file is empty, UTF-16, damaged gzip, or a field is larger than `MAX_FIELD`.
    """
    try:
        with open_text(path) as stream:
            head = stream.read(_HEAD)
        _refuse_no_text(head)
        is_utf8, has_quotes, lines = _survey(path)
        encoding = "utf-8" if is_utf8 else "cp1252"
        delimiter, header, skipped = _read_header(
            head.removeprefix(codecs.BOM_UTF8).decode(encoding, "replace"), recognised
        )
        records = _count_with_quotes(path, delimiter) if has_quotes else lines
    except _DAMAGED as error:
        raise FileRefused(f"filen kan ikke læses ({type(error).__name__})") from None
    return TextFile(path, is_utf8, delimiter, header, records - 1 - skipped, skipped)


def open_text(path: Path) -> BinaryIO:
    """The bytes of a file, unpacked when its first bytes say gzip, whatever its name."""
    with path.open("rb") as stream:
        packed = stream.read(2) == _GZIP_MAGIC
    return cast(BinaryIO, gzip.open(path, "rb")) if packed else path.open("rb")


def chunks(path: Path, size: int = CHUNK) -> Iterator[bytes]:
    """The unpacked bytes of a file in pieces, without its byte order mark.

    Raises:
        FileRefused: for a file that grows without end when it is unpacked.
    """
    most = max(UNPACKED_FREELY, min(UNPACKED_TIMES * path.stat().st_size, UNPACKED_MOST))
    with open_text(path) as stream:
        piece, seen, is_packed = stream.read(size).removeprefix(codecs.BOM_UTF8), 0, isinstance(stream, gzip.GzipFile)
        while piece:
            seen += len(piece)
            if is_packed and seen > most:
                raise FileRefused(f"filen fylder over {most >> 20} MiB pakket ud ({UNPACKED_TIMES} gange det pakkede)")
            yield piece
            piece = stream.read(size)


def _refuse_no_text(head: bytes) -> None:
    """Refuse what is another format by its first bytes, and UTF-16 by its mark or a NUL in every other byte."""
    for magic, kind in _OTHER_FORMATS.items():
        if head.startswith(magic):
            raise FileRefused(f"filen er {kind} og ikke tekst; pak den ud, gem den som CSV, eller ret endelsen")
    sample = np.frombuffer(head[:2000], dtype=np.uint8)
    halves = [np.mean(sample[part::2] == 0) for part in (0, 1)] if len(sample) > 3 else [0.0]
    if head.startswith(_UTF16_MARKS) or max(halves) > 0.5:
        raise FileRefused("filen er i UTF-16; gem den som UTF-8 eller Windows-1252")


def _survey(path: Path) -> tuple[bool, bool, int]:
    """Whether the file is UTF-8, whether it has quotes, and its lines that are not empty."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8, has_quotes, lines, after_line_end = True, False, 0, True
    for piece in chunks(path):
        is_utf8 = is_utf8 and _decodes(decoder, piece)
        has_quotes = has_quotes or b'"' in piece
        data = np.frombuffer(piece, dtype=np.uint8)
        content = (data != 10) & (data != 13)
        lines += int(np.count_nonzero(content[1:] & ~content[:-1])) + int(content[0] and after_line_end)
        after_line_end = not content[-1]
    return is_utf8 and _decodes(decoder, b"", final=True), has_quotes, lines


def _decodes(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True


def _read_header(head: str, recognised: Callable[[str], bool]) -> tuple[str, tuple[str, ...], int]:
    """Delimiter, header, and how many records lie before it."""
    announced = _SEPARATOR.match(head)
    skipped = 1 if announced else 0
    if announced:
        head = head[announced.end() :]
    choices = announced[1] if announced and announced[1] in DELIMITERS else DELIMITERS
    headers = {delimiter: _first_record(head, delimiter) for delimiter in choices}
    best = max(choices, key=lambda one: (sum(map(recognised, headers[one])), len(headers[one])))
    if not headers[best]:
        raise FileRefused("filen er tom; den skal have en overskrift")
    return best, headers[best], skipped


def _first_record(head: str, delimiter: str) -> tuple[str, ...]:
    """The first record that is not an empty line; quotes that never end give what the head holds."""
    previous = csv.field_size_limit(MAX_FIELD)
    try:
        rows = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
        return next((tuple(cell.strip() for cell in row) for row in rows if row), ())
    finally:
        csv.field_size_limit(previous)


def _count_with_quotes(path: Path, delimiter: str) -> int:
    """Records of a file with quotes, by Python's own `csv`; every byte counts as one character."""
    previous = csv.field_size_limit(MAX_FIELD)
    try:
        with open_text(path) as stream:
            if stream.read(3) != codecs.BOM_UTF8:
                stream.seek(0)
            text = io.TextIOWrapper(stream, encoding="latin-1", newline="")
            return sum(1 for row in csv.reader(text, delimiter=delimiter) if row)
    except csv.Error:
        raise FileRefused(f"et felt er større end {MAX_FIELD >> 20} MiB; mangler der et anførselstegn?") from None
    finally:
        csv.field_size_limit(previous)
