"""Statements of the running text: right ones hold, the report's own errors come out, none is lost."""

import csv

import pytest

from dagster_project.publication.printed import DATA
from dagster_project.publication.statements import evaluate_statements
from dagster_project.settings import PROJECT_ROOT, PUBLISHED_TABLES
from dagster_project.study import load_study
from tests.lib.printed_report import printed_warehouse


@pytest.fixture(scope="module")
def verdicts() -> dict[str, tuple[float | None, str]]:
    study = load_study(PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml")
    with printed_warehouse() as con:
        rows = evaluate_statements(con, study)
    return {row["raekke"]: (row["beregnet"], row["status"]) for row in rows.iter_rows(named=True)}


def test_every_statement_is_there_once(verdicts: dict[str, tuple[float | None, str]]) -> None:
    with (PUBLISHED_TABLES / "figures_in_text.csv").open(encoding="utf-8") as file:
        assert sorted(verdicts) == sorted(row["id"] for row in csv.DictReader(file))


def test_what_the_printed_tables_contradict_is_listed_as_the_reports_own_error(
    verdicts: dict[str, tuple[float | None, str]],
) -> None:
    with (DATA / "tekst_fejl.csv").open(encoding="utf-8") as file:
        known = {row["id"] for row in csv.DictReader(file)}
    wrong = {number for number, (_, status) in verdicts.items() if status == "afviger"}
    assert {"F025", "F088", "F091", "F117", "F121", "F249", "F322"} <= wrong
    assert wrong <= known


@pytest.mark.parametrize(
    ("number", "status", "why"),
    [
        ("F002", "ens", "a pair that has the two highest shares"),
        ("F024", "ens", "two municipalities pooled: godt 45 per cent"),
        ("F040", "ens", "a share of the whole country with two decimals"),
        ("F062", "ens", "highest of four"),
        ("F083", "ens", "up to ten percentage points between the extremes"),
        ("F102", "ens", "a difference from the mean, with its sign"),
        ("F118", "ens", "a count of rows above the mean"),
        ("F129", "ens", "measures per person"),
        ("F162", "ens", "a difference between two municipalities"),
        ("F218", "ens", "third largest of five pathways"),
        ("F042", "mangler", "the unit of a register is not a computed figure"),
    ],
)
def test_each_kind_of_statement(
    verdicts: dict[str, tuple[float | None, str]], number: str, status: str, why: str
) -> None:
    assert verdicts[number][1] == status, why
