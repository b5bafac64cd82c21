"""`marts.indberetning_frist`: one row per open matter, as of the newest delivery of the register.

Ages are read from FOED_DAG; a person without a row in BEF has none here.
"""

from datetime import date, timedelta

import polars as pl

from dagster_project.indberetning.rules.legal_limits import birthday, pension_day
from dagster_project.indberetning.rules.lists import CodeLists
from dagster_project.indberetning.sent.identity import ABROAD
from dagster_project.privacy.covered import cover

SCHEMA = {
    "myndighed": pl.String,
    "sagsid": pl.String,
    "afgnr": pl.Int64,
    "frist": pl.Date,
    "art": pl.String,
    "dage": pl.Int64,
}
KINDS = {
    "paragraf_21": "§ 21, tre måneder",
    "revision": "revision",
    "folkepension": "folkepensionsalder",
    "60_aar": "fylder 60",
    "18_aar": "fylder 18",
}
"""The kinds of open matters, and what the person on duty calls them."""
AHEAD = timedelta(days=365)
"""How far the person on duty looks, both ways where a birthday is over."""
MATTER = ["myndighed", "sagsid", "afgnr", "frist"]


def open_matters(
    decisions: pl.DataFrame, events: pl.DataFrame, unsettled: pl.DataFrame, lists: CodeLists
) -> pl.DataFrame:
    """The calendar (`SCHEMA`) by kind and day, terminal cases first.

    ``dage`` counts from the newest delivery, and is negative once the day is over.

    Args:
        decisions: every decision in force, undecided cases among them.
        events: `facts.build_events` of them.
        unsettled: the events whose REVISIONSDATO is within a year or over, and not settled by a later decision.
        lists: the code lists, for the age of folkepension.
    """
    today = decisions["leverance"].max()
    if not isinstance(today, date):
        return pl.DataFrame(schema=SCHEMA)
    waiting = _aged(_undecided(decisions), lists)
    resting = _aged(_latest(events).filter(pl.col("afgoerelse") == "H"), lists)
    reviews = _aged(unsettled, lists)
    matters = _by_kind(waiting, resting, reviews, today)
    terminal = (pl.col("terminal") == "J").fill_null(value=False)
    rows = [matters[art].select(*MATTER, haster=terminal, art=pl.lit(art)).drop_nulls("frist") for art in KINDS]
    return (
        pl.concat(rows)
        .unique()
        .with_columns(cover(pl.col("sagsid")), dage=(pl.col("frist") - today).dt.total_days())
        # 6.4 of the guideline: who is terminally ill is to be decided first.
        .sort("art", ~pl.col("haster"), "frist", "myndighed", "sagsid", "afgnr")
        .select(pl.col(column).cast(kind) for column, kind in SCHEMA.items())
    )


def _by_kind(
    waiting: pl.DataFrame, resting: pl.DataFrame, reviews: pl.DataFrame, today: date
) -> dict[str, pl.DataFrame]:
    """The matters of each of `KINDS`, with the day they fall due (``frist``)."""
    near = pl.col("frist") <= today + AHEAD
    pension = pl.col("folkepension_fra")
    after_pension = reviews.filter(pl.col("revisionsdato") >= pension)
    return {
        "paragraf_21": waiting.with_columns(frist=pl.col("paabdato").dt.offset_by("3mo")),
        "revision": reviews.with_columns(frist="revisionsdato"),
        "folkepension": pl.concat(
            [resting.with_columns(frist=pension).filter(near), after_pension.with_columns(frist=pension)],
            how="diagonal",
        ),
        "60_aar": pl.concat([waiting, resting], how="diagonal")
        .with_columns(frist="fylder_60")
        .filter(near & _soon(today)),
        "18_aar": waiting.with_columns(frist="fylder_18").filter(near & _soon(today)),
    }


def _undecided(decisions: pl.DataFrame) -> pl.DataFrame:
    """Cases without a decision; who has none yet is the municipality of residence, abroad UDK."""
    residence = pl.when(pl.col("bopkom") == ABROAD).then(pl.lit("UDK")).otherwise(pl.col("bopkom"))
    return decisions.filter((pl.col("afgoerelse") == "I") | pl.col("afgdato").is_null()).with_columns(
        myndighed=pl.coalesce("myndighed", residence)
    )


def _latest(events: pl.DataFrame) -> pl.DataFrame:
    """The last event of each person, in the order of the chain (R33)."""
    return events.sort("afgdato", "sagsid", "afgnr").unique("person_id", keep="last", maintain_order=True)


def _aged(cases: pl.DataFrame, lists: CodeLists) -> pl.DataFrame:
    aged = cases.with_columns(birthday(pl.col("foed_dag"), years).alias(f"fylder_{years}") for years in (18, 60))
    return aged.with_columns(pension_day(aged, lists.pension_ages))


def _soon(today: date) -> pl.Expr:
    """A birthday that is a year over is no matter of the calendar any more."""
    return pl.col("frist") >= today - AHEAD
