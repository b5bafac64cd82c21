"""Write the schema ``frigivelse``: every table of ``marts`` in the form that may leave.

Suppressed values are NULL and their row has ``status`` = ``diskretion``. Shares and means are rounded as printed: the
last places of an exact mean could give a single person's value away.
"""

import csv
from functools import cache

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray

from dagster_project.disclosure.cells import DATA, WITHOUT_PATHWAY
from dagster_project.disclosure.means import means_to_hide
from dagster_project.disclosure.system import System

SHOWN, SUPPRESSED = "vist", "diskretion"


def write_counted(con: duckdb.DuckDBPyConnection, system: System, suppressed: NDArray[np.bool_], min_cell: int) -> None:
    """Write the released form of every table whose rows are counts."""
    con.execute("CREATE SCHEMA IF NOT EXISTS frigivelse")
    for table in dict.fromkeys(system.shown["kilde"].to_list()):
        hide = _rows_to_hide(con, system, suppressed, min_cell, table)
        con.register("diskretion_skjul", hide)
        con.execute(_released(table, _columns(con, table)))
        con.unregister("diskretion_skjul")


def _rows_to_hide(
    con: duckdb.DuckDBPyConnection, system: System, suppressed: NDArray[np.bool_], min_cell: int, table: str
) -> pl.DataFrame:
    """``nr``, ``skjul`` (value and count), ``skjul_grundlag`` for every row that shows a count or a mean."""
    counts = (
        system.shown.filter(kilde=table)
        .with_columns(skjult=_look_up(system, suppressed, table))
        .group_by("nr")
        .agg(
            # A zero stays a zero whatever it is a share of; any other count goes with its base (see `suppress`).
            skjul=(pl.col("skjult") & (pl.col("rolle") != "grundlag")).any(),
            skjul_grundlag=(pl.col("skjult") & (pl.col("rolle") == "grundlag")).any(),
        )
    )
    rows = pl.concat([counts, means_to_hide(con, system, suppressed, min_cell, table)])
    return rows.group_by("nr").agg(pl.col("skjul").any(), pl.col("skjul_grundlag").any()).sort("nr")


def _look_up(system: System, suppressed: NDArray[np.bool_], table: str) -> pl.Series:
    return pl.Series(suppressed[system.shown.filter(kilde=table)["celle"].to_numpy()])


def _released(table: str, columns: list[str]) -> str:
    value, decimals = _rounding()[table]
    shown = {
        value: f"CASE WHEN coalesce(h.skjul, true) THEN NULL ELSE round(t.{value}, {decimals}) END AS {value}",
        "antal": "CASE WHEN coalesce(h.skjul, true) THEN NULL ELSE t.antal END AS antal",
        "grundlag": "CASE WHEN coalesce(h.skjul_grundlag, true) THEN NULL ELSE t.grundlag END AS grundlag",
    }
    listed = ", ".join(shown.get(column, f't."{column}"') for column in columns)
    keep = f"WHERE t.forloebstype <> '{WITHOUT_PATHWAY}'" if "forloebstype" in columns else ""
    return f"""CREATE OR REPLACE TABLE frigivelse."{table}" AS
        SELECT {listed}, CASE WHEN coalesce(h.skjul, true) THEN '{SUPPRESSED}' ELSE '{SHOWN}' END AS status
        FROM marts."{table}" t LEFT JOIN diskretion_skjul h ON h.nr = t.rowid {keep} ORDER BY t.rowid"""


def _columns(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    rows = con.execute(
        """SELECT column_name FROM information_schema.columns WHERE table_catalog = current_database()
           AND table_schema = 'marts' AND table_name = ? ORDER BY ordinal_position""",
        [table],
    ).fetchall()
    return [name for (name,) in rows]


@cache
def _rounding() -> dict[str, tuple[str, int]]:
    with (DATA / "frigivelse.csv").open(encoding="utf-8", newline="") as file:
        return {row["tabel"]: (row["vaerdi"], int(row["decimaler"])) for row in csv.DictReader(file)}
