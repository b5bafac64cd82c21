"""A receipt file as STAR sends it: its bytes to a frame. Nothing is matched here.

What is kept of a line cannot hold a CPR number: ids that are no UUID are dropped, ten digits in a text are covered.
"""

import polars as pl

from dagster_project.indberetning.received.received_file import Form, ReceivedFile, Schema
from dagster_project.privacy.covered import cover

RECORD_HEADER = ("indberetning_id", "version", "status", "kode", "tekst")
FILE_HEADER = ("fil", "sha256", "status", "kode", "tekst")
STATUSES = ("modtaget", "afvist")
SCHEMA: Schema = {
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


def parse_receipt(name: str, content: bytes) -> ReceivedFile:
    """Read a receipt file (rows: `SCHEMA`); an unreadable one has a single row with ``grund``."""
    return Form((RECORD_HEADER, FILE_HEADER), SCHEMA, _judged).parse(name, content)


def _judged(lines: pl.DataFrame) -> pl.DataFrame:
    frame = lines.rename({"fil": "sendt_fil"}, strict=False)
    frame = frame.with_columns(pl.lit(None, pl.String).alias(c) for c in SCHEMA if c not in frame.columns)
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
    )


def _version(text: pl.Expr) -> pl.Expr:
    """A version has few digits; what has more may be another number."""
    return pl.when(text.str.contains(r"^[0-9]{1,5}$")).then(text).cast(pl.Int64, strict=False)
