"""Rounding half up as SQL macros, in whole numbers and decimals: a binary fraction would round 2.25 either way.

A rounded figure is kept as its whole number of last places ("units"): 33.9 with one decimal is 339.
"""

import duckdb

# Macros are inlined: no row ever leaves DuckDB. Figures of the report are not negative. A mean comes as a double; ten
# decimals are kept of it, so that 42.849999999999994 is the 42.85 it was meant to be.
_MACROS = (
    "CREATE OR REPLACE TEMP MACRO places(decimals) AS list_extract([1, 10, 100, 1000], decimals + 1)",
    """CREATE OR REPLACE TEMP MACRO share_units(part, whole, decimals) AS
       ((200::HUGEINT * part * places(decimals) + whole) // (2 * whole))::BIGINT""",
    """CREATE OR REPLACE TEMP MACRO value_units(v, decimals) AS
       floor(round(v::DECIMAL(28, 10), 10) * places(decimals) + 0.5)::BIGINT""",
)


def create_macros(con: duckdb.DuckDBPyConnection) -> None:
    """Create ``places``, ``share_units`` (percent of part in whole) and ``value_units`` for this connection."""
    for statement in _MACROS:
        con.execute(statement)
