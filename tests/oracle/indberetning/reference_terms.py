"""The words of the contract's rule table in plain Python: ages, dates, authorities, and what counts as empty."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

Case = dict[str, Any]
FIRST_OF_2013 = date(2013, 1, 1)
MUNICIPALITIES = {"101", "157", "657", "661", "740", "791"}
ORDNINGER = {"17_1", "17_2", "17_3", "17_4", "18_DOK", "18_AAB", "20_1", "43A", "44", "62"}
ANLEDNINGER = {"borger", "kommune", "sygedagpenge", "revision", "genoptagelse", "seniorpension", "indkomst"}
ANLEDNINGER |= {"fleksjob", "aktivering", "andet"}
LIMITS = {2026: 243_660}


@dataclass(frozen=True)
class Register:
    """Everything else that is known: the person's decisions, courses, incomes, and the weeks after a grant."""

    decisions: dict[str, list[Case]] = field(default_factory=dict)
    courses: dict[str, list[date]] = field(default_factory=dict)
    incomes: dict[str, dict[int, float]] = field(default_factory=dict)
    weeks: dict[str, list[bool]] = field(default_factory=dict)


def birthday(born: date, years: int) -> date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError


def pension_day(born: date) -> date:
    steps = [((1939, 6, 30), 67, 0), ((1953, 12, 31), 65, 0), ((1954, 6, 30), 65, 6), ((1954, 12, 31), 66, 0)]
    steps += [((1955, 6, 30), 66, 6), ((1962, 12, 31), 67, 0), ((1966, 12, 31), 68, 0), ((1970, 12, 31), 69, 0)]
    for last, years, months in [*steps, ((9999, 12, 31), 70, 0)]:
        if born <= date(*last):
            return months_later(birthday(born, years), months)
    raise AssertionError


def kind(case: Case) -> str:
    who = authority(case)
    if who in {"UDK", "AST"}:
        return str(who)
    return "kommune" if who in MUNICIPALITIES else "ukendt"


def authority(case: Case) -> str | None:
    who = case["myndighed"]
    if not who and case["afgdato"] < FIRST_OF_2013:
        who = "UDK" if case["bopkom"] == "000" else case["bopkom"]
    return who or None


def empty(case: Case, column: str) -> bool:
    """Empty where that breaks something."""
    return not case[column] and case["afgdato"] >= FIRST_OF_2013


def other_than(case: Case, column: str, *values: str) -> bool:
    return case[column] not in values if case[column] else empty(case, column)


def reached(case: Case, years: int) -> bool:
    return case["foed_dag"] is not None and birthday(case["foed_dag"], years) <= case["afgdato"]


def below(case: Case, years: int) -> bool:
    return case["foed_dag"] is not None and birthday(case["foed_dag"], years) > case["afgdato"]


def pensioner(case: Case) -> bool:
    return case["foed_dag"] is not None and pension_day(case["foed_dag"]) <= case["afgdato"]


def chosen(case: Case) -> date:
    day: date = case["paabdato"] or case["afgdato"]
    return day


def without_team(case: Case) -> bool:
    day = case["rehabteam_dato"]
    return empty(case, "rehabteam_dato") if day is None else day > case["afgdato"]


def allowed_by(case: Case) -> set[str]:
    if kind(case) != "kommune" or case["afgdato"] < date(2016, 6, 1):
        return set()
    obvious = case["afgoerelse"] == "T" and case["lovgrundlag"] in {"18_AAB", "17_4"}
    told, begun = case["sundkoord_dato"], case["paabdato"]
    met = {
        "R05": case["afgoerelse"] == "A" and case["lovgrundlag"] == "17_3",
        "R06": obvious and told is not None and begun is not None and told <= begun,
        "R07": obvious and case["terminal"] == "J",
    }
    return {rule for rule, holds in met.items() if holds}
