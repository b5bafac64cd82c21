"""Decisions that fixed a day on which the pension is looked at again, and what settles it."""

from datetime import date

import polars as pl

KEY = "indberetning_id"


def unsettled_reviews(events: pl.DataFrame, day: date) -> pl.DataFrame:
    """The ``events`` whose REVISIONSDATO lies before ``day`` without a new decision of the person.

    A rest or its end (H, G) before the date leaves the date standing (section 7.1 of the guideline), unless it sets
    one of its own; every other later decision, and any decision from the date on, is a new one.
    """
    due = events.filter(pl.col("revisionsdato") < day).select(KEY, "person_id", "afgdato", "revisionsdato")
    later = events.select("person_id", "afgoerelse", ny_dag="afgdato", ny_frist="revisionsdato")
    pairs = due.join(later, on="person_id").filter(pl.col("ny_dag") > pl.col("afgdato"))
    settles = (
        ~pl.col("afgoerelse").is_in(["H", "G"])
        | pl.col("ny_frist").is_not_null()
        | (pl.col("ny_dag") >= pl.col("revisionsdato"))
    )
    return events.join(due.join(pairs.filter(settles), on=KEY, how="anti"), on=KEY, how="semi")
