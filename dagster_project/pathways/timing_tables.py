"""What is counted of when measures came: ``marts.timing_scenarie, timing_foranstaltning`` and ``timing_kvartal``."""

from collections.abc import Sequence

import duckdb
import polars as pl

from dagster_project.pathways.tables import ALL
from dagster_project.sequences.timing import FINE_SCENARIOS, SCENARIOS

# Where the pathway of a person without a sequence stands.
WITHOUT_PATHWAY = "uden_forloeb"
# The four scenarios of the report, and the six that its residual class is divided into: `loebende` is in both.
COARSE, FINE = "grov", "fin"

# ANALYSE is a keyword of SQL: the column is quoted everywhere.
# Every analysis that has groups, with the pathway of everybody: persons without a sequence keep their scenario.
_PATHWAYS = f"""
    CREATE OR REPLACE TEMP TABLE _pathways AS
    SELECT "analyse", person_id, maalgruppe.kommune, coalesce(forloebstype, '{WITHOUT_PATHWAY}') AS forloebstype
    FROM (SELECT unnest(['samlet', 'kommune']) AS "analyse")
    CROSS JOIN _timing
    INNER JOIN forloeb.maalgruppe USING (person_id)
    LEFT JOIN forloeb.gruppe USING ("analyse", person_id)
"""
_SCENARIO_OF = f"""
    CREATE OR REPLACE TEMP TABLE _scenario_of AS
    SELECT person_id, '{COARSE}' AS inddeling, scenarie FROM _timing
    UNION ALL SELECT person_id, '{FINE}', scenarie_fin FROM _timing
"""
_SCENARIES = """
    CREATE OR REPLACE TABLE marts.timing_scenarie AS
    WITH grundlag AS (
        SELECT "analyse", kommune, forloebstype, count(*) AS grundlag FROM _pathways GROUP BY ALL
    ), antal AS (
        SELECT "analyse", kommune, forloebstype, inddeling, scenarie, count(*) AS antal
        FROM _pathways INNER JOIN _scenario_of USING (person_id) GROUP BY ALL
    )
    SELECT
        "analyse", kommune, forloebstype, inddeling, scenarie, coalesce(antal, 0) AS antal, grundlag,
        coalesce(antal, 0) / grundlag AS andel
    FROM grundlag CROSS JOIN _scenarios
    LEFT JOIN antal USING ("analyse", kommune, forloebstype, inddeling, scenarie)
    ORDER BY "analyse" DESC, kommune, forloebstype, inddeling DESC, plads
"""
# A person's first quarter with a measure of the type; measures outside LAB are no share of those that are in it.
_MEASURES = f"""
    CREATE OR REPLACE TABLE marts.timing_foranstaltning AS
    WITH pr_person AS (
        SELECT person_id, foranstaltning, lab, count(*) AS antal, min(fra) + 1 AS foerste
        FROM _measures GROUP BY ALL
    ), optalt AS (
        SELECT
            "analyse", coalesce(kommune, '{ALL}') AS kommune, coalesce(forloebstype, '{ALL}') AS forloebstype,
            inddeling, scenarie, foranstaltning, lab,
            count(*) AS personer, CAST(sum(antal) AS BIGINT) AS antal, avg(foerste) AS foerste_kvartal
        FROM _pathways INNER JOIN _scenario_of USING (person_id) INNER JOIN pr_person USING (person_id)
        GROUP BY GROUPING SETS (
            ("analyse", kommune, forloebstype, inddeling, scenarie, foranstaltning, lab),
            ("analyse", kommune, inddeling, scenarie, foranstaltning, lab),
            ("analyse", forloebstype, inddeling, scenarie, foranstaltning, lab),
            ("analyse", inddeling, scenarie, foranstaltning, lab)
        )
    ), med_grundlag AS (
        SELECT *, CASE WHEN lab THEN CAST(sum(antal) OVER (
            PARTITION BY "analyse", kommune, forloebstype, inddeling, scenarie, lab) AS BIGINT) END AS grundlag
        FROM optalt
    )
    SELECT
        "analyse", kommune, forloebstype, inddeling, scenarie, foranstaltning, personer, antal, grundlag,
        antal / grundlag AS andel, foerste_kvartal
    FROM med_grundlag INNER JOIN _scenarios USING (inddeling, scenarie)
    ORDER BY "analyse" DESC, kommune, forloebstype, inddeling DESC, plads, foranstaltning
"""
_QUARTERS = f"""
    CREATE OR REPLACE TABLE marts.timing_kvartal AS
    WITH aktiv AS (
        SELECT DISTINCT person_id, foranstaltning, unnest(range(fra, til + 1)) + 1 AS kvartal FROM _measures
        UNION ALL
        SELECT DISTINCT person_id, '{ALL}', unnest(range(fra, til + 1)) + 1 FROM _measures WHERE lab
    ), grundlag AS (
        SELECT "analyse", kommune, forloebstype, count(*) AS grundlag FROM _pathways GROUP BY ALL
    ), antal AS (
        SELECT "analyse", kommune, forloebstype, foranstaltning, kvartal, count(*) AS antal
        FROM _pathways INNER JOIN aktiv USING (person_id) GROUP BY ALL
    ), typer AS (
        SELECT DISTINCT foranstaltning FROM kode.foranst WHERE lab = 'J' OR timing = 'J' UNION ALL SELECT '{ALL}'
    )
    SELECT
        "analyse", kommune, forloebstype, foranstaltning, CAST(kvartal AS INTEGER) AS kvartal,
        coalesce(antal, 0) AS antal, grundlag, coalesce(antal, 0) / grundlag AS andel
    FROM grundlag CROSS JOIN typer CROSS JOIN (SELECT unnest(range(1, $quarters + 1)) AS kvartal)
    LEFT JOIN antal USING ("analyse", kommune, forloebstype, foranstaltning, kvartal)
    ORDER BY "analyse" DESC, kommune, forloebstype, foranstaltning <> '{ALL}', foranstaltning, kvartal
"""


def write_timing_tables(
    con: duckdb.DuckDBPyConnection, timing: pl.DataFrame, measures: pl.DataFrame, quarters: int
) -> None:
    """Count what `build_timing` found, for everybody in ``timing``.

    Args:
        con: the warehouse, with ``forloeb.maalgruppe`` and ``forloeb.gruppe``.
        timing: ``forloeb.timing``.
        measures: ``person_id, foranstaltning, lab, fra, til`` of every measure that touches a quarter, from 0.
        quarters: how many a sequence has.
    """
    named = [(COARSE, SCENARIOS), (FINE, FINE_SCENARIOS)]
    frames = {"_timing": timing, "_measures": measures, "_scenarios": _places(named)}
    for name, frame in frames.items():
        con.register(name, frame)
    for statement in (_PATHWAYS, _SCENARIO_OF, _SCENARIES, _MEASURES):
        con.execute(statement)
    con.execute(_QUARTERS, {"quarters": quarters})
    con.execute("DROP TABLE _pathways; DROP TABLE _scenario_of")
    for name in frames:
        con.unregister(name)


def _places(named: Sequence[tuple[str, Sequence[str]]]) -> pl.DataFrame:
    rows = [(division, name, place) for division, names in named for place, name in enumerate(names)]
    return pl.DataFrame(rows, schema=["inddeling", "scenarie", "plads"], orient="row")
