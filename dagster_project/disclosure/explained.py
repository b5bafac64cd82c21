"""Released forms of the marts that describe and explain pathways: statistics over groups, and typical sequences.

A statistic leaves where every group that it rests on has persons enough (``mindste_gruppe``, which stays), and where
the sizes of the pathways of its analysis are shown; what would tell with it how many persons are known stays. A typical
sequence says no more than the distributions that leave beside it, and somebody's own only where many have the same.
"""

import duckdb

from dagster_project.disclosure.release import SHOWN, SUPPRESSED
from dagster_project.disclosure.uncertainty import ANALYSES, is_ready

_STATISTICS = """
CREATE OR REPLACE TABLE frigivelse.{table} AS
SELECT t.* REPLACE ({columns}), CASE WHEN vist THEN '{shown}' ELSE '{suppressed}' END AS status
FROM marts.{table} t
LEFT JOIN ({analyses}) a USING ("analyse", kommune)
CROSS JOIN LATERAL (SELECT coalesce(NOT a.hemmelig AND t.mindste_gruppe >= $min_cell, false) AS vist)
ORDER BY t.rowid
"""
# Of each table: what leaves, rounded to so many decimals, and what never does. R² and F together, or an effect and its
# base, tell how many persons are known: all but a few, perhaps.
STATISTICS: dict[str, tuple[dict[str, int], tuple[str, ...]]] = {
    "diskrepans": ({"pseudo_r2": 3, "p": 3, "grupper": 0}, ("pseudo_f", "grundlag", "mindste_gruppe")),
    "forloebstype_model": (
        {"marginal_effekt": 2, "nedre": 2, "oevre": 2},
        ("antal", "grundlag", "mindste_gruppe"),
    ),
}
# Mean active quarters, times the persons, would be a sum over quarters of who is active, whose parts may be hidden.
_DOMAINS = f"""
CREATE OR REPLACE TABLE frigivelse.domaener AS
SELECT d.* EXCLUDE (nr, mindst)
       REPLACE (CASE WHEN vist THEN antal END AS antal, CASE WHEN vist THEN grundlag END AS grundlag,
                    NULL::DOUBLE AS aktive_kvartaler, CASE WHEN vist THEN round(asw, 3) END AS asw,
                    CASE WHEN vist THEN round(ari_ydelse, 3) END AS ari_ydelse,
                    CASE WHEN vist THEN round(pearson, 3) END AS pearson,
                    CASE WHEN vist THEN round(spearman, 3) END AS spearman),
       CASE WHEN vist THEN '{SHOWN}' ELSE '{SUPPRESSED}' END AS status
FROM (SELECT *, rowid AS nr, min(antal) OVER (PARTITION BY "analyse", kommune, metode) AS mindst FROM marts.domaener) d
LEFT JOIN ({ANALYSES}) a USING ("analyse", kommune)
CROSS JOIN LATERAL (SELECT coalesce(NOT a.hemmelig AND d.mindst >= $min_cell, false) AS vist)
ORDER BY d.nr
"""
# The state that most are in follows from what is shown when all that is hidden together are fewer; the medoid when many
# have exactly it, and each of its states is one that so many are shown to be in anyway.
_TYPICAL = f"""
CREATE OR REPLACE TABLE frigivelse.typisk_forloeb AS
WITH fordeling AS (
    SELECT f.*, sum(antal) OVER q AS kendt
    FROM frigivelse.tilstandsfordeling f
    WINDOW q AS (PARTITION BY "analyse", kommune, forloebstype, kvartal)
),
raekke AS (
    SELECT t.*, t.rowid AS nr, m.antal AS vist_antal, m.grundlag AS vist_grundlag, m.andel AS vist_andel,
           coalesce(m.grundlag - m.kendt < m.antal, false) AS vist,
           bool_and(coalesce(t.medoid_antal >= $min_cell AND d.antal IS NOT NULL, false))
               OVER (PARTITION BY t."analyse", t.kommune, t.forloebstype) AS medoid_vist
    FROM marts.typisk_forloeb t
    LEFT JOIN (SELECT DISTINCT kom, noegle FROM diskretion_kommune) k ON k.kom = t.kommune
    CROSS JOIN LATERAL (SELECT CASE t."analyse" WHEN 'samlet' THEN 'alle_fire_kommuner'
                                    ELSE coalesce(k.noegle, t.kommune) END AS sted)
    LEFT JOIN fordeling m ON m."analyse" = t."analyse" AND m.kommune = sted AND m.forloebstype = t.forloebstype
        AND m.kvartal = t.kvartal AND m.tilstand = t.modal_tilstand
    LEFT JOIN fordeling d ON d."analyse" = t."analyse" AND d.kommune = sted AND d.forloebstype = t.forloebstype
        AND d.kvartal = t.kvartal AND d.tilstand = t.medoid_tilstand
)
SELECT "analyse", kommune, forloebstype, kvartal, CASE WHEN vist THEN modal_tilstand END AS modal_tilstand,
       CASE WHEN vist THEN vist_antal END AS antal, CASE WHEN vist THEN vist_grundlag END AS grundlag,
       CASE WHEN vist THEN vist_andel END AS andel,
       CASE WHEN medoid_vist THEN medoid_tilstand END AS medoid_tilstand, NULL::BIGINT AS medoid_antal,
       CASE WHEN vist THEN '{SHOWN}' ELSE '{SUPPRESSED}' END AS status
FROM raekke ORDER BY nr
"""
_HAS = """
SELECT count(*) FROM information_schema.tables
WHERE table_catalog = current_database() AND table_schema = ? AND table_name = ?
"""


def write_explained(con: duckdb.DuckDBPyConnection, min_cell: int) -> None:
    """Write the released forms, after `uncertainty.write_uncertainty`; nothing of a table that cannot be judged."""
    limit = {"min_cell": min_cell}
    if is_ready(con):
        for table in STATISTICS:
            if _has(con, "marts", table):
                con.execute(_statistics(table), limit)
        if _has(con, "marts", "domaener"):
            con.execute(_DOMAINS, limit)
    if _has(con, "marts", "typisk_forloeb") and _has(con, "frigivelse", "tilstandsfordeling"):
        con.execute(_TYPICAL, limit)


def _statistics(table: str) -> str:
    rounded, never = STATISTICS[table]
    columns = [f"CASE WHEN vist THEN round({name}, {places}) END AS {name}" for name, places in rounded.items()]
    columns += [f"CASE WHEN false THEN {name} END AS {name}" for name in never]
    return _STATISTICS.format(
        table=table, columns=", ".join(columns), analyses=ANALYSES, shown=SHOWN, suppressed=SUPPRESSED
    )


def _has(con: duckdb.DuckDBPyConnection, schema: str, table: str) -> bool:
    return con.execute(_HAS, [schema, table]).fetchone() == (1,)
