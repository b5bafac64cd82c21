"""Which case each sent record is about: the id is a hash, so SAGSID cannot be read out of it.

Kept as `tilstand/sager.parquet` and written before the folders are: a pair too many does no harm. Raw data that was
deleted (`veje glem`) must not look like a case that was annulled, hence the register's own cases are not enough.
"""

from io import BytesIO
from pathlib import Path

import polars as pl

from dagster_project.indberetning.sent.archive import STATE, replace_file

SCHEMA = {"indberetning_id": pl.String, "sagsid": pl.String}


def read_cases(root: Path) -> pl.DataFrame:
    """The pairs (``indberetning_id``, ``sagsid``) noted so far."""
    file = root / STATE / "sager.parquet"
    return pl.read_parquet(file) if file.is_file() else pl.DataFrame(schema=SCHEMA)


def note_cases(root: Path, known: pl.DataFrame, new: pl.DataFrame) -> None:
    """Add the pairs of ``new`` that are not in ``known``."""
    added = new.select(*SCHEMA).join(known, on="indberetning_id", how="anti").unique("indberetning_id")
    if added.is_empty():
        return
    content = BytesIO()
    pl.concat([known, added]).sort("indberetning_id").write_parquet(content)
    replace_file(root / STATE / "sager.parquet", content.getvalue())
