"""What the page says under a table of the registers that it rests on: which period they cover, as the gate measured."""

from collections.abc import Iterator

import duckdb

from dagster_project.report.contents import rows_of

CHECKS = ("periode_daekket", "periode_tynd", "aarets_daekning")
_PERIODS = """
SELECT emne, udfald, fundet, forventet LIKE '%ændret for studiet%' AS egen, forventet FROM kvalitet.gate
WHERE navn IN (SELECT unnest(?::VARCHAR[])) AND udfald <> 'ikke_relevant'
ORDER BY emne, navn
"""
_SPELT = {"førtidspension": "foertidspension"}


def read_periods(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Lines of text by register; a limit that was changed for this study alone is told."""
    told: dict[str, list[str]] = {}
    for register, verdict, found, own, limit in rows_of(con, _PERIODS, [list(CHECKS)]):
        _, _, covered = found.partition(": ")
        line = f"{register.upper()}: {covered or found}"
        if register in {"bef", "ind", "idap", "udda"}:
            line = f"{register.upper()}: {found}"
        if verdict != "bestaaet":
            line += " (advarsel)"
        if own:
            line += f" ({limit})"
        if line not in told.setdefault(register, []):
            told[register].append(line)
    return told


def of_source(source: str, periods: dict[str, list[str]]) -> list[str]:
    """The lines of the registers that a table's source names, in its order."""
    return list(_lines(source, periods))


def _lines(source: str, periods: dict[str, list[str]]) -> Iterator[str]:
    for name in source.lower().split(","):
        yield from periods.get(_SPELT.get(name.strip(), name.strip()), [])
