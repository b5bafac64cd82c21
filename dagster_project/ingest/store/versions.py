"""Which row is in force: status `accepteret`, `dublet` or `erstattet` of every row, by SQL in the warehouse.

Order of rows: delivery, file name in byte order, line.
"""

import duckdb

from dagster_project.ingest.store.store import PROVENANCE, columns_of, table_of
from dagster_project.registers.spec import RegisterSpec, Versions

# A row identical to the one in force before it is a duplicate. The row just before is either in force or identical to
# the one that is, so comparing with it is enough. Only keys with several rows need to be looked at.
_BY_KEY = """
CREATE OR REPLACE TEMP TABLE nye_status AS
WITH flere AS (
    SELECT {key} FROM {table} GROUP BY {key} HAVING count(*) > 1
),
ordnet AS (
    SELECT
        r.rowid AS nr,
        {key_of_r},
        row_number() OVER vej AS plads,
        plads > 1 AND lag({values}) OVER vej IS NOT DISTINCT FROM {values} AS ens
    FROM {table} AS r
    SEMI JOIN flere USING ({key})
    WINDOW vej AS (PARTITION BY {key_of_r} ORDER BY r.leverance, encode(r.fil), r.linje)
)
SELECT
    nr,
    CASE
        WHEN ens THEN 'dublet'
        WHEN plads = max(plads) FILTER (NOT ens) OVER (PARTITION BY {key}) THEN 'accepteret'
        ELSE 'erstattet'
    END AS status
FROM ordnet
"""

_BY_MONTH = """
CREATE OR REPLACE TEMP TABLE nye_status AS
WITH nyeste AS (
    SELECT date_trunc('month', {date}) AS maaned, max(leverance) AS leverance
    FROM {table} GROUP BY ALL HAVING count(DISTINCT leverance) > 1
)
SELECT r.rowid AS nr, CASE WHEN r.leverance = n.leverance THEN 'accepteret' ELSE 'erstattet' END AS status
FROM {table} AS r
INNER JOIN nyeste AS n ON date_trunc('month', r.{date}) = n.maaned
"""


def set_statuses(con: duckdb.DuckDBPyConnection, spec: RegisterSpec) -> None:
    """Give every row of the register its status as of the newest delivery that is there."""
    table = table_of(spec)
    if spec.versions is Versions.BY_MONTH:
        con.execute(_BY_MONTH.format(table=table, date=str(spec.month_of).lower()))
    else:
        keys = [column.stored_as for column in spec.keys]
        con.execute(
            _BY_KEY.format(
                table=table,
                key=", ".join(keys),
                key_of_r=", ".join(f"r.{key}" for key in keys),
                values=f"row({', '.join(f'r.{name}' for name in columns_of(spec) if name not in PROVENANCE)})",
            )
        )
    # Rows that stand alone are in force; only what changes is written.
    con.execute(
        f"UPDATE {table} SET status = 'accepteret' WHERE status <> 'accepteret' "
        f"AND rowid NOT IN (SELECT nr FROM nye_status WHERE status <> 'accepteret')"
    )
    con.execute(
        f"UPDATE {table} SET status = n.status FROM nye_status AS n "
        f"WHERE {table}.rowid = n.nr AND {table}.status <> n.status"
    )
    con.execute("DROP TABLE nye_status")
