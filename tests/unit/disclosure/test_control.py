"""What the attack of the product says of a release, and the release of a table without counts."""

from pathlib import Path

import duckdb
import pytest

from dagster_project.disclosure import attack, protect, withhold_unverified
from dagster_project.disclosure.budget import Budget
from dagster_project.disclosure.control import attack_file
from dagster_project.disclosure.withhold import NO_TIME
from dagster_project.settings import PROJECT_ROOT
from dagster_project.study import load_study
from tests.lib.layouts import add_layout, by_column
from tests.oracle.disclosure.worlds.cases import column, number, write_cells

STUDY = load_study(PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml")
CELLS = [*column("6.4", {"dagpenge": 3, "kontanthjaelp": 27}), number("6.4", "alle", "herning", 30)]


def released() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    write_cells(con, CELLS)
    protect(con, STUDY)
    return con


def test_a_safe_release_has_no_findings_and_says_how_many_it_hides() -> None:
    with released() as con:
        found = attack(con)
    assert (found.findings, found.suppressed) == ((), 2)


def test_a_small_count_that_is_shown_is_a_finding() -> None:
    with released() as con:
        con.execute("UPDATE frigivelse.rapporttabel SET antal = 3 WHERE raekke = 'dagpenge'")
        found = attack(con)
    (small, other) = sorted(found.findings, key=lambda one: one.at_least)
    assert (small.name, small.at_least, small.at_most) == ("tilstand//herning/dagpenge", 3, 3)
    assert (other.name, other.at_least, other.at_most) == ("tilstand//herning/kontanthjaelp", 27, 27)
    assert found.suppressed == 1


def test_a_shield_that_is_shown_is_a_finding_of_what_it_shielded() -> None:
    with released() as con:
        con.execute("UPDATE frigivelse.rapporttabel SET antal = 27 WHERE raekke = 'kontanthjaelp'")
        (finding,) = attack(con).findings
    assert (finding.name, finding.at_least, finding.at_most) == ("tilstand//herning/dagpenge", 3, 3)


def test_the_smallest_count_is_the_studys() -> None:
    with released() as con:
        con.execute("UPDATE frigivelse.rapporttabel SET antal = 3 WHERE raekke = 'dagpenge'")
        assert [one.name for one in attack(con, 3).findings] == ["tilstand//herning/kontanthjaelp"]


def test_the_attack_on_a_file_is_two_numbers(tmp_path: Path) -> None:
    file = tmp_path / "veje.duckdb"
    with duckdb.connect(str(file)) as con:
        write_cells(con, CELLS)
        protect(con, STUDY)
    result = attack_file(file)
    assert (result.broken, result.suppressed) == (0, 2)
    with duckdb.connect(str(file)) as con:
        con.execute("UPDATE frigivelse.rapporttabel SET antal = 27 WHERE raekke = 'kontanthjaelp'")
    assert (attack_file(file).broken, attack_file(file, 3).broken) == (1, 1)


def test_an_attack_that_is_not_through_in_time_says_so_and_finds_nothing_where_no_count_is_shown() -> None:
    """A draft that nobody could judge is published without a count, which needs no judge."""
    with released() as con:
        unjudged = attack(con, budget=Budget(0))
        withhold_unverified(con, STUDY)
        judged = attack(con, budget=Budget(0))
        shown = con.execute("SELECT count(antal), count(vaerdi) FROM frigivelse.rapporttabel").fetchall()
        lost = con.execute("SELECT tabel, tilbageholdt, grund FROM kvalitet.diskretion").fetchall()
    assert (unjudged.in_time, judged.in_time, judged.suppressed) == (False, True, 4)
    assert shown == [(0, 0)]
    assert lost == [("*", True, NO_TIME)]


def test_after_an_error_of_its_own_only_the_keys_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("three persons")

    monkeypatch.setattr("dagster_project.disclosure.control.build_system", broken)
    with released() as con:
        ((table, counts, hidden, _, withheld, why),) = con.execute("SELECT * FROM kvalitet.diskretion").fetchall()
        rows = con.execute("SELECT raekke, vaerdi, antal, status FROM frigivelse.rapporttabel ORDER BY ALL").fetchall()
        tables = con.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'frigivelse'").fetchall()
    assert (table, counts, hidden, withheld) == ("*", 0, 0, True)
    assert why.startswith("uventet fejl (ZeroDivisionError i control.py:")
    assert rows == [(row, None, None, "tilbageholdt") for row in ("alle", "dagpenge", "kontanthjaelp")]
    assert tables == [("rapporttabel",)]


def test_a_table_as_printed_is_laid_out_from_what_is_released() -> None:
    with duckdb.connect() as con:
        write_cells(con, CELLS)
        add_layout(con, "tabel_6_4", by_column("6.4", "Ydelse", "herning"))
        protect(con, STUDY)
        rows = con.execute("SELECT * FROM frigivelse.tabel_6_4 ORDER BY rowid").fetchall()
        exact = con.execute("SELECT * FROM marts.tabel_6_4 ORDER BY rowid").fetchall()
    assert rows == [(row, value if row == "alle" else None, "vist" if row == "alle" else "diskretion")
                    for row, value in exact]  # fmt: skip
