"""Means that are not released: those of too few persons, and those that would give the mean of too few away."""

from collections import defaultdict
from contextlib import suppress

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray

from dagster_project.disclosure.cells import SQL as COUNT_SQL
from dagster_project.disclosure.cells import query_of
from dagster_project.disclosure.relations import FOUR, Name
from dagster_project.disclosure.system import System

MEAN_SQL = COUNT_SQL.with_name("sql_gennemsnit")
SCHEMA = {"nr": pl.Int64, "skjul": pl.Boolean, "skjul_grundlag": pl.Boolean}

# 6.3 is over those with a record of the year and 6.1 over those in BEF: no table says how many they are.
_WITH_RECORD = """
SELECT kolonne, count({column}) FROM intermediate.int_person__kolonne
LEFT JOIN intermediate.{table} USING (person_id) GROUP BY ALL
"""
_RECORDS = {
    "bruttoindkomst": ("int_person__oekonomi", "brutto"),
    "ledighedsgrad": ("int_person__oekonomi", "ledighedsgrad"),
    "alder": ("int_person", "alder"),
}


def means_to_hide(
    con: duckdb.DuckDBPyConnection, system: System, suppressed: NDArray[np.bool_], min_cell: int, table: str
) -> pl.DataFrame:
    """``nr``, ``skjul``, ``skjul_grundlag`` of every row of ``table`` that is a mean (or the mark of 7.1)."""
    file = MEAN_SQL / f"{table}.sql"
    if not file.exists():
        return pl.DataFrame(schema=SCHEMA)
    rows = con.sql(query_of(file, "marts")).pl().unnest("navn")
    with_record = _persons_with_record(con)
    place = {name: i for i, name in enumerate(system.names)}
    means: dict[tuple[str, str], dict[str, tuple[int, int, bool]]] = defaultdict(dict)
    for number, family, led, where, part, measure in rows.iter_rows():
        base = place.get((family, led, where, part))
        persons = with_record.get((measure, where), int(system.values[base]) if base is not None else 0)
        few = persons < min_cell or base is None or bool(suppressed[base])
        means[measure, led][where] = (
            number,
            persons,
            few or _leaves_few(system, place, (family, led, where, part), min_cell),
        )
    hidden = {number: few for group in means.values() for number, few in _with_parts(group, min_cell).items()}
    return pl.DataFrame(
        {"nr": list(hidden), "skjul": list(hidden.values()), "skjul_grundlag": [False] * len(hidden)}, schema=SCHEMA
    )


def _persons_with_record(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for measure, (table, column) in _RECORDS.items():
        with suppress(duckdb.CatalogException):
            query = _WITH_RECORD.format(table=table, column=column)
            found |= {(measure, place): int(n) for place, n in con.execute(query).fetchall()}
    return found


def _leaves_few(system: System, place: dict[Name, int], name: Name, min_cell: int) -> bool:
    """Whether a region without the study's municipalities is too few: its mean would follow from theirs."""
    rest = place.get((name[0], name[1], f"resten af {name[2]}", name[3]))
    return rest is not None and 0 < int(system.values[rest]) < min_cell


def _with_parts(group: dict[str, tuple[int, int, bool]], min_cell: int) -> dict[int, bool]:
    """One mean by place: where the whole is shown and the hidden parts are too few together, the next part goes too."""
    hidden = {number: few for number, _, few in group.values()}
    whole = group.get(FOUR)
    smallest = sorted((persons, place) for place, (_, persons, _) in group.items() if _is_part(place) and persons)
    parts = [(persons, group[place][0]) for persons, place in smallest]
    if whole and not whole[2]:
        left = sum(persons for persons, number in parts if hidden[number])
        for persons, number in parts:
            if 0 < left < min_cell and not hidden[number]:
                hidden[number] = True
                left += persons
    return hidden


def _is_part(place: str) -> bool:
    return not place.startswith(("alle_", "region_", "oevrig"))
