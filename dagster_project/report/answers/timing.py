"""When measures come, as frames: scenarios by place and pathway, activity by quarter, kinds."""

import polars as pl

from dagster_project.pathways.tables import POOLED
from dagster_project.report.answers.names import pathway_names
from dagster_project.report.source import Source

COARSE, FINE = "grov", "fin"
THRESHOLD = 0.75
"""Share of the active quarters that makes a scenario early or late."""
EVERY_KIND = "alle"


def scenarios(source: Source, division: str) -> pl.DataFrame:
    """``sted`` (name), ``vej`` (name), ``del`` (scenario), ``antal``, ``grundlag``, ``andel`` (null suppressed)."""
    rows = source.table("timing_scenarie")
    if rows.is_empty():
        return pl.DataFrame(schema=_schema(["sted", "vej", "del"], ["antal", "grundlag"], ["andel"]))
    places, names = {one.code: one.name for one in source.municipalities}, pathway_names(source)
    kept = (pl.col("analyse") == POOLED) & (pl.col("inddeling") == division) & pl.col("kommune").is_in(list(places))
    return rows.filter(kept & pl.col("forloebstype").is_in(list(names))).select(
        "antal", "grundlag",
        andel=pl.col("antal") / pl.col("grundlag"),
        sted=pl.col("kommune").replace_strict(places, return_dtype=pl.String),
        vej=pl.col("forloebstype").replace_strict(names, return_dtype=pl.String),
        del_=pl.col("scenarie"),
    ).rename({"del_": "del"})  # fmt: skip


def bounded(rows: pl.DataFrame, by: str) -> pl.DataFrame:
    """The scenarios over all pathways (``by="sted"``) or all places (``by="vej"``), as far as the parts are shown.

    Args:
        rows: as `scenarios`.
        by: what remains.

    Returns:
        ``linje``, ``del``, ``mindst`` and ``hoejst`` (0-1): what is hidden may belong to any hidden part.
    """
    over = "vej" if by == "sted" else "sted"
    shown = pl.col("antal").fill_null(0).sum()
    persons = rows.unique([by, over]).group_by(by).agg(alle=pl.col("grundlag").sum())
    parts = rows.with_columns(rest=pl.col("grundlag") - shown.over(by, over)).group_by(by, "del").agg(
        shown.alias("n"), rest=pl.col("rest").filter(pl.col("antal").is_null()).sum()
    )  # fmt: skip
    joined = parts.join(persons, by).filter(pl.col("alle") > 0)
    least = pl.col("n") / pl.col("alle")
    return joined.select("del", linje=pl.col(by), mindst=least, hoejst=least + pl.col("rest") / pl.col("alle"))


def as_bars(found: pl.DataFrame) -> pl.DataFrame:
    """`bounded` as parts of bars: what is shown, and a part without a share where something is hidden."""
    shown = found.filter((pl.col("mindst") > 0) | (pl.col("hoejst") == 0)).select("linje", "del", andel="mindst")
    hidden = found.filter(pl.col("hoejst") > pl.col("mindst")).select("linje", "del", andel=pl.lit(None, pl.Float64))
    return pl.concat([shown, hidden])


def activity(source: Source, analysis: str = POOLED) -> pl.DataFrame:
    """``felt`` (place), ``linje`` (pathway), ``kvartal``, ``andel`` active, all kinds together."""
    rows = _quarters(source, analysis).filter(pl.col("foranstaltning") == EVERY_KIND)
    return rows.select("kvartal", "andel", felt="sted", linje="vej")


def kinds(source: Source) -> pl.DataFrame:
    """``felt`` (place), ``linje`` (kind), ``kvartal``, ``andel`` active, all pathways; null where one is hidden."""
    rows = _quarters(source).filter(pl.col("foranstaltning") != EVERY_KIND)
    if rows["antal"].is_null().all():
        return rows.head(0).select("kvartal", "andel", felt="sted", linje="foranstaltning")
    added = rows.group_by("sted", "foranstaltning", "kvartal").agg(
        antal=pl.when(pl.col("antal").is_not_null().all()).then(pl.col("antal").sum()), alle=pl.col("grundlag").sum()
    )
    labels = {kind: source.labels.text(kind) for kind in added["foranstaltning"].unique()}
    return added.select(
        "kvartal", felt="sted", andel=pl.col("antal") / pl.col("alle"),
        linje=pl.col("foranstaltning").replace_strict(labels, return_dtype=pl.String),
    )  # fmt: skip


def sensitivity(source: Source) -> pl.DataFrame:
    """``graense``, ``scenarie``, ``antal``, ``grundlag``, ``andel``: all municipalities of the study together."""
    rows = source.table("timing_foelsomhed")
    if rows.is_empty():
        return pl.DataFrame(schema=_schema(["scenarie"], ["antal", "grundlag"], ["graense", "andel"]))
    return rows.select("graense", "scenarie", "antal", "grundlag", andel=pl.col("antal") / pl.col("grundlag"))


def kinds_of_scenarios(source: Source) -> pl.DataFrame:
    """``linje`` (kind), ``serie`` (scenario), ``andel`` of the scenario's measures, over every place."""
    rows = source.table("timing_foranstaltning")
    if rows.is_empty():
        return pl.DataFrame(schema=_schema(["linje", "serie"], [], ["andel"]))
    places = [one.code for one in source.municipalities]
    kept = (pl.col("analyse") == POOLED) & (pl.col("inddeling") == COARSE) & ~pl.col("kommune").is_in(places)
    rows = rows.filter(kept & (pl.col("foranstaltning") != EVERY_KIND)).filter(pl.col("forloebstype") == EVERY_KIND)
    labels = {kind: source.labels.text(kind) for kind in rows["foranstaltning"].unique()}
    return rows.select(
        "andel", serie="scenarie",
        linje=pl.col("foranstaltning").replace_strict(labels, return_dtype=pl.String),
    )  # fmt: skip


def _quarters(source: Source, analysis: str = POOLED) -> pl.DataFrame:
    rows = source.table("timing_kvartal")
    if rows.is_empty():
        texts, whole = ["sted", "vej", "foranstaltning"], ["kvartal", "antal", "grundlag"]
        return pl.DataFrame(schema=_schema(texts, whole, ["andel"]))
    places, names = {one.code: one.name for one in source.municipalities}, pathway_names(source)
    kept = (pl.col("analyse") == analysis) & pl.col("kommune").is_in(list(places))
    return rows.filter(kept & pl.col("forloebstype").is_in(list(names))).select(
        "kvartal", "antal", "grundlag", "foranstaltning",
        andel=pl.col("antal") / pl.col("grundlag"),
        sted=pl.col("kommune").replace_strict(places, return_dtype=pl.String),
        vej=pl.col("forloebstype").replace_strict(names, return_dtype=pl.String),
    )  # fmt: skip


def _schema(texts: list[str], whole: list[str], broken: list[str]) -> dict[str, pl.DataType]:
    """Columns of a table that the run has none of."""
    found: dict[str, pl.DataType] = {}
    for names, kind in ((texts, pl.String()), (whole, pl.Int64()), (broken, pl.Float64())):
        found |= dict.fromkeys(names, kind)
    return found
