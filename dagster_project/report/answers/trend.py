"""Grants a year, municipality by municipality, with the years in which the law changed."""

import polars as pl

from dagster_project.report.charts import Chart
from dagster_project.report.charts.cells import lines
from dagster_project.report.source import Source

FEWEST_YEARS = 3


def trend(source: Source) -> Chart | None:
    """Granted cases by year and municipality of the study; None where there are too few years for a line."""
    rows = source.table("figur_2_2")
    names = {one.key: one.name for one in source.municipalities}
    if rows.is_empty():
        return None
    rows = rows.filter(pl.col("noegle").is_in(list(names))).select(
        serie=pl.col("noegle").replace_strict(names, return_dtype=pl.String), x=pl.col("aar"), y=pl.col("tilkendelser")
    )
    years = rows.filter(pl.col("y").is_not_null())["x"].unique().sort()
    if len(years) < FEWEST_YEARS:
        return None
    every = pl.DataFrame({"x": range(years[0], years[-1] + 1)}, schema={"x": rows.schema["x"]})
    # A year without a row is no year with none: the line breaks there.
    full = every.join(pl.DataFrame({"serie": list(names.values())}), how="cross").join(rows, ["serie", "x"], "left")
    told = f"Tilkendelser pr. år {years[0]}-{years[-1]} i {', '.join(names.values())}."
    broken = changes_of_law(source).filter(pl.col("x").is_between(years[0], years[-1]))
    return lines(
        "udvikling", full.sort("serie", "x"), told,
        series=list(names.values()), x_title="afgørelsens år", y_title="tilkendelser", breaks=broken,
    )  # fmt: skip


def changes_of_law(source: Source) -> pl.DataFrame:
    """``x`` (year), ``tekst`` of every year in which the law became another; two of one year are told as one."""
    listed = source.read("kode", "lovaendring")
    if listed.is_empty():
        return pl.DataFrame(schema={"x": pl.Int64, "tekst": pl.String})
    by_year = listed.sort("dato").group_by(pl.col("dato").dt.year().cast(pl.Int64).alias("x"), maintain_order=True)
    return by_year.agg(tekst=pl.col("kort").str.join(", "))
