"""Write the schema ``frigivelse``: every table of ``marts`` in the form that may leave.

Suppressed values are NULL and their row has ``status`` = ``diskretion``; a table that is withheld keeps its keys alone,
every row with ``status`` = ``tilbageholdt``. Shares and means are rounded as printed: the
last places of an exact mean could give a single person's value away.
"""

import csv
from dataclasses import dataclass
from functools import cache

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray

from dagster_project.disclosure.cells import DATA, WITHOUT_PATHWAY
from dagster_project.disclosure.means import SCHEMA, means_to_hide
from dagster_project.disclosure.system import System
from dagster_project.disclosure.withhold import ALL_TABLES, Choice

SHOWN, SUPPRESSED, WITHHELD = "vist", "diskretion", "tilbageholdt"


def write_counted(
    con: duckdb.DuckDBPyConnection,
    system: System,
    choice: Choice,
    min_cell: int,
    without_mean: NDArray[np.bool_] | None = None,
) -> None:
    """Write the released form of every table whose rows are counts.

    Args:
        con: the warehouse in use.
        system: the counts.
        choice: which of them are suppressed.
        min_cell: the fewest persons that are told.
        without_mean: (n) bases over which no mean is shown, whether they are shown or not.
    """
    con.execute("CREATE SCHEMA IF NOT EXISTS frigivelse")
    for table in dict.fromkeys(system.shown["kilde"].to_list()):
        bases = choice.suppressed if without_mean is None else choice.suppressed | without_mean
        means = means_to_hide(con, system, bases, min_cell, table)
        hide = _rows_to_hide(system, choice.suppressed, means, table)
        con.register("diskretion_skjul", hide)
        con.execute(_released(table, _columns(con, table), choice, min_cell))
        con.unregister("diskretion_skjul")


def write_keys(con: duckdb.DuckDBPyConnection, table: str) -> None:
    """Write the released form of a table of counts that shows none: its keys alone."""
    con.register("diskretion_skjul", pl.DataFrame(schema=SCHEMA))
    nothing = Choice(np.zeros(0, dtype=bool), frozenset({ALL_TABLES}))
    con.execute(_released(table, _columns(con, table), nothing, 0))
    con.unregister("diskretion_skjul")


def counted_tables() -> tuple[str, ...]:
    """Tables whose rows are counts (`data/frigivelse.csv`)."""
    return tuple(_forms())


def _rows_to_hide(system: System, suppressed: NDArray[np.bool_], means: pl.DataFrame, table: str) -> pl.DataFrame:
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
    rows = pl.concat([counts, means])
    return rows.group_by("nr").agg(pl.col("skjul").any(), pl.col("skjul_grundlag").any()).sort("nr")


def _look_up(system: System, suppressed: NDArray[np.bool_], table: str) -> pl.Series:
    return pl.Series(suppressed[system.shown.filter(kilde=table)["celle"].to_numpy()])


def _released(table: str, columns: list[str], choice: Choice, min_cell: int) -> str:
    form = _forms()[table]
    withheld = _is_withheld(table, columns, choice)
    hidden = f"({withheld} OR coalesce(h.skjul, true))"
    hidden_base = f"({withheld} OR coalesce(h.skjul_grundlag, true))"
    # A figure of too few is none, whatever it counts: how many could be granted a pension is not released itself.
    of_few = f" OR t.{form.of} < {min_cell}" if form.of else ""
    shown = {
        value: f"CASE WHEN {hidden}{of_few} THEN NULL ELSE round(t.{value}, {form.decimals}) END AS {value}"
        for value in form.values
    } | {
        "antal": f"CASE WHEN {hidden} THEN NULL ELSE t.antal END AS antal",
        "grundlag": f"CASE WHEN {hidden_base} THEN NULL ELSE t.grundlag END AS grundlag",
    }
    shown |= {column: f"CASE WHEN false THEN t.{column} END AS {column}" for column in form.never}
    listed = ", ".join(shown.get(column, f't."{column}"') for column in columns)
    keep = f"WHERE t.forloebstype <> '{WITHOUT_PATHWAY}'" if "forloebstype" in columns else ""
    return f"""CREATE OR REPLACE TABLE frigivelse."{table}" AS
        SELECT {listed}, CASE WHEN {withheld} THEN '{WITHHELD}' WHEN {hidden} THEN '{SUPPRESSED}' ELSE '{SHOWN}' END
            AS status
        FROM marts."{table}" t LEFT JOIN diskretion_skjul h ON h.nr = t.rowid {keep} ORDER BY t.rowid"""


def _is_withheld(table: str, columns: list[str], choice: Choice) -> str:
    """The condition, in SQL, under which no figure of a row may leave."""
    if choice.withholds(table) or "tabel" not in columns:
        return str(choice.withholds(table)).lower()
    listed = ", ".join("'" + name.replace("'", "''") + "'" for name in sorted(choice.tables))
    return f"t.tabel IN ({listed})" if listed else "false"


def _columns(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    rows = con.execute(
        """SELECT column_name FROM information_schema.columns WHERE table_catalog = current_database()
           AND table_schema = 'marts' AND table_name = ? ORDER BY ordinal_position""",
        [table],
    ).fetchall()
    return [name for (name,) in rows]


@dataclass(frozen=True)
class Form:
    """Of a table: columns that are rounded, and to how many decimals; of what they need enough; what never leaves."""

    values: list[str]
    decimals: int
    never: list[str]
    of: str


@cache
def _forms() -> dict[str, Form]:
    """By table (`data/frigivelse.csv`)."""
    with (DATA / "frigivelse.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["tabel"]: Form(row["vaerdi"].split(), int(row["decimaler"]), row["aldrig"].split(), row["mindst"])
        for row in rows
    }
