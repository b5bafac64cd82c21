"""R01-R30 a second time, in plain Python, one decision at a time: written from the contract's table alone."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from tests.oracle.indberetning.reference_terms import (
    ANLEDNINGER,
    FIRST_OF_2013,
    LIMITS,
    ORDNINGER,
    Case,
    Register,
    allowed_by,
    below,
    chosen,
    empty,
    kind,
    months_later,
    other_than,
    pensioner,
    reached,
    without_team,
)


def judge(case: Case, register: Register) -> dict[str, str]:
    """The rules that the decision breaks, with their severity."""
    found = {rule: predicate(case, register) for rule, predicate in RULES.items()}
    return {rule: severity for rule, severity in found.items() if severity}


Predicate = Callable[[Case, Register], str | None]
RULES: dict[str, Predicate] = {}
EVERYBODY = ("kommune", "UDK", "AST", "ukendt")
Condition = Callable[[Case, Register], bool]


def rule(
    name: str, condition: Condition, *, codes: str = "TAFHGN", whom: Sequence[str] = EVERYBODY, **how: Any
) -> None:
    """Note a rule that is broken as ``alvor`` says (stop) from ``fra`` to ``til`` by ``dag`` (AFGDATO)."""
    by = how.get("dag", lambda case: case["afgdato"])
    severity: Callable[[Case, Register], str] = how.get("alvor", lambda *_: "stop")
    first, last = how.get("fra", date.min), how.get("til", date.max)

    def predicate(case: Case, register: Register) -> str | None:
        holds = first <= by(case) <= last and kind(case) in whom and case["afgoerelse"] in codes
        return severity(case, register) if holds and condition(case, register) else None

    assert name not in RULES
    RULES[name] = predicate


def warns(_: Case, __: Register) -> str:
    return "advarsel"


def late_course_only(case: Case, register: Register) -> bool:
    begun = register.courses.get(case["person_id"], [])
    return case["ressourceforloeb"] == "J" and all(day >= date(2026, 2, 1) for day in begun)


def icd10(code: str | None) -> bool:
    text = (code or "").upper().replace(".", "")
    text = text[1:] if text[:1] == "D" and text[1:2].isalpha() else text
    return len(text) >= 3 and text[0].isalpha() and text[1:3].isdigit() and (not text[3:] or text[3:].isalnum())


def unformed(case: Case, _: Register) -> bool:
    return (
        not (case["cpr"] and len(case["cpr"]) == 10 and case["cpr"].isdigit())
        or kind(case) == "ukendt"
        or other_than(case, "lovgrundlag", *ORDNINGER)
        or other_than(case, "anledning", *ANLEDNINGER)
        or (case["afgoerelse"] in "TA" and not icd10(case["diag1"]))
    )


def pension_before(case: Case, _: Register) -> bool:
    if case["afgoerelse"] == "T":
        # An empty ANLEDNING before 2013 may have been a case taken up again.
        excused = case["anledning"] in {"genoptagelse", "revision"} or not (
            case["anledning"] or empty(case, "anledning")
        )
        return not excused and other_than(case, "havde_ftp", "N")
    return other_than(case, "havde_ftp", *("JN" if case["afgoerelse"] == "G" else "J"))


def misplaced_basis(case: Case, _: Register) -> bool:
    wanted = {"F": ("44",), "H": ("43A",), "G": ("43A",), "N": ("43A",)}.get(case["afgoerelse"])
    return other_than(case, "lovgrundlag", *wanted) if wanted else case["lovgrundlag"] in {"44", "43A"}


def off_the_set_day(case: Case, register: Register) -> bool:
    grants = [one for one in earlier(case, register) if one["afgoerelse"] == "T"]
    latest = max(grants, key=lambda one: (one["afgdato"], one["sagsid"]), default=None)
    day = latest["revisionsdato"] if latest else None
    return case["anledning"] == "revision" and None not in {day, case["paabdato"]} and day != case["paabdato"]


def earlier(case: Case, register: Register) -> list[Case]:
    return [one for one in register.decisions[case["person_id"]] if one["afgdato"] < case["afgdato"]]


def poor(case: Case, register: Register) -> bool:
    years = register.incomes.get(case["person_id"], {})
    latest = max((year for year in years if year < case["afgdato"].year), default=0)
    return case["anledning"] == "indkomst" and below(case, 60) and latest in LIMITS and years[latest] < LIMITS[latest]


def review_misplaced(case: Case) -> bool:
    day = case["revisionsdato"]
    return day is not None and (case["afgoerelse"] not in "THG" or day <= case["afgdato"])


def review_far(case: Case) -> bool:
    return case["revisionsdato"] is not None and case["revisionsdato"] > months_later(case["afgdato"], 120)


def late_without_letter(case: Case, _: Register) -> bool:
    if case["paabdato"] is None:
        return False
    limit, letter = months_later(case["paabdato"], 3), case["fristbrev_dato"]
    told = empty(case, "fristbrev_dato") if letter is None else letter > limit
    return case["afgdato"] > limit and told


def meeting_missing(case: Case, _: Register) -> bool:
    day = case["moedetilbud_dato"]
    return empty(case, "moedetilbud_dato") if day is None else day > case["afgdato"]


def begun_before_the_team(case: Case) -> bool:
    team, begun = case["rehabteam_dato"], case["paabdato"]
    return None not in {team, begun} and begun < team <= case["afgdato"]


def slow_after_the_team(case: Case, _: Register) -> bool:
    team, begun = case["rehabteam_dato"], case["paabdato"]
    return case["lovgrundlag"] == "17_2" and None not in {team, begun} and begun - team >= timedelta(days=21)


def early(case: Case, _: Register) -> bool:
    soon = below(case, 18) and not below(case, 17)
    return below(case, 18) and not (soon and not other_than(case, "lovgrundlag", "18_AAB", "17_4"))


def team_skipped(case: Case, _: Register) -> bool:
    return not allowed_by(case) and (without_team(case) or begun_before_the_team(case))


def no_functions(case: Case, _: Register) -> bool:
    return case["arbejdsfunktioner"] == "N" or empty(case, "arbejdsfunktioner")


def in_work(case: Case, register: Register) -> bool:
    weeks = register.weeks.get(case["sagsid"], [])
    return len(weeks) == 4 and all(weeks)


def nothing_before(case: Case, register: Register) -> bool:
    wanted = "H" if case["afgoerelse"] == "G" else "T"
    return wanted not in {one["afgoerelse"] for one in earlier(case, register)}


def unless(words: str, case: Case) -> str:
    return "advarsel" if case["lovgrundlag"] in words.split() else "stop"


CITIES, ALL_BUT_UDK, ALL_BUT_AST = ("kommune",), ("kommune", "AST"), ("kommune", "UDK")
Y2013, Y2016, Y2020 = FIRST_OF_2013, date(2016, 6, 1), date(2020, 1, 1)
YOUNG = ("18_DOK", "18_AAB", "17_2", "17_4", "20_1")
SENIOR = "seniorpension"

rule(
    "R01",
    lambda c, _: below(c, 40) and other_than(c, "lovgrundlag", *YOUNG),
    codes="T",
    whom=ALL_BUT_UDK,
    fra=Y2013,
    dag=chosen,
)
rule("R02", lambda c, _: pensioner(c), codes="T", alvor=lambda c, _: "advarsel" if kind(c) == "AST" else "stop")
rule("R03", early, codes="T")
rule(
    "R04",
    team_skipped,
    codes="TA",
    whom=CITIES,
    fra=Y2013,
    dag=chosen,
    alvor=lambda c, _: "stop" if without_team(c) else "advarsel",
)
rule("R08", meeting_missing, codes="TA", whom=ALL_BUT_AST, fra=date(2003, 1, 1))
rule("R09", late_without_letter, codes="TA", whom=CITIES, alvor=warns)
rule("R10", lambda c, _: c["paabdato"] is None or c["paabdato"] > c["afgdato"], codes="TA")
rule(
    "R11",
    lambda c, _: review_misplaced(c) or review_far(c),
    alvor=lambda c, _: "stop" if review_misplaced(c) else "advarsel",
)
rule("R12", no_functions, codes="A", whom=ALL_BUT_AST, alvor=lambda c, _: unless("17_2 17_3", c))
rule(
    "R13",
    lambda c, _: other_than(c, "saerlige_omstaendigheder", "J"),
    codes="F",
    fra=date(2023, 1, 1),
    til=date(2025, 12, 31),
)
rule("R14", lambda c, _: reached(c, 60) and other_than(c, "samtykke", "J"), codes="F")
rule("R15", lambda c, _: reached(c, 60) and other_than(c, "anledning", "borger", "fleksjob", "aktivering"), codes="H")
rule("R16", pension_before, codes="TFHGN")
rule(
    "R17",
    late_course_only,
    fra=date(2026, 2, 1),
    alvor=lambda c, r: "stop" if r.courses.get(c["person_id"]) else "advarsel",
)
rule("R18", lambda c, _: c["anledning"] == SENIOR and c["lovgrundlag"] in {"17_2", "17_3"}, fra=Y2020)
rule("R19", unformed)
rule("R20", slow_after_the_team, whom=CITIES, fra=date(2017, 1, 1), alvor=warns)
rule("R21", lambda c, _: c["lovgrundlag"] == "17_3", codes="TFHGN", fra=Y2016)
rule("R22", misplaced_basis, whom=ALL_BUT_UDK, fra=Y2013)
rule("R23", lambda c, _: pensioner(c), codes="FHGN")
rule(
    "R24",
    lambda c, _: without_team(c) and allowed_by(c) == {"R06"} and c["sundkoord_vurdering"] == "A",
    whom=CITIES,
    fra=Y2016,
    alvor=warns,
)
rule(
    "R25",
    lambda c, _: c["anledning"] == SENIOR and c["lovgrundlag"] not in {None, "18_DOK", "18_AAB", "17_2", "17_3"},
    codes="T",
    fra=Y2020,
)
rule("R26", off_the_set_day, alvor=warns)
rule("R27", nothing_before, codes="GFHN", alvor=warns)
rule("R28", poor, codes="H", alvor=warns)
rule("R29", lambda c, _: c["myndighed"] != c["bopkom"] and reached(c, 19), whom=CITIES, fra=Y2013, alvor=warns)
rule("R30", in_work, codes="T", alvor=warns)
