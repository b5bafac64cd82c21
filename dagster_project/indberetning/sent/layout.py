"""The files of a sending byte by byte: form, names, manifest. Their columns are those of a layout (`layouts`)."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from dagster_project.indberetning.sent.errors import ERROR_COLUMNS, ERROR_ORDER, HELD
from dagster_project.indberetning.sent.layouts import NEWEST, Layout

Pair = tuple[str, str]
"""An authority (or `ukendt`) and a month."""
NEW, CORRECTION, ANNULMENT = "ny", "rettelse", "annullering"
EVENTS = (NEW, CORRECTION, ANNULMENT)


@dataclass(frozen=True, order=True)
class Folder:
    """One sending of one authority and month; ``number`` counts from 1."""

    authority: str
    month: str
    number: int

    @property
    def serial(self) -> str:
        """`loebenr`: at least three digits."""
        return f"{self.number:03d}"

    @property
    def stem(self) -> str:
        """`ftp_<myndighed>_<YYYY-MM>_<loebenr>`."""
        return f"ftp_{self.authority}_{self.month}_{self.serial}"

    @property
    def records_name(self) -> str:
        """Name of the reporting file."""
        return f"{self.stem}.csv"

    @property
    def errors_name(self) -> str:
        """Name of the error list."""
        return f"{self.stem}_fejl.csv"

    @property
    def sheet_name(self) -> str:
        """Name of the entry sheet."""
        return f"{self.stem}_indtastning.html"


@dataclass(frozen=True)
class File:
    """The bytes of a file, its data rows, and what is counted in it."""

    content: bytes
    rows: int
    counts: dict[str, int]


@dataclass(frozen=True)
class Sending:
    """What a folder holds, the basis that it came from, and the moment."""

    records: File
    errors: File
    sheet: File
    basis: str
    made: datetime

    @property
    def counts(self) -> dict[str, int]:
        """Records by event, and how many are held back (`holdt_tilbage`)."""
        return self.records.counts | self.errors.counts


_EVENT_COUNTS = [(pl.col("haendelse") == event).sum().alias(event) for event in EVENTS]


def record_files(records: pl.DataFrame, layout: Layout = NEWEST) -> dict[Pair, File]:
    """The reporting file of each authority and month (``mappe``, ``maaned``), sorted by id and version."""
    return _files(records.sort("indberetning_id", "version"), layout.columns, _EVENT_COUNTS)


def error_files(errors: pl.DataFrame) -> dict[Pair, File]:
    """The error list of each folder, in the form of the reporting file. It holds no CPR."""
    return _files(errors.sort(ERROR_ORDER), ERROR_COLUMNS, [HELD])


def empty_records(layout: Layout = NEWEST) -> File:
    """A reporting file without records."""
    return File(_file_text(layout.columns), 0, dict.fromkeys(EVENTS, 0))


def manifest_bytes(folder: Folder, content: Sending, layout: Layout = NEWEST) -> bytes:
    """The manifest of a folder; hashes, sizes and rows of the three files as they are written."""
    manifest = {
        "layout": layout.number,
        "myndighed": folder.authority,
        "maaned": folder.month,
        "loebenr": folder.serial,
        "antal": content.counts,
        "filer": [
            _entry(folder.records_name, content.records),
            _entry(folder.errors_name, content.errors),
            _entry(folder.sheet_name, content.sheet),
        ],
        "grundlag": content.basis,
        "dannet": content.made.isoformat(timespec="seconds"),
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()


def _files(rows: pl.DataFrame, columns: tuple[str, ...], counts: list[pl.Expr]) -> dict[Pair, File]:
    """Every folder's file in one pass: the lines of all of them are written before they are parted."""
    lines = pl.concat_str([_field(column) for column in columns], separator=";").alias("linje")
    parted = rows.with_columns(lines).group_by("mappe", "maaned", maintain_order=True)
    files = parted.agg(pl.col("linje").str.join("\r\n"), pl.len().alias("raekker"), *counts)
    return {
        (row["mappe"], row["maaned"]): File(
            _file_text(columns, row["linje"]), row["raekker"], {name: row[name] for name in files.columns[4:]}
        )
        for row in files.iter_rows(named=True)
    }


def _field(column: str) -> pl.Expr:
    """One field: quoted where the text needs it, empty where there is none."""
    text = pl.col(column).cast(pl.String).fill_null("")
    quoted = pl.concat_str(pl.lit('"'), text.str.replace_all('"', '""', literal=True), pl.lit('"'))
    return pl.when(text.str.contains('[;"\r\n]')).then(quoted).otherwise(text)


def _file_text(columns: tuple[str, ...], lines: str = "") -> bytes:
    return "".join(f"{text}\r\n" for text in (";".join(columns), lines) if text).encode()


def _entry(name: str, file: File) -> dict[str, str | int]:
    digest = hashlib.sha256(file.content).hexdigest()
    return {"navn": name, "sha256": digest, "bytes": len(file.content), "raekker": file.rows}


EMPTY_ERRORS = File(_file_text(ERROR_COLUMNS), 0, {"holdt_tilbage": 0})
