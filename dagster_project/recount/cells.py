"""Cells of the report: counts and shares in the tidy form, with every row and column that the table must have."""

from collections.abc import Sequence

import polars as pl

SCHEMA = {
    "tabel": pl.String,
    "raekke": pl.String,
    "kolonne": pl.String,
    "statistik": pl.String,
    "vaerdi": pl.Float64,
    "antal": pl.Int64,
    "grundlag": pl.Int64,
    "kraevet": pl.Boolean,
}
ALL = "alle"


def counts(tabel: str, tally: pl.DataFrame, *, required: bool = True) -> pl.DataFrame:
    """N-cells from ``tally`` (``raekke``, ``kolonne``, ``antal``)."""
    return finish(
        tally.with_columns(statistik=pl.lit("n"), vaerdi=pl.col("antal"), grundlag=pl.lit(None)), tabel, required
    )


def shares(tabel: str, tally: pl.DataFrame, *, required: bool = True) -> pl.DataFrame:
    """Percent cells from ``tally`` (``raekke``, ``kolonne``, ``antal``, ``grundlag``); none where the base is 0."""
    filled = tally.with_columns(statistik=pl.lit("percent"), vaerdi=100.0 * pl.col("antal") / pl.col("grundlag"))
    return finish(filled.filter(pl.col("grundlag") > 0), tabel, required)


def means(tabel: str, statistic: str, tally: pl.DataFrame) -> pl.DataFrame:
    """Mean cells from ``tally`` (``raekke``, ``kolonne``, ``vaerdi``); none where there was nobody."""
    filled = tally.with_columns(statistik=pl.lit(statistic), antal=pl.lit(None), grundlag=pl.lit(None))
    return finish(filled.filter(pl.col("vaerdi").is_not_null()), tabel, True)


def finish(frame: pl.DataFrame, tabel: str, required: bool) -> pl.DataFrame:
    """The columns of `SCHEMA`; ``kraevet`` False: the report may leave the cell out."""
    named = frame.with_columns(tabel=pl.lit(tabel), kraevet=pl.lit(required))
    return named.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())


def distribute(members: pl.DataFrame, rows: Sequence[str], columns: Sequence[str]) -> pl.DataFrame:
    """Count ``members`` (``raekke``, ``kolonne``) in every cell of the grid, 0 where there is nobody.

    ``grundlag`` is the number in the column, members whose ``raekke`` is in no row of the table included.
    """
    tally = members.group_by("raekke", "kolonne").agg(antal=pl.len())
    base = members.group_by("kolonne").agg(grundlag=pl.len())
    return (
        grid(rows, columns)
        .join(tally, on=["raekke", "kolonne"], how="left")
        .join(base, on="kolonne", how="left")
        .with_columns(pl.col("antal", "grundlag").fill_null(0).cast(pl.Int64))
    )


def totals(members: pl.DataFrame, columns: Sequence[str], row: str = ALL) -> pl.DataFrame:
    """How many ``members`` (``kolonne``) each column has, as row ``row``."""
    tally = members.group_by("kolonne").agg(antal=pl.len().cast(pl.Int64))
    return grid([row], columns).join(tally, on="kolonne", how="left").with_columns(pl.col("antal").fill_null(0))


def grid(rows: Sequence[str], columns: Sequence[str]) -> pl.DataFrame:
    """Every pair of a row and a column."""
    left = pl.DataFrame({"raekke": list(rows)}, schema={"raekke": pl.String})
    return left.join(pl.DataFrame({"kolonne": list(columns)}, schema={"kolonne": pl.String}), how="cross")


def on_its_side(tally: pl.DataFrame) -> pl.DataFrame:
    """Rows as columns and columns as rows."""
    return tally.rename({"raekke": "kolonne", "kolonne": "raekke"})
