"""Every boundary and every exception of a rule has a case on each side: the list is made from the rules themselves.

`python -m tests.spec.indberetning.test_boundaries` prints it: rule, limb, what is changed in it, and a case that tells.
"""

import re
from collections.abc import Iterator

import polars as pl
import pytest

from dagster_project.indberetning.rules.predicates import PREDICATES
from dagster_project.indberetning.rules.table import FAULT, judge, with_exceptions
from dagster_project.indberetning.sent.records import build_records
from tests.lib.reporting import code_lists
from tests.lib.rule_mutants import wrong_predicates, wrong_rows
from tests.lib.rule_pool import Outcome, facts_of_cases, read_again
from tests.spec.indberetning.matrix import DATES, ELSEWHERE, OF_THE_ACT, WHOM, Limb
from tests.spec.indberetning.variants import (
    LIMBS,
    TOLD_WITH,
    around_every_line,
    by_date,
    by_letter_and_authority,
    holds,
    of_an_older_pension,
    outcomes,
    rows_of,
)

SAME = {
    r"R(01|03|22|25|29|32)/\S+ \| .*bopkom.* where empty": "BOPKOM is never empty: a row without it is quarantined",
    r"R01/\S+ \| .*foerste_t.* where empty": "a grant is itself one of the person's grants",
    r"R29/\S+ \| .*fylder_19.* where empty": "without a birth date: told in test_rules_age",
    r"R21/\S+ \| (without .*ansdato.*|2016-06-01 -1 day|\w+: begins a day earlier)": "said by the row and by the basis",
    r"R24/\S+ \| (without .*(afgoerelse|felter_kraeves).*|.*rehabteam_dato.* where empty|advarsel: .*)": "so does R06",
    r"R11/langt_frem \| .*revisionsdato.*": "six years ahead is after the decision",
    r"R12/\w+ \| .*afslagshjemmel.* where empty": "empty is asked for beside it",
    r"R13/\S+ \| .*(felter_kraeves|where empty).*": "the rule begins after 2013",
    r"R(16|33)/\S+ \| .*\(\"ordning\"\).* where empty": "every record has an act",
    r"R(16/tom|19/tom_\w+) \| (without .*felter_kraeves.*|fejl: begins a day earlier)": "said by row and predicate",
    r"R19/diag\d_form \| .* where empty": "an empty one is asked for before its form",
    r"R(22|32)/grundlag \| .*(felter_kraeves|where empty).*": "the rule begins with 2013, when the column is asked for",
    r"R25/\S+ \| .*(udk|where empty).*": "the rule is not for UDK, and an empty basis is R19's",
    r"R(30|39)/\S+ \| .*(afgoerelse|anledning|virkningsdato).*": "only such a decision has the window of weeks",
}
"""Changes that change nothing, and why: limb and change."""


def test_the_matrix_names_every_limb_once() -> None:
    assert set(WHOM) | ELSEWHERE == set(PREDICATES)
    dated = [limb for limb in LIMBS if any(str(r["gyldig_fra"]) != "1900-01-01" for r in rows_of(limb))]
    assert set(DATES) == set(dated)


@pytest.mark.parametrize("limb", WHOM, ids="/".join)
def test_for_whom_and_for_which_decisions_a_limb_holds(limb: Limb) -> None:
    cases = list(by_letter_and_authority(limb))
    found = outcomes(limb, [case for case, _ in cases])
    assert {case.title: broken for (case, _), broken in zip(cases, found, strict=True)} == {
        case.title: expected for case, expected in cases
    }


@pytest.mark.parametrize("limb", DATES, ids="/".join)
def test_on_which_days_a_limb_holds(limb: Limb) -> None:
    cases = list(by_date(limb))
    found = list(zip(cases, outcomes(limb, [case for case, _ in cases]), strict=True))
    assert not [case.title for (case, place), broken in found if broken and place == "outside"]
    inside = {place for _, place in cases} - {"outside"}
    assert {place for (_, place), broken in found if broken} == inside


