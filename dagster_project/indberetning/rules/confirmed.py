"""Confirmations held against broken rules: one holds as long as the facts are those that it was given for."""

import polars as pl

from dagster_project.indberetning.rules.inputs import DECISION_COLUMNS
from dagster_project.indberetning.rules.table import CONFIRM, CONFIRMED
from dagster_project.indberetning.sent.identity import hasher

FACTS = tuple(
    column for column in DECISION_COLUMNS if column not in ("person_id", "sagsbehandler", "leverance", "foed_dag")
)
"""Who handles the case, and which delivery said so, is no fact of the decision."""
DERIVED = ("foed_dag", "ordning", "cpr")
CONFIRMATION = {"indberetning_id": pl.String, "regel": pl.String, "fakta": pl.String}
NO_CONFIRMATIONS = pl.DataFrame(schema=CONFIRMATION)


def fact_digests(facts: pl.DataFrame) -> pl.DataFrame:
    """``indberetning_id``, ``fakta``: SHA-256 of what the record says, the birth date, the act and the CPR number."""
    values = [pl.concat_str(pl.lit(f"{c}="), pl.col(c).cast(pl.String).fill_null("")) for c in (*FACTS, *DERIVED)]
    told = facts.select("indberetning_id", ord=pl.concat_str(values, separator="\x1f"))
    with hasher().cursor() as connection:
        connection.register("fortalt", told)
        digests = connection.execute("SELECT indberetning_id, sha256(ord) AS fakta FROM fortalt").pl()
        connection.unregister("fortalt")
    return digests


def with_confirmations(breaches: pl.DataFrame, facts: pl.DataFrame, confirmations: pl.DataFrame) -> pl.DataFrame:
    """``breaches`` with `bekraeftet` where the authority stands by the decision.

    Args:
        breaches: `table.judge`.
        facts: the events that were judged.
        confirmations: `CONFIRMATION`, those that count.
    """
    asked = breaches.filter(pl.col("alvor") == CONFIRM).select("indberetning_id")
    digests = fact_digests(facts.join(asked, on="indberetning_id", how="semi"))
    given = confirmations.select(*CONFIRMATION).unique().with_columns(bekraeftet=pl.lit(value=True))
    joined = breaches.join(digests, on="indberetning_id", how="left", maintain_order="left").join(
        given, on=list(CONFIRMATION), how="left", maintain_order="left"
    )
    holds = (pl.col("alvor") == CONFIRM) & pl.col("bekraeftet").fill_null(value=False)
    severity = pl.when(holds).then(pl.lit(CONFIRMED)).otherwise(pl.col("alvor"))
    return joined.with_columns(alvor=severity).drop("fakta", "bekraeftet")
