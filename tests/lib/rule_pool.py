"""Many cases of the rules judged at once: a register in which each case has persons and numbers of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import polars as pl

from dagster_project.indberetning.rules.inputs import DECISION_COLUMNS
from tests.lib.reporting import Values, code_lists, facts_of, make_inputs
from tests.oracle.indberetning import reference_rules
from tests.oracle.indberetning.reference_terms import Case, Register

TABLES = ("courses", "incomes", "pensions", "weeks")
CPR = "0101701234"
DATES = {column for column, kind in DECISION_COLUMNS.items() if kind is pl.Date}
Outcome = dict[tuple[str, str], str]


@dataclass(frozen=True)
class PoolCase:
    """A decision, and what else the basis holds (``earlier`` and `TABLES`); ``title`` names the case."""

    title: str
    decision: Values
    around: dict[str, Any] = field(default_factory=dict)


def facts_of_cases(cases: Sequence[PoolCase]) -> pl.DataFrame:
    """The facts of each case, in the order of the cases (``nr``)."""
    decisions, tables, numbers = list[Values](), {name: list[Values]() for name in TABLES}, dict[str, int]()
    for place, case in enumerate(cases):
        mine = own(case.decision, place)
        numbers[mine["sagsid"]] = place
        decisions += [mine, *(own(one, place) for one in case.around.get("earlier") or [])]
        for name, rows in tables.items():
            rows += [own(row, place) for row in case.around.get(name) or []]
    facts = facts_of(make_inputs(decisions, *(tables[name] for name in TABLES)), code_lists())
    placed = facts.with_columns(nr=pl.col("sagsid").replace_strict(numbers, default=None, return_dtype=pl.Int64))
    return placed.drop_nulls("nr").sort("nr")


def read_again(case: PoolCase) -> Outcome:
    """What the second reading of the contract says of a case."""
    mine, register = _case(case.decision), Register()
    for one in [mine, *map(_case, case.around.get("earlier") or [])]:
        register.decisions.setdefault(one["person_id"], []).append(one)
    for row in case.around.get("courses") or []:
        register.courses.setdefault(row["person_id"], []).append(date.fromisoformat(row["startdto"]))
    for row in case.around.get("incomes") or []:
        register.incomes.setdefault(row["person_id"], {})[row["aar"]] = row["erhvervsindk"]
    for row in case.around.get("pensions") or []:
        register.pensions[row["person_id"]] = date.fromisoformat(row["fra"])
    _weeks(case, register)
    return reference_rules.judge(mine, register)


def _weeks(case: PoolCase, register: Register) -> None:
    for row in sorted(case.around.get("weeks") or [], key=lambda row: row["art"] != "leveret"):
        weeks = register.weeks.setdefault(row["person_id"], {})
        wages = register.wages.setdefault(row["person_id"], set())
        monday = date.fromisoformat(row["fra"])
        while monday <= date.fromisoformat(row["til"]):
            if row["art"] == "loen":
                wages.add(monday)
            else:
                weeks[monday] = "" if row["art"] == "leveret" else row["art"]
            monday += timedelta(weeks=1)


def _case(values: Values) -> Case:
    row = dict.fromkeys(DECISION_COLUMNS) | values
    typed = {c: date.fromisoformat(v) if c in DATES and isinstance(v, str) else v for c, v in row.items()}
    return typed | {"cpr": CPR, "foed_dag": typed["foed_dag"] or date(1970, 1, 1)}


def own(row: Values, place: int) -> Values:
    """The row under a number and a person that no other case has."""
    return row | {key: f"{row[key]}#{place:05d}" for key in ("sagsid", "person_id") if key in row}
