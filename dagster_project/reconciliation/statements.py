"""Statements of the report's running text, judged from the computed tables (`figures_in_text.csv`).

A statement that cannot be computed has status ``mangler``; it is never left out. Statements that the report gets wrong
itself (list B of the transcription) come out as ``afviger`` and are explained in `data/tekst_fejl.csv`.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import duckdb
import polars as pl

from dagster_project.reconciliation.text.facts import judged_cells, load_facts
from dagster_project.reconciliation.text.figures import Question, computed_figure
from dagster_project.reconciliation.text.measures import Key, quoted_cell
from dagster_project.settings import PUBLISHED_TABLES
from dagster_project.study import Study

SCHEMA = {
    "tabel": pl.String,
    "raekke": pl.String,
    "kolonne": pl.String,
    "statistik": pl.String,
    "trykt": pl.Float64,
    "gaeldende": pl.Float64,
    "beregnet": pl.Float64,
    "afvigelse": pl.Float64,
    "status": pl.String,
}
# "godt 45 %" is said of up to half a step of five above, "knap" of as much below, "ca." of either side.
NEAR_PERCENT = Decimal("2.5")
NEAR_SHARE = Decimal("0.1")


@dataclass(frozen=True)
class Statement:
    """One row of `figures_in_text.csv`; ``value`` as printed, so that its decimals are known."""

    number: str
    question: Question
    value: Decimal
    unit: str
    qualifier: str


def evaluate_statements(con: duckdb.DuckDBPyConnection, study: Study) -> pl.DataFrame:
    """Judge each statement in the columns of ``marts.afstemning``: ``kolonne`` is the place, ``statistik`` the unit."""
    facts, four = load_facts(con, study)
    judged = judged_cells(con)
    rows = []
    for statement in _statements():
        computed = computed_figure(facts, statement.question, four)
        status = _verdict(statement, computed)
        if status == "afviger" and _quotes_a_cell_that_holds(statement, four, judged):
            status = "ens"
        difference = None if computed is None else float(_rounded(computed, statement.value) - statement.value)
        printed = float(statement.value)
        place = "+".join(statement.question.places)
        rows.append(("tekst", statement.number, place, statement.unit, printed, printed, computed, difference, status))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _statements() -> list[Statement]:
    with (PUBLISHED_TABLES / "figures_in_text.csv").open(encoding="utf-8", newline="") as file:
        return [_statement(row) for row in csv.DictReader(file)]


def _statement(row: dict[str, str]) -> Statement:
    ranking = row["unit"] if row["unit"].startswith("rank_") else None
    question = Question(row["measure"], row["group"], tuple(row["municipality"].split("+")), ranking)
    return Statement(row["id"], question, Decimal(row["value"]), row["unit"], row["qualifier"])


def _verdict(statement: Statement, computed: float | None) -> str:
    if computed is None:
        return "mangler"
    return "ens" if _holds(statement, Decimal(repr(computed))) else "afviger"


def _quotes_a_cell_that_holds(statement: Statement, four: tuple[str, ...], judged: Mapping[Key, float]) -> bool:
    """True when the text repeats a printed cell that was found again: tables on another base have a margin."""
    question = statement.question
    if statement.qualifier != "exact" or question.ranking:
        return False
    key = quoted_cell(question.measure, question.group, question.places, four)
    return key is not None and judged.get(key) == float(statement.value)


def _holds(statement: Statement, computed: Decimal) -> bool:
    said = statement.value
    near = NEAR_PERCENT if statement.unit.startswith("percent") else max(NEAR_SHARE * abs(said), Decimal("0.5"))
    return {
        "exact": _rounded(float(computed), said) == said,
        "over": computed > said,
        "under": computed <= said,
        "godt": said <= computed <= said + near,
        "knap": said - near <= computed <= said,
        "ca": _is_about(statement.question.measure, computed - said, near),
    }[statement.qualifier]


def _is_about(measure: str, difference: Decimal, near: Decimal) -> bool:
    """A span in the text ("5-7 kvartaler") is two statements, one of each end: what lies between agrees with both."""
    if measure.endswith("_min"):
        return difference >= -near
    return difference <= near if measure.endswith("_max") else abs(difference) <= near


def _rounded(computed: float, like: Decimal) -> Decimal:
    return Decimal(repr(round(computed, 10))).quantize(like, ROUND_HALF_UP)
