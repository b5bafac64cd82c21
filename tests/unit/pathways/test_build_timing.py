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
        "SELECT foranstaltning, kvartal FROM marts.timing_kvartal "
        "WHERE \"analyse\" = 'samlet' AND antal = 1 ORDER BY ALL"
    ).fetchall()
    assert found == [(kind, number) for kind in ("alle", "vejledning") for number in (3, 4, 5)]


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


def test_measures_outside_lab_are_counted_apart_and_make_nobody_active() -> None:
    con = timed([(person(1), "ressourceforloeb", quarter(2), quarter(4), False)])
    assert con.sql("SELECT DISTINCT scenarie FROM forloeb.timing").fetchall() == [("ingen",)]
    kinds = "SELECT DISTINCT foranstaltning FROM marts.timing_kvartal WHERE antal > 0"
    assert con.sql(kinds).fetchall() == [("ressourceforloeb",)]
    shares = "SELECT DISTINCT scenarie, antal, grundlag, andel FROM marts.timing_foranstaltning"
    assert con.sql(shares).fetchall() == [("ingen", 1, None, None)]


def test_the_fine_scenarios_divide_the_residual_one() -> None:
    ends = [(person(1), "vejledning", quarter(number), quarter(number), True) for number in (1, 2, 19, 20)]
    con = timed([*ends, (person(2), "fleksjob", quarter(1), quarter(20), True)])
    found = con.sql(
        "SELECT inddeling, kommune, scenarie FROM marts.timing_scenarie "
        "WHERE \"analyse\" = 'samlet' AND antal > 0 ORDER BY ALL"
    ).fetchall()
    assert found == [("fin", "657", "begge_ender"), ("fin", "661", "loebende"),
                     ("grov", "657", "loebende"), ("grov", "661", "loebende")]  # fmt: skip


def test_measures_are_counted_by_municipality_pathway_scenario_and_kind_and_over_each() -> None:
    con = timed(
        [
            (person(1), "vejledning", quarter(3), quarter(4), True),
            (person(1), "vejledning", quarter(6), quarter(6), True),
            (person(1), "fleksjob", quarter(4), quarter(5), True),
            (person(2), "vejledning", quarter(1), quarter(1), True),
        ]
    )
    rows = con.sql(
        "SELECT kommune, forloebstype, foranstaltning, personer, antal, grundlag, foerste_kvartal "
        "FROM marts.timing_foranstaltning WHERE \"analyse\" = 'kommune' AND inddeling = 'grov' ORDER BY ALL"
    ).fetchall()
    one = [("fleksjob", 1, 1, 3, 4.0), ("vejledning", 1, 2, 3, 3.0)]
    other, both = [("vejledning", 1, 1, 1, 1.0)], [("fleksjob", 1, 1, 4, 4.0), ("vejledning", 2, 3, 4, 2.0)]
    assert rows == sorted(
        (*group, *counted)
        for groups, lot in (
            ([("657", "loenmodtager_syg"), ("657", "alle"), ("alle", "loenmodtager_syg")], one),
            ([("661", "uden_forloeb"), ("661", "alle"), ("alle", "uden_forloeb")], other),
            ([("alle", "alle")], both),
        )
        for group in groups
        for counted in lot
    )


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
        "WHERE \"analyse\" = 'kommune' AND inddeling = 'grov' AND antal > 0 ORDER BY 1"
    ).fetchall()
    assert counted == [("657", "loenmodtager_syg", "tidlig", 1, 1, 1.0), ("661", "uden_forloeb", "ingen", 1, 1, 1.0)]


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
