"""Statements of the running text: right ones hold, the report's own errors come out, none is lost."""

import csv

import polars as pl
import pytest

from dagster_project.reconciliation.printed import DATA
from dagster_project.reconciliation.reconcile import reconcile
from dagster_project.reconciliation.statements import evaluate_statements
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
        ("F314", "ens", "the commonest of measures, in pathways that not every municipality has"),
        ("F042", "mangler", "the unit of a register is not a computed figure"),
    ],
)
def test_each_kind_of_statement(
    verdicts: dict[str, tuple[float | None, str]], number: str, status: str, why: str
) -> None:
    assert verdicts[number][1] == status, why


def test_a_quoted_cell_is_judged_as_the_cell_is() -> None:
    """Holstebro's shares in 5.1 stand on 343 applications: 52 of 344 are 15.1, the report says 15.2."""
    study = load_study(PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml")
    with printed_warehouse() as con:
        con.execute(
            """UPDATE marts.rapporttabel SET antal = 52, grundlag = 344, vaerdi = 100.0 * 52 / 344
               WHERE (tabel, raekke, kolonne, statistik) = ('5.1', 'paragraf_17_stk_1_2', 'holstebro', 'percent')"""
        )
        assert _status(evaluate_statements(con, study), "F051") == "afviger", "no cell has been judged yet"
        reconcile(con, study)
        rows = con.execute("SELECT status FROM marts.afstemning WHERE tabel = 'tekst' AND raekke = 'F051'").fetchall()
        assert rows == [("ens",)]


def test_courses_of_pathways_are_read_from_quarters_and_activity() -> None:
    """One ends in 6 quarters of sygedagpenge after 14 others, one in 20 of them; activity rises in quarter 10."""
    study = load_study(PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml")
    states = [("a", k, "loenmodtager" if k <= 14 else "sygedagpenge") for k in range(1, 21)]
    states += [("b", k, "sygedagpenge") for k in range(1, 21)]
    with printed_warehouse() as con:
        columns = 'person_id VARCHAR, "analyse" VARCHAR, kommune VARCHAR, klynge INT, forloebstype VARCHAR'
        con.execute(f"CREATE TABLE forloeb.gruppe ({columns})")
        con.execute("CREATE TABLE forloeb.kvartal (person_id VARCHAR, kvartal INT, tilstand VARCHAR)")
        con.executemany("INSERT INTO forloeb.gruppe VALUES (?, 'samlet', '657', 1, 'loenmodtager_syg')", [["a"], ["b"]])
        con.executemany("INSERT INTO forloeb.kvartal VALUES (?, ?, ?)", states)
        con.execute(
            """CREATE TABLE marts.timing_kvartal AS
               SELECT 'samlet' AS "analyse", '657' AS kommune, 'langvarig_kontanthjaelp' AS forloebstype,
                      k::INT AS kvartal, CASE WHEN k < 10 THEN 1 ELSE 5 END AS antal, 10 AS grundlag
               FROM range(1, 21) t(k)"""
        )
        found = evaluate_statements(con, study)
    computed = dict(found.select("raekke", "beregnet").iter_rows())
    assert (computed["F282"], computed["F214"], computed["F215"]) == (13, 10, 10)
    assert _status(found, "F282") == "ens", "at least about 5"
    assert _status(found, "F283") == "afviger", "more than about 10"
    assert (_status(found, "F214"), _status(found, "F215")) == ("ens", "ens"), (
        "what lies in a span agrees with both ends"
    )


def _status(rows: pl.DataFrame, number: str) -> str:
    return str(rows.filter(pl.col("raekke") == number)["status"].item())
