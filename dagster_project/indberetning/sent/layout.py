"""The reporting files byte by byte: columns, form, names. An official layout replaces this module and `records`.

No public format exists; this one is version 1 and ours.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import polars as pl

LAYOUT = 1
Pair = tuple[str, str]
"""An authority (or `ukendt`) and a month."""
COLUMNS = (
    "indberetning_id",
    "version",
    "haendelse",
    "myndighed",
    "sagsbehandler",
    "cpr",
    "paabegyndt",
    "ordning",
    "havde_ftp",
    "anledning",
    "afgoerelse",
    "afgoerelsesdato",
    "fulgt_rehabteam",
    "fulgt_sundhedskoordinator",
    "skal_vurderes_paa_ny",
    "revisionsdato",
    "diagnose_1",
    "diagnose_2",
    "diagnose_3",
    "ressourceforloeb",
)
CONTENT = tuple(column for column in COLUMNS if column not in ("indberetning_id", "version", "haendelse"))
"""What makes a correction when it changes."""
ERROR_COLUMNS = ("indberetning_id", "sagsid", "regel", "alvor", "paragraf", "handling")
NEW, CORRECTION, ANNULMENT = "ny", "rettelse", "annullering"
EVENTS = (NEW, CORRECTION, ANNULMENT)
SCHEMA = {column: pl.Int64 if column == "version" else pl.String for column in COLUMNS}


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
    basis: str
    made: datetime

    @property
    def counts(self) -> dict[str, int]:
        """Records by event, and how many a stop rule holds back (`holdt_tilbage`)."""
        return self.records.counts | self.errors.counts


_EVENT_COUNTS = [(pl.col("haendelse") == event).sum().alias(event) for event in EVENTS]
_HELD = pl.col("indberetning_id").filter(pl.col("alvor") == "stop").n_unique().alias("holdt_tilbage")


def record_files(records: pl.DataFrame) -> dict[Pair, File]:
    """The reporting file of each authority and month (``mappe``, ``maaned``): `COLUMNS`, sorted by id and version."""
    return _files(records.sort("indberetning_id", "version"), COLUMNS, _EVENT_COUNTS)


def error_files(errors: pl.DataFrame) -> dict[Pair, File]:
    """The error list of each folder, in the form of the reporting file, sorted by id and rule. It holds no CPR."""
    return _files(errors.sort("indberetning_id", "regel"), ERROR_COLUMNS, [_HELD])


def manifest_bytes(folder: Folder, content: Sending) -> bytes:
    """The manifest of a folder; hashes, sizes and rows of the two files as they are written."""
    manifest = {
        "layout": LAYOUT,
        "myndighed": folder.authority,
        "maaned": folder.month,
        "loebenr": folder.serial,
        "antal": content.counts,
        "filer": [_entry(folder.records_name, content.records), _entry(folder.errors_name, content.errors)],
        "grundlag": content.basis,
        "dannet": content.made.isoformat(timespec="seconds"),
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()


def read_records(content: bytes) -> pl.DataFrame:
    """A reporting file as a frame (`SCHEMA`); empty fields are NULL."""
    return pl.read_csv(BytesIO(content), separator=";", schema=SCHEMA)


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


EMPTY_RECORDS = File(_file_text(COLUMNS), 0, dict.fromkeys(EVENTS, 0))
EMPTY_ERRORS = File(_file_text(ERROR_COLUMNS), 0, {"holdt_tilbage": 0})
