"""The names of the report table's counts, from what each table declares of itself (`words.tables`)."""

import re

import duckdb

from dagster_project.errors import UnexpectedFailure
from dagster_project.words.counts import Count
from dagster_project.words.tables import TABLES, Table, table_of

_PART = re.compile(r"({\w+})")
_COLUMNS = {"{tabel}": "tabel", "{raekke}": "raekke", "{kolonne}": "kolonne"}


def name_of_cells(role: str) -> str:
    """SQL that gives the name (a struct) of what a row of the report table counts in a role.

    It has no answer of its own for a table that is not declared: `require_declared_cells` stops before.
    """
    cases = [_case(table, count) for table in TABLES for count in table.counts if count.role == role]
    return "case\n" + "\n".join(cases) + "\nend"


def require_declared_cells(con: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Refuse to release a report table with cells of a table that nobody has declared.

    Its counts would be linked to no other table, and give away what those hide.

    Raises:
        UnexpectedFailure: naming the tables; the gate `forloeb` stops a run before it comes here.
    """
    found = con.execute(f"SELECT DISTINCT tabel FROM {schema}.rapporttabel ORDER BY tabel").fetchall()
    if unknown := [tabel for (tabel,) in found if table_of(tabel) is None]:
        raise UnexpectedFailure(
            f"kun erklærede tabeller i {schema}.rapporttabel",
            f"uden erklæring: {', '.join(unknown)}",
            "diskretioneringen",
            "erklær tabellen i dagster_project/words/tables.py (se docs/how-to/table.md)",
        )


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
