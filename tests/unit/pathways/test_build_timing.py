"""When measures were active, as written to the warehouse."""

from datetime import date, timedelta

import duckdb
import pytest

from dagster_project.pathways.build_groups import build_groups
from dagster_project.pathways.build_quarters import build_quarters
from dagster_project.pathways.build_timing import build_timing
from tests.unit.pathways.warehouse_of import (
    START,
    WORK,
    person,
    study,
    warehouse,
    weeks_of,
)


def quarter(number: int, day: int = 0) -> date:
    """A day of a quarter, the quarter's first by default."""
    return START + timedelta(weeks=13 * (number - 1), days=day)


def timed(measures: list[tuple[str, str, date, date, bool]]) -> duckdb.DuckDBPyConnection:
    con = warehouse({person(1): ("657", list(weeks_of([WORK] * 20))), person(2): ("661", None)}, measures)
    build_quarters(con, study())
    build_groups(con, study())
    build_timing(con, study())
    return con


def test_a_quarter_is_active_from_the_first_to_the_last_day_that_a_measure_touches() -> None:
    con = timed([(person(1), "vejledning", quarter(3, 90), quarter(5), True)])
    found = con.sql(
        "SELECT kvartal FROM marts.timing_kvartal WHERE \"analyse\" = 'samlet' AND antal = 1 ORDER BY 1"
    ).fetchall()
    assert [number for (number,) in found] == [3, 4, 5]


def test_measures_count_by_overlap_whenever_they_began_and_end_with_the_grants_week() -> None:
    con = timed(
        [
            (person(1), "vejledning", quarter(1, -400), quarter(1), True),
            (person(1), "andet", quarter(20, 90), date(2067, 12, 31), True),
            (person(1), "andet", quarter(1, -30), quarter(1, -1), True),
            (person(1), "andet", quarter(21), quarter(21, 5), True),
        ]
    )
    assert con.sql("SELECT a, f, s, t FROM forloeb.timing ORDER BY person_id").fetchall() == [
        (2, 1, 1, 1),
        (0, 0, 0, 0),
    ]


def test_measures_outside_lab_do_not_count() -> None:
    con = timed([(person(1), "ressourceforloeb", quarter(2), quarter(4), False)])
    assert con.sql("SELECT DISTINCT scenarie FROM forloeb.timing").fetchall() == [("ingen",)]


def test_everybody_of_the_municipalities_has_a_scenario_and_is_counted() -> None:
    con = timed([(person(1), "vejledning", quarter(3), quarter(6), True)])
    spans = con.sql("SELECT foerste, sidste, laengste_pause, scenarie_fin FROM forloeb.timing ORDER BY person_id")
    assert spans.fetchall() == [(3, 6, 0, "tidlig"), (None, None, None, "ingen")]
    assert con.sql("SELECT person_id, scenarie FROM forloeb.timing ORDER BY 1").fetchall() == [
        (person(1), "tidlig"),
        (person(2), "ingen"),
    ]
    counted = con.sql(
        "SELECT kommune, forloebstype, scenarie, antal, grundlag, andel FROM marts.timing_scenarie "
        "WHERE \"analyse\" = 'kommune' AND antal > 0 ORDER BY 1"
    ).fetchall()
    assert counted == [("657", "loenmodtager_syg", "tidlig", 1, 1, 1.0), ("661", "uden_forloeb", "ingen", 1, 1, 1.0)]
    assert con.sql("SELECT * FROM marts.timing_foranstaltning").fetchall() == [("tidlig", "vejledning", 1, 1, 1.0)]


def test_the_recount_with_other_thresholds_has_every_threshold_and_scenario() -> None:
    # Early in 5 of 7 active quarters: tidlig up to 0.70, loebende above.
    con = timed([(person(1), "vejledning", quarter(6), quarter(12), True)])
    found = con.sql(
        "SELECT graense, antal FROM marts.timing_foelsomhed WHERE scenarie = 'tidlig' ORDER BY graense"
    ).fetchall()
    assert found == [(0.6, 1), (0.65, 1), (0.7, 1), (0.75, 0), (0.8, 0), (0.85, 0), (0.9, 0)]
    assert con.sql("SELECT count(*), min(grundlag) FROM marts.timing_foelsomhed").fetchone() == (28, 2)


@pytest.mark.parametrize("quarters", [4, 16, 60])
def test_a_study_of_another_length_has_no_timing_but_its_tables(quarters: int) -> None:
    con = timed([(person(1), "vejledning", quarter(6), quarter(12), True)])
    build_timing(con, study(kvartaler=quarters))
    named = "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE table_name LIKE 'timing%'"
    tables = [name for (name,) in con.sql(named).fetchall()]
    assert len(tables) == 5
    assert [con.sql(f"SELECT count(*) FROM {name}").fetchone() for name in tables] == [(0,)] * 5
