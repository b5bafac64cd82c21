"""Cases made from the lines of the rules: another authority, another decision, another day, an empty cell."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import polars as pl

from dagster_project.indberetning.rules.inputs import DECISION_COLUMNS
from dagster_project.indberetning.rules.predicates import PREDICATES
from dagster_project.indberetning.rules.table import in_force, with_exceptions
from tests.lib.reporting import Values, code_lists
from tests.lib.rule_pool import PoolCase, facts_of_cases
from tests.spec.indberetning.matrix import DATES, ELSEWHERE, WHOM, Limb
from tests.spec.indberetning.test_rule_table import LINES

AUTHORITIES = {"kommune": "661", "udk": "UDK", "ast": "AST", "ukendt": "999"}
LIMBS = [limb for limb in PREDICATES if limb not in ELSEWHERE]
TOLD_WITH = {"R05": ("R04", "R24"), "R06": ("R04", "R24"), "R07": ("R04", "R24")}
"""The rules whose lines tell of an exception."""
OLD_PENSION = {"pensions": [{"person_id": "p1", "fra": "2012-12-31"}]}
BASES = {("R27", "uden_pension"): "F after a refusal"}
"""The line to change, where the first one that breaks the limb is too special."""
DAYS = [
    *(("afgdato", "2012-12-31"), ("afgdato", "2013-01-01"), ("afgdato", "2019-12-31"), ("afgdato", "2020-01-01")),
    *(("ansdato", "2016-05-31"), ("ansdato", "2016-06-01")),
]
PLACES: tuple[Values, ...] = (
    {"myndighed": "AST"},
    {"myndighed": "AST", "bopkom": "000"},
    {"myndighed": "UDK", "bopkom": "000"},
)
NEVER_EMPTY = {"sagsid", "person_id", "bopkom", "afgoerelse", "afgdato", "afgnr", "foed_dag"}


def rows_of(limb: Limb) -> list[dict[str, Any]]:
    rules = code_lists().rules
    return list(rules.filter((pl.col("regel") == limb[0]) & (pl.col("led") == limb[1])).iter_rows(named=True))


def holds(rows: list[dict[str, Any]], predicate: pl.Expr) -> pl.Expr:
    """Some row of the table is in force, and the predicate true."""
    force = pl.any_horizontal(in_force(row).fill_null(value=False) for row in rows)
    return (force & predicate).fill_null(value=False)


def outcomes(limb: Limb, cases: list[PoolCase]) -> list[bool]:
    return (
        with_exceptions(facts_of_cases(cases), code_lists())
        .select(holds(rows_of(limb), PREDICATES[limb]))
        .to_series()
        .to_list()
    )


@cache
def told(rule: str) -> list[PoolCase]:
    """The lines of a rule (of an exception: of the rules that it excepts from)."""
    lines = [line for one in TOLD_WITH.get(rule, (rule,)) for line in LINES[one]]
    return [PoolCase(line[0], line[1] | line[2], (*line, {})[4]) for line in lines]


@cache
def breaking(limb: Limb) -> list[PoolCase]:
    """The lines of the limb's rule that the limb holds for."""
    cases = told(limb[0])
    return [case for case, broken in zip(cases, outcomes(limb, cases), strict=True) if broken]


def by_letter_and_authority(limb: Limb) -> Iterator[tuple[PoolCase, bool]]:
    """A line that breaks the limb, for each kind of decision and authority, and whether the limb holds then."""
    letters, kinds = WHOM[limb]
    base = next(case for case in breaking(limb) if BASES.get(limb, case.title) == case.title)
    for letter in "TAFHGN" if letters else "":
        changed = base.decision | {"afgoerelse": letter}
        yield PoolCase(f"{base.title}, {letter}", changed, base.around), letter in letters
    for kind, code in AUTHORITIES.items():
        changed = base.decision | {"myndighed": code}
        yield PoolCase(f"{base.title}, {kind}", changed, base.around), kind in kinds.split()


def by_date(limb: Limb) -> Iterator[tuple[PoolCase, str]]:
    """The lines that break the limb, moved as they are to its first and last day, and to the days around those."""
    by, first, last = DATES[limb]
    for base in breaking(limb):
        chosen = base.decision.get(by) or base.decision.get("paabdato") or base.decision["afgdato"]
        for day, place in ((first, "inside"), (last, "inside")):
            for outside in (0, -1 if day == first else 1):
                if day:
                    move = date.fromisoformat(day) + timedelta(days=outside) - date.fromisoformat(chosen)
                    moved = PoolCase(f"{base.title}, {by} {day} {outside:+d}", *_moved(base, move))
                    yield moved, "outside" if outside else f"{place} {day}"


def _moved(case: PoolCase, move: timedelta) -> tuple[Values, dict[str, Any]]:
    weeks = timedelta(weeks=move.days // 7)
    around = {
        name: [_shift(row, weeks if name == "weeks" else move) for row in rows] for name, rows in case.around.items()
    }
    return _shift(case.decision, move), around


def _shift(row: Values, move: timedelta) -> Values:
    def shifted(value: Any) -> Any:
        return (date.fromisoformat(value) + move).isoformat() if _is_date(value) else value

    return {key: value if key == "leverance" else shifted(value) for key, value in row.items()}


def _is_date(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 10 and value[4] + value[7] == "--"


def of_an_older_pension(limb: Limb) -> list[PoolCase]:
    """The lines that break the limb, as reviews of a pension of the act of 2003."""
    return [
        PoolCase(f"{base.title}, an older pension", base.decision | {"anledning": "revision"}, OLD_PENSION)
        for base in breaking(limb)
    ]


def neighbours(case: PoolCase) -> Iterator[PoolCase]:
    """The case with one thing changed: a cell emptied, moved as it is to a day where an act changes, elsewhere."""
    for column, value in case.decision.items():
        if value is not None and column in DECISION_COLUMNS and column not in NEVER_EMPTY:
            yield PoolCase(f"{case.title}, no {column}", case.decision | {column: None}, case.around)
    for by, day in DAYS:
        if case.decision.get(by):
            move = date.fromisoformat(day) - date.fromisoformat(case.decision[by])
            yield PoolCase(f"{case.title}, {by} {day}", *_moved(case, move))
    for place in PLACES:
        for basis in (dict[str, str](), {"lovgrundlag": "62"}):
            yield PoolCase(f"{case.title}, {place | basis}", case.decision | place | basis, case.around)
    for letter in "TAFHGN":
        yield PoolCase(f"{case.title}, {letter}", case.decision | {"afgoerelse": letter}, case.around)


@cache
def around_every_line() -> tuple[dict[str, list[int]], list[PoolCase], pl.DataFrame]:
    """(places by rule, every line with its neighbours, their facts)."""
    cases, places = list[PoolCase](), dict[str, list[int]]()
    for rule in LINES:
        begin = len(cases)
        for line in told(rule):
            cases += [line, *neighbours(line)]
        places[rule] = list(range(begin, len(cases)))
    return places, cases, with_exceptions(facts_of_cases(cases), code_lists())
