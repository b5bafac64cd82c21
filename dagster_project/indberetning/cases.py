"""Which event each sent record is about: the id is a hash, so SAGSID and AFGNR cannot be read out of it.

Kept as `tilstand/sager.parquet` and written before the folders are: a pair too many does no harm. Raw data that was
deleted (`veje glem`) must not look like a case that was annulled, hence the register's own cases are not enough.
SAGSID itself is not kept, for it may hold a CPR number.
"""

from io import BytesIO
from pathlib import Path

import polars as pl

from dagster_project.indberetning.sent.archive import STATE, replace_file
from dagster_project.indberetning.sent.identity import case_ids

SCHEMA = {"indberetning_id": pl.String, "sag": pl.String}


def read_cases(root: Path) -> pl.DataFrame:
    """The pairs (``indberetning_id``, ``sag``) noted so far; `identity.case_ids` says what ``sag`` is."""
    file = root / STATE / "sager.parquet"
    if not file.is_file():
        return pl.DataFrame(schema=SCHEMA)
    known = pl.read_parquet(file)
    if "sagsid" in known.columns:
        # Until November 2026 the SAGSID was kept, and every case had one decision.
        known = known.with_columns(afgnr=pl.lit(1))
        known = known.with_columns(case_ids(known))
    return known.select(*SCHEMA)


def note_cases(root: Path, known: pl.DataFrame, new: pl.DataFrame) -> None:
    """Add the pairs of ``new`` that are not in ``known``."""
    added = new.select(*SCHEMA).join(known, on="indberetning_id", how="anti").unique("indberetning_id")
    if added.is_empty():
        return
    content = BytesIO()
    pl.concat([known, added]).sort("indberetning_id").write_parquet(content)
    replace_file(root / STATE / "sager.parquet", content.getvalue())
