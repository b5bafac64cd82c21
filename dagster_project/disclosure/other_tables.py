"""Released forms of tables of ``marts`` that are no list of counts: reconciliation, cluster quality, reporting."""

import duckdb

from dagster_project.disclosure.explained import write_explained
from dagster_project.disclosure.release import SHOWN, SUPPRESSED, WITHHELD
from dagster_project.disclosure.uncertainty import write_uncertainty

# Statements about clusterings, not about persons: as they are, with three decimals. The share of the smallest group is
# a number of persons: times everybody it is the size of a pathway that may be suppressed.
CLUSTERINGS = {"klyngekvalitet": ("mindste_andel",), "klyngestabilitet": (), "klyngenulmodel": ()}

# Cases by number, and small groups by quarter: for the person on duty, and never to leave the house. `sagstid` divides
# the cases of 5.2 and figure 2.2 by whether they have a time: hardly any municipality's refusals of a year are five.
OF_THE_HOUSE = ("indberetning_frist", "sagsbehandlingstid", "forsinket_indberetning", "sagstid")

# Steps between states: what the states of every quarter bind them to is more than the attacker can try in time, and
# what cannot be verified is withheld.
TOO_FINE = ("overgang",)

_TABLES = """
SELECT table_name FROM information_schema.tables
WHERE table_catalog = current_database() AND table_schema = ? ORDER BY ALL
"""
_COLUMNS = """
SELECT column_name, data_type FROM information_schema.columns
WHERE table_catalog = current_database() AND table_schema = 'marts' AND table_name = ? ORDER BY ordinal_position
"""
_RECONCILIATION = f"""
CREATE OR REPLACE TABLE frigivelse.afstemning AS
SELECT a.* REPLACE (
    CASE WHEN {{hidden}} THEN NULL ELSE round(a.beregnet, 1) END AS beregnet,
    CASE WHEN {{hidden}} THEN NULL ELSE round(a.afvigelse, 1) END AS afvigelse,
    CASE WHEN r.status = '{WITHHELD}' THEN r.status WHEN {{hidden}} THEN '{SUPPRESSED}' ELSE a.status END AS status)
FROM marts.afstemning a
LEFT JOIN frigivelse.rapporttabel r USING (tabel, raekke, kolonne, statistik)
"""
# A statement of the text mixes cells, also of tables that are not named: its figure is not released.
_HIDDEN = f"(r.status <> '{SHOWN}' OR (a.tabel = 'tekst' AND a.beregnet IS NOT NULL))"
_FIGURE_2_2 = """
CREATE OR REPLACE TABLE frigivelse.figur_2_2 AS
SELECT f.* REPLACE (r.antal AS tilkendelser), coalesce(r.status, 'diskretion') AS status
FROM marts.figur_2_2 f
LEFT JOIN frigivelse.rapporttabel r
    ON r.tabel = 'figur_2.2' AND r.raekke = f.noegle AND r.kolonne = f.aar::VARCHAR
ORDER BY f.rowid
"""
# The months of an authority sum to its year, which figure 2.2 shows, and a row is there only where there is somebody:
# where one number of the year is small, the whole year is hidden, also what it does not hold.
_REPORTING = f"""
CREATE OR REPLACE TABLE frigivelse.indberetning_status AS
WITH kilde AS (SELECT *, maaned[:4] AS aar FROM {{source}}),
skjult AS (
    SELECT myndighed, aar FROM kilde GROUP BY ALL
    HAVING bool_or(antal BETWEEN 1 AND {{most}})
),
vist AS (SELECT * EXCLUDE (aar), '{SHOWN}' AS status FROM kilde ANTI JOIN skjult USING (myndighed, aar)),
tom AS (
    SELECT myndighed, maaned, tilstand, '{SUPPRESSED}' AS status FROM skjult
    JOIN (SELECT DISTINCT maaned, aar FROM kilde) USING (aar) CROSS JOIN (SELECT DISTINCT tilstand FROM kilde)
)
SELECT * REPLACE (NULL::DATE AS aeldste_aabne) FROM (SELECT * FROM vist UNION ALL BY NAME SELECT * FROM tom)
ORDER BY ALL
"""


def tables_of(con: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    """The tables of a schema of the current database."""
    return [name for (name,) in con.execute(_TABLES, [schema]).fetchall()]


def write_others(con: duckdb.DuckDBPyConnection, min_cell: int) -> list[str]:
    """Write what is known here; the names of the tables of ``marts`` that still have no released form."""
    there = set(tables_of(con, "marts"))
    for table in sorted(there & set(CLUSTERINGS)):
        con.execute(_clusterings(con, table))
    write_uncertainty(con, min_cell)
    write_explained(con, min_cell)
    if "afstemning" in there:
        con.execute(_RECONCILIATION.format(hidden=_HIDDEN))
    if "figur_2_2" in there:
        con.execute(_FIGURE_2_2)
    if "indberetning_status" in there:
        con.execute(released_reporting("marts.indberetning_status", min_cell))
    for table in sorted(there & set(OF_THE_HOUSE + TOO_FINE)):
        write_empty(con, table)
    return sorted(there - set(tables_of(con, "frigivelse")))


def _clusterings(con: duckdb.DuckDBPyConnection, table: str) -> str:
    hidden = CLUSTERINGS[table]
    columns = con.execute(_COLUMNS, [table]).fetchall()
    given_away = [f"NULL::{kind} AS {name}" for name, kind in columns if name in hidden]
    rounded = [f'round("{name}", 3) AS "{name}"' for name, kind in columns if kind == "DOUBLE" and name not in hidden]
    listed = f"* REPLACE ({', '.join(given_away + rounded)})" if given_away + rounded else "*"
    return f"CREATE OR REPLACE TABLE frigivelse.{table} AS SELECT {listed}, '{SHOWN}' AS status FROM marts.{table}"


def released_reporting(source: str, min_cell: int) -> str:
    """SQL that writes ``frigivelse.indberetning_status``; the day of the oldest open one is a single person's."""
    return _REPORTING.format(source=source, most=min_cell - 1)


def write_empty(con: duckdb.DuckDBPyConnection, table: str) -> None:
    """The released form of a table that nobody has described, or that is withheld: its columns, and no row.

    Its rows could be persons, and its texts the numbers of their cases.
    """
    has_status = "status" in {name for name, _ in con.execute(_COLUMNS, [table]).fetchall()}
    status = "" if has_status else f", '{WITHHELD}' AS status"
    con.execute(f'CREATE OR REPLACE TABLE frigivelse."{table}" AS SELECT *{status} FROM marts."{table}" WHERE false')
