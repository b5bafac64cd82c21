"""What places, pathways and states are called on the pages, from the code lists of the study."""

from dagster_project.pathways.pictures.palette import legend_of
from dagster_project.report.source import Municipality, Source

MOST_PICTURES = 12
"""Municipalities with pictures of their own; more would make pages slow, and their tables say the same."""


def pictured(source: Source) -> tuple[Municipality, ...]:
    """The municipalities that have pictures of their own: all, or none of too many."""
    return source.municipalities if len(source.municipalities) <= MOST_PICTURES else ()


def pathway_names(source: Source) -> dict[str, str]:
    """The Danish name of each pathway in the order of the list of names."""
    rows = source.read("kode", "forloebsnavn")
    if rows.is_empty():
        return {}
    ordered = rows.sort("raekkefoelge").unique("forloebstype", keep="first", maintain_order=True)
    return dict(ordered.select("forloebstype", "tekst").iter_rows())


def state_parts(source: Source, states: list[str]) -> dict[str, tuple[str, str]]:
    """Label and colour of the states that occur, in the order they are stacked."""
    labels = source.read("kode", "tilstand")
    if not labels.is_empty():
        labels = labels.filter(labels["alfabet"] == source.study.get("alfabet", ""))
        return {state: (text, colour) for state, text, colour in legend_of(sorted(states), labels)}
    return {state: (state, "#777777") for state in sorted(states)}


def all_places(source: Source) -> str:
    """What the municipalities of the study are called together."""
    names = [one.name for one in source.municipalities]
    return names[0] if len(names) == 1 else f"De {len(names)} kommuner tilsammen"


def listed(words: list[str]) -> str:
    """``a, b og c``."""
    return " og ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
