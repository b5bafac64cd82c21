"""A `;` CSV that came in from outside: its bytes to a frame of texts. What they mean is asked elsewhere."""

import csv
import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from dagster_project.privacy.covered import cover_text

Schema = dict[str, type[pl.DataType]]


@dataclass(frozen=True)
class ReceivedFile:
    """``name`` (bare), ``digest`` of the bytes, and one row per line; ``grund`` in it says why a line is none."""

    name: str
    digest: str
    rows: pl.DataFrame


@dataclass(frozen=True)
class Form:
    """A kind of file: the headers that it may have, and how its lines are judged.

    ``judge`` is given the columns of the header as text, stripped (NULL in a line of another number of fields), with
    ``linje`` (where the line begins) and ``hel`` (that it has all its fields), and gives rows of ``schema``.
    """

    headers: tuple[tuple[str, ...], ...]
    schema: Schema
    judge: Callable[[pl.DataFrame], pl.DataFrame]

    def parse(self, name: str, content: bytes) -> ReceivedFile:
        """Read a file; an unreadable or empty one has a single row with ``grund``."""
        lines = _lines_of(_decode(content))
        header = tuple(cell.strip().lower() for cell in lines[0][1]) if lines else ()
        if header not in self.headers:
            rows = self._unreadable("ukendt_format")
        elif len(lines) == 1:
            rows = self._unreadable("tom")
        else:
            rows = self.judge(_frame(lines[1:], header)).select(pl.col(c).cast(kind) for c, kind in self.schema.items())
        return ReceivedFile(bare_name(name), digest_of(content), rows)

    def _unreadable(self, reason: str) -> pl.DataFrame:
        return pl.DataFrame([{"linje": 1, "grund": reason}], schema=self.schema)


def bare_name(name: str) -> str:
    """The file's name as it is kept: without anything that looks like a CPR number."""
    return cover_text(name)


def digest_of(content: bytes) -> str:
    """SHA-256 of the bytes, hex."""
    return hashlib.sha256(content).hexdigest()


def _decode(content: bytes) -> str | None:
    """The text of a file in UTF-8 or Windows-1252; None when it is neither."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _lines_of(text: str | None) -> list[tuple[int, list[str]]]:
    """Every non-empty line with the number of the physical line where it begins; none when it is no CSV."""
    reader = csv.reader(io.StringIO(text or "", newline=""), delimiter=";")
    begins, lines = 1, []
    try:
        for cells in reader:
            if cells:
                lines.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error:
        return []
    return lines


def _frame(lines: list[tuple[int, list[str]]], header: tuple[str, ...]) -> pl.DataFrame:
    whole = [len(cells) == len(header) for _, cells in lines]
    texts = {
        column: [cells[at].strip() if full else None for (_, cells), full in zip(lines, whole, strict=True)]
        for at, column in enumerate(header)
    }
    frame = pl.DataFrame(texts, schema=dict.fromkeys(header, pl.String))
    return frame.with_columns(linje=pl.Series([number for number, _ in lines]), hel=pl.Series(whole))
