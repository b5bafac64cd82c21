"""Hold every printed cell against the computed one: writes ``marts.afstemning`` (docs/contract/tables.md)."""

import duckdb

from dagster_project.reconciliation.printed import is_printed_study, load_printed
from dagster_project.reconciliation.rounding import create_macros
from dagster_project.reconciliation.statements import evaluate_statements
from dagster_project.study import Study

COLUMNS = """tabel VARCHAR, raekke VARCHAR, kolonne VARCHAR, statistik VARCHAR,
    trykt DOUBLE, gaeldende DOUBLE, beregnet DOUBLE, afvigelse DOUBLE, status VARCHAR"""

# The most specific rule is not sought: rules of one kind do not overlap with different meaning, the widest tolerance
# and the fewest decimals count.
_APPLICABLE = """
CREATE OR REPLACE TEMP TABLE celle_regel AS
SELECT c.tabel, c.raekke, c.kolonne, c.statistik,
       min(r.vaerdi) FILTER (r.regel = 'decimaler') AS decimaler,
       max(r.vaerdi) FILTER (r.regel = 'tolerance' OR r.regel = 'tolerance_percentage_base' AND b.tabel IS NOT NULL)
           AS tolerance,
       max(r.vaerdi) FILTER (r.regel = 'stikproeve') AS stikproeve,
       bool_or(r.regel = 'gaeldende_er_autoritativ') AS autoritativ,
       bool_or(r.regel = 'nul_er_fravaer') AS nul_er_fravaer
FROM trykt_celle c
LEFT JOIN (SELECT DISTINCT tabel, kolonne FROM rettelse WHERE art = 'percentage_base') b USING (tabel, kolonne)
JOIN regel r ON c.tabel GLOB r.tabel AND c.raekke GLOB r.raekke AND c.kolonne GLOB r.kolonne
            AND c.statistik GLOB r.statistik
GROUP BY ALL
"""

# Two groupings stand in one printed column: the pooled analysis gives what is printed, the separate ones the sums of
# bilag 1, kept under a table name of their own.
_EXPECTED = """
CREATE OR REPLACE TEMP TABLE forventet AS
SELECT c.tabel, c.raekke, c.kolonne, c.statistik, c.trykt, r.art,
       least(c.decimaler, coalesce(p.decimaler, c.decimaler))::INTEGER AS decimaler,
       coalesce(p.tolerance, 0) AS tolerance, p.stikproeve,
       CASE WHEN r.art = 'missing' OR (p.nul_er_fravaer AND c.trykt = 0) THEN NULL
            WHEN r.art = 'correction' OR (r.art = 'percentage_base' AND p.autoritativ) THEN r.rettet
            ELSE c.trykt END AS gaeldende
FROM trykt_celle c
LEFT JOIN rettelse r USING (tabel, raekke, kolonne, statistik)
LEFT JOIN celle_regel p USING (tabel, raekke, kolonne, statistik)
UNION ALL
SELECT tabel || '_kommune', raekke, kolonne, statistik, NULL, art, 0, 0, NULL, rettet
FROM rettelse WHERE art = 'other_grouping'
"""

_COMPARED = """
INSERT INTO marts.afstemning
WITH maalt AS (
    SELECT f.*, b.vaerdi AS beregnet,
           CASE WHEN b.vaerdi IS NULL OR (f.statistik = 'mark' AND b.vaerdi = 0) THEN NULL
                WHEN f.statistik = 'percent' AND b.grundlag > 0
                THEN share_units(b.antal, b.grundlag, f.decimaler)
                ELSE value_units(b.vaerdi, f.decimaler) END AS enheder,
           value_units(f.gaeldende, f.decimaler) AS gaeldende_enheder
    FROM forventet f LEFT JOIN marts.rapporttabel b USING (tabel, raekke, kolonne, statistik)
), afveget AS (
    SELECT *, (enheder - gaeldende_enheder)::DECIMAL(18, 0) / places(decimaler) AS afvigelse FROM maalt
)
SELECT tabel, raekke, kolonne, statistik, trykt::DOUBLE, gaeldende::DOUBLE, beregnet, round(afvigelse, 3),
       CASE WHEN enheder IS NULL AND gaeldende IS NULL THEN 'ens'
            WHEN enheder IS NULL THEN 'mangler'
            WHEN gaeldende IS NULL THEN 'afviger'
            -- Both sides are whole numbers of last places: the small addition only undoes the division.
            WHEN abs(afvigelse) <= tolerance + 1e-9 THEN 'ens'
            WHEN art = 'other_grouping' THEN 'ikke_sammenlignelig'
            WHEN enheder < stikproeve * gaeldende_enheder THEN 'ikke_sammenlignelig'
            ELSE 'afviger' END
FROM afveget
"""


def reconcile(con: duckdb.DuckDBPyConnection, study: Study) -> None:
    """Write ``marts.afstemning`` from ``marts.rapporttabel``; empty when the study is not the report's.

    ``trykt`` is the printed cell (NULL: the group is absent), ``gaeldende`` the corrected one, ``beregnet`` ours
    unrounded, ``afvigelse`` the difference after rounding half up to the printed decimals. Statements of the running
    text follow with ``tabel`` = ``tekst`` and ``raekke`` = their number.

    Args:
        con: the warehouse in use, writable, with the report table.
        study: the one that was counted.
    """
    con.execute(f"CREATE OR REPLACE TABLE marts.afstemning ({COLUMNS})")
    if not is_printed_study(study):
        return
    create_macros(con)
    load_printed(con)
    for statement in (_APPLICABLE, _EXPECTED, _COMPARED):
        con.execute(statement)
    verdicts = evaluate_statements(con, study)  # noqa: F841  (read by DuckDB below)
    con.execute("INSERT INTO marts.afstemning SELECT * FROM verdicts")
