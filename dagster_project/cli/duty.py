"""What `veje status` says of the reporting: unanswered and refused, held back by rule, open matters by kind."""

import duckdb

from dagster_project.cli.losses import rows_of
from dagster_project.indberetning.duty.calendar import KINDS

_OPEN = """
SELECT myndighed, sum(antal) FILTER (tilstand = 'sendt'), sum(antal) FILTER (tilstand = 'afvist'),
       min(aeldste_aabne) FILTER (tilstand = 'sendt')
FROM marts.indberetning_status GROUP BY myndighed
HAVING count(*) FILTER (tilstand IN ('sendt', 'afvist')) > 0 ORDER BY myndighed
"""
_STATES = """
SELECT string_agg(format('{} {}', antal, tilstand), ', ' ORDER BY tilstand) FROM (
    SELECT tilstand, sum(antal) AS antal FROM marts.indberetning_status GROUP BY tilstand)
"""
_HELD = """
SELECT format('{:<5}{:<10}{:>6} poster, siden {}  {}: {}', regel, alvor, count(DISTINCT indberetning_id),
              min(holdt_siden)::VARCHAR, felt, first(tekst ORDER BY tekst))
FROM kvalitet.indberetning_fejl WHERE holdt_siden IS NOT NULL GROUP BY regel, alvor, felt ORDER BY regel, alvor, felt
"""
_MATTERS = """
SELECT art, count(*), count(*) FILTER (dage < 0), coalesce((min(frist) FILTER (dage >= 0))::VARCHAR, '-')
FROM marts.indberetning_frist GROUP BY art ORDER BY art
"""


def reporting_lines(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The lines, from the tables of the published file or the warehouse; none of a table that was not made yet."""
    told = [
        f"  {who}: {sent or 0} uden kvittering (ældste {since}), {refused or 0} afvist"
        for who, sent, refused, since in rows_of(con, _OPEN)
    ]
    states = "".join(f" ({states})" for (states,) in rows_of(con, _STATES) if states)
    matters = [
        f"  {KINDS[str(kind)]:<20}{count:>6} åbne {late:>6} over fristen   næste {day}"
        for kind, count, late, day in rows_of(con, _MATTERS)
    ]
    return [
        *("", f"Indberetning uden endelig kvittering{states}", *(told or ["  ingen"])),
        *("", "Holdt tilbage, efter regel ('veje forklar SAGSID' siger hvorfor)"),
        *([f"  {line}" for (line,) in rows_of(con, _HELD)] or ["  ingen"]),
        *("", "Åbne sager (pr. nyeste leverance af tilkendelsesregisteret)", *(matters or ["  ingen"])),
    ]
