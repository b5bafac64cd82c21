"""Judges events by the rule table: which limb of a rule is in force for which event, and which one it breaks."""

from typing import Any

import polars as pl

from dagster_project.errors import ConfigurationError
from dagster_project.indberetning.rules.found import shown
from dagster_project.indberetning.rules.lists import CodeLists
from dagster_project.indberetning.rules.predicates import PREDICATES
from dagster_project.indberetning.rules.predicates.content import CODED

FAULT, CONFIRM, CONFIRMED, WARNING, EXCEPTION = "fejl", "bekraeft", "bekraeftet", "advarsel", "undtagelse"
HOLDS_BACK = (FAULT, CONFIRM)
BREACH_COLUMNS = ("indberetning_id", "regel", "alvor", "felt", "paragraf", "tekst", "fundet", "handling")
_NONE = pl.DataFrame(schema=dict.fromkeys(BREACH_COLUMNS, pl.String))
_SEVEREST = {FAULT: 0, CONFIRM: 1, WARNING: 2}
_BY_DATE = {
    "AFGDATO": pl.col("afgdato"),
    "PAABDATO": pl.coalesce("paabdato", "afgdato"),
    "ANSDATO": pl.coalesce("ansdato", "paabdato", "afgdato"),
}


def judge(facts: pl.DataFrame, lists: CodeLists) -> pl.DataFrame:
    """One row per event, broken rule and field (`BREACH_COLUMNS`), the severest where two limbs name one field.

    Args:
        facts: the frame of `facts.add_facts`.
        lists: the code lists with the rule table.

    Raises:
        ConfigurationError: when the rule table and the predicates do not name the same limbs.
    """
    _check_table(lists.rules)
    judged, rules = with_exceptions(facts, lists), _judging(lists.rules)
    broken = judged.select(outcome(rule).alias(str(number)) for number, rule in enumerate(rules))
    some = [number for number, flags in enumerate(broken) if flags.any()]
    found = pl.concat([_NONE, *(_told(judged.filter(broken[str(n)]), rules[n]) for n in some)])
    severest = found.sort("indberetning_id", "regel", "felt", pl.col("alvor").replace_strict(_SEVEREST))
    return severest.unique(["indberetning_id", "regel", "felt"], keep="first", maintain_order=True)


def held_ids(breaches: pl.DataFrame) -> pl.Series:
    """The ids of the events that are held back: by a fault, or by something that nobody has confirmed."""
    return breaches.filter(pl.col("alvor").is_in(HOLDS_BACK))["indberetning_id"].unique()


def with_exceptions(facts: pl.DataFrame, lists: CodeLists) -> pl.DataFrame:
    """``facts`` with what the predicates ask first: whether codes are listed, and which exceptions are met."""
    listed = [pl.col(column).is_in(lists.values.get(column.upper(), ())).alias(f"{column}_kendt") for column in CODED]
    exceptions = lists.rules.filter(pl.col("alvor") == EXCEPTION)
    return facts.with_columns(listed).with_columns(
        outcome(rule).alias(rule["regel"]) for rule in exceptions.iter_rows(named=True)
    )


def outcome(rule: dict[str, Any]) -> pl.Expr:
    """The limb is in force and its predicate true."""
    return (in_force(rule) & PREDICATES[rule["regel"], rule["led"]]).fill_null(value=False)


def in_force(rule: dict[str, Any]) -> pl.Expr:
    """In force on the date that chooses, by the act of the pension where that counts, for the event's authority."""
    dated = _BY_DATE[rule["efter_dato"]].is_between(pl.lit(rule["gyldig_fra"]), pl.lit(rule["gyldig_til"]))
    concerned = pl.col("slags").is_in(rule["gaelder_for"].split())
    return dated & concerned & (pl.col("ordning") == rule["ordning"] if rule["ordning"] else pl.lit(value=True))


def _judging(rules: pl.DataFrame) -> list[dict[str, Any]]:
    return list(rules.filter(pl.col("alvor") != EXCEPTION).iter_rows(named=True))


def _told(events: pl.DataFrame, rule: dict[str, Any]) -> pl.DataFrame:
    said = [pl.lit(rule[column]).alias(column) for column in BREACH_COLUMNS if column in rule]
    return events.select("indberetning_id", *said, fundet=shown(rule["viser"])).select(BREACH_COLUMNS)


def _check_table(rules: pl.DataFrame) -> None:
    listed = set(rules.select("regel", "led").iter_rows())
    whom = rules.with_columns(pl.col("gaelder_for").str.split(" ")).explode("gaelder_for")
    twice = whom.filter(whom.select("regel", "led", "gaelder_for").is_duplicated())
    if listed != set(PREDICATES) or not twice.is_empty():
        wrong = sorted("/".join(key) for key in listed ^ set(PREDICATES))
        raise ConfigurationError(
            "hvert led af en regel én gang for hver slags myndighed",
            ", ".join(wrong or twice.select(pl.concat_str("regel", "led", separator="/")).to_series().unique().sort()),
            "indberetning_regel.csv",
            "ret regeltabellen",
        )
