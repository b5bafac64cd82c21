"""The names of the report table's counts, from what each table declares of itself (`words.tables`)."""

import re

from dagster_project.words.counts import Count
from dagster_project.words.tables import TABLES, Table

_PART = re.compile(r"({\w+})")
_UNDECLARED = "struct_pack(familie := 'anden:' || tabel, led := '', sted := kolonne, del := raekke || ':' || statistik)"
_COLUMNS = {
    "{tabel}": "tabel",
    "{raekke}": "raekke",
    "{kolonne}": "kolonne",
    "{foer_kolon}": "split_part(kolonne, ':', 1)",
    "{efter_kolon}": "split_part(kolonne, ':', 2)",
}


def name_of_cells(role: str) -> str:
    """SQL that gives the name (a struct) of what a row of the report table counts in a role.

    A table that is not declared gets names that bind it to no other, and is withheld for that (see `withhold`).
    """
    cases = [_case(table, count) for table in TABLES for count in table.counts if count.role == role]
    return "case\n" + "\n".join([*cases, f"        else {_UNDECLARED}"]) + "\nend"


def _case(table: Table, count: Count) -> str:
    keys = {"raekke": count.row, "kolonne": count.column, "statistik": count.statistic}
    of_table = f"starts_with(tabel, '{table.number}_')" if table.by_place else f"tabel = '{table.number}'"
    holds = " and ".join([of_table, *(f"{key} = '{value}'" for key, value in keys.items() if value)])
    parts = zip(("familie", "led", "sted", "del"), count.name, strict=True)
    named = ", ".join(f"{part} := {_spelled(word, table)}" for part, word in parts)
    return f"        when {holds} then struct_pack({named})"


def _spelled(word: str, table: Table) -> str:
    """A part of a name as SQL: fixed words and columns put together."""
    columns = _COLUMNS | {"{kommune}": f"tabel[{len(table.number) + 2}:]"}
    pieces = [columns.get(piece, f"'{piece}'") for piece in _PART.split(word) if piece]
    return " || ".join(pieces) or "''"
