"""How much of the report was reproduced, counted for the last lines of a run and for the report page."""

from dataclasses import dataclass

import duckdb

STATUSES = ("ens", "afviger", "ikke_sammenlignelig", "mangler")

_COUNTS = """
SELECT tabel, count(*) AS celler, {counts}
FROM marts.afstemning GROUP BY tabel
ORDER BY tabel = 'tekst', tabel GLOB 'bilag*', tabel
"""


@dataclass(frozen=True)
class TableSummary:
    """Cells of one printed table (or of the text) by status."""

    tabel: str
    celler: int
    ens: int
    afviger: int
    ikke_sammenlignelig: int
    mangler: int


def summary(con: duckdb.DuckDBPyConnection) -> list[TableSummary]:
    """One entry per table in the order of the report, the running text last; empty for another study."""
    counts = ", ".join(f"count(*) FILTER (status = '{status}') AS {status}" for status in STATUSES)
    return [TableSummary(*row) for row in con.execute(_COUNTS.format(counts=counts)).fetchall()]


def summary_lines(con: duckdb.DuckDBPyConnection) -> list[str]:
    """What the command line says at the end of a run (Danish), tables and text apart."""
    rows = summary(con)
    if not rows:
        return ["Studiet er ikke rapportens eget: der er ingen trykte celler at holde tallene op mod."]
    cells = [row for row in rows if row.tabel != "tekst"]
    lines = [f"Trykte celler: {_sentence(cells)}"]
    lines += [f"  tabel {row.tabel}: {_sentence([row])}" for row in cells if row.ens < row.celler]
    return lines + [f"Udsagn i teksten: {_sentence([row])}" for row in rows if row.tabel == "tekst"]


def _sentence(rows: list[TableSummary]) -> str:
    total = sum(row.celler for row in rows)
    parts = [
        (sum(row.ens for row in rows), "ens"),
        (sum(row.afviger for row in rows), "afviger"),
        (sum(row.ikke_sammenlignelig for row in rows), "ikke sammenlignelige"),
        (sum(row.mangler for row in rows), "mangler"),
    ]
    told = ", ".join(f"{danish_count(number)} {word}" for number, word in parts if number or word == "ens")
    return f"{told} af {danish_count(total)}"


def danish_count(number: int) -> str:
    """A whole number with thousands points."""
    return f"{number:,}".replace(",", ".")
