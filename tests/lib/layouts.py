"""Layouts of tables as printed, as dbt leaves them: the statement beside the table's name."""

import duckdb

# A column a municipality, a row a key: what every layout of `dbt/macros/bred.sql` comes down to.
_LAYOUT = """
SELECT raekke AS "{head}", {columns}
FROM (SELECT *, row_number() OVER () AS plads FROM udlagte_celler WHERE {which}) GROUP BY raekke ORDER BY min(plads)
"""


def add_layout(con: duckdb.DuckDBPyConnection, name: str, layout: str) -> None:
    """Keep ``layout``, a query over ``udlagte_celler``, as that of the table ``name``, and lay it out in ``marts``."""
    con.execute("CREATE SCHEMA IF NOT EXISTS intermediate")
    con.execute("CREATE TABLE IF NOT EXISTS intermediate.int_udlaegning (navn VARCHAR PRIMARY KEY, udlaegning VARCHAR)")
    con.execute("INSERT INTO intermediate.int_udlaegning VALUES (?, ?)", [name, layout])
    con.execute(f"CREATE TABLE marts.{name} AS {layout.replace('udlagte_celler', 'marts.rapporttabel')}")


def by_column(number: str, head: str, *columns: str, statistic: str = "percent", rows: str = "true") -> str:
    """A layout of table ``number``: rows in the order of the cells, a column for each of ``columns``."""
    cells = ", ".join(
        f"max(CASE WHEN kolonne = '{column}' AND statistik = '{statistic}' THEN round(vaerdi, 1) END)"
        f' AS "{column.capitalize()}"'
        for column in columns
    )
    which = f"tabel = '{number}' AND ({rows})"
    return _LAYOUT.format(head=head, columns=cells, which=which)
