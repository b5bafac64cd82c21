"""The receipts taken in, on disk: append-only, one file per receipt file, each appearing by one rename.

Beside them lies, while receipts are being taken in, a note of where the taking-in began. One that was killed and is
asked for again goes on where it stopped: what it had taken in is no repeated receipt.
"""

import json
from datetime import datetime
from io import BytesIO
from pathlib import Path

import polars as pl

from dagster_project.indberetning.sent.archive import STATE, replace_file

LEDGER_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "fil": pl.String,
    "digest": pl.String,
    "modtaget": pl.Datetime("us", "UTC"),
    "linje": pl.Int64,
    "indberetning_id": pl.String,
    "version": pl.Int64,
    "status": pl.String,
    "kode": pl.String,
    "tekst": pl.String,
    "grund": pl.String,
}
PREFIX = "kvittering_"
NOTE = "modtagelse.json"
Receipt = tuple[str, str]
"""Name and digest of a receipt file."""


def read_ledger(root: Path) -> pl.DataFrame:
    """Every line taken in so far (`LEDGER_SCHEMA`), in the order it was taken in."""
    return pl.concat([pl.DataFrame(schema=LEDGER_SCHEMA), *map(pl.read_parquet, _ledger_files(root))])


def append_to_ledger(root: Path, receipt: Receipt, rows: pl.DataFrame, at: datetime) -> pl.DataFrame:
    """Add the rows of one receipt file, and return them as noted.

    A file that says nothing about any record (it answers an empty reporting file) is noted with one row of its own.
    """
    told = rows if rows.height else pl.DataFrame([{}], schema=rows.schema)
    name, digest = receipt
    noted = told.with_columns(fil=pl.lit(name), digest=pl.lit(digest), modtaget=pl.lit(at)).select(
        pl.col(column).cast(kind) for column, kind in LEDGER_SCHEMA.items()
    )
    content = BytesIO()
    noted.write_parquet(content)
    replace_file(root / STATE / f"{PREFIX}{len(_ledger_files(root)) + 1:08d}.parquet", content.getvalue())
    return noted


def begin_taking_in(root: Path) -> dict[Receipt, pl.DataFrame]:
    """Note that a taking-in begins; the rows of what one that was killed has taken in already."""
    unfinished = _unfinished_from(root)
    if unfinished is None:
        replace_file(root / STATE / NOTE, json.dumps({"begyndt_efter": len(_ledger_files(root))}).encode())
        return {}
    parts = map(pl.read_parquet, _ledger_files(root)[unfinished:])
    return {(part["fil"][0], part["digest"][0]): part for part in parts}


def receipts_done_with(root: Path) -> set[Receipt]:
    """What is taken in for good; a taking-in that was killed still has to be asked for again."""
    parts = map(pl.read_parquet, _ledger_files(root)[: _unfinished_from(root)])
    return {(part["fil"][0], part["digest"][0]) for part in parts}


def end_taking_in(root: Path) -> None:
    """Everything that was asked for is taken in: from here on the same again is a repeated receipt."""
    (root / STATE / NOTE).unlink(missing_ok=True)


def _unfinished_from(root: Path) -> int | None:
    """How many ledger files there were when a taking-in began that has not ended; None without one."""
    note = root / STATE / NOTE
    return int(json.loads(note.read_bytes())["begyndt_efter"]) if note.is_file() else None


def _ledger_files(root: Path) -> list[Path]:
    return sorted((root / STATE).glob(f"{PREFIX}*.parquet"))
