"""Our municipality against the others and the country."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from dagster_project.report.answers.differences import differences
from dagster_project.report.answers.names import pictured
from dagster_project.report.answers.sentences import most_different
from dagster_project.report.answers.trend import trend
from dagster_project.report.answers.yearly import index, latest_index, rates, waiting
from dagster_project.report.charts import Chart
from dagster_project.report.charts.cells import strip
from dagster_project.report.source import Municipality, Source

MOST_LINES = 24
"""Characteristics of a picture; the table beside it has them all."""


@dataclass(frozen=True)
class Section:
    """One municipality: the sentence, the picture (None where there is nothing to compare, or too many), the lines."""

    place: Municipality
    answer: str
    picture: Chart | None
    lines: list[dict[str, Any]]


def municipality(source: Source) -> dict[str, Any]:
    """What `kommune.html.j2` shows."""
    found = differences(source)
    drawn = _drawn_lines(found)
    return {
        "afsnit": [_section(source, found, drawn if pictured(source) else [], one) for one in source.municipalities],
        "vist": len(drawn),
        "ialt": found["linje"].n_unique() if not found.is_empty() else 0,
        "mod_landet": bool(found.height) and bool((found["mod"] == "landet").all()),
        "udvikling": trend(source),
        "rater": rates(source),
        "indeks": index(source),
        "seneste": latest_index(source),
        "sagstid": waiting(source),
    }


def _drawn_lines(found: pl.DataFrame) -> list[str]:
    """The lines in which any municipality is farthest away, in the order of the tables."""
    farthest = found.drop_nulls("forskel").group_by("plads", "tema", "linje").agg(pl.col("forskel").abs().max())
    kept = farthest.sort("forskel", "plads", descending=[True, False]).head(MOST_LINES).sort("plads")
    return [_line(tema, linje) for tema, linje in kept.select("tema", "linje").iter_rows()]


def _line(theme: str, line: str) -> str:
    return theme if theme == line else f"{theme}: {line}"


def _section(source: Source, found: pl.DataFrame, drawn: list[str], place: Municipality) -> Section:
    mine = found.filter(pl.col("sted") == place.key).sort("plads")
    return Section(place, most_different(mine, place.name), _picture(source, found, drawn, place), mine.to_dicts())


def _picture(source: Source, found: pl.DataFrame, drawn: list[str], place: Municipality) -> Chart | None:
    names = {one.key: one.name for one in source.municipalities}
    shown = found.drop_nulls("forskel").with_columns(
        linje=pl.when(pl.col("tema") == pl.col("linje")).then("tema").otherwise(pl.format("{}: {}", "tema", "linje")),
        kommune=pl.col("sted").replace_strict(names, return_dtype=pl.String),
        hvem=pl.when(pl.col("sted") == place.key).then(pl.lit("valgt")).otherwise(pl.lit("andre")),
    )
    shown = shown.filter(pl.col("linje").is_in(drawn))
    mine = shown.filter(pl.col("hvem") == "valgt")
    if mine.is_empty():
        return None
    country = mine.filter((pl.col("mod") == "oevrige") & pl.col("landet").is_not_null()).select(
        "linje", kommune=pl.lit("Landet"), hvem=pl.lit("landet"), forskel=pl.col("landet") - pl.col("de_oevrige")
    )
    columns = ["linje", "hvem", "kommune", "forskel", "nedre", "oevre"]
    rows = pl.concat([shown.select(columns), country], how="diagonal")
    against = "landet" if (mine["mod"] == "landet").all() else "de øvrige kommuner"
    told = f"Hvor langt {place.name} er fra {against} for {len(drawn)} kendetegn, i procentpoint."
    return strip(f"forskel_{place.key}", rows, told, order=drawn, against=against)
