"""The confirmations taken in, on disk: append-only, one file per taking-in, each appearing by one rename.

A SAGSID or a reason may hold a CPR number: covered here, and the case is known by its id.
"""

from datetime import datetime
from io import BytesIO
from pathlib import Path

import polars as pl

from dagster_project.indberetning.sent.archive import STATE, replace_file

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "fil": pl.String,
    "digest": pl.String,
    "modtaget": pl.Datetime("us", "UTC"),
    "linje": pl.Int64,
    "sagsid": pl.String,
    "afgnr": pl.Int64,
    "regel": pl.String,
    "bekraeftet_af": pl.String,
    "bekraeftet_den": pl.Date,
    "begrundelse": pl.String,
    "indberetning_id": pl.String,
    "fakta": pl.String,
    "grund": pl.String,
}
PREFIX = "bekraeftelse_"


def read_confirmations(root: Path) -> pl.DataFrame:
    """Every line taken in so far (`SCHEMA`), in the order it was taken in; ``grund`` says why one does not count."""
    return pl.concat([pl.DataFrame(schema=SCHEMA), *map(pl.read_parquet, _files(root))])


def counting(ledger: pl.DataFrame) -> pl.DataFrame:
    """The lines that count."""
    return ledger.filter(pl.col("grund").is_null() & pl.col("indberetning_id").is_not_null())


def append_confirmations(root: Path, name: str, digest: str, rows: pl.DataFrame, at: datetime) -> None:
    """Add the lines of one file; one without lines is noted with an empty one, so that it is taken in once."""
    told = rows if rows.height else pl.DataFrame([{}], schema=rows.schema)
    noted = told.with_columns(fil=pl.lit(name), digest=pl.lit(digest), modtaget=pl.lit(at)).select(
        pl.col(column).cast(kind) for column, kind in SCHEMA.items()
    )
    content = BytesIO()
    noted.write_parquet(content)
    replace_file(root / STATE / f"{PREFIX}{len(_files(root)) + 1:08d}.parquet", content.getvalue())


def _files(root: Path) -> list[Path]:
    return sorted((root / STATE).glob(f"{PREFIX}*.parquet"))
