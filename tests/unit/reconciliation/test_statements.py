"""Statements of the running text: right ones hold, the report's own errors come out, none is lost."""

import csv
from decimal import Decimal

import duckdb
import polars as pl
import pytest

from dagster_project.reconciliation.printed import DATA
from dagster_project.reconciliation.reconcile import reconcile
from dagster_project.reconciliation.statements import Statement, _holds, evaluate_statements
from dagster_project.reconciliation.text.figures import Question
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
    """One ends in 6 quarters of sygedagpenge after 14 others, one in 20 of them; activity sets in in quarter 10."""
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
               SELECT 'samlet' AS "analyse", '657' AS kommune, 'kortvarig_kontanthjaelp' AS forloebstype,
                      foranstaltning, k::INT AS kvartal, CASE WHEN k BETWEEN 4 AND 9 THEN 1 ELSE 5 END AS antal,
                      10 AS grundlag
               FROM range(1, 21) t(k), unnest(['alle', 'vejledning']) u(foranstaltning)"""
        )
        found = evaluate_statements(con, study)
    computed = dict(found.select("raekke", "beregnet").iter_rows())
    assert (computed["F282"], computed["F189"]) == (13, 10), "the small hump of quarters 1-3 is not where it sets in"
    assert (_status(found, "F282"), _status(found, "F283")) == ("afviger", "afviger"), "one verdict on a span of 5-10"


def test_late_use_is_of_those_who_begin_late() -> None:
    """Half of a pathway is active from the first quarter on: that says nothing of when the others begin."""
    study = load_study(PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml")
    with printed_warehouse() as con:
        _write_timing(con)
        found = evaluate_statements(con, study)
    assert [_status(found, number) for number in ("F214", "F215")] == ["ens", "ens"], "11 lies in 10-12"
    computed = dict(found.select("raekke", "beregnet").iter_rows())
    assert computed["F214"] == 11
    assert (computed["F384"], computed["F385"]) == (1, 17)


def test_scenarios_are_ranked_by_pathway_place_and_kind_of_measure() -> None:
    study = load_study(PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml")
    with printed_warehouse() as con:
        _write_timing(con)
        con.execute("CREATE SCHEMA studie")
        con.execute(
            "CREATE TABLE studie.kommune AS FROM (VALUES ('657', 'herning'), ('661', 'holstebro')) t(kommune, noegle)"
        )
        con.execute(
            """CREATE TABLE marts.timing_scenarie AS
               SELECT "analyse", kommune, forloebstype, 'fin' AS inddeling, scenarie, antal, 40 AS grundlag
               FROM (VALUES ('657', 'pendler', 'loebende', 30), ('657', 'langvarig_kontanthjaelp', 'tidlig', 30),
                            ('661', 'pendler', 'sen', 10), ('657', 'pendler', 'sen', 10))
                    t(kommune, forloebstype, scenarie, antal), unnest(['samlet', 'kommune']) u("analyse")"""
        )
        con.execute(
            """CREATE TABLE marts.timing_foranstaltning AS
               SELECT 'samlet' AS "analyse", kommune, 'alle' AS forloebstype, 'fin' AS inddeling, *, 10 AS grundlag
               FROM unnest(['alle', '661']) u(kommune), (VALUES
                   ('loebende', 'fleksjob', 6), ('loebende', 'andet', 4), ('sen', 'vejledning', 5),
                   ('sen', 'saerligt_tilrettelagte_projekter', 4), ('sen', 'andet', 1))
                   t(scenarie, foranstaltning, antal)"""
        )
        con.execute(
            """CREATE TABLE marts.timing_kvartal AS
               SELECT 'kommune' AS "analyse", '657' AS kommune, 'pendler' AS forloebstype, 'alle' AS foranstaltning,
                      1 AS kvartal, 1 AS antal, 1 AS grundlag"""
        )
        found = evaluate_statements(con, study)
    computed = dict(found.select("raekke", "beregnet").iter_rows())
    assert computed["F368"] == 1, "everybody with early use follows one pathway"
    assert computed["F370"] == 1, "flexjobs are most of continuous use"
    assert computed["F373"] == 1, "of two kinds together no other lies between"
    assert computed["F378"] == 60
    assert computed["F379"] == 1, "all active persons of Holstebro begin late"


def _write_timing(con: duckdb.DuckDBPyConnection) -> None:
    columns = 'person_id VARCHAR, "analyse" VARCHAR, kommune VARCHAR, klynge INT, forloebstype VARCHAR'
    con.execute(f"CREATE TABLE forloeb.gruppe ({columns})")
    con.execute(
        """CREATE TABLE forloeb.timing AS
           FROM (VALUES ('a', 1, 17, 'loebende', 'loebende'), ('b', 10, 20, 'sen', 'sen'), ('c', 12, 20, 'sen', 'sen'))
               t(person_id, foerste, sidste, scenarie, scenarie_fin)"""
    )
    con.execute(
        """INSERT INTO forloeb.gruppe
           SELECT person_id, 'samlet', '657', 1, 'langvarig_kontanthjaelp' FROM forloeb.timing"""
    )


@pytest.mark.parametrize(("computed", "holds"), [(0.85, False), (0.9, True), (1.1, True), (1.4, False)])
def test_about_as_often_is_a_tenth_of_a_ratio_and_no_more(computed: float, holds: bool) -> None:
    question = Question("ratio_diagnosis_bevaegeapparat_to_psykiske", "fleksjobvisiteret", ("alle_fire_kommuner",))
    assert _holds(Statement("F023", question, Decimal(1), "ratio", "ca"), Decimal(str(computed))) is holds


def _status(rows: pl.DataFrame, number: str) -> str:
    return str(rows.filter(pl.col("raekke") == number)["status"].item())
