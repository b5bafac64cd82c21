"""From decisions to what the rules look at: one row per event with its authority, id, dates, history and surroundings.

No rule is judged here, and nothing is written.
"""

import polars as pl

from dagster_project.indberetning.rules.history import add_history
from dagster_project.indberetning.rules.inputs import DECISION_COLUMNS, NOTHING, Inputs
from dagster_project.indberetning.rules.legal_limits import birthday, income_limit, pension_day
from dagster_project.indberetning.rules.lists import CodeLists
from dagster_project.indberetning.rules.weeks import add_weeks
from dagster_project.indberetning.sent.identity import (
    REPORTING_SINCE,
    authority_codes,
    authority_kinds,
    birth_dates,
    case_ids,
    record_ids,
)

__all__ = [
    "DECISION_COLUMNS",
    "EVENT_CODES",
    "NOTHING",
    "NOTHING_SENT",
    "UNDECIDED",
    "Inputs",
    "add_facts",
    "build_events",
    "build_undone",
]

EVENT_CODES = ("T", "A", "F", "H", "G", "N")
"""The decisions that are reported; `I` (undecided) is not."""
DECIDED = pl.col("afgoerelse").is_in(EVENT_CODES) & pl.col("afgdato").is_not_null()
UNDECIDED = "I"
NOTHING_SENT = pl.DataFrame(
    schema={
        **dict.fromkeys(("indberetning_id", "sendt_afgoerelse"), pl.String),
        "sendt_afgdato": pl.Date,
        **dict.fromkeys(("sendt_myndighed", "sendt_cpr"), pl.String),
    }
)
"""What STAR knows of the events' cases, when that is nothing."""


def build_events(decisions: pl.DataFrame, lists: CodeLists) -> pl.DataFrame:
    """The events among ``decisions``: decided, with AFGDATO; adds ``myndighed``, ``slags``, ``maaned``, ids.

    ``myndighed`` is what the record says from here on; ``sag`` is the id of the case (`identity.case_ids`). An empty
    text reads as none.
    """
    events = (
        _cleaned(decisions)
        .filter(DECIDED)
        .with_columns(authority_codes())
        .with_columns(authority_kinds(lists), maaned=pl.col("afgdato").dt.strftime("%Y-%m"))
    )
    return events.with_columns(record_ids(events), case_ids(events))


def build_undone(decisions: pl.DataFrame, standing: pl.DataFrame, lists: CodeLists) -> pl.DataFrame:
    """What was sent and is undecided now: by the id, authority and month of the record sent, AFGOERELSE `I`.

    It is no event and makes no record; it is looked at because its number may be that of a new case (R31).

    Args:
        decisions: the register.
        standing: the records that stand (``sag``, ``indberetning_id``, ``myndighed``, ``maaned``).
        lists: the code lists.
    """
    open_cases = _cleaned(decisions).filter(~DECIDED)
    undone = open_cases.drop("myndighed").with_columns(
        case_ids(open_cases), afgoerelse=pl.lit(UNDECIDED), afgdato=pl.lit(None, pl.Date)
    )
    told = undone.join(standing.select("sag", "indberetning_id", "myndighed", "maaned"), on="sag")
    return told.with_columns(authority_kinds(lists))


def _cleaned(decisions: pl.DataFrame) -> pl.DataFrame:
    texts = [column for column, kind in DECISION_COLUMNS.items() if kind is pl.String]
    return decisions.with_columns(pl.col(texts).str.strip_chars().replace("", None), pl.col("afgnr").fill_null(1))


def add_facts(
    events: pl.DataFrame,
    history: pl.DataFrame,
    inputs: Inputs,
    lists: CodeLists,
    sent: pl.DataFrame = NOTHING_SENT,
) -> pl.DataFrame:
    """``events`` (which carry ``cpr``) with birthdays, deadlines, effect, history, courses, income, weeks, the act.

    Args:
        events: from `build_events`, with ``cpr``.
        history: all events of the register, so that earlier decisions count whatever part ``events`` is.
        inputs: the tables of the basis.
        lists: code lists and rules.
        sent: what STAR knows of the events' cases (`NOTHING_SENT` has its columns), at most one row per id.
    """
    born = events["foed_dag"].fill_null(birth_dates(events["cpr"]))
    aged = events.with_columns(foed_dag=born).with_columns(
        *(birthday(pl.col("foed_dag"), years).alias(f"fylder_{years}") for years in (18, 19, 40, 60)),
        felter_kraeves=pl.col("afgdato") >= REPORTING_SINCE,
        frist=pl.col("paabdato").dt.offset_by("3mo"),
        seks_aar_frem=pl.col("afgdato").dt.offset_by("6y"),
        seneste_moede=_last_meeting(),
    )
    aged = aged.with_columns(pension_day(aged, lists.pension_ages), virkning=_effect())
    return (
        add_history(aged, history, inputs.pensions)
        .join(_first_courses(inputs.courses), on="person_id", how="left")
        .pipe(_add_income, inputs.incomes, lists)
        .pipe(add_weeks, inputs.weeks)
        .join(sent, on="indberetning_id", how="left")
    )


def _last_meeting() -> pl.Expr:
    """The last of the team's two dates that is not after the start (R20)."""
    days = [
        pl.when(pl.col(day) <= pl.col("paabdato")).then(pl.col(day)) for day in ("rehabteam_dato", "genforelagt_dato")
    ]
    return pl.max_horizontal(days)


def _effect() -> pl.Expr:
    """From when the decision has effect; not said: the first of the month after it was, or had to be, taken (§ 33)."""
    taken = pl.min_horizontal("afgdato", "frist")
    return pl.coalesce("virkningsdato", taken.dt.month_start().dt.offset_by("1mo"))


def _first_courses(courses: pl.DataFrame) -> pl.DataFrame:
    return courses.group_by("person_id").agg(foerste_forloeb=pl.col("startdto").min())


def _add_income(events: pl.DataFrame, incomes: pl.DataFrame, lists: CodeLists) -> pl.DataFrame:
    """Earned income of the latest year before AFGDATO's, and that year's limit (NULL where it is not known)."""
    years = incomes.select("person_id", indkomst_aar=pl.col("aar").cast(pl.Int32), erhvervsindk="erhvervsindk")
    found = (
        events.with_columns(seneste_aar=pl.col("afgdato").dt.year() - 1)
        .sort("seneste_aar")
        .join_asof(
            years.sort("indkomst_aar"),
            left_on="seneste_aar",
            right_on="indkomst_aar",
            by="person_id",
            check_sortedness=False,
            coalesce=False,
        )
        .drop("seneste_aar")
    )
    limits = income_limit(found.select(aar=pl.col("indkomst_aar").drop_nulls().unique()), lists.income_limits)
    return found.join(limits, left_on="indkomst_aar", right_on="aar", how="left")
