"""The counts behind the printed tables: measures by municipality, pathway and type; persons by number of measures."""

import csv
from dataclasses import dataclass
from functools import cache

from dagster_project.settings import CODE_LISTS, PUBLISHED_TABLES
from synthetic.careers.planted import MUNICIPALITIES

# The tables of measures by pathway, in the order of chapter 7.
PATHWAY_OF_TABLE = {
    "7.3": "kortvarig_kontanthjaelp",
    "7.4": "langvarig_kontanthjaelp",
    "7.5": "pendler",
    "7.6": "loenmodtager_syg",
    "7.7": "fleksjobvisiteret",
}


@dataclass(frozen=True)
class Band:
    """Persons of one municipality with ``low`` to ``high`` measures."""

    low: int
    high: int
    persons: int


@cache
def kinds() -> dict[str, str]:
    """FORANST of every type that counts (LAB), by its key."""
    with (CODE_LISTS / "foranst.csv").open(encoding="utf-8", newline="") as file:
        return {row["foranstaltning"]: row["foranst"] for row in csv.DictReader(file) if row["lab"] == "J"}


@cache
def measures_of_pathway() -> dict[tuple[str, str], dict[str, int]]:
    """(municipality key, pathway) -> type key -> number of measures; groups that do not exist are absent."""
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for row in _derived():
        if row["table"] in PATHWAY_OF_TABLE:
            group = (row["column_key"], PATHWAY_OF_TABLE[row["table"]])
            counts.setdefault(group, {})[row["row_key"]] = int(row["count_min"])
    return counts


def bands(municipality: str) -> list[Band]:
    """The bands of table 6.7, with the persons in each."""
    found = []
    for row in _derived():
        if row["table"] == "6.7" and row["column_key"] == municipality:
            low, high = row["row_key"].removeprefix("foranstaltninger_").split("_")
            found.append(Band(int(low), int(high), int(row["count_min"])))
    return found


def municipalities() -> list[str]:
    """Keys of the four, in the order of the study."""
    return list(MUNICIPALITIES.values())


@cache
def _derived() -> tuple[dict[str, str], ...]:
    with (PUBLISHED_TABLES / "derived_counts.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
