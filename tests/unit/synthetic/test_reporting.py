"""The decisions of 2025-2026 keep every reporting rule but those that are broken on purpose."""

from datetime import date
from pathlib import Path

import polars as pl

from dagster_project.indberetning.plan import with_cpr
from dagster_project.indberetning.rules.facts import DECISION_COLUMNS, NOTHING, Inputs, add_facts, build_events
from dagster_project.indberetning.rules.table import judge
from tests.lib.reporting import code_lists
from tests.unit.synthetic.conftest import EXPECTED
from tests.unit.synthetic.delivered import accepted

SINCE = date(2025, 1, 1)


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
    return Inputs(decisions.select(list(DECISION_COLUMNS)), courses, NOTHING.incomes, NOTHING.weeks)


def test_only_the_planted_breaches_are_found(landing: Path, quarantine: pl.DataFrame) -> None:
    registers = {name: accepted(landing, name, quarantine) for name in ("tilkendelsesregister", "bef", "amfora")}
    inputs, lists = inputs_of(registers), code_lists()
    events = build_events(inputs.decisions, lists)
    recent = events.filter(pl.col("afgdato") >= SINCE)
    numbers = recent.select("person_id", pnr="person_id").unique()
    facts = add_facts(with_cpr(recent, lambda _ids: numbers), events, inputs, lists)
    found = judge(facts, lists).select("sagsid", "regel", "alvor")
    planted = pl.read_csv(EXPECTED / "forventet_regelbrud.csv")
    assert recent.height > 400
    assert planted["regel"].n_unique() > 12
    assert sorted(found.rows()) == sorted(planted.rows())
