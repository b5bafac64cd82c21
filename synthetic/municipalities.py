"""Municipalities as they were called: before the reform of 2007 every row bears a code of its time."""

from functools import cache

import polars as pl

from dagster_project.settings import CODE_LISTS

REFORM = pl.date(2007, 1, 1)


def codes_of_the_time(rows: pl.DataFrame, column: str, day: pl.Expr) -> pl.DataFrame:
    """``rows`` with ``column`` (codes of today) as the code of one of the municipalities that it was on ``day``.

    Rows of 2007 and later, without a day, and abroad keep theirs. Which of the old ones follows from the row's place,
    so that the same rows get the same codes.
    """
    placed = rows.with_row_index("plads").with_columns(dag=day)
    early = placed.filter(pl.col("dag") < REFORM).join(_merged(), left_on=column, right_on="nu")
    if early.is_empty():
        return rows
    valid = early.filter(pl.col("dag").is_between("gyldig_fra", "gyldig_til")).sort("plads", "gammel")
    number, of = pl.col("gammel").rank("ordinal").over("plads"), pl.len().over("plads")
    chosen = valid.filter(number - 1 == pl.col("plads") % of).select("plads", "gammel")
    named = placed.join(chosen, on="plads", how="left", maintain_order="left")
    return named.with_columns(pl.coalesce("gammel", column).alias(column)).select(rows.columns)


@cache
def _merged() -> pl.DataFrame:
    listed = pl.read_csv(CODE_LISTS / "kommune.csv", infer_schema=False).filter(pl.col("ny_kode").is_not_null())
    return listed.select(pl.col("gyldig_fra", "gyldig_til").str.to_date(), gammel=pl.col("kom"), nu=pl.col("ny_kode"))
