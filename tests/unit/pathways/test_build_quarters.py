"""Quarter states as written to the warehouse."""

from datetime import date, timedelta

import duckdb
import pytest

from dagster_project.pathways.build_quarters import build_quarters
from dagster_project.sequences import SequenceError
from tests.unit.pathways.warehouse_of import (
    CASH,
    CODE_OF,
    GRANT,
    SICK,
    START,
    WORK,
    monday,
    person,
    study,
    warehouse,
    weeks_of,
)


def states_of(con: duckdb.DuckDBPyConnection, number: int) -> list[str]:
    rows = con.sql(
        "SELECT tilstand FROM forloeb.kvartal WHERE person_id = $p ORDER BY kvartal", params={"p": person(number)}
    )
    return [state for (state,) in rows.fetchall()]


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
