"""The words of the contract's rule table in plain Python: ages, dates, authorities, the chain, and what is empty."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Case = dict[str, Any]
FIRST_OF_2013 = date(2013, 1, 1)
JUNE_2016, Y2020 = date(2016, 6, 1), date(2020, 1, 1)
MUNICIPALITIES = {"101", "157", "657", "661", "740", "791"}
ANLEDNINGER = "borger kommune sygedagpenge revision genoptagelse seniorpension indkomst fleksjob aktivering andet"
CODES = {
    "lovgrundlag": "17_1 17_2 17_3 17_4 18_DOK 18_AAB 20_1 43A 44 62",
    "anledning": ANLEDNINGER,
    "rehabteam_indstilling": "T A F H FLEKSJOB JOBAFKLARING RESSOURCEFORLOEB ANDET",
    "sundkoord_vurdering": "T A",
    "afslagshjemmel": "arbejdsevne indfoedsret bopael optjening oplysninger",
    **dict.fromkeys(("havde_ftp", "terminal", "ressourceforloeb", "saerlige_omstaendigheder", "samtykke"), "J N"),
    "udsendt": "J N",
}
LIMITS = {2026: 243_660}
Week = tuple[str, bool] | None
"""A delivered week: its code, and whether the month has wages. None is a week without a column."""


@dataclass(frozen=True)
class Register:
    """Everything else that is known: decisions, courses, incomes, first pension day, weeks by Monday, what was sent."""

    decisions: dict[str, list[Case]] = field(default_factory=dict)
    courses: dict[str, list[date]] = field(default_factory=dict)
    incomes: dict[str, dict[int, float]] = field(default_factory=dict)
    pensions: dict[str, date] = field(default_factory=dict)
    weeks: dict[str, dict[date, str]] = field(default_factory=dict)
    wages: dict[str, set[date]] = field(default_factory=dict)
    sent: dict[tuple[str, int], tuple[str, date, str | None, str]] = field(default_factory=dict)
    """By SAGSID and AFGNR: AFGOERELSE, AFGDATO, CPR number and authority of the record that stands."""


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


def pensioner(case: Case, on: date | None = None) -> bool:
    return case["foed_dag"] is not None and pension_day(case["foed_dag"]) <= (on or case["afgdato"])


def effect(case: Case) -> date:
    """VIRKNINGSDATO, else the first of the month after the decision, or after the three months it may take."""
    if case["virkningsdato"]:
        return date.fromisoformat(str(case["virkningsdato"]))
    day = case["afgdato"] if case["paabdato"] is None else min(case["afgdato"], months_later(case["paabdato"], 3))
    return months_later(day.replace(day=1), 1)


def is_review(case: Case) -> bool:
    return bool(case["anledning"] == "revision" or case["lovgrundlag"] == "20_1")


def chosen(case: Case) -> date:
    day: date = case["paabdato"] or case["afgdato"]
    return day


def asked(case: Case) -> date:
    day: date = case["ansdato"] or chosen(case)
    return day


def earlier(case: Case, register: Register, wanted: str = "TAFHGN") -> list[Case]:
    """Decisions of a smaller AFGDATO, oldest first."""
    return [one for one in in_order(case, register) if one["afgdato"] < case["afgdato"] and one["afgoerelse"] in wanted]


def in_order(case: Case, register: Register) -> list[Case]:
    return sorted(register.decisions[case["person_id"]], key=place)


def place(case: Case) -> tuple[date, str, int]:
    return (case["afgdato"], case["sagsid"], case["afgnr"] or 1)


def chain(case: Case, register: Register) -> tuple[str, Case | None]:
    """The state before the decision (none, open, resting), and the T that the pension began with."""
    state, base = "none", None
    for one in in_order(case, register):
        if place(one) >= place(case):
            break
        match one["afgoerelse"]:
            case "T":
                state, base = "open", base or one
            case "G":
                state = "open"
            case "H":
                state = "resting"
            case "F" | "N":
                state, base = "none", None
    return ("none" if pensioner(case) else state), base


def act(day: date) -> str:
    return "2013" if day >= FIRST_OF_2013 else "2003" if day >= date(2003, 1, 1) else "1984"


def met_act(case: Case, register: Register) -> str | None:
    _, base = chain(case, register)
    first_day = register.pensions.get(case["person_id"])
    if base:
        return act(chosen(base))
    return act(first_day) if first_day and first_day <= case["afgdato"] else None


def own_act(case: Case, register: Register) -> str:
    fresh = case["afgoerelse"] in "TA" and not is_review(case) and case["anledning"] != "genoptagelse"
    return act(chosen(case)) if fresh else met_act(case, register) or act(chosen(case))


def without_team(case: Case) -> bool:
    day = case["rehabteam_dato"]
    return empty(case, "rehabteam_dato") if day is None else day > case["afgdato"]


def refusal_code(case: Case) -> bool:
    """LOVGRUNDLAG is the refusal without the team, by the act of AFGDATO."""
    return asked(case) >= JUNE_2016 and case["lovgrundlag"] == ("17_3" if case["afgdato"] >= Y2020 else "17_4")


def allowed_by(case: Case, register: Register) -> set[str]:
    if kind(case) != "kommune" or asked(case) < JUNE_2016 or own_act(case, register) != "2013":
        return set()
    obvious, code = case["lovgrundlag"] in {"18_AAB", "17_4"}, case["afgoerelse"]
    told, begun = case["sundkoord_dato"], case["paabdato"]
    old_code = case["lovgrundlag"] == "17_4" and case["afgdato"] < Y2020
    other_ground = code == "A" and case["afslagshjemmel"] in {"indfoedsret", "bopael", "optjening"}
    met = {
        "R05": code == "A" and (case["lovgrundlag"] == "17_3" or old_code),
        "R06": obvious and None not in {told, begun} and told <= begun and (code == "T" or other_ground),
        "R07": obvious and code == "T" and case["terminal"] == "J",
    }
    return {rule for rule, holds in met.items() if holds}


def abroad_basis(case: Case) -> bool:
    who = kind(case)
    return case["lovgrundlag"] == "62" and (who == "UDK" or (who == "AST" and case["bopkom"] == "000"))


def weeks_of(case: Case, register: Register, first: date, last: date) -> list[Week]:
    """The weeks that begin from ``first`` to ``last``."""
    person = case["person_id"]
    monday = first + timedelta(days=-first.weekday() % 7)
    found: list[Week] = []
    while monday <= last:
        code = register.weeks.get(person, {}).get(monday)
        found.append(None if code is None else (code, monday in register.wages.get(person, set())))
        monday += timedelta(days=7)
    return found


def days_between(earlier_day: date | None, later_day: date | None, holds: Callable[[int], bool]) -> bool:
    return None not in {earlier_day, later_day} and holds((later_day - earlier_day).days)  # type: ignore[operator]
