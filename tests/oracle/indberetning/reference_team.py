"""The rules about the team, the coordinator and the young, a second time."""

from collections.abc import Iterator
from datetime import date

from tests.oracle.indberetning.reference_terms import (
    FIRST_OF_2013,
    JUNE_2016,
    Y2020,
    Case,
    Register,
    abroad_basis,
    allowed_by,
    asked,
    below,
    chosen,
    days_between,
    earlier,
    is_review,
    kind,
    other_than,
    own_act,
    reached,
    refusal_code,
    without_team,
)

Broken = tuple[str, str, str]


def broken(case: Case, register: Register) -> Iterator[Broken]:
    yield from _young(case, register)
    if kind(case) == "kommune":
        yield from _team(case, register)
        yield from _around_the_team(case)
    if asked(case) >= JUNE_2016 and refusal_code(case):
        seen = case["rehabteam_dato"] is not None and case["rehabteam_dato"] <= case["afgdato"]
        if case["afgoerelse"] == "T" and not seen:
            yield "R21", "LOVGRUNDLAG", "bekraeft"
        if case["afgoerelse"] in "FHGN":
            yield "R21", "LOVGRUNDLAG", "fejl"


def _young(case: Case, register: Register) -> Iterator[Broken]:
    severity = "advarsel" if kind(case) == "AST" else "bekraeft"
    if case["afgoerelse"] != "T":
        return
    had = bool(earlier(case, register, "T")) or case["havde_ftp"] == "J"
    fine = ["18_DOK", "18_AAB", "17_2", "17_4"] + ["20_1"] * had
    new_act = chosen(case) >= FIRST_OF_2013 and own_act(case, register) == "2013"
    if new_act and below(case, 40) and other_than(case, "lovgrundlag", *fine) and not abroad_basis(case):
        yield "R01", "LOVGRUNDLAG", severity
    soon = below(case, 18) and not below(case, 17)
    if below(case, 18) and not (soon and (abroad_basis(case) or not other_than(case, "lovgrundlag", "18_AAB", "17_4"))):
        yield "R03", "LOVGRUNDLAG", severity
    late = reached(case, 18) and below(case, 19)
    if late and case["lovgrundlag"] == "18_AAB" and kind(case) == "kommune":
        yield "R37", "AFGDATO", "advarsel"


def _team(case: Case, register: Register) -> Iterator[Broken]:
    """The rules that the acts of 1984 and 2003 do not know."""
    if own_act(case, register) != "2013":
        return
    team, begun, decided = case["rehabteam_dato"], case["paabdato"], case["afgdato"]
    allowed = allowed_by(case, register)
    if case["afgoerelse"] in "TA" and chosen(case) >= FIRST_OF_2013:
        explained = is_review(case) or refusal_code(case) or case["genforelagt_dato"] is not None
        if without_team(case) and not allowed:
            yield "R04", "REHABTEAM_DATO", "bekraeft"
        if None not in {team, begun} and begun < team <= decided and not allowed and not explained:
            yield "R04", "REHABTEAM_DATO", "advarsel"
        if days_between(team, begun, lambda days: days > 365):
            yield "R04", "REHABTEAM_DATO", "advarsel"
    meetings = [day for day in (team, case["genforelagt_dato"]) if day and begun and day <= begun]
    slow = meetings and (begun - max(meetings)).days >= 21
    if decided >= date(2017, 1, 1) and case["lovgrundlag"] == "17_2" and slow:
        yield "R20", "PAABDATO", "advarsel"
    alone = case["afgoerelse"] in "TA" and without_team(case) and allowed == {"R06"}
    if asked(case) >= JUNE_2016 and alone and case["sundkoord_vurdering"] == "A":
        yield "R24", "SUNDKOORD_VURDERING", "advarsel"


def _around_the_team(case: Case) -> Iterator[Broken]:
    team, again = case["rehabteam_dato"], case["genforelagt_dato"]
    seen_again = None not in {team, again} and team <= again <= case["afgdato"]
    advised = case["afgoerelse"] == "A" and case["rehabteam_indstilling"] == "T"
    if chosen(case) >= FIRST_OF_2013 and advised and not seen_again:
        yield "R34", "GENFORELAGT_DATO", "advarsel"
    if case["afgdato"] < Y2020:
        return
    if case["lovgrundlag"] in {"17_2", "17_3"} and case["anledning"] not in {None, "", "borger"}:
        yield "R36", "ANLEDNING", "advarsel"
    if case["lovgrundlag"] == "17_4" and (case["anledning"] == "borger" or case["afgoerelse"] == "A"):
        yield "R36", "LOVGRUNDLAG", "advarsel"
    if case["lovgrundlag"] == "17_3" and days_between(case["ansdato"], case["paabdato"], lambda days: days > 21):
        yield "R40", "PAABDATO", "advarsel"
