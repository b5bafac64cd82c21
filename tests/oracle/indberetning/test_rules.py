"""The rule table and its predicates agree with a second reading of the contract, decision by decision."""

import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl
import pytest

from dagster_project.indberetning.plan import with_cpr
from dagster_project.indberetning.rules.facts import NOTHING_SENT, add_facts, build_events
from dagster_project.indberetning.rules.inputs import DECISION_COLUMNS, NOTHING, Inputs
from dagster_project.indberetning.rules.table import judge
from tests.lib.reporting import code_lists
from tests.oracle.indberetning import reference_rules as reference
from tests.oracle.indberetning.random_register import random_register
from tests.oracle.indberetning.reference_terms import Case, Register, authority

SEEDS, PERSONS = (1, 2, 3), 2_000
Judged = dict[str, dict[tuple[str, str], str]]


def inputs_of(cases: list[Case], register: Register) -> Inputs:
    rows = [case | {"foed_dag": case["foed_dag"] if case["i_bef"] else None} for case in cases]
    courses = [(person, day) for person, days in register.courses.items() for day in days]
    incomes = [(person, year, amount) for person, years in register.incomes.items() for year, amount in years.items()]
    return Inputs(
        pl.DataFrame([{c: row[c] for c in DECISION_COLUMNS} for row in rows], schema=DECISION_COLUMNS),
        pl.DataFrame(courses, schema=NOTHING.courses.schema, orient="row"),
        pl.DataFrame(incomes, schema=NOTHING.incomes.schema, orient="row"),
        pl.DataFrame(list(register.pensions.items()), schema=NOTHING.pensions.schema, orient="row"),
        pl.DataFrame(list(spells(register)), schema=NOTHING.weeks.schema, orient="row"),
    )


def spells(register: Register) -> Iterator[tuple[str, str, date, date]]:
    """Weeks in a row, as the basis holds them."""
    for person, weeks in register.weeks.items():
        for art in ("leveret", "771", "783", "loen"):
            begun = before = None
            for monday in sorted(weeks):
                there = {"leveret": True, "loen": monday in register.wages[person]}.get(art, weeks[monday] == art)
                if begun and before and (not there or monday != before + timedelta(days=7)):
                    yield person, art, begun, before
                    begun = None
                if there:
                    begun, before = begun or monday, monday
            if begun and before:
                yield person, art, begun, before


def numbers(cases: list[Case]) -> pl.DataFrame:
    known = {case["person_id"]: case["cpr"] for case in cases if case["cpr"]}
    return pl.DataFrame({"person_id": known.keys(), "pnr": known.values()}, schema={"person_id": str, "pnr": str})


def judged(cases: list[Case], register: Register) -> Judged:
    inputs, lists = inputs_of(cases, register), code_lists()
    events = build_events(inputs.decisions, lists)
    vault = numbers(cases)
    ids = {(sagsid, number): key for sagsid, number, key in events.select("sagsid", "afgnr", "indberetning_id").rows()}
    told = [(ids[event], code, day, who, number) for event, (code, day, number, who) in register.sent.items()]
    sent = pl.DataFrame(told, schema=NOTHING_SENT.schema, orient="row")
    facts = add_facts(with_cpr(events, lambda _: vault), events, inputs, lists, sent)
    found: Judged = {case["sagsid"]: {} for case in cases}
    breaches = judge(facts, lists).join(facts.select("indberetning_id", "sagsid"), on="indberetning_id")
    for sagsid, rule, field, severity in breaches.select("sagsid", "regel", "felt", "alvor").iter_rows():
        found[sagsid][rule, field] = severity
    return found


def cleaned(case: Case) -> Case:
    return {column: None if value == "" else value for column, value in case.items()}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_decision_breaks_the_same_rules(seed: int) -> None:
    raw, register = random_register(seed, PERSONS)
    found = judged(raw, register)
    cases = {case["sagsid"]: cleaned(case) for case in raw}
    for person, decisions in register.decisions.items():
        register.decisions[person] = [cleaned(case) for case in decisions]
    expected = {sagsid: reference.judge(case, register) for sagsid, case in cases.items()}
    different = [sagsid for sagsid, rules in expected.items() if found[sagsid] != rules]
    assert not different, [(found[sagsid], expected[sagsid], cases[sagsid]) for sagsid in different[:3]]


def test_the_registers_break_every_rule_and_keep_it() -> None:
    """Else the test above would say nothing about the rule."""
    counts: Counter[tuple[str, str, str]] = Counter()
    decisions = 0
    for seed in SEEDS:
        raw, register = random_register(seed, PERSONS)
        decisions += len(raw)
        for case in raw:
            counts.update((*key, alvor) for key, alvor in reference.judge(cleaned(case), register).items())
    rules = code_lists().rules.filter(~pl.col("alvor").is_in(["undtagelse"]) & (pl.col("felt") != "SAGSID"))
    rows = set(rules.select("regel", "felt", "alvor").rows()) | {("R31", "SAGSID", "bekraeft")}
    assert set(counts) == rows
    assert min(counts.values()) >= 3, counts.most_common()[-3:]
    assert max(counts.values()) < 0.8 * decisions


def test_the_id_is_that_of_the_standard_library() -> None:
    raw, register = random_register(4, 300)
    events = build_events(inputs_of(raw, register).decisions, code_lists())
    found = dict(events.select("sagsid", "indberetning_id").iter_rows())
    for case in map(cleaned, raw):
        name = f"veje:indberetning:{authority(case) or ''}:{case['sagsid']}:{case['afgoerelse']}"
        name += f":{case['afgnr']}" if (case["afgnr"] or 1) > 1 else ""
        assert found[case["sagsid"]] == str(uuid.uuid5(uuid.NAMESPACE_URL, name))
