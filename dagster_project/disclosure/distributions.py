"""State distributions of every pathway, quarter by quarter: what may leave in place of a line for every person."""

import duckdb

# One row for every state that somebody of the study is ever in; a quarter without it is a zero.
_DISTRIBUTION = """
CREATE OR REPLACE TABLE marts.tilstandsfordeling AS
WITH medlem AS (
    SELECT g."analyse", g.forloebstype, CASE WHEN g."analyse" = 'samlet' THEN 'alle_fire_kommuner'
               ELSE coalesce(s.noegle, g.kommune) END AS kommune, k.kvartal, k.tilstand
    FROM forloeb.gruppe g JOIN forloeb.kvartal k USING (person_id)
    LEFT JOIN diskretion_kommune s ON s.kom = g.kommune
), tilstand AS (
    SELECT DISTINCT tilstand FROM medlem
), grundlag AS (
    SELECT "analyse", kommune, forloebstype, kvartal, count(*) AS grundlag FROM medlem GROUP BY ALL
), optalt AS (
    SELECT "analyse", kommune, forloebstype, kvartal, tilstand, count(*) AS antal FROM medlem GROUP BY ALL
)
SELECT "analyse", kommune, forloebstype, kvartal, tilstand, coalesce(antal, 0) AS antal, grundlag,
       coalesce(antal, 0) / grundlag AS andel
FROM grundlag CROSS JOIN tilstand LEFT JOIN optalt USING ("analyse", kommune, forloebstype, kvartal, tilstand)
ORDER BY ALL
"""


def write_distributions(con: duckdb.DuckDBPyConnection) -> None:
    """Write ``marts.tilstandsfordeling``: the pooled analysis for the four together, the separate ones each."""
    con.execute(_DISTRIBUTION)
