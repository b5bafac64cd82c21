"""Confirmations matched with what the cases break: which ones count, and why the others do not. No files here."""

import polars as pl

from dagster_project.indberetning.rules.confirmed import fact_digests
from dagster_project.indberetning.rules.table import CONFIRM, CONFIRMED, FAULT

_WHY = {FAULT: "er_fejl", CONFIRMED: "gentaget"}


def match_confirmations(rows: pl.DataFrame, facts: pl.DataFrame, breaches: pl.DataFrame) -> pl.DataFrame:
    """The lines of a file with ``indberetning_id``, ``fakta`` where they count, else ``grund``.

    Reasons: `ukendt_sag`, `ikke_brudt`, `er_fejl` (the register has to be corrected), `kraever_ingen` (a warning is
    sent anyway), `gentaget`, and those of `confirmation_file`.

    Args:
        rows: `confirmation_file.SCHEMA`.
        facts: the events of the cases named.
        breaches: what they break, with earlier confirmations applied.
    """
    cases = facts.select("sag", "indberetning_id").join(fact_digests(facts), on="indberetning_id")
    severe = pl.col("alvor").replace_strict({FAULT: 0, CONFIRM: 1, CONFIRMED: 2}, default=3)
    broken = breaches.sort(severe).unique(["indberetning_id", "regel"], keep="first", maintain_order=True)
    found = rows.join(cases, on="sag", how="left", maintain_order="left").join(
        broken.select("indberetning_id", "regel", "alvor"),
        on=["indberetning_id", "regel"],
        how="left",
        maintain_order="left",
    )
    asks = pl.col("grund").is_null() & (pl.col("alvor") == CONFIRM)
    repeated = asks & (asks.cum_sum().over("indberetning_id", "regel") > 1)
    reason = (
        pl.when(pl.col("indberetning_id").is_null())
        .then(pl.lit("ukendt_sag"))
        .when(pl.col("alvor").is_null())
        .then(pl.lit("ikke_brudt"))
        .when(repeated)
        .then(pl.lit("gentaget"))
        .when(pl.col("alvor") != CONFIRM)
        .then(pl.col("alvor").replace_strict(_WHY, default="kraever_ingen"))
    )
    judged = found.with_columns(grund=pl.coalesce("grund", reason))
    counts = pl.col("grund").is_null()
    return judged.with_columns(
        pl.when(counts).then(pl.col(column)).alias(column) for column in ("indberetning_id", "fakta")
    ).drop("sag", "alvor")
