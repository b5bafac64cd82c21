"""Counts that are already bound, looked up by what relations between tables need them for."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import duckdb

from dagster_project.disclosure.relations import Builder, Name


def by_place(builder: Builder, family: str) -> dict[str, dict[str, Name]]:
    """Counts of everybody by place and part."""
    found: dict[str, dict[str, Name]] = defaultdict(dict)
    for name in builder.values:
        if name[0] == family and name[1] == "":
            found[name[2]][name[3]] = name
    return found


def totals_by_place(builder: Builder, family: str) -> Iterator[tuple[str, dict[str, Name]]]:
    """(place, part -> total over the pathways) of each analysis, without the base."""
    found: dict[tuple[str, str], dict[str, Name]] = defaultdict(dict)
    for (analysis, own, place, part), total in builder.totals.items():
        if own == family and part != "alle":
            found[analysis, place][part] = total
    return ((place, parts) for (_, place), parts in found.items())


def rows_of(con: duckdb.DuckDBPyConnection, query: str, values: list[str] | None = None) -> list[tuple[Any, ...]]:
    """The rows of a code list, or none where it is not there."""
    try:
        return con.execute(query, values or []).fetchall()
    except duckdb.CatalogException:
        return []
