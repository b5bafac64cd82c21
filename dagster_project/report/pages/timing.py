"""When measures come."""

from typing import Any

import polars as pl

from dagster_project.pathways.tables import POOLED, SEPARATE
from dagster_project.report.answers import timing as answers
from dagster_project.report.answers.careers import first_measure, longest_pause
from dagster_project.report.answers.names import pathway_names
from dagster_project.report.answers.scenarios import when_they_come
from dagster_project.report.charts import Chart
from dagster_project.report.charts.cells import heat, lines
from dagster_project.report.charts.colours import SCENARIOS
from dagster_project.report.charts.shares import bars
from dagster_project.report.source import Edition, Source


def timing(source: Source) -> dict[str, Any]:
    """What `timing.html.j2` shows."""
    inside = source.edition is Edition.INTERNAL
    return {
        "svar": when_they_come(source),
        "steder": place_chart(source),
        "veje": _pathway_chart(source),
        "hver": _each_chart(source),
        "fine": _fine_chart(source),
        "aktivitet": activity_chart(source),
        "aktivitet_egne": activity_chart(source, SEPARATE),
        "slags": _kind_chart(source),
        "slags_kvartal": _kind_quarter_chart(source),
        "foelsomhed": _sensitivity_chart(source),
        "foerste": first_measure(source) if inside else None,
        "pauser": longest_pause(source) if inside else None,
        "graense": answers.THRESHOLD,
    }


def place_chart(source: Source) -> Chart | None:
    """The scenarios of each municipality, all pathways together."""
    rows = answers.as_bars(answers.bounded(answers.scenarios(source, answers.COARSE), "sted"))
    return _scenario_bars("steder", rows, [one.name for one in source.municipalities], "hver kommune")


def _pathway_chart(source: Source) -> Chart | None:
    rows = answers.as_bars(answers.bounded(answers.scenarios(source, answers.COARSE), "vej"))
    return _scenario_bars("veje", rows, list(pathway_names(source).values()), "hver vej, alle kommuner")


def _fine_chart(source: Source) -> Chart | None:
    rows = answers.as_bars(answers.bounded(answers.scenarios(source, answers.FINE), "vej"))
    return _scenario_bars("fine", rows, list(pathway_names(source).values()), "hver vej, finere inddelt")


def _scenario_bars(name: str, rows: pl.DataFrame, order: list[str], what: str) -> Chart | None:
    there = [line for line in order if line in set(rows["linje"])]
    if not there:
        return None
    return bars(name, rows, _parts(rows), f"Hvornår foranstaltningerne kommer i {what}.", order=there)


def _parts(rows: pl.DataFrame) -> dict[str, tuple[str, str]]:
    """Only the scenarios that occur: the coarse division and the fine one share some."""
    there = set(rows["del"])
    return {name: look for name, look in SCENARIOS.items() if name in there}


def _each_chart(source: Source) -> Chart | None:
    """Municipality by pathway."""
    rows = answers.scenarios(source, answers.COARSE).select("del", "andel", linje="vej", felt="sted")
    if rows.is_empty() or len(source.municipalities) < 2:
        return None
    there = set(rows["linje"])
    order = [text for text in pathway_names(source).values() if text in there]
    places = [one.name for one in source.municipalities]
    told = f"Hvornår foranstaltningerne kommer på hver vej i {', '.join(places)}."
    return bars("hver", rows, _parts(rows), told, order=order, facet="felt", facets=places)


def activity_chart(source: Source, analysis: str = POOLED) -> Chart | None:
    """Share with a measure by quarter, pathway and municipality, of one of the analyses."""
    rows = answers.activity(source, analysis)
    order = [text for text in pathway_names(source).values() if text in set(rows["linje"])]
    return _by_quarter(
        f"aktivitet_{analysis}", rows, order, source, "Andel med en foranstaltning i kvartalet på hver vej"
    )


def _kind_quarter_chart(source: Source) -> Chart | None:
    rows = answers.kinds(source)
    order = sorted(set(rows["linje"]))
    return _by_quarter("slags_kvartal", rows, order, source, "Andel med hver slags foranstaltning i kvartalet")


def _by_quarter(name: str, rows: pl.DataFrame, order: list[str], source: Source, told: str) -> Chart | None:
    if rows.is_empty() or rows["andel"].is_null().all():
        return None
    columns = [str(quarter) for quarter in range(1, int(str(rows["kvartal"].max())) + 1)]
    rows = rows.with_columns(kolonne=pl.col("kvartal").cast(pl.String)).drop("kvartal")
    places = [one.name for one in source.municipalities if one.name in set(rows["felt"])]
    return heat(
        name, rows, f"{told}, {', '.join(places)}.", order=order, columns=columns, facets=places, axis="kvartal"
    )


def _kind_chart(source: Source) -> Chart | None:
    """What kinds each scenario is made of."""
    rows = answers.kinds_of_scenarios(source)
    there = [key for key in SCENARIOS if key in set(rows["serie"]) and key != "ingen"]
    if not there or rows["andel"].is_null().all():
        return None
    labels = {key: SCENARIOS[key][0] for key in there}
    rows = rows.filter(pl.col("serie").is_in(there) & pl.col("andel").is_not_null().any().over("linje")).select(
        "linje", "andel", kolonne=pl.col("serie").replace_strict(labels, return_dtype=pl.String)
    )
    order = (
        rows.group_by("linje")
        .agg(pl.col("andel").sum())
        .sort("andel", "linje", descending=[True, False])["linje"]
        .to_list()
    )
    told = "Hvilke slags foranstaltninger hvert scenarie består af, i procent af scenariets foranstaltninger."
    return heat("slags", rows, told, order=order, columns=list(labels.values()), words=True)


def _sensitivity_chart(source: Source) -> Chart | None:
    rows = answers.sensitivity(source)
    there = [key for key in SCENARIOS if key in set(rows["scenarie"])]
    if not there:
        return None
    labels = {key: SCENARIOS[key][0] for key in there}
    colours = [SCENARIOS[key][1] if key != "ingen" else "#57606a" for key in there]
    rows = rows.sort("scenarie", "graense").select(
        serie=pl.col("scenarie").replace_strict(labels, return_dtype=pl.String), x="graense", y="andel"
    )
    return lines(
        "foelsomhed", rows, "Andel i hvert scenarie, når grænsen flyttes.",
        series=list(labels.values()), colours=colours,
        x_title="grænse: så stor en del af de aktive kvartaler", y_title="andel af personerne", form=".0%",
        breaks=pl.DataFrame({"x": [answers.THRESHOLD], "tekst": ["valgt"]}),
    )  # fmt: skip
