"""The rules that look at the person's other records, a second time."""

from collections.abc import Iterator
from datetime import date, timedelta

from tests.oracle.indberetning.reference_terms import (
    LIMITS,
    Case,
    Register,
    authority,
    below,
    chain,
    earlier,
    effect,
    is_review,
    met_act,
    months_later,
    own_act,
    weeks_of,
)

Broken = tuple[str, str, str]
ABOLISHED = date(2026, 2, 1)


def broken(case: Case, register: Register) -> Iterator[Broken]:
    yield from _courses(case, register)
    yield from _fixed_date(case, register)
    yield from _chain(case, register)
    yield from _income(case, register)
    yield from reused(case, register)
    yield from _dream(case, register)


def _courses(case: Case, register: Register) -> Iterator[Broken]:
    begun = [day for day in register.courses.get(case["person_id"], []) if day < ABOLISHED]
    if case["ressourceforloeb"] == "J" and case["afgdato"] >= ABOLISHED and not begun:
        yield "R17", "RESSOURCEFORLOEB", "advarsel"
    if case["ressourceforloeb"] == "N" and any(day < case["afgdato"] for day in begun):
        yield "R17", "RESSOURCEFORLOEB", "advarsel"


def _fixed_date(case: Case, register: Register) -> Iterator[Broken]:
    if case["anledning"] != "revision" or case["paabdato"] is None:
        return
    fixed = [one["revisionsdato"] for one in earlier(case, register, "THG") if one["revisionsdato"]]
    if not fixed:
        yield "R26", "ANLEDNING", "advarsel"
    elif fixed[-1] != case["paabdato"]:
        yield "R26", "PAABDATO", "advarsel"


def _chain(case: Case, register: Register) -> Iterator[Broken]:
    state, _ = chain(case, register)
    code = case["afgoerelse"]
    baseless = {"F": state == "none", "N": state == "none", "H": state != "open", "G": state != "resting"}
    if baseless.get(code, False):
        yield "R27", "AFGOERELSE", "advarsel"
    if code == "F" and state == "resting":
        yield "R33", "AFGOERELSE", "advarsel"
    higher = "1984" in {own_act(case, register), met_act(case, register)}
    if code == "T" and state != "none" and not (is_review(case) or case["anledning"] == "genoptagelse" or higher):
        yield "R33", "AFGOERELSE", "advarsel"


def _income(case: Case, register: Register) -> Iterator[Broken]:
    years = register.incomes.get(case["person_id"], {})
    latest = max((year for year in years if year < case["afgdato"].year), default=0)
    asked = case["afgoerelse"] == "H" and case["anledning"] == "indkomst" and below(case, 60)
    if asked and latest in LIMITS and years[latest] < LIMITS[latest]:
        yield "R28", "ANLEDNING", "advarsel"


def reused(case: Case, register: Register) -> Iterator[Broken]:
    known = register.sent.get((case["sagsid"], case["afgnr"] or 1))
    if not known:
        return
    code, day, number, who = known
    someone_else = None not in {number, case["cpr"]} and number != case["cpr"]
    if case["afgoerelse"] == "I" or case["afgdato"] is None:
        again = someone_else or any(case[start] and case[start] > day for start in ("ansdato", "paabdato"))
    else:
        moved = code != case["afgoerelse"] or abs((day - case["afgdato"]).days) > 92
        again = moved or (someone_else and authority(case) is not None and who != authority(case))
    if again:
        yield "R31", "SAGSID", "bekraeft"


def _dream(case: Case, register: Register) -> Iterator[Broken]:
    code, decided = case["afgoerelse"], case["afgdato"]
    if code == "T" and case["virkningsdato"]:
        first = case["virkningsdato"]
        weeks = weeks_of(case, register, first, first + timedelta(days=21))
        if None not in weeks and any(week and (week[0] == "771" or week[1]) for week in weeks):
            yield "R30", "VIRKNINGSDATO", "advarsel"
    if code == "T":
        paid = weeks_of(case, register, effect(case), effect(case) + timedelta(days=26 * 7 - 1))
        if None not in paid and all(week and week[0] != "783" for week in paid):
            yield "R39", "AFGOERELSE", "advarsel"
    if code in "HF":
        month = (case["virkningsdato"] or decided).replace(day=1)
        first = months_later(month, 1 if code == "H" else 3)
        still = weeks_of(case, register, first, first + timedelta(days=27))
        if all(week and week[0] == "783" for week in still):
            yield "R39", "AFGOERELSE", "advarsel"
    if code == "H" and case["anledning"] == "fleksjob":
        monday = decided - timedelta(days=decided.weekday())
        around = weeks_of(case, register, monday - timedelta(days=42), monday + timedelta(days=42))
        if None not in around and all(week and week[0] != "771" for week in around):
            yield "R39", "ANLEDNING", "advarsel"
