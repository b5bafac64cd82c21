"""The rules about ages and the steps of a case, a second time."""

from collections.abc import Iterator
from datetime import date

from tests.oracle.indberetning.reference_terms import (
    Case,
    Register,
    below,
    days_between,
    effect,
    empty,
    kind,
    months_later,
    other_than,
    pension_day,
    pensioner,
    reached,
    refusal_code,
)

Broken = tuple[str, str, str]


def broken(case: Case, _: Register) -> Iterator[Broken]:
    yield from _ages(case)
    yield from _meeting_and_letter(case)
    yield from _start(case)
    yield from _review(case)
    yield from _order(case)


def _ages(case: Case) -> Iterator[Broken]:
    code, softly = case["afgoerelse"], "advarsel" if kind(case) == "AST" else "bekraeft"
    if code == "T" and pensioner(case, effect(case)):
        yield "R02", "VIRKNINGSDATO", "bekraeft"
    elif code == "T" and pensioner(case):
        yield "R02", "AFGDATO", "advarsel"
    if code in "FHGN" and pensioner(case):
        yield "R23", "AFGDATO", softly
    if code == "F" and reached(case, 60) and other_than(case, "samtykke", "J"):
        yield "R14", "SAMTYKKE", softly
    if code == "F" and case["afgdato"].year in {2023, 2024, 2025} and other_than(case, "saerlige_omstaendigheder", "J"):
        yield "R13", "SAERLIGE_OMSTAENDIGHEDER", softly
    always = ("borger", "fleksjob", "aktivering")
    if code == "H" and reached(case, 60) and other_than(case, "anledning", *always):
        yield "R15", "ANLEDNING", softly
    if (
        code == "H"
        and below(case, 60)
        and other_than(case, "anledning", *always, "indkomst", "genoptagelse", "kommune")
    ):
        yield "R15", "ANLEDNING", "advarsel"


def _meeting_and_letter(case: Case) -> Iterator[Broken]:
    code, who, decided, begun = case["afgoerelse"], kind(case), case["afgdato"], case["paabdato"]
    offer = case["moedetilbud_dato"]
    if code in "TA" and who in {"kommune", "UDK"} and decided >= date(2003, 1, 1):
        if empty(case, "moedetilbud_dato") if offer is None else offer > decided:
            yield "R08", "MOEDETILBUD_DATO", "bekraeft" if code == "A" else "advarsel"
        if days_between(offer, begun, lambda days: days > 31):
            yield "R08", "MOEDETILBUD_DATO", "advarsel"
    if code in "TA" and who == "kommune" and begun and decided > months_later(begun, 3):
        letter = case["fristbrev_dato"]
        if empty(case, "fristbrev_dato") if letter is None else not begun <= letter <= months_later(begun, 3):
            yield "R09", "FRISTBREV_DATO", "advarsel"
    lacking = code == "A" and (case["arbejdsfunktioner"] == "N" or empty(case, "arbejdsfunktioner"))
    if lacking and who in {"kommune", "UDK"} and case["afslagshjemmel"] in {None, "", "arbejdsevne"}:
        weak = case["lovgrundlag"] == "17_2" or refusal_code(case)
        yield "R12", "ARBEJDSFUNKTIONER", "advarsel" if weak else "bekraeft"


def _start(case: Case) -> Iterator[Broken]:
    begun, decided = case["paabdato"], case["afgdato"]
    if begun and begun > decided:
        yield "R10", "PAABDATO", "fejl"
    if begun is None and case["afgoerelse"] in "TA":
        yield "R10", "PAABDATO", "fejl"
    if begun is None and case["afgoerelse"] in "FHGN" and decided >= date(2013, 1, 1):
        yield "R10", "PAABDATO", "advarsel"
    if kind(case) == "UDK" and case["afgoerelse"] in "TA" and begun and case["ansdato"] and begun != case["ansdato"]:
        yield "R10", "PAABDATO", "advarsel"


def _review(case: Case) -> Iterator[Broken]:
    day, decided = case["revisionsdato"], case["afgdato"]
    if day is None:
        return
    if case["afgoerelse"] not in "THG" or day <= decided:
        yield "R11", "REVISIONSDATO", "fejl"
        return
    if day > months_later(decided, 72) or (case["foed_dag"] and day >= pension_day(case["foed_dag"])):
        yield "R11", "REVISIONSDATO", "advarsel"


def _order(case: Case) -> Iterator[Broken]:
    if case["leverance"] and case["afgdato"] > case["leverance"]:
        yield "R35", "AFGDATO", "fejl"
    if case["lovgrundlag"] in {"17_2", "17_3"} and days_between(
        case["paabdato"], case["ansdato"], lambda days: days > 0
    ):
        yield "R35", "ANSDATO", "advarsel"
    late = case["virkningsdato"] and case["virkningsdato"] > months_later(case["afgdato"], 3)
    if case["afgoerelse"] == "F" and late:
        yield "R35", "VIRKNINGSDATO", "advarsel"
