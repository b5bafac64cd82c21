"""First measure and longest pause of each person's career: distributions with small numbers, for the inside alone."""

import polars as pl

from dagster_project.report.charts import Chart
from dagster_project.report.charts.cells import lines
from dagster_project.report.charts.shares import bars
from dagster_project.report.source import Source

PAUSES = {
    "ingen": ("Ingen pause", "#0072B2"),
    "kort": ("1-2 kvartaler", "#56B4E9"),
    "middel": ("3-4 kvartaler", "#F0E442"),
    "lang": ("5 kvartaler eller mere", "#D55E00"),
}
"""Label and colour of the lengths; five quarters are what the fine scenarios call long."""


def first_measure(source: Source) -> Chart | None:
    """Share of the persons with a measure who have had their first by each quarter, a line a municipality."""
    rows = _careers(source)
    if rows.is_empty():
        return None
    counted = rows.group_by("sted", "foerste").agg(n=pl.len()).sort("sted", "foerste")
    every = pl.DataFrame(
        {"foerste": range(1, int(str(counted["foerste"].max())) + 1)}, schema={"foerste": counted.schema["foerste"]}
    )
    full = counted.select("sted").unique().join(every, how="cross").join(counted, ["sted", "foerste"], "left")
    full = full.sort("sted", "foerste").with_columns(
        y=pl.col("n").fill_null(0).cum_sum().over("sted") / pl.col("n").sum().over("sted")
    )
    places = [one.name for one in source.municipalities if one.name in set(full["sted"])]
    return lines(
        "foerste", full.select(serie="sted", x="foerste", y="y"), "Andel, der har fået den første foranstaltning.",
        series=places, x_title="kvartal", y_title="har fået den første", form=".0%",
    )  # fmt: skip


def longest_pause(source: Source) -> Chart | None:
    """How long the longest pause between measures was, a bar a municipality."""
    rows = _careers(source)
    if rows.is_empty():
        return None
    pause = pl.col("laengste_pause")
    grouped = rows.with_columns(
        del_=pl.when(pause == 0).then(pl.lit("ingen")).when(pause <= 2).then(pl.lit("kort"))
        .when(pause <= 4).then(pl.lit("middel")).otherwise(pl.lit("lang"))
    )  # fmt: skip
    counted = grouped.group_by("sted", "del_").agg(n=pl.len())
    counted = counted.select(linje="sted", del_="del_", andel=pl.col("n") / pl.col("n").sum().over("sted")).rename(
        {"del_": "del"}
    )
    places = [one.name for one in source.municipalities if one.name in set(counted["linje"])]
    return bars("pauser", counted, PAUSES, "Den længste pause mellem foranstaltninger i hver kommune.", order=places)


def _careers(source: Source) -> pl.DataFrame:
    """``sted`` (name), ``foerste``, ``laengste_pause`` of the persons with a measure."""
    timing, group = source.read("forloeb", "timing"), source.read("forloeb", "maalgruppe")
    if timing.is_empty() or group.is_empty():
        return pl.DataFrame()
    places = {one.code: one.name for one in source.municipalities}
    rows = timing.join(group.select("person_id", "kommune"), "person_id").filter(pl.col("kommune").is_in(list(places)))
    return rows.drop_nulls("foerste").select(
        "foerste", "laengste_pause", sted=pl.col("kommune").replace_strict(places, return_dtype=pl.String)
    )
