"""What stands in quarantine: rule, column, count, files and lines, never a value."""

from dataclasses import dataclass
from datetime import date

import duckdb

_RUNS = """
WITH nummereret AS (
    SELECT register, leverance, fil, regel, kolonne, linje, linje - row_number() OVER (
        PARTITION BY register, leverance, fil, regel, kolonne ORDER BY linje) AS rad
    FROM kvalitet.karantaene
    WHERE $register IS NULL OR register = $register
),
raekke AS (
    SELECT register, leverance, fil, regel, kolonne, count(*) AS raekker, min(linje) AS fra, max(linje) AS til
    FROM nummereret GROUP BY register, leverance, fil, regel, kolonne, rad
)
SELECT register, leverance, fil, regel, kolonne, sum(raekker)::BIGINT, list([fra, til] ORDER BY fra)
FROM raekke GROUP BY register, leverance, fil, regel, kolonne
ORDER BY register, leverance, encode(fil), regel, kolonne
"""


@dataclass(frozen=True)
class QuarantinedLines:
    """Rows of one file that broke one rule in one column."""

    register: str
    leverance: date
    fil: str
    regel: str
    kolonne: str
    raekker: int
    linjer: tuple[tuple[int, ...], ...]
    """First and last of each run of lines that follow each other."""


def quarantined_lines(con: duckdb.DuckDBPyConnection, register: str | None = None) -> list[QuarantinedLines]:
    """What `kvalitet.karantaene` lists, one register or all, in order of register, delivery, file and rule."""
    found = con.execute(_RUNS, {"register": register}).fetchall()
    return [
        QuarantinedLines(str(name), leverance, fil, regel, kolonne, raekker, tuple(map(tuple, linjer)))
        for name, leverance, fil, regel, kolonne, raekker, linjer in found
    ]
