"""From decisions to what the rules look at: one row per event with its authority, id, ages and history.

No rule is judged here, and nothing is written.
"""

from dataclasses import dataclass

import polars as pl

from dagster_project.indberetning.rules.limits import birthday, income_limit, pension_day
from dagster_project.indberetning.rules.lists import CodeLists
from dagster_project.indberetning.sent.identity import (
    REPORTING_SINCE,
    authority_codes,
    authority_kinds,
    birth_dates,
    record_ids,
)

EVENT_CODES = ("T", "A", "F", "H", "G", "N")
"""The decisions that are reported; `I` (undecided) is not."""
DECISION_COLUMNS = {
    **dict.fromkeys(("sagsid", "person_id", "bopkom", "afgoerelse", "diag1", "diag2", "diag3"), pl.String),
    **dict.fromkeys(("myndighed", "sagsbehandler", "lovgrundlag", "anledning", "havde_ftp"), pl.String),
    **dict.fromkeys(("rehabteam_indstilling", "sundkoord_vurdering", "terminal", "ressourceforloeb"), pl.String),
    **dict.fromkeys(("arbejdsfunktioner", "saerlige_omstaendigheder", "samtykke"), pl.String),
    **dict.fromkeys(("afgdato", "paabdato", "rehabteam_dato", "sundkoord_dato", "moedetilbud_dato"), pl.Date),
    **dict.fromkeys(("fristbrev_dato", "revisionsdato", "foed_dag", "ansdato", "leverance"), pl.Date),
    **dict.fromkeys(("genforelagt_dato", "virkningsdato", "forventet_afgdato"), pl.Date),
    **dict.fromkeys(("afslagshjemmel", "udsendt", "anke_af"), pl.String),
    "afgnr": pl.Int64,
}
"""What the table `indberetning.afgoerelse` must hold; further columns are left alone.

An event is (``sagsid``, ``afgnr``); ``leverance`` is the delivery that brought the row."""


@dataclass(frozen=True)
class Inputs:
    """The four tables of one generation that the export reads, as frames.

    ``decisions``: every decision in force (`DECISION_COLUMNS`). ``courses(person_id, startdto)``: ressourceforløb.
    ``incomes(person_id, aar, brutto)``. ``weeks(sagsid, uger, alle_loenmodtager)``: DREAM after a grant.
    """

    decisions: pl.DataFrame
    courses: pl.DataFrame
    incomes: pl.DataFrame
    weeks: pl.DataFrame


NOTHING = Inputs(
    pl.DataFrame(schema=DECISION_COLUMNS),
    pl.DataFrame(schema={"person_id": pl.String, "startdto": pl.Date}),
    pl.DataFrame(schema={"person_id": pl.String, "aar": pl.Int64, "brutto": pl.Float64}),
    pl.DataFrame(schema={"sagsid": pl.String, "uger": pl.Int64, "alle_loenmodtager": pl.Boolean}),
)
"""The tables of a register without rows."""


def build_events(decisions: pl.DataFrame, lists: CodeLists) -> pl.DataFrame:
    """The events among ``decisions``: decided, with AFGDATO; adds ``myndighed``, ``slags``, ``maaned``, the id.

    ``myndighed`` is what the record says from here on. An empty text reads as none.
    """
    texts = [column for column, kind in DECISION_COLUMNS.items() if kind is pl.String]
    typed = decisions.with_columns(pl.col(texts).str.strip_chars().replace("", None), pl.col("afgnr").fill_null(1))
    events = (
        typed.filter(pl.col("afgoerelse").is_in(EVENT_CODES) & pl.col("afgdato").is_not_null())
        .with_columns(authority_codes())
        .with_columns(authority_kinds(lists), maaned=pl.col("afgdato").dt.strftime("%Y-%m"))
    )
    return events.with_columns(record_ids(events))


def add_facts(events: pl.DataFrame, history: pl.DataFrame, inputs: Inputs, lists: CodeLists) -> pl.DataFrame:
    """``events`` (which carry ``cpr``) with birthdays, deadlines, earlier decisions, courses, income and weeks.

    ``history`` holds all events of the register, so that earlier decisions count whatever part ``events`` is.
    """
    born = events["foed_dag"].fill_null(birth_dates(events["cpr"]))
    aged = events.with_columns(foed_dag=born).with_columns(
        *(birthday(pl.col("foed_dag"), years).alias(f"fylder_{years}") for years in (18, 19, 40, 60)),
        felter_kraeves=pl.col("afgdato") >= REPORTING_SINCE,
        frist=pl.col("paabdato").dt.offset_by("3mo"),
        ti_aar_frem=pl.col("afgdato").dt.offset_by("10y"),
    )
    aged = aged.with_columns(pension_day(aged, lists.pension_ages))
    return (
        _add_earlier(aged, history)
        .join(_first_courses(inputs.courses), on="person_id", how="left")
        .pipe(_add_income, inputs.incomes, lists)
        .join(inputs.weeks.unique("sagsid"), on="sagsid", how="left")
    )


def _add_earlier(events: pl.DataFrame, history: pl.DataFrame) -> pl.DataFrame:
    """First T and first H of each person, and REVISIONSDATO of the latest T with a smaller AFGDATO."""
    dated = history.select("person_id", "sagsid", "afgoerelse", "afgdato", "revisionsdato")
    firsts = dated.group_by("person_id").agg(
        pl.col("afgdato").filter(pl.col("afgoerelse") == code).min().alias(f"foerste_{code.lower()}")
        for code in ("T", "H")
    )
    grants = (
        dated.filter(pl.col("afgoerelse") == "T")
        .sort("afgdato", "sagsid")
        .unique(["person_id", "afgdato"], keep="last", maintain_order=True)
        .select("person_id", t_dag="afgdato", fastsat_revision="revisionsdato")
    )
    latest = events.sort("afgdato").join_asof(
        grants, left_on="afgdato", right_on="t_dag", by="person_id", allow_exact_matches=False, check_sortedness=False
    )
    return latest.drop("t_dag").join(firsts, on="person_id", how="left")


def _first_courses(courses: pl.DataFrame) -> pl.DataFrame:
    return courses.group_by("person_id").agg(foerste_forloeb=pl.col("startdto").min())


def _add_income(events: pl.DataFrame, incomes: pl.DataFrame, lists: CodeLists) -> pl.DataFrame:
    """BRUTTO of the latest year before AFGDATO, and that year's limit (NULL where it is not known)."""
    years = incomes.select("person_id", pl.col("aar").cast(pl.Int32), "brutto").sort("aar")
    found = (
        events.with_columns(seneste_aar=pl.col("afgdato").dt.year() - 1)
        .sort("seneste_aar")
        .join_asof(years, left_on="seneste_aar", right_on="aar", by="person_id", check_sortedness=False)
    )
    limits = income_limit(found.select(pl.col("aar").drop_nulls().unique()), lists.income_limits)
    return found.join(limits, on="aar", how="left")
