"""Figures of the text that no table holds: when a pathway's measures begin, and the unbroken spell that it ends in."""

import duckdb

# Persons of each pooled pathway by the state they end in: mean quarters before that last spell, and of it.
_LAST_SPELL = """
WITH person AS (
    SELECT k.person_id, g.forloebstype, arg_max(tilstand, kvartal) AS sidste, max(kvartal) AS slut
    FROM forloeb.kvartal k JOIN forloeb.gruppe g USING (person_id) WHERE g."analyse" = 'samlet' GROUP BY ALL
), foer AS (
    SELECT p.*, coalesce(max(k.kvartal), 0) AS foer
    FROM person p LEFT JOIN forloeb.kvartal k ON p.person_id = k.person_id AND k.tilstand <> p.sidste GROUP BY ALL
)
SELECT sidste, forloebstype, avg(foer), avg(slut - foer) FROM foer GROUP BY ALL
"""
# Measures set in where the longest run of quarters begins that are more active than the pathway's are on average.
_ACTIVITY = """
WITH kvartal AS (
    SELECT forloebstype, kvartal, sum(antal) / sum(grundlag) AS andel
    FROM marts.timing_kvartal WHERE "analyse" = 'samlet' AND foranstaltning = 'alle' GROUP BY ALL
), mod_middel AS (
    SELECT *, avg(andel) OVER (PARTITION BY forloebstype) AS middel FROM kvartal
), stykke AS (
    SELECT forloebstype, kvartal, kvartal - row_number() OVER (PARTITION BY forloebstype ORDER BY kvartal) AS nr
    FROM mod_middel WHERE andel > middel
), laengde AS (
    SELECT forloebstype, min(kvartal) AS begynder, count(*) AS kvartaler FROM stykke GROUP BY forloebstype, nr
)
SELECT forloebstype, arg_max(begynder, (kvartaler, -begynder)) FROM laengde GROUP BY ALL
"""


def last_spells(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str, str], float]:
    """Quarters by state, pathway and ``foer`` (before the last spell) or ``laengde`` (of it)."""
    rows = con.execute(_LAST_SPELL).fetchall()
    before = {(state, pathway, "foer"): quarters for state, pathway, quarters, _ in rows}
    return before | {(state, pathway, "laengde"): quarters for state, pathway, _, quarters in rows}


def activity_starts(con: duckdb.DuckDBPyConnection) -> dict[str, float]:
    """The quarter in which each pathway's measures begin."""
    return dict(con.execute(_ACTIVITY).fetchall())
