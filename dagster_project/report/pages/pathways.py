"""The pathways side by side, and how sure they are."""

from typing import Any

import polars as pl

from dagster_project.pathways.tables import POOLED, SEPARATE
from dagster_project.report.answers.names import all_places, pathway_names, pictured, state_parts
from dagster_project.report.answers.pathways import portrait, sizes, states
from dagster_project.report.answers.portraits import described
from dagster_project.report.answers.sureness import by_group, by_method, by_name, by_number
from dagster_project.report.charts import Chart
from dagster_project.report.charts.cells import heat
from dagster_project.report.charts.colours import SERIES
from dagster_project.report.charts.sequence import ribbons
from dagster_project.report.charts.shares import areas, bars
from dagster_project.report.groups import read_groups
from dagster_project.report.source import Source
from dagster_project.words.tables import FOUR


def pathways(source: Source) -> dict[str, Any]:
    """What `veje.html.j2` shows."""
    return {
        "alle": all_places(source),
        "stoerrelse": size_chart(source),
        "fordeling": state_chart(source, POOLED, FOUR, "samlet"),
        "typisk": _typical_chart(source),
        "egne": [
            (one, chart)
            for one in pictured(source)
            if (chart := state_chart(source, SEPARATE, one.key, one.key)) is not None
        ],
        "portraet": _portrait_chart(source),
        "beskrevet": described(source),
        "grupper": read_groups(source),
        "antal": by_number(source),
        "genkendt": by_group(source),
        "metoder": by_method(source),
        "navne": by_name(source),
    }


def size_chart(source: Source) -> Chart | None:
    """How the pathways divide each municipality, by the one yardstick of the pooled analysis."""
    found, names = sizes(source), pathway_names(source)
    places = {one.key: one.name for one in source.municipalities}
    if len(places) > 1:
        places[FOUR] = all_places(source)
    rows = found.filter(pl.col("sted").is_in(list(places)))
    if rows.is_empty():
        return None
    rows = rows.with_columns(linje=pl.col("sted").replace_strict(places, return_dtype=pl.String))
    there = [name for name in names if name in set(rows["del"])]
    parts = {name: (names[name], SERIES[at % len(SERIES)]) for at, name in enumerate(there)}
    told = f"Andel af hver vej i {', '.join(places.values())}, den samlede analyse."
    return bars("stoerrelse", rows, parts, told, order=list(places.values()))


def state_chart(source: Source, analysis: str, place: str, name: str) -> Chart | None:
    """Benefits quarter by quarter on each pathway of one analysis; ``name`` is the last part of the chart's."""
    rows = states(source, analysis, place)
    if rows.is_empty():
        return None
    there = set(rows["felt"])
    facets = [text for text in pathway_names(source).values() if text in there] or sorted(there)
    where = source.labels.text(place) if analysis == SEPARATE else "den samlede analyse"
    told = f"Ydelser kvartal for kvartal på hver vej, {where}: {', '.join(facets)}."
    parts = state_parts(source, rows["del"].unique().to_list())
    return areas(f"fordeling_{name}", rows, parts, told, facets=facets, quarters=int(rows["kvartal"].max() or 1))  # type: ignore[arg-type]


def _typical_chart(source: Source) -> Chart | None:
    """The most frequent state of each quarter on each pathway of the pooled analysis, where that is shown."""
    rows, names = source.table("typisk_forloeb"), pathway_names(source)
    if rows.is_empty():
        return None
    rows = rows.filter((pl.col("analyse") == POOLED) & pl.col("forloebstype").is_in(list(names)))
    rows = rows.drop_nulls("modal_tilstand").select("kvartal", "forloebstype", "modal_tilstand")
    if rows.is_empty():
        return None
    rows = rows.select(
        "kvartal", pl.col("forloebstype").replace(names).alias("linje"), pl.col("modal_tilstand").alias("del")
    )
    order = [text for text in names.values() if text in set(rows["linje"])]
    told = f"Den hyppigste ydelse i hvert kvartal på hver vej: {', '.join(order)}."
    return ribbons("typisk", rows, state_parts(source, rows["del"].unique().to_list()), told, order=order)


def _portrait_chart(source: Source) -> Chart | None:
    rows = portrait(source)
    if rows.is_empty():
        return None
    there = set(rows["kolonne"])
    columns = [text for text in pathway_names(source).values() if text in there]
    lines = rows["linje"].unique(maintain_order=True).to_list()
    told = f"Hvem der går hver vej: {', '.join(lines)} for {', '.join(columns)}."
    return heat("portraet", rows, told, order=lines, columns=columns, words=True)
