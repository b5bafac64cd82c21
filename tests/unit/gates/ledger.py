"""A warehouse that holds no more than the gate `leverance` looks at."""

from datetime import datetime

import duckdb

from dagster_project.clock import COPENHAGEN
from dagster_project.gates import GateContext

NOW = datetime(2026, 11, 23, 21, 0, tzinfo=COPENHAGEN)
TABLES = """
CREATE SCHEMA kvalitet;
CREATE TABLE kvalitet.leverance AS
SELECT 'bef' AS register, DATE '2010-01-01' AS leverance, 'godtaget' AS status, '' AS grund, '' AS filer;
CREATE TABLE kvalitet.raekkeregnskab AS
SELECT 'bef' AS register, DATE '2010-01-01' AS leverance, 'bef.csv' AS fil, 1000::BIGINT AS raekker_i_fil,
       1000 - {quarantined}::BIGINT AS accepteret, 0::BIGINT AS dubletter, 0::BIGINT AS erstattet,
       {quarantined}::BIGINT AS karantaene, 0::BIGINT AS udeladt;
CREATE TABLE kvalitet.karantaene AS
SELECT 'bef' AS register, DATE '2010-01-01' AS leverance, 'bef.csv' AS fil, i AS linje, 'pnr_format' AS regel,
       'PNR' AS kolonne
FROM range({quarantined}) AS r(i);
"""


def ledger(quarantined: int = 0) -> duckdb.DuckDBPyConnection:
    """One file of a thousand rows, of which ``quarantined`` are in quarantine."""
    con = duckdb.connect()
    con.execute(TABLES.format(quarantined=quarantined))
    return con


def at(run: str = "koersel-1") -> GateContext:
    """The context of a run on a fixed evening."""
    return GateContext(run, NOW)
