"""The decisions of 2016-2026 break exactly the reporting rules that they are said to, and no other."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dagster_project.indberetning.export import Run, export_months
from dagster_project.indberetning.plan import with_cpr
from dagster_project.indberetning.rules.facts import add_facts, build_events
from dagster_project.indberetning.rules.inputs import DECISION_COLUMNS, NOTHING, WEEK_COLUMNS, Inputs
from dagster_project.indberetning.rules.table import EXCEPTION, judge
from dagster_project.indberetning.sent.archive import read_archive
from dagster_project.settings import load_settings
from synthetic.dates import APRIL, MARCH
from tests.lib.reporting import code_lists, moment
from tests.unit.synthetic.conftest import EXPECTED
from tests.unit.synthetic.delivered import accepted, file_rows, typed

pytestmark = pytest.mark.slow

SINCE = date(2016, 1, 1)
SENT_BEFORE = "R31"
"""Speaks of what was sent: it is asked in two exports."""
NOT_IN_A_DELIVERY = {"R28": "no income limit of before 2026 is known"}
FIRST, LATER = "regelsager.csv", "regelsager_igen.csv"


def decisions_of(rows: pl.DataFrame, registers: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Delivered rows as the export reads them; the number itself stands for the pseudonym."""
    born = registers["bef"].sort("REFERENCETID").unique("PNR", keep="last").select("PNR", "FOED_DAG")
    found = rows.join(born, on="PNR", how="left").rename(str.lower).rename({"pnr": "person_id"})
    absent = [pl.lit(None, kind).alias(c) for c, kind in DECISION_COLUMNS.items() if c not in found.columns]
    days = [c for c, kind in DECISION_COLUMNS.items() if kind is pl.Date and found.schema.get(c) == pl.Utf8]
    dated = found.with_columns(absent).with_columns(
        pl.col(days).str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False),
        pl.col("afgnr").cast(pl.String).replace("", None).cast(pl.Int64),
    )
    return dated.select(list(DECISION_COLUMNS))


def weeks_of(dream: pl.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Every delivered week as a spell of its own, and its benefit."""
    for row in dream.iter_rows(named=True):
        for name, code in row.items():
            if name.startswith("Y_"):
                monday = date.fromisocalendar(2000 + int(name[2:4]), int(name[4:]), 1)
                for art in ["leveret", *([code] if code in {"771", "783"} else [])]:
                    yield row["PNR"], art, monday, monday


@pytest.fixture(scope="module")
def registers(landing: Path, quarantine: pl.DataFrame) -> dict[str, pl.DataFrame]:
    names = ("tilkendelsesregister", "bef", "amfora", "foertidspension")
    return {name: accepted(landing, name, quarantine) for name in names}


@pytest.fixture(scope="module")
def inputs(landing: Path, registers: dict[str, pl.DataFrame]) -> Inputs:
    dream = file_rows(landing / "dream" / MARCH / FIRST)
    return replace(
        NOTHING,
        decisions=decisions_of(registers["tilkendelsesregister"], registers),
        courses=registers["amfora"].filter(pl.col("FORANST") == "11").select(person_id="PNR", startdto="STARTDTO"),
        pensions=registers["foertidspension"].select(person_id="PNR", fra="FRA"),
        weeks=pl.DataFrame(list(weeks_of(dream)), schema=WEEK_COLUMNS, orient="row"),
    )


@pytest.fixture(scope="module")
def expected() -> pl.DataFrame:
    return pl.read_csv(EXPECTED / "forventet_regelbrud.csv", schema_overrides={"alvor": pl.String})


def itself(person_ids: pl.Series) -> pl.DataFrame:
    return pl.DataFrame({"person_id": person_ids, "pnr": person_ids})


def test_exactly_what_is_planted_is_found(inputs: Inputs, expected: pl.DataFrame) -> None:
    lists = code_lists()
    events = build_events(inputs.decisions, lists)
    recent = events.filter(pl.col("afgdato") >= SINCE)
    facts = add_facts(with_cpr(recent, itself), events, inputs, lists)
    cases = facts.select("indberetning_id", "sagsid")
    found = judge(facts, lists).join(cases, on="indberetning_id").select("sagsid", "regel", "alvor").unique()
    planted = expected.filter((pl.col("alvor") != "") & (pl.col("regel") != SENT_BEFORE))
    assert recent.height > 600
    assert sorted(found.rows()) == sorted(planted.select("sagsid", "regel", "alvor").rows())


def test_every_rule_is_planted_at_each_severity_and_seen_to_keep_silent(expected: pl.DataFrame) -> None:
    rules = code_lists().rules
    judging = rules.filter((pl.col("alvor") != EXCEPTION) & ~pl.col("regel").is_in(list(NOT_IN_A_DELIVERY)))
    # UDK's persons without a number are quarantined like everybody's.
    there = set(judging.filter(pl.col("felt") != "CPR").select("regel", "alvor").rows())
    assert set(expected.filter(pl.col("alvor") != "").select("regel", "alvor").rows()) == there
    assert set(expected.filter(pl.col("alvor") == "")["regel"]) == set(rules["regel"])


def test_the_exceptions_are_met_and_missed(expected: pl.DataFrame) -> None:
    for exception in ("R05", "R06", "R07"):
        about = expected.filter(pl.col("tilfaelde").str.starts_with(exception))
        held = set(about.filter(pl.col("alvor") == "bekraeft")["sagsid"])
        assert held
        assert set(about["sagsid"]) - held


def test_a_number_that_is_used_again_in_the_next_delivery(
    landing: Path, registers: dict[str, pl.DataFrame], expected: pl.DataFrame, tmp_path: Path
) -> None:
    told = expected.filter(pl.col("regel") == SENT_BEFORE)
    first = typed(file_rows(landing / "tilkendelsesregister" / MARCH / FIRST).drop("linje"))
    first = first.filter(pl.col("SAGSID").is_in(told["sagsid"].implode())).with_columns(leverance=pl.lit(MARCH))
    later = typed(file_rows(landing / "tilkendelsesregister" / APRIL / LATER).drop("linje"))
    settings = load_settings({"VEJE_HOME": str(tmp_path)})
    for rows in (first, later.with_columns(leverance=pl.lit(APRIL))):
        inputs = replace(NOTHING, decisions=decisions_of(rows, registers))
        report = export_months(
            settings, Run("g", inputs, moment("2026-05-05T06:00"), itself), {"2024-05", "2024-08", "2026-04"}
        )
    held = set()
    for folder in report.written:
        with next(folder.path.glob("*_fejl.csv")).open(encoding="utf-8", newline="") as stream:
            held |= {row["sagsid"] for row in csv.DictReader(stream, delimiter=";") if row["regel"] == SENT_BEFORE}
    assert held == set(told.filter(pl.col("alvor") == "bekraeft")["sagsid"])
    events = read_archive(settings.reporting_dir).rows["haendelse"].value_counts()
    # One is annulled, and the one that moved 92 days is annulled and new.
    assert dict(events.iter_rows()) == {"ny": first.height + 1, "annullering": 2}
