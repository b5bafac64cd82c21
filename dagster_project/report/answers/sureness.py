"""How sure the groups are: samples of the same persons, other methods, other limits of names, other numbers."""

import polars as pl

from dagster_project.pathways.tables import ALL, POOLED
from dagster_project.report.answers.names import pathway_names
from dagster_project.report.charts import Chart
from dagster_project.report.charts.cells import dots, lines
from dagster_project.report.source import Source

DOUBTFUL = 0.75
"""Hennig (2007): a group whose mean Jaccard similarity in samples is below this is doubtful."""
QUALITY = {"asw": "ASW", "pbc": "PBC", "hg": "HG", "hc": "HC (lav er god)"}


def by_group(source: Source) -> Chart | None:
    """How well each group is found again in samples of the same persons, the worst twentieth as the lower end."""
    rows = source.table("klyngeusikkerhed")
    if rows.is_empty():
        return None
    names, places = pathway_names(source), {one.code: one.name for one in source.municipalities}
    rows = rows.drop_nulls("jaccard_middel").sort("analyse", "kommune", "klynge", descending=[True, False, False])
    rows = rows.select(
        linje=pl.col("kommune").replace({**places, ALL: "Samlet"}) + ", gruppe " + pl.col("klynge").cast(pl.String)
        + ": " + pl.col("forloebstype").replace(names),
        vaerdi=pl.col("jaccard_middel"), nedre=pl.col("jaccard_p5"),
    )  # fmt: skip
    if rows.is_empty():
        return None
    told = f"Genkendelse (Jaccard) af {rows.height} grupper i stikprøver; under {DOUBTFUL} er tvivlsom."
    order = rows["linje"].to_list()
    return dots(
        "genkendt", rows, told, order=order, title="Jaccard, gennemsnit og dårligste tyvendedel", limit=DOUBTFUL
    )


def by_method(source: Source) -> Chart | None:
    """How alike the pooled grouping is to those of other distances and other ways of grouping."""
    rows = source.table("metodefoelsomhed")
    if rows.is_empty():
        return None
    rows = rows.filter(pl.col("analyse") == POOLED).drop_nulls("ari").sort("ari", "metode", descending=[True, False])
    rows = rows.select(linje=pl.col("metode").str.replace_all("_", " ").str.to_uppercase(), vaerdi="ari", nedre="ari")
    if rows.is_empty():
        return None
    told = "Overensstemmelse (justeret Rand-indeks) mellem den viste inddeling og dem, andre metoder giver."
    return dots(
        "metoder", rows, told, order=rows["linje"].to_list(), title="justeret Rand-indeks mod den viste inddeling"
    )


def by_number(source: Source) -> Chart | None:
    """Four measures of quality for every number of groups of the pooled analysis, the chosen one marked."""
    rows = source.table("klyngekvalitet")
    if rows.is_empty():
        return None
    rows = rows.filter((pl.col("analyse") == POOLED) & (pl.col("metode") != "navngivet"))
    chosen = rows.filter(pl.col("valgt")).select(x="k", tekst=pl.lit("valgt"))
    rows = rows.select("k", *QUALITY).unpivot(index="k", variable_name="maal", value_name="y").drop_nulls("y")
    if rows.is_empty():
        return None
    rows = rows.select(serie=pl.col("maal").replace(QUALITY), x="k", y="y").sort("serie", "x")
    told = "Fire mål for kvaliteten ved hvert antal grupper i den samlede analyse."
    return lines(
        "antal", rows, told, series=list(QUALITY.values()), x_title="antal grupper", y_title="mål", form=".1f",
        breaks=chosen,
    )  # fmt: skip


def by_name(source: Source) -> list[tuple[str, float]]:
    """Pathways whose persons get another name when a limit moves a twentieth or two: the most, in percent."""
    rows = source.table("navnefoelsomhed")
    if rows.is_empty():
        return []
    names = pathway_names(source)
    most = rows.filter(pl.col("analyse") == POOLED).group_by("forloebstype").agg(pl.col("andel").max())
    found = dict(most.drop_nulls("andel").filter(pl.col("andel") > 0).iter_rows())
    return [(text, 100 * found[name]) for name, text in names.items() if name in found]
