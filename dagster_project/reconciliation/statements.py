"""Statements of the report's running text, judged from the computed tables (`figures_in_text.csv`).

A statement that cannot be computed has status ``mangler``; it is never left out. Statements that the report gets wrong
itself (list B of the transcription) come out as ``afviger`` and are explained in `data/tekst_fejl.csv`.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
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
# "godt 45 %" is said of up to half a step of five above, "knap" of as much below, "ca." of either side; of a small
# number it is said of half a unit, but of a ratio of a tenth only: "as often" is not half as often again.
NEAR_PERCENT = Decimal("2.5")
NEAR_SHARE = Decimal("0.1")
NEAR_UNIT = Decimal("0.5")


@dataclass(frozen=True)
class Statement:
    """One row of `figures_in_text.csv`; ``value`` as printed, so that its decimals are known.

    ``section``: of the report. ``span``: both ends of what is said, where that is a span ("5-7 kvartaler"): two rows,
    and one verdict.
    """

    number: str
    question: Question
    value: Decimal
    unit: str
    qualifier: str
    section: str = ""
    span: tuple[Decimal, Decimal] | None = None


def evaluate_statements(con: duckdb.DuckDBPyConnection, study: Study) -> pl.DataFrame:
    """Judge each statement in the columns of ``marts.afstemning``: ``kolonne`` is the place, ``statistik`` the unit."""
    facts, four = load_facts(con, study)
    judged = judged_cells(con)
    rows = []
    for statement in listed_statements():
        computed = computed_figure(facts, statement.question, four)
        status = _verdict(statement, computed)
        if status == "afviger" and _quotes_a_cell_that_holds(statement, four, judged):
            status = "ens"
        difference = None if computed is None else float(_rounded(computed, statement.value) - statement.value)
        printed = float(statement.value)
        place = "+".join(statement.question.places)
        rows.append(("tekst", statement.number, place, statement.unit, printed, printed, computed, difference, status))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def listed_statements() -> list[Statement]:
    """Every statement of `figures_in_text.csv`, in its order."""
    with (PUBLISHED_TABLES / "figures_in_text.csv").open(encoding="utf-8", newline="") as file:
        return _with_spans([_statement(row) for row in csv.DictReader(file)])


def _with_spans(statements: list[Statement]) -> list[Statement]:
    """The two ends of a span told of each other: rows that differ in ``_min`` and ``_max`` alone."""
    ends: dict[tuple[str, str, tuple[str, ...]], dict[str, Decimal]] = {}
    for one in statements:
        stem, end = _end_of(one)
        ends.setdefault((stem, one.question.group, one.question.places), {})[end] = one.value
    return [replace(one, span=_span_of(one, ends)) for one in statements]


def _end_of(one: Statement) -> tuple[str, str]:
    match = re.fullmatch(r"(.+)_(min|max)", one.question.measure)
    return (match[1], match[2]) if match and one.qualifier == "ca" else (one.question.measure, "")


def _span_of(
    one: Statement, ends: Mapping[tuple[str, str, tuple[str, ...]], Mapping[str, Decimal]]
) -> tuple[Decimal, Decimal] | None:
    both = ends[_end_of(one)[0], one.question.group, one.question.places]
    return (both["min"], both["max"]) if {"min", "max"} <= both.keys() else None


def _statement(row: dict[str, str]) -> Statement:
    ranking = row["unit"] if row["unit"].startswith("rank_") else None
    question = Question(row["measure"], row["group"], tuple(row["municipality"].split("+")), ranking)
    return Statement(row["id"], question, Decimal(row["value"]), row["unit"], row["qualifier"], row["section"])


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
    near = _near(statement.unit, said)
    low, high = statement.span or (said, said)
    return {
        "exact": _rounded(float(computed), said) == said,
        "over": computed > said,
        "under": computed <= said,
        "godt": said <= computed <= said + near,
        "knap": said - near <= computed <= said,
        "ca": low - _near(statement.unit, low) <= computed <= high + _near(statement.unit, high),
    }[statement.qualifier]


def _near(unit: str, said: Decimal) -> Decimal:
    """How far from what is said a figure may lie that is said to be about that."""
    if unit.startswith("percent"):
        return NEAR_PERCENT
    share = NEAR_SHARE * abs(said)
    return share if unit == "ratio" else max(share, NEAR_UNIT)


def _rounded(computed: float, like: Decimal) -> Decimal:
    return Decimal(repr(round(computed, 10))).quantize(like, ROUND_HALF_UP)