@pytest.mark.parametrize("limb", [limb for limb in LIMBS if limb[0] in OF_THE_ACT], ids="/".join)
def test_a_limb_of_the_act_of_2013_spares_older_pensions(limb: Limb) -> None:
    assert not any(outcomes(limb, of_an_older_pension(limb)))


def test_every_line_and_its_neighbours_come_out_as_in_the_second_reading() -> None:
    _, cases, facts = around_every_line()
    named = judge(facts, code_lists()).join(facts.select("indberetning_id", "nr"), on="indberetning_id")
    found: list[Outcome] = [{} for _ in cases]
    for place, rule, where, severity in named.select("nr", "regel", "felt", "alvor").iter_rows():
        found[place][rule, where] = severity
    wrong = [
        (case.title, set(broken.items()) ^ set(expected.items()))
        for case, broken in zip(cases, found, strict=True)
        if broken != (expected := read_again(case))
    ]
    assert not wrong, wrong[:5]


def test_what_has_no_fault_has_every_field_of_the_order() -> None:
    """§ 131 stk. 2: confirmed or not, only what the kind of decision does not have may be empty."""
    _, _, facts = around_every_line()
    broken = judge(facts, code_lists())
    faults = broken.filter(pl.col("alvor") == FAULT)["indberetning_id"]
    fit = build_records(facts).filter(~pl.col("indberetning_id").is_in(faults.implode()))
    recent = fit.filter(pl.col("afgoerelsesdato") >= "2013-01-01")
    assert recent.height > 1_000
    empty = {column for column in recent.columns if recent[column].null_count()}
    assert empty == {"paabegyndt", "revisionsdato", "diagnose_1", "diagnose_2", "diagnose_3"}
    for column, where in (
        ("paabegyndt", pl.col("afgoerelse").is_in(["T", "A"])),
        ("diagnose_1", pl.col("afgoerelse") == "T"),
        ("revisionsdato", pl.col("skal_vurderes_paa_ny") == "J"),
    ):
        assert recent.filter(where)[column].null_count() == 0
    assert set(recent["fulgt_rehabteam"]) == {"J", "N", "IF", "IO"}
    assert set(recent["fulgt_sundhedskoordinator"]) == {"J", "N", "IR", "IO"}
    assert set(recent["ordning"]) == {"1984", "2003", "2013"}


def telling(limb: Limb) -> Iterator[tuple[str, str | None]]:
    """Each change of the limb, and the title of a case that would come out otherwise (None: there is none)."""
    own = [case for case, _ in by_letter_and_authority(limb)]
    own += [case for case, _ in by_date(limb)] if limb in DATES else []
    own += of_an_older_pension(limb) if limb[0] in OF_THE_ACT else []
    places, cases, facts = around_every_line()
    near = [place for rule in TOLD_WITH.get(limb[0], (limb[0],)) for place in places[rule]]
    titles = [case.title for case in own] + [cases[place].title for place in near]
    pool = pl.concat([with_exceptions(facts_of_cases(own), code_lists()), facts[near]])
    rows, predicate = rows_of(limb), PREDICATES[limb]
    wrong = [(said, holds(rows, other)) for said, other in wrong_predicates(limb)]
    wrong += [
        (f"{row['alvor']}: {said}", holds([*rows[:at], other, *rows[at + 1 :]], predicate))
        for at, row in enumerate(rows)
        for said, other in wrong_rows(row)
    ]
    right = holds(rows, predicate)
    found = pool.select((other != right).arg_true().first().alias(str(n)) for n, (_, other) in enumerate(wrong))
    for (said, _), place in zip(wrong, found.row(0), strict=True):
        yield said, None if place is None else titles[place]


@pytest.mark.parametrize("limb", LIMBS, ids="/".join)
def test_every_boundary_and_exception_has_a_case_on_each_side(limb: Limb) -> None:
    missing = [f"{'/'.join(limb)} | {said}" for said, case in telling(limb) if case is None]
    assert not [change for change in missing if not any(re.fullmatch(same, change) for same in SAME)]
    assert len(missing) <= 5


if __name__ == "__main__":
    for one in LIMBS:
        for change, title in telling(one):
            print("/".join(one), change, title or "MANGLER", sep=" | ")  # noqa: T201 - the list is what is asked for
