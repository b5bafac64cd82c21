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
class Sending:
    """What a folder holds: ``records`` (`COLUMNS`), ``errors`` (`ERROR_COLUMNS`), the generation, the moment."""

    records: pl.DataFrame
    errors: pl.DataFrame
    generation: str
    made: datetime

    @property
    def counts(self) -> dict[str, int]:
        """Records by event, and how many a stop rule holds back (`holdt_tilbage`)."""
        events = dict(self.records.group_by("haendelse").len().iter_rows())
        held = self.errors.filter(pl.col("alvor") == "stop")["indberetning_id"].n_unique()
        return {**{event: events.get(event, 0) for event in EVENTS}, "holdt_tilbage": held}


def record_bytes(records: pl.DataFrame) -> bytes:
    """The reporting file: records in `COLUMNS`, sorted by `indberetning_id`, `version`."""
    return _csv(records.select(COLUMNS).sort("indberetning_id", "version"))


def error_bytes(errors: pl.DataFrame) -> bytes:
    """The error list in the form of the reporting file, sorted by `indberetning_id`, `regel`. It holds no CPR."""
    return _csv(errors.select(ERROR_COLUMNS).sort("indberetning_id", "regel"))


def manifest_bytes(folder: Folder, content: Sending) -> bytes:
    """The manifest of a folder; hashes, sizes and rows of the two files as they are written."""
    manifest = {
        "layout": LAYOUT,
        "myndighed": folder.authority,
        "maaned": folder.month,
        "loebenr": folder.serial,
        "antal": content.counts,
        "filer": [
            _file_entry(folder.records_name, record_bytes(content.records), content.records.height),
            _file_entry(folder.errors_name, error_bytes(content.errors), content.errors.height),
        ],
        "generation": content.generation,
        "dannet": content.made.isoformat(timespec="seconds"),
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()


def read_records(content: bytes) -> pl.DataFrame:
    """A reporting file as a frame (`SCHEMA`); empty fields are NULL."""
    return pl.read_csv(BytesIO(content), separator=";", schema=SCHEMA, eol_char="\n").with_columns(
        pl.col("ressourceforloeb").str.strip_suffix("\r")
    )


def _csv(frame: pl.DataFrame) -> bytes:
    # An empty text would be written as a quoted one: only NULL is an empty field.
    texts = frame.with_columns(pl.col(pl.String).replace("", None))
    return texts.write_csv(separator=";", line_terminator="\r\n", date_format="%Y-%m-%d").encode()


def _file_entry(name: str, content: bytes, rows: int) -> dict[str, str | int]:
    return {"navn": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), "raekker": rows}
