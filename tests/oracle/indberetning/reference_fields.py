"""The rules about what the fields say, a second time."""

from collections.abc import Iterator
from datetime import date
from string import ascii_uppercase

from tests.oracle.indberetning.reference_terms import (
    CODES,
    FIRST_OF_2013,
    Y2020,
    Case,
    Register,
    abroad_basis,
    empty,
    is_review,
    kind,
    met_act,
    other_than,
    own_act,
    reached,
    refusal_code,
)

Broken = tuple[str, str, str]
NO_DIAGNOSIS_NEEDED = {"oplysninger", "indfoedsret", "bopael", "optjening"}


def broken(case: Case, register: Register) -> Iterator[Broken]:
    yield from _unformed(case)
    yield from _had_pension(case, register)
    yield from _basis(case)
    yield from _competence(case)


def _unformed(case: Case) -> Iterator[Broken]:
    number = case["cpr"]
    if not (number and len(number) == 10 and number.isdigit()):
        yield "R19", "CPR", "advarsel" if kind(case) == "UDK" else "fejl"
    if kind(case) == "ukendt":
        yield "R19", "MYNDIGHED", "fejl"
    for column in ("sagsbehandler", "lovgrundlag", "anledning", "ressourceforloeb"):
        if empty(case, column):
            yield "R19", column.upper(), "fejl"
    for column, values in CODES.items():
        if case[column] and case[column] not in values.split():
            yield "R19", column.upper(), "fejl"
    for column in ("sagsbehandler", "sagsid"):
        if case[column] and case[column][0] in "=+-@\t\r":
            yield "R19", column.upper(), "fejl"
    needed = case["afgoerelse"] == "T" or (
        case["afgoerelse"] == "A" and not refusal_code(case) and case["afslagshjemmel"] not in NO_DIAGNOSIS_NEEDED
    )
    if needed and not case["diag1"]:
        yield "R19", "DIAG1", "fejl"
    for column in ("diag1", "diag2", "diag3"):
        if case[column] and not icd10(case[column]):
            yield "R19", column.upper(), "fejl"


def icd10(code: str) -> bool:
    text = code.upper()
    text = text[1:] if text[:1] == "D" and text[1:2].isalpha() else text
    category, rest = text[:3], text[3:].removeprefix(".")
    digits = rest.rstrip(ascii_uppercase)
    formed = len(category) == 3 and category[0] in ascii_uppercase and category[1:].isdigit()
    return formed and len(digits) <= 2 and len(rest) - len(digits) <= 2 and (not digits or digits.isdigit())


def _had_pension(case: Case, register: Register) -> Iterator[Broken]:
    if empty(case, "havde_ftp") or (case["afgoerelse"] in "FHN" and other_than(case, "havde_ftp", "J")):
        yield "R16", "HAVDE_FTP", "fejl"
    higher = "1984" in {own_act(case, register), met_act(case, register)}
    excused = is_review(case) or case["anledning"] == "genoptagelse" or higher
    if case["afgoerelse"] == "T" and case["havde_ftp"] == "J" and not excused:
        yield "R16", "HAVDE_FTP", "bekraeft"


def _basis(case: Case) -> Iterator[Broken]:
    code, basis, decided = case["afgoerelse"], case["lovgrundlag"], case["afgdato"]
    if decided >= FIRST_OF_2013 and not abroad_basis(case):
        wanted = {"F": "44", "H": "43A", "G": "43A", "N": "43A"}.get(code)
        if other_than(case, "lovgrundlag", wanted) if wanted else basis in {"44", "43A"}:
            yield "R22", "LOVGRUNDLAG", "fejl"
    senior = case["anledning"] == "seniorpension" and decided >= Y2020 and kind(case) in {"kommune", "AST"}
    if senior and basis in {"17_2", "17_3"}:
        yield "R18", "LOVGRUNDLAG", "bekraeft"
    fine = {None, "", "18_DOK", "18_AAB", "17_2", "17_3"}
    if senior and code == "T" and basis not in fine and not abroad_basis(case):
        yield "R25", "LOVGRUNDLAG", "bekraeft"
    if code == "F" and case["udsendt"] == "J" and decided >= date(2021, 7, 1):
        yield "R38", "UDSENDT", "bekraeft"


def _competence(case: Case) -> Iterator[Broken]:
    if case["afgdato"] < FIRST_OF_2013:
        return
    who = kind(case)
    if who == "UDK" and case["bopkom"] != "000":
        yield "R32", "BOPKOM", "bekraeft"
    if who == "UDK" and case["lovgrundlag"] != "62":
        yield "R32", "LOVGRUNDLAG", "bekraeft"
    if who == "kommune" and case["lovgrundlag"] == "62":
        yield "R32", "LOVGRUNDLAG", "bekraeft"
    elsewhere = case["myndighed"] != case["bopkom"]
    if who == "kommune" and elsewhere and (reached(case, 19) or case["bopkom"] == "000"):
        yield "R29", "MYNDIGHED", "advarsel"
