"""Released forms of the marts that say how sure the groups are: shares and counts of whole groups of persons.

A limit that moves, or another method, renames whole groups; so a figure of an analysis is shown where every group of it
is large enough, and the size of every pathway is shown besides: it then says nothing that sums of them do not say.
"""

import duckdb

from dagster_project.disclosure.release import SHOWN, SUPPRESSED

TABLES = ("klyngeusikkerhed", "metodefoelsomhed", "navnefoelsomhed")
NEEDED = ("marts.forloebstype_karakteristik", "frigivelse.forloebstype_karakteristik", "forloeb.gruppe")

# Analyses with a group of too few, or a pathway whose size is not shown; groups and pathways that are that themselves.
_SECRETS = """
CREATE OR REPLACE TEMP TABLE diskretion_gruppe AS
WITH gruppe AS (
    SELECT "analyse", CASE "analyse" WHEN 'samlet' THEN 'alle' ELSE kommune END AS kommune, klynge, forloebstype,
           count(*) AS personer
    FROM forloeb.gruppe GROUP BY ALL
), skjult AS (
    SELECT DISTINCT f."analyse", coalesce(k.kom, 'alle') AS kommune, f.forloebstype
    FROM frigivelse.forloebstype_karakteristik f
    LEFT JOIN diskretion_kommune k ON k.noegle = f.kommune
    WHERE f.statistik = 'n' AND f.status <> 'vist'
)
SELECT g.*, sum(personer) OVER (PARTITION BY g."analyse", g.kommune) AS alle,
       personer < $min_cell OR s.forloebstype IS NOT NULL AS hemmelig,
       bool_or(hemmelig) OVER (PARTITION BY g."analyse", g.kommune) AS analysen
FROM gruppe g LEFT JOIN skjult s USING ("analyse", kommune, forloebstype)
"""
ANALYSES = """
SELECT "analyse", kommune, any_value(alle) AS alle, any_value(analysen) AS hemmelig FROM diskretion_gruppe GROUP BY ALL
"""
_RESAMPLED = f"""
CREATE OR REPLACE TABLE frigivelse.klyngeusikkerhed AS
SELECT u.* REPLACE (CASE WHEN vist THEN round(jaccard_middel, 3) END AS jaccard_middel,
                    CASE WHEN vist THEN round(jaccard_p5, 3) END AS jaccard_p5,
                    CASE WHEN vist THEN round(person_andel, 3) END AS person_andel),
       CASE WHEN vist THEN '{SHOWN}' ELSE '{SUPPRESSED}' END AS status
FROM marts.klyngeusikkerhed u
LEFT JOIN diskretion_gruppe g USING ("analyse", kommune, klynge)
CROSS JOIN LATERAL (SELECT NOT coalesce(g.hemmelig, true) AS vist) ORDER BY u.rowid
"""
_METHODS = f"""
CREATE OR REPLACE TABLE frigivelse.metodefoelsomhed AS
SELECT m.* REPLACE (round(ari, 3) AS ari, round(asw, 3) AS asw,
                    CASE WHEN vist THEN round(andel_samme_forloebstype, 3) END AS andel_samme_forloebstype),
       CASE WHEN vist THEN '{SHOWN}' ELSE '{SUPPRESSED}' END AS status
FROM marts.metodefoelsomhed m
LEFT JOIN ({ANALYSES}) a USING ("analyse", kommune)
CROSS JOIN LATERAL (SELECT round(andel_samme_forloebstype * alle) AS samme)
CROSS JOIN LATERAL (SELECT coalesce(NOT a.hemmelig AND NOT (samme BETWEEN 1 AND $min_cell - 1)
                                    AND NOT (alle - samme BETWEEN 1 AND $min_cell - 1), false) AS vist)
ORDER BY m.rowid
"""
_NAMES = f"""
CREATE OR REPLACE TABLE frigivelse.navnefoelsomhed AS
SELECT n.* REPLACE (CASE WHEN vist THEN antal END AS antal, CASE WHEN vist THEN grundlag END AS grundlag,
                    CASE WHEN vist THEN round(andel, 3) END AS andel),
       CASE WHEN vist THEN '{SHOWN}' ELSE '{SUPPRESSED}' END AS status
FROM marts.navnefoelsomhed n
LEFT JOIN ({ANALYSES}) a USING ("analyse", kommune)
CROSS JOIN LATERAL (SELECT NOT coalesce(a.hemmelig, true) AS vist) ORDER BY n.rowid
"""
_TABLES = """
SELECT table_schema || '.' || table_name FROM information_schema.tables WHERE table_catalog = current_database()
"""


def is_ready(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether what judges these tables is there: the persons of every group, and the released sizes of pathways."""
    return {name for (name,) in con.execute(_TABLES).fetchall()}.issuperset(NEEDED)


def write_uncertainty(con: duckdb.DuckDBPyConnection, min_cell: int) -> None:
    """Write the released form of `TABLES`, after the counted tables; nothing without what judges them."""
    if not is_ready(con):
        return
    there = {name for (name,) in con.execute(_TABLES).fetchall()}
    con.execute(_SECRETS, {"min_cell": min_cell})
    for table, statement in zip(TABLES, (_RESAMPLED, _METHODS, _NAMES), strict=True):
        if f"marts.{table}" in there:
            con.execute(statement, {"min_cell": min_cell} if "$min_cell" in statement else {})
