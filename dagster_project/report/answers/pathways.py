"""The pathways as frames for their pictures: sizes, states, portraits, and how sure the groups are."""

import polars as pl

from dagster_project.report.answers.names import pathway_names
from dagster_project.report.source import Source
from dagster_project.words.tables import FOUR

POOLED_SIZES = "7.2_samlet"
PORTRAIT = {
    ("koen", "kvinder"): "Kvinder",
    ("aldersgruppe", "under_25"): "Under 25 år",
    ("aldersgruppe", "alder_25_35"): "25-35 år",
    ("aldersgruppe", "alder_36_45"): "36-45 år",
    ("aldersgruppe", "alder_46_55"): "46-55 år",
    ("aldersgruppe", "over_55"): "Over 55 år",
    ("civilstand", "gift"): "Gift",
    ("uddannelse", "grundskole"): "Grundskole",
    ("uddannelse", "erhvervsfaglig"): "Erhvervsuddannelse",
    ("diagnosegruppe", "psykiske_lidelser"): "Psykisk lidelse",
    ("diagnosegruppe", "bevaegeapparat"): "Bevægeapparat",
    ("psykofarmaka", "ja"): "Psykofarmaka i året før",
    ("foraelder_foertidspension", "ja"): "Forælder på førtidspension",
}
"""Characteristics and categories of the portraits, and what they are called."""


def sizes(source: Source) -> pl.DataFrame:
    """``sted`` (key), ``del`` (pathway), ``andel`` (0-1, null suppressed), ``antal``: the pooled analysis."""
    cells = source.table("rapporttabel")
    if cells.is_empty():
        return pl.DataFrame(schema={"sted": pl.String, "del": pl.String, "andel": pl.Float64, "antal": pl.Int64})
    rows = cells.filter((pl.col("tabel") == POOLED_SIZES) & (pl.col("statistik") == "percent"))
    return rows.filter(pl.col("raekke") != "alle").select(
        "antal", sted=pl.col("kolonne"), del_=pl.col("raekke"), andel=pl.col("antal") / pl.col("grundlag")
    ).rename({"del_": "del"})  # fmt: skip


def states(source: Source, analysis: str, place: str) -> pl.DataFrame:
    """``felt`` (name of the pathway), ``kvartal``, ``del`` (state), ``andel``: one analysis of one place."""
    rows = source.table("tilstandsfordeling")
    names = pathway_names(source)
    if rows.is_empty():
        return pl.DataFrame(schema={"felt": pl.String, "kvartal": pl.Int64, "del": pl.String, "andel": pl.Float64})
    return rows.filter((pl.col("analyse") == analysis) & (pl.col("kommune") == place)).select(
        "kvartal", "andel", felt=pl.col("forloebstype").replace(names), del_=pl.col("tilstand")
    ).rename({"del_": "del"})  # fmt: skip


def portrait(source: Source) -> pl.DataFrame:
    """``linje`` (characteristic), ``kolonne`` (name of the pathway), ``andel``: the pooled analysis, all places."""
    rows = source.table("forloebstype_karakteristik")
    if rows.is_empty():
        return pl.DataFrame(schema={"linje": pl.String, "kolonne": pl.String, "andel": pl.Float64})
    wanted = pl.DataFrame(
        [(at, *keys, text) for at, (keys, text) in enumerate(PORTRAIT.items())],
        schema=["plads", "egenskab", "kategori", "linje"], orient="row",
    )  # fmt: skip
    pooled = rows.filter((pl.col("analyse") == "samlet") & (pl.col("kommune") == FOUR))
    return (
        pooled.join(wanted, ["egenskab", "kategori"])
        .sort("plads", "forloebstype")
        .select(
            "linje",
            kolonne=pl.col("forloebstype").replace(pathway_names(source)),
            andel=pl.col("antal") / pl.col("grundlag"),
        )
    )


def lengths(source: Source) -> pl.DataFrame:
    """``forloebstype, kategori`` (state), ``vaerdi`` (mean quarters): the pooled analysis, all places."""
    rows = source.table("forloebstype_karakteristik")
    if rows.is_empty():
        return pl.DataFrame(schema={"forloebstype": pl.String, "kategori": pl.String, "vaerdi": pl.Float64})
    kept = (pl.col("analyse") == "samlet") & (pl.col("kommune") == FOUR) & (pl.col("egenskab") == "kvartaler")
    return rows.filter(kept).drop_nulls("vaerdi").select("forloebstype", "kategori", "vaerdi")
