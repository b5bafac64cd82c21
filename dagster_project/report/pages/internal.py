"""What stays inside: one line a person, and the way to the other pages with small numbers."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from dagster_project.pathways.tables import ALL, POOLED, SEPARATE
from dagster_project.report.answers.names import all_places, pathway_names, state_parts
from dagster_project.report.source import Source

PICTURES = "billeder"
"""Folder beside the pages where the pictures of single persons lie."""


@dataclass(frozen=True)
class Picture:
    """The index plot of one pathway: its file, its name, and how many persons it shows."""

    file: str
    pathway: str
    persons: int


def internal(source: Source) -> dict[str, Any]:
    """What `intern.html.j2` shows."""
    groups = source.read("forloeb", "gruppe")
    analyses = [(POOLED, ALL, f"{all_places(source)}, den samlede analyse")]
    analyses += [(SEPARATE, one.code, f"{one.name}, egen analyse") for one in source.municipalities]
    shown = [(text, _pictures(source, groups, analysis, place)) for analysis, place, text in analyses]
    return {
        "analyser": [(text, pictures) for text, pictures in shown if pictures],
        "tegn": _legend(source),
        "kvartaler": source.study.get("kvartaler", ""),
    }


def _pictures(source: Source, groups: pl.DataFrame, analysis: str, place: str) -> list[Picture]:
    if groups.is_empty():
        return []
    rows = groups.filter(pl.col("analyse") == analysis)
    rows = rows if place == ALL else rows.filter(pl.col("kommune") == place)
    persons = dict(rows.group_by("forloebstype").len().iter_rows())
    found = [
        Picture(f"{PICTURES}/{analysis}_{place}_{name}.png", text, persons[name])
        for name, text in pathway_names(source).items()
        if name in persons
    ]
    return [one for one in found if (source.folder / one.file).is_file()]


def _legend(source: Source) -> list[tuple[str, str]]:
    """Label and colour of the states that occur."""
    rows = source.read("forloeb", "kvartal")
    states = [] if rows.is_empty() else rows["tilstand"].drop_nulls().unique().to_list()
    return list(state_parts(source, states).values())
