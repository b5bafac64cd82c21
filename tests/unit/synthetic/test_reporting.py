"""The decisions of 2025-2026 keep every reporting rule but those that are broken on purpose."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dagster_project.indberetning.plan import with_cpr
from dagster_project.indberetning.rules.facts import add_facts, build_events
from dagster_project.indberetning.rules.inputs import DECISION_COLUMNS, NOTHING, Inputs
from dagster_project.indberetning.rules.table import judge
from tests.lib.reporting import code_lists
from tests.unit.synthetic.conftest import EXPECTED
from tests.unit.synthetic.delivered import accepted

pytestmark = pytest.mark.slow

SINCE = date(2025, 1, 1)
LAWFUL = "R21"
"""Planted as a grant on 17_3 after the team has seen the case, which is lawful (3.2)."""
NOT_MINDED = ("R10", "R36", "R40")
"""Warnings that the generator does not avoid: who asked, and when, is drawn without an eye to the basis."""


def inputs_of(registers: dict[str, pl.DataFrame]) -> Inputs:
    """The delivered rows as the export reads them; the number itself stands for the pseudonym."""
    born = registers["bef"].sort("REFERENCETID").unique("PNR", keep="last").select("PNR", "FOED_DAG")
    rows = registers["tilkendelsesregister"].join(born, on="PNR", how="left").rename(str.lower)
    rows = rows.rename({"pnr": "person_id"})
    absent = [
        pl.lit(None, kind).alias(column) for column, kind in DECISION_COLUMNS.items() if column not in rows.columns
    ]
    texts = [c for c, kind in DECISION_COLUMNS.items() if kind is pl.Date and rows.schema.get(c) == pl.Utf8]
    decisions = rows.with_columns(absent).with_columns(
        pl.col(texts).str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    )
    courses = registers["amfora"].filter(pl.col("FORANST") == "11").select(person_id="PNR", startdto="STARTDTO")
    return replace(NOTHING, decisions=decisions.select(list(DECISION_COLUMNS)), courses=courses)


def test_only_the_planted_breaches_are_found(landing: Path, quarantine: pl.DataFrame) -> None:
    registers = {name: accepted(landing, name, quarantine) for name in ("tilkendelsesregister", "bef", "amfora")}
    inputs, lists = inputs_of(registers), code_lists()
    events = build_events(inputs.decisions, lists)
    recent = events.filter(pl.col("afgdato") >= SINCE)
    numbers = recent.select("person_id", pnr="person_id").unique()
    facts = add_facts(with_cpr(recent, lambda _ids: numbers), events, inputs, lists)
    cases = facts.select("indberetning_id", "sagsid")
    found = judge(facts, lists).join(cases, on="indberetning_id").select("sagsid", "regel", "alvor")
    planted = pl.read_csv(EXPECTED / "forventet_regelbrud.csv").filter(pl.col("regel") != LAWFUL)
    assert recent.height > 400
    assert planted["regel"].n_unique() >= 12
    told = found.join(planted, on=["sagsid", "regel"], how="left", suffix="_plantet")
    assert told.drop_nulls().height == planted.height
    unplanted = told.filter(pl.col("alvor_plantet").is_null())
    assert set(unplanted.select("regel", "alvor").iter_rows()) <= {(rule, "advarsel") for rule in NOT_MINDED}


def test_what_is_planted_as_a_warning_is_one(landing: Path) -> None:
    planted = pl.read_csv(EXPECTED / "forventet_regelbrud.csv")
    rules = code_lists().rules.select("regel", "alvor").unique()
    warned = planted.filter(pl.col("alvor") == "advarsel")
    assert landing.is_dir()
    assert warned.join(rules, on=["regel", "alvor"], how="anti").is_empty()
