"""The rule table and its predicates agree with a second reading of the contract, decision by decision."""

import uuid
from collections import Counter

import polars as pl
import pytest

from dagster_project.indberetning.plan import with_cpr
from dagster_project.indberetning.rules.facts import DECISION_COLUMNS, NOTHING, Inputs, add_facts, build_events
from dagster_project.indberetning.rules.table import judge
from tests.lib.reporting import code_lists
from tests.oracle.indberetning import reference_rules as reference
from tests.oracle.indberetning.random_register import random_register
from tests.oracle.indberetning.reference_terms import Case, Register, authority

SEEDS, PERSONS = (1, 2, 3), 2_000
Judged = dict[str, dict[str, str]]


def inputs_of(cases: list[Case], register: Register) -> Inputs:
    rows = [case | {"foed_dag": case["foed_dag"] if case["i_bef"] else None} for case in cases]
    courses = [(person, day) for person, days in register.courses.items() for day in days]
    incomes = [(person, year, amount) for person, years in register.incomes.items() for year, amount in years.items()]
    weeks = [(sagsid, len(found), all(found)) for sagsid, found in register.weeks.items() if found]
    return Inputs(
        pl.DataFrame([{c: row.get(c) for c in DECISION_COLUMNS} for row in rows], schema=DECISION_COLUMNS),
        pl.DataFrame(courses, schema=NOTHING.courses.schema, orient="row"),
        pl.DataFrame(incomes, schema=NOTHING.incomes.schema, orient="row"),
        pl.DataFrame(weeks, schema=NOTHING.weeks.schema, orient="row"),
    )


def numbers(cases: list[Case]) -> pl.DataFrame:
    known = {case["person_id"]: case["cpr"] for case in cases if case["cpr"]}
    return pl.DataFrame({"person_id": known.keys(), "pnr": known.values()}, schema={"person_id": str, "pnr": str})


def judged(cases: list[Case], register: Register) -> Judged:
    inputs, lists = inputs_of(cases, register), code_lists()
    events = build_events(inputs.decisions, lists)
    vault = numbers(cases)
    facts = add_facts(with_cpr(events, lambda _: vault), events, inputs, lists)
    found: Judged = {case["sagsid"]: {} for case in cases}
    for sagsid, rule, severity in judge(facts, lists).select("sagsid", "regel", "alvor").iter_rows():
        found[sagsid][rule] = severity
    return found


def cleaned(case: Case) -> Case:
    return {column: None if value == "" else value for column, value in case.items()}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_decision_breaks_the_same_rules(seed: int) -> None:
    raw, register = random_register(seed, PERSONS)
    found = judged(raw, register)
    cases = {case["sagsid"]: cleaned(case) for case in raw}
    expected = {sagsid: reference.judge(case, register) for sagsid, case in cases.items()}
    different = [sagsid for sagsid, rules in expected.items() if found[sagsid] != rules]
    assert not different, [(found[sagsid], expected[sagsid], cases[sagsid]) for sagsid in different[:3]]


def test_the_registers_break_every_rule_and_keep_it() -> None:
    """Else the test above would say nothing about the rule."""
    counts: Counter[tuple[str, str]] = Counter()
    decisions = 0
    for seed in SEEDS:
        raw, register = random_register(seed, PERSONS)
        decisions += len(raw)
        for case in raw:
            counts.update(reference.judge(cleaned(case), register).items())
    rows = set(code_lists().rules.filter(pl.col("alvor") != "undtagelse").select("regel", "alvor").rows())
    assert set(counts) == rows
    assert min(counts.values()) >= 3
    assert max(counts.values()) < 0.8 * decisions


def test_the_id_is_that_of_the_standard_library() -> None:
    raw, register = random_register(4, 300)
    events = build_events(inputs_of(raw, register).decisions, code_lists())
    found = dict(events.select("sagsid", "indberetning_id").iter_rows())
    for case in map(cleaned, raw):
        name = f"veje:indberetning:{authority(case) or ''}:{case['sagsid']}:{case['afgoerelse']}"
        assert found[case["sagsid"]] == str(uuid.uuid5(uuid.NAMESPACE_URL, name))
