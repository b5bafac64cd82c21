"""Sequences, groups and timing as written to the warehouse."""

from datetime import date, timedelta

import duckdb
import pytest

from dagster_project.pathways.build_groups import build_groups
from dagster_project.pathways.build_quarters import build_quarters
from dagster_project.pathways.build_timing import build_timing
from dagster_project.sequences import SequenceError
from tests.unit.pathways.warehouse_of import CODE_OF, GRANT, monday, study, warehouse, weeks_of

CASH, FLEX, SICK, WORK = "kontanthjaelp", "ledighedsydelse", "sygedagpenge", "loenmodtager"
START = monday(GRANT) - timedelta(weeks=260)


def person(number: int) -> str:
    return f"{number:032x}"


def states_of(con: duckdb.DuckDBPyConnection, number: int) -> list[str]:
    rows = con.sql(
        "SELECT tilstand FROM forloeb.kvartal WHERE person_id = $p ORDER BY kvartal", params={"p": person(number)}
    )
    return [state for (state,) in rows.fetchall()]


def two_worlds(number: int = 24) -> dict[str, tuple[str, list[tuple[date, str | None]] | None]]:
    """Half long on cash benefit, half at work and then sick, each with a little variation, in two municipalities."""
    people: dict[str, tuple[str, list[tuple[date, str | None]] | None]] = {}
    for at in range(number):
        sick = 2 + at // 2 % 5
        states = [SICK] * sick + [CASH] * (20 - sick) if at % 2 else [WORK] * (20 - sick) + [SICK] * sick
        people[person(at)] = ("657" if at < number // 2 else "661", list(weeks_of(states)))
    return people


def test_quarters_are_those_that_the_weeks_spell_for_the_whole_maalgruppe() -> None:
    states = [CASH] * 5 + [WORK] * 5 + [SICK] * 10
    con = warehouse({person(1): ("657", list(weeks_of(states))), person(2): ("101", list(weeks_of(states[::-1])))})
    build_quarters(con, study())
    assert states_of(con, 1) == states
    assert states_of(con, 2) == states[::-1]
    assert con.sql("SELECT min(kvartal), max(kvartal), count(*) FROM forloeb.kvartal").fetchone() == (1, 20, 40)


def test_a_person_without_a_dream_row_has_no_sequence() -> None:
    con = warehouse({person(1): ("657", list(weeks_of([WORK] * 20))), person(2): ("657", None)})
    build_quarters(con, study())
    assert states_of(con, 2) == []


def test_a_person_whose_row_lacks_a_week_column_has_no_sequence() -> None:
    weeks: list[tuple[date, str | None]] = list(weeks_of([WORK] * 20))
    weeks[7] = (weeks[7][0], None)
    con = warehouse({person(1): ("657", weeks)})
    build_quarters(con, study())
    assert states_of(con, 1) == []


def test_a_study_may_limit_the_age_of_those_who_get_a_sequence() -> None:
    con = warehouse({person(at): ("657", list(weeks_of([WORK] * 20))) for at in range(4)})
    # 45 years, the youngest that counts, a day too young, and of no known age.
    con.execute("UPDATE forloeb.maalgruppe SET alder = 18.0 WHERE person_id = $p", {"p": person(1)})
    con.execute("UPDATE forloeb.maalgruppe SET alder = 17.997 WHERE person_id = $p", {"p": person(2)})
    con.execute("UPDATE forloeb.maalgruppe SET alder = NULL WHERE person_id = $p", {"p": person(3)})
    build_quarters(con, study(sekvens_alder=(18, 66)))
    assert [bool(states_of(con, at)) for at in range(4)] == [True, True, False, False]


def test_an_unknown_code_ends_the_step_and_is_named() -> None:
    weeks: list[tuple[date, str | None]] = [(day, "4711") for day, _ in weeks_of([WORK] * 20)]
    con = warehouse({person(1): ("657", weeks)})
    with pytest.raises(SequenceError, match="4711") as caught:
        build_quarters(con, study())
    assert person(1) not in str(caught.value)


def test_other_lengths_and_the_extended_alphabet_come_from_the_study() -> None:
    weeks = [(monday(GRANT) - timedelta(weeks=8 - at), "810") for at in range(8)]
    con = warehouse({person(1): ("657", list(weeks))})
    build_quarters(con, study(kvartaler=2, uger_pr_kvartal=4, alfabet="tilstand_udvidet"))
    assert states_of(con, 1) == ["ressourceforloeb"] * 2


def test_both_analyses_number_and_name_their_groups() -> None:
    con = warehouse(two_worlds())
    build_quarters(con, study(antal_grupper={"samlet": 2, "657": 2, "661": 2}))
    build_groups(con, study(antal_grupper={"samlet": 2, "657": 2, "661": 2}))
    found = con.sql(
        'SELECT "analyse", forloebstype, count(*), count(DISTINCT kommune) '
        "FROM forloeb.gruppe GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert found == [
        ("kommune", "langvarig_kontanthjaelp", 12, 2),
        ("kommune", "loenmodtager_syg", 12, 2),
        ("samlet", "langvarig_kontanthjaelp", 12, 2),
        ("samlet", "loenmodtager_syg", 12, 2),
    ]


def test_group_numbers_follow_size_and_then_the_smallest_person() -> None:
    con = warehouse(two_worlds())
    build_quarters(con, study())
    build_groups(con, study(antal_grupper={"samlet": 2}))
    first = con.sql(
        "SELECT klynge FROM forloeb.gruppe WHERE \"analyse\" = 'samlet' ORDER BY person_id LIMIT 1"
    ).fetchone()
    assert first == (1,)


def test_quality_and_stability_are_kept_for_every_analysis_and_k() -> None:
    con = warehouse(two_worlds())
    build_quarters(con, study())
    build_groups(con, study())
    quality = con.sql(
        'SELECT "analyse", kommune, count(*), count(*) FILTER (valgt), min(k) FROM marts.klyngekvalitet '
        "GROUP BY ALL ORDER BY ALL"
    )
    # Five lengths of sickness, two kinds: ten different sequences at the most, k up to their number; and what is shown.
    assert quality.fetchall() == [
        ("kommune", "657", 10, 1, 2),
        ("kommune", "661", 10, 1, 2),
        ("samlet", "alle", 10, 1, 2),
    ]
    stable = con.sql(
        "SELECT count(*), min(gentagelser), min(ari_mindst) >= -1, max(ari_middel) <= 1 FROM marts.klyngestabilitet"
    )
    assert stable.fetchone() == (27, 20, True, True)


def test_groups_do_not_depend_on_the_order_of_the_rows() -> None:
    people = two_worlds()
    outcomes = []
    for order in (list(people), list(people)[::-1]):
        con = warehouse({key: people[key] for key in order})
        build_quarters(con, study())
        build_groups(con, study())
        outcomes.append(
            [
                con.sql(f"FROM {table}").fetchall()
                for table in ("forloeb.kvartal", "forloeb.gruppe", "marts.klyngekvalitet", "marts.klyngestabilitet")
            ]
        )
    assert outcomes[0] == outcomes[1]


def test_a_municipality_of_one_sequence_is_one_group_and_one_without_persons_has_no_analysis() -> None:
    con = warehouse({person(1): ("657", list(weeks_of([FLEX] * 20)))})
    build_quarters(con, study())
    build_groups(con, study())
    assert con.sql('SELECT "analyse", klynge, forloebstype FROM forloeb.gruppe ORDER BY "analyse"').fetchall() == [
        ("kommune", 1, "fleksjobvisiteret"),
        ("samlet", 1, "fleksjobvisiteret"),
    ]


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


def test_a_code_means_what_it_meant_that_week() -> None:
    con = warehouse({person(1): ("657", [(day, "700") for day, _ in weeks_of([WORK] * 20)])})
    changed = START + timedelta(weeks=130)
    con.execute("DELETE FROM kode.dream_ydelse WHERE kode = '700'")
    columns = "(kode, tilstand_akf2012, gyldig_fra, gyldig_til)"
    con.execute(
        f"INSERT INTO kode.dream_ydelse {columns} VALUES ('700', 'revalidering', '1900-01-01', $d)",
        {"d": changed - timedelta(days=1)},
    )
    con.execute(
        f"INSERT INTO kode.dream_ydelse {columns} VALUES ('700', 'kontanthjaelp', $d, '9999-12-31')", {"d": changed}
    )
    build_quarters(con, study())
    assert states_of(con, 1) == ["revalidering"] * 10 + [CASH] * 10


def test_the_states_of_the_tests_are_codes_of_the_list() -> None:
    con = warehouse({})
    known = dict(con.sql("SELECT kode, tilstand_akf2012 FROM kode.dream_ydelse").fetchall())
    assert all(known[code] == state for state, code in CODE_OF.items() if code)
