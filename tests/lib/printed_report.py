"""A `marts.rapporttabel` made of the printed report itself: a realistic set of linked tables without a register."""

import duckdb

from dagster_project.reconciliation.printed import load_printed
from dagster_project.settings import PUBLISHED_TABLES
from tests.lib.code_lists import load_code_lists

# The N that a share stands on lies in another cell of its column or row.
_FILL = """
CREATE OR REPLACE TABLE marts.rapporttabel AS
WITH rettet AS (
    SELECT c.*, CASE WHEN r.art IN ('correction', 'percentage_base') AND (r.art = 'correction' OR c.tabel = '6.7')
                     THEN r.rettet WHEN r.art = 'missing' THEN NULL ELSE c.trykt END AS v
    FROM trykt_celle c LEFT JOIN rettelse r USING (tabel, raekke, kolonne, statistik)
), n AS (
    SELECT tabel, raekke, kolonne, v::BIGINT AS n FROM rettet WHERE statistik = 'n'
), kendt AS (
    SELECT "table" AS tabel, row_key AS raekke, column_key AS kolonne, base_n::BIGINT AS base_n,
           count_min::BIGINT AS antal
    FROM read_csv(?, header = true, all_varchar = true)
), andele AS (
    SELECT r.tabel, r.raekke, r.kolonne, r.statistik,
           CASE WHEN r.tabel IN ('4.1', '5.2') THEN coalesce(e.n, round(r.v * i.n / 100)::BIGINT)
                ELSE coalesce(k.antal, round(r.v * coalesce(i.n, e.n, b.n) / 100)::BIGINT) END AS antal,
           CASE WHEN k.base_n IS NOT NULL THEN k.base_n ELSE coalesce(i.n, e.n, b.n) END AS grundlag
    FROM rettet r
    LEFT JOIN kendt k USING (tabel, raekke, kolonne)
    LEFT JOIN n e ON (e.tabel, e.raekke, e.kolonne) = (r.tabel, r.raekke, r.kolonne)
    LEFT JOIN n i ON i.tabel = r.tabel AND CASE WHEN r.tabel IN ('4.1', '5.2')
        THEN i.raekke = r.raekke AND i.kolonne = 'alle' ELSE i.raekke = 'alle' AND i.kolonne = r.kolonne END
    LEFT JOIN n b ON b.tabel = r.tabel AND b.kolonne = r.kolonne AND b.raekke = 'antal_personer'
    WHERE r.statistik = 'percent' AND r.v IS NOT NULL AND r.raekke NOT IN ('ledighedsgrad', 'andel')
)
SELECT tabel, raekke, kolonne, statistik, v::DOUBLE AS vaerdi, CASE WHEN statistik = 'n' THEN v::BIGINT END AS antal,
       NULL::BIGINT AS grundlag
FROM rettet WHERE v IS NOT NULL AND (statistik <> 'percent' OR raekke = 'ledighedsgrad')
UNION ALL
SELECT tabel, raekke, kolonne, statistik, 100.0 * antal / grundlag, antal, grundlag FROM andele WHERE grundlag > 0
UNION ALL
SELECT 'bilag_1_' || m.kommune, 'andel', b.kolonne, 'percent', 100.0 * b.v / m.n, b.v::BIGINT, m.n
FROM rettet b JOIN (SELECT kolonne AS kommune, n FROM n WHERE tabel = '7.2' AND raekke = 'alle') m
  ON b.tabel = 'bilag_1_' || m.kommune
WHERE b.raekke = 'antal_sekvenser' AND b.v > 0
UNION ALL
SELECT '7.2_kommune', raekke, kolonne, statistik, rettet::DOUBLE, rettet::BIGINT, NULL
FROM rettelse WHERE art = 'other_grouping'
"""


def printed_warehouse() -> duckdb.DuckDBPyConnection:
    """An unencrypted in-memory warehouse whose report table reproduces the corrected report."""
    con = duckdb.connect(":memory:")
    for schema in ("marts", "forloeb", "kvalitet", "kode", "indberetning", "frigivelse"):
        con.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    load_printed(con)
    con.execute(_FILL, [str(PUBLISHED_TABLES / "derived_counts.csv")])
    con.execute("DELETE FROM marts.rapporttabel WHERE tabel GLOB 'bilag_*' AND statistik = 'n' AND antal = 0")
    return con


def with_code_lists(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Add the code lists that labels and geography come from."""
    load_code_lists(con)
    return con
