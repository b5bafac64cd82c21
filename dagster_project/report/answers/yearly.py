"""New pensions against what could be expected, and how long a decision takes: year by year, place by place."""

import polars as pl

from dagster_project.report.answers.trend import FEWEST_YEARS, changes_of_law
from dagster_project.report.charts import Chart
from dagster_project.report.charts.cells import lines
from dagster_project.report.source import Source

COUNTRY = "alle_regioner"


def rates(source: Source) -> Chart | None:
    """New pensions per 1,000, standardised by sex and age, in each municipality and the country."""
    rows = source.table("aarlig")
    told = "Standardiserede nye pensioner pr. 1.000 indbyggere"
    return _by_year(source, "rater", rows, "standardiseret", told, "pr. 1.000", country=True)


def index(source: Source) -> Chart | None:
    """Observed over expected: 1 is what the place's own mix of sex, age, education and origin would give."""
    rows = source.table("aarlig")
    return _by_year(source, "indeks", rows, "indeks", "Nye pensioner over det forventede", "observeret / forventet")


def waiting(source: Source) -> Chart | None:
    """Median days from the beginning of a case to the decision that granted it."""
    rows = source.table("sagstid")
    if not rows.is_empty():
        rows = rows.filter(pl.col("afgoerelse") == "tilkendelse")
    return _by_year(source, "sagstid", rows, "median", "Median af dage til en tilkendelse", "dage", country=True)


def latest_index(source: Source) -> list[tuple[str, int, float, float, float]]:
    """Name, year, index and its interval of each municipality in its last year that is shown."""
    rows = source.table("aarlig")
    if rows.is_empty():
        return []
    names = {one.key: one.name for one in source.municipalities}
    shown = rows.filter(pl.col("kommune").is_in(list(names))).drop_nulls(["indeks", "indeks_nedre", "indeks_oevre"])
    last = shown.sort("aar").group_by("kommune", maintain_order=True).last()
    found = {row["kommune"]: row for row in last.iter_rows(named=True)}
    return [
        (name, found[key]["aar"], found[key]["indeks"], found[key]["indeks_nedre"], found[key]["indeks_oevre"])
        for key, name in names.items()
        if key in found
    ]


def _by_year(  # noqa: PLR0913, PLR0917 - what the picture is of
    source: Source, name: str, rows: pl.DataFrame, figure: str, told: str, axis: str, *, country: bool = False
) -> Chart | None:
    if rows.is_empty():
        return None
    names = {one.key: one.name for one in source.municipalities} | ({COUNTRY: "Landet"} if country else {})
    shown = rows.filter(pl.col("kommune").is_in(list(names))).select(
        serie=pl.col("kommune").replace_strict(names, return_dtype=pl.String), x=pl.col("aar"), y=pl.col(figure)
    )
    if shown.drop_nulls("y")["x"].n_unique() < FEWEST_YEARS:
        return None
    there = set(shown.drop_nulls("y")["serie"])
    series = [text for text in names.values() if text in there]
    shown = shown.filter(pl.col("serie").is_in(series)).sort("serie", "x")
    years = shown["x"].sort()
    text = f"{told}, {years[0]}-{years[-1]}: {', '.join(series)}."
    form = "d" if figure == "median" else ".1f"
    broken = changes_of_law(source).filter(pl.col("x").is_between(years[0], years[-1]))
    return lines(name, shown, text, series=series, x_title="år", y_title=axis, form=form, breaks=broken)
