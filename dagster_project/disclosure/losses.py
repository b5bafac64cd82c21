"""What the release cost: `kvalitet.diskretion`, a row for every table, with the reason where something is withheld."""

from collections.abc import Sequence

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray

from dagster_project.disclosure.system import System
from dagster_project.disclosure.withhold import UNDESCRIBED, Choice

NOT_READ = "den udleverede generation kan ikke læses: det nye er ikke holdt op mod den"
SCHEMA = {
    "tabel": pl.String,
    "tal": pl.Int64,
    "skjult": pl.Int64,
    "tidligere": pl.Int64,
    "tilbageholdt": pl.Boolean,
    "grund": pl.String,
}


def count_losses(system: System, choice: Choice, apart: NDArray[np.bool_]) -> pl.DataFrame:
    """One row for every table that shows counts: how many, and how many of them are hidden.

    Args:
        system: the counts.
        choice: which of them are suppressed.
        apart: (n) those that are suppressed only because of what left the house before.
    """
    counts = system.shown.filter(rolle="antal")
    cells = counts["celle"].to_numpy()
    hidden = counts.with_columns(skjult=pl.Series(choice.suppressed[cells]), tidligere=pl.Series(apart[cells]))
    found = hidden.group_by("tabel").agg(
        tal=pl.len().cast(pl.Int64),
        skjult=pl.col("skjult").sum().cast(pl.Int64),
        tidligere=pl.col("tidligere").sum().cast(pl.Int64),
    )
    names = found["tabel"].to_list()
    return found.with_columns(
        tilbageholdt=pl.Series([choice.withholds(name) for name in names], dtype=pl.Boolean),
        grund=pl.Series([choice.reason(name) for name in names], dtype=pl.String),
    ).with_columns(skjult=pl.when("tilbageholdt").then("tal").otherwise("skjult"))


def write_losses(
    con: duckdb.DuckDBPyConnection, counted: pl.DataFrame, undescribed: list[str], unread: Sequence[str] = ()
) -> None:
    """Write ``kvalitet.diskretion``.

    Args:
        con: the warehouse in use.
        counted: `count_losses` of the tables of counts.
        undescribed: tables that nobody has described, which are empty.
        unread: generations that left the house and could not be held against the new one.
    """
    others = [(name, 0, 0, 0, True, UNDESCRIBED) for name in undescribed]
    others += [(f"udleveret {name}", 0, 0, 0, False, NOT_READ) for name in unread]
    rows = pl.concat([counted.select(list(SCHEMA)), pl.DataFrame(others, schema=SCHEMA, orient="row")])
    con.execute("CREATE SCHEMA IF NOT EXISTS kvalitet")
    con.register("diskretion_tab", rows.sort("tabel"))
    con.execute("CREATE OR REPLACE TABLE kvalitet.diskretion AS SELECT * FROM diskretion_tab")
    con.unregister("diskretion_tab")
