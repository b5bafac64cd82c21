"""A receipt file as STAR sends it: its bytes to a frame. Nothing is matched here.

What is kept of a line cannot hold a CPR number: ids that are no UUID are dropped, ten digits in a text are covered.
"""

import csv
import hashlib
import io
from dataclasses import dataclass

import polars as pl

from dagster_project.privacy.covered import cover, cover_text

RECORD_HEADER = ("indberetning_id", "version", "status", "kode", "tekst")
FILE_HEADER = ("fil", "sha256", "status", "kode", "tekst")
STATUSES = ("modtaget", "afvist")
SCHEMA = {
    "linje": pl.Int64,
    "indberetning_id": pl.String,
    "version": pl.Int64,
    "sendt_fil": pl.String,
    "sha256": pl.String,
    "status": pl.String,
    "kode": pl.String,
    "tekst": pl.String,
    "grund": pl.String,
}
_UUID = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"


@dataclass(frozen=True)
class ReceiptFile:
    """``name`` (bare), ``digest`` of the bytes, and one row per line (`SCHEMA`); ``grund`` says why a line is none."""

    name: str
    digest: str
    rows: pl.DataFrame


def parse_receipt(name: str, content: bytes) -> ReceiptFile:
    """Read a receipt file; an unreadable one has a single row with ``grund``."""
    bare, digest = bare_name(name), digest_of(content)
    text = decode(content)
    lines = lines_of(text)
    header = tuple(cell.strip().lower() for cell in lines[0][1]) if lines else ()
    if header not in (RECORD_HEADER, FILE_HEADER):
        return ReceiptFile(bare, digest, _unreadable("ukendt_format"))
    if len(lines) == 1:
        return ReceiptFile(bare, digest, _unreadable("tom"))
    return ReceiptFile(bare, digest, _judged(_frame(lines[1:], header)))


def bare_name(name: str) -> str:
    """The file's name as it is kept: without anything that looks like a CPR number."""
    return cover_text(name)


def digest_of(content: bytes) -> str:
    """SHA-256 of the bytes, hex."""
    return hashlib.sha256(content).hexdigest()


def decode(content: bytes) -> str | None:
    """The text of a file in UTF-8 or Windows-1252; None when it is neither."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def lines_of(text: str | None) -> list[tuple[int, list[str]]]:
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
    frame = pl.DataFrame(texts, schema=dict.fromkeys(header, pl.String)).rename({"fil": "sendt_fil"}, strict=False)
    absent = [pl.lit(None, pl.String).alias(c) for c in SCHEMA if c not in (*frame.columns, "linje")]
    return frame.with_columns(*absent, linje=pl.Series([number for number, _ in lines]), hel=pl.Series(whole))


def _judged(frame: pl.DataFrame) -> pl.DataFrame:
    known_id = pl.col("indberetning_id").str.to_lowercase().str.extract(f"({_UUID})")
    reason = (
        pl.when(~pl.col("hel"))
        .then(pl.lit("antal_felter"))
        .when(~pl.col("status").is_in(STATUSES))
        .then(pl.lit("ukendt_status"))
    )
    covered = [cover(pl.col(column)) for column in ("sendt_fil", "kode", "tekst")]
    return frame.with_columns(
        *covered,
        indberetning_id=known_id,
        version=_version(pl.col("version")),
        grund=reason,
        status=pl.when(reason.is_null()).then(pl.col("status")),
    ).select(pl.col(column).cast(kind) for column, kind in SCHEMA.items())


def _version(text: pl.Expr) -> pl.Expr:
    """A version has few digits; what has more may be another number."""
    return pl.when(text.str.contains(r"^[0-9]{1,5}$")).then(text).cast(pl.Int64, strict=False)


def _unreadable(reason: str) -> pl.DataFrame:
    return pl.DataFrame([{"linje": 1, "grund": reason}], schema=SCHEMA)
