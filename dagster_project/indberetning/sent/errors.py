"""The error list: every broken rule of the records as they now stand, with what it saw and what to do. No CPR."""

import polars as pl

from dagster_project.indberetning.rules.predicates.content import FORMULA
from dagster_project.indberetning.rules.table import FAULT, HOLDS_BACK
from dagster_project.indberetning.sent.identity import UNKNOWN
from dagster_project.privacy.covered import cover

__all__ = ["ERROR_COLUMNS", "FAULT", "HELD", "error_rows", "folder_name"]

ERROR_COLUMNS = (
    *("indberetning_id", "sagsid", "afgnr", "afgoerelse", "afgoerelsesdato", "sagsbehandler"),
    *("regel", "alvor", "felt", "paragraf", "tekst", "fundet", "handling"),
)
ERROR_ORDER = ("sagsbehandler", "sagsid", "afgnr", "regel", "felt", "indberetning_id")
HELD = pl.col("indberetning_id").filter(pl.col("alvor").is_in(HOLDS_BACK)).n_unique().alias("holdt_tilbage")


def error_rows(breaches: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    """``mappe``, ``maaned`` and `ERROR_COLUMNS` of each broken rule, sorted as the list is.

    Args:
        breaches: `rules.table.judge`, with confirmations applied.
        facts: the events that were judged.
    """
    shown = facts.select(
        "indberetning_id",
        "maaned",
        "afgoerelse",
        "afgnr",
        mappe=folder_name(),
        sagsid=_harmless("sagsid"),
        sagsbehandler=_harmless("sagsbehandler"),
        afgoerelsesdato=pl.col("afgdato").dt.strftime("%Y-%m-%d"),
    )
    return breaches.join(shown, on="indberetning_id").select("mappe", "maaned", *ERROR_COLUMNS).sort(ERROR_ORDER)


def folder_name() -> pl.Expr:
    """The authority whose folder a record belongs in; `ukendt` for one that does not exist."""
    return pl.when(pl.col("slags") == UNKNOWN).then(pl.lit(UNKNOWN)).otherwise(pl.col("myndighed"))


def _harmless(column: str) -> pl.Expr:
    """Free text as a list may show it: CPR numbers covered, and nothing that a spreadsheet would run."""
    text = cover(pl.col(column).fill_null(""))
    return pl.when(text.str.contains(FORMULA)).then(pl.concat_str(pl.lit("'"), text)).otherwise(text)
