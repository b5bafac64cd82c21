"""Judges events by the rule table: which rule is in force for which event, and which one it breaks."""

import polars as pl

from dagster_project.errors import ConfigurationError
from dagster_project.indberetning.rules.lists import CodeLists
from dagster_project.indberetning.rules.predicates import PREDICATES
from dagster_project.indberetning.sent.layout import ERROR_COLUMNS

STOP, WARNING, EXCEPTION = "stop", "advarsel", "undtagelse"


def judge(facts: pl.DataFrame, lists: CodeLists) -> pl.DataFrame:
    """One row per event and broken rule (`layout.ERROR_COLUMNS`); the stop where a rule both stops and warns.

    Args:
        facts: the frame of `facts.add_facts`.
        lists: the code lists with the rule table.

    Raises:
        ConfigurationError: when the rule table and the predicates do not name the same rules.
    """
    _check_table(lists.rules)
    exceptions = lists.rules.filter(pl.col("alvor") == EXCEPTION)
    judged = facts.with_columns(_known("lovgrundlag", lists), _known("anledning", lists)).with_columns(
        _outcome(rule).alias(rule["regel"]) for rule in exceptions.iter_rows(named=True)
    )
    judging = lists.rules.filter(pl.col("alvor") != EXCEPTION).with_row_index("nr")
    outcomes = [_outcome(rule).alias(str(rule["nr"])) for rule in judging.iter_rows(named=True)]
    breaches = (
        judged.select("indberetning_id", "sagsid", *outcomes)
        .unpivot(index=["indberetning_id", "sagsid"], variable_name="nr", value_name="brudt")
        .filter("brudt")
        .join(judging.with_columns(pl.col("nr").cast(pl.String)), on="nr")
    )
    stops_first = breaches.sort("indberetning_id", "regel", pl.col("alvor") != STOP).select(ERROR_COLUMNS)
    return stops_first.unique(["indberetning_id", "regel"], keep="first", maintain_order=True)


def stopped_ids(breaches: pl.DataFrame) -> pl.Series:
    """The ids of the events that a stop rule holds back."""
    return breaches.filter(pl.col("alvor") == STOP)["indberetning_id"].unique()


def _outcome(rule: dict[str, str]) -> pl.Expr:
    """In force on the date that chooses, for the event's authority, and the predicate true."""
    chosen = pl.coalesce("paabdato", "afgdato") if rule["efter_dato"] == "PAABDATO" else pl.col("afgdato")
    in_force = chosen.is_between(pl.lit(rule["gyldig_fra"]), pl.lit(rule["gyldig_til"]))
    concerned = pl.col("slags").is_in(rule["gaelder_for"].split())
    return (in_force & concerned & PREDICATES[rule["regel"], rule["alvor"]]).fill_null(value=False)


def _known(column: str, lists: CodeLists) -> pl.Expr:
    return pl.col(column).is_in(lists.values.get(column.upper(), ())).alias(f"{column}_kendt")


def _check_table(rules: pl.DataFrame) -> None:
    listed = set(rules.select("regel", "alvor").iter_rows())
    if listed != set(PREDICATES) or rules.height != len(listed):
        wrong = sorted("/".join(key) for key in listed ^ set(PREDICATES)) or ["en regel to gange"]
        raise ConfigurationError(
            "én linje pr. regel og alvor", ", ".join(wrong), "indberetning_regel.csv", "ret regeltabellen"
        )
