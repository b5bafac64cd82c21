"""Disclosure control never ends a run: what cannot be hidden otherwise is withheld, table by table, and named."""

import dataclasses

import numpy as np
import pytest

from dagster_project.disclosure import attack, protect, withhold
from dagster_project.disclosure.budget import Budget
from dagster_project.disclosure.cells import make_lookups
from dagster_project.disclosure.suppress import UnsafeError, choose, find_broken
from dagster_project.disclosure.system import System, build_system
from dagster_project.disclosure.withhold import IMPOSSIBLE, NO_TIME, choose_safely
from dagster_project.settings import PROJECT_ROOT
from dagster_project.study import load_study
from tests.lib.layouts import add_layout, by_column
from tests.lib.printed_report import printed_warehouse, with_code_lists

pytestmark = pytest.mark.slow

STUDY = load_study(PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml")
SMALL_YEAR = """INSERT INTO marts.rapporttabel
SELECT 'figur_2.2', 'holstebro', '2062', 'n', 1, 1, NULL UNION ALL
SELECT 'figur_2.2', noegle, '2062', 'n', 0, 0, NULL FROM (VALUES ('herning'), ('silkeborg'), ('viborg')) k(noegle)"""


def printed_system() -> System:
    with with_code_lists(printed_warehouse()) as con:
        make_lookups(con)
        return build_system(con)


def test_one_grant_in_a_mistyped_year_is_hidden_and_nothing_more() -> None:
    """Nobody publishes a national total of one: to hold the attacker to know it, no release could hide the grant."""
    with with_code_lists(printed_warehouse()) as con:
        con.execute(SMALL_YEAR)
        protect(con, STUDY)
        query = "SELECT raekke, antal, status FROM frigivelse.rapporttabel WHERE kolonne = '2062' AND status <> 'vist'"
        assert con.execute(query).fetchall() == [("holstebro", None, "diskretion")]
        assert con.execute("SELECT count(*) FROM kvalitet.diskretion WHERE tilbageholdt").fetchall() == [(0,)]
        assert attack(con).findings == ()


@pytest.mark.parametrize("min_cell", [3, 10])
def test_any_smallest_count_ends_in_a_release_that_the_attacker_gets_nothing_out_of(min_cell: int) -> None:
    with with_code_lists(printed_warehouse()) as con:
        protect(con, dataclasses.replace(STUDY, min_celle=min_cell))
        assert attack(con, min_cell).findings == ()
        small = "SELECT count(*) FROM frigivelse.rapporttabel WHERE antal BETWEEN 1 AND ?"
        assert con.execute(small, [min_cell - 1]).fetchall() == [(0,)]


def stubborn(monkeypatch: pytest.MonkeyPatch, fails: int, culprit: int, *, in_time: bool = True) -> list[int]:
    """Let the choice fail ``fails`` times for the count ``culprit``; how many were withheld in advance each time."""
    tried: list[int] = []

    def failing(system, min_cell, withheld, budget):  # type: ignore[no-untyped-def]
        tried.append(int(withheld.sum()))
        if len(tried) <= fails:
            raise UnsafeError(np.array([culprit]), in_time=in_time)
        return choose(system, min_cell, withheld, budget)

    monkeypatch.setattr(withhold, "choose", failing)
    return tried


@pytest.mark.parametrize(
    ("fails", "withheld", "told"),
    [(0, [], []), (1, [], []), (2, [], ["5.4"]), (3, ["5.4"], ["5.4"]), (4, ["*"], ["*"])],
)
def test_every_rung_withholds_more_than_the_one_before(
    monkeypatch: pytest.MonkeyPatch, fails: int, withheld: list[str], told: list[str]
) -> None:
    system = printed_system()
    culprit = system.names.index(("afslagsgrund", "", "silkeborg", "arbejdsproevning"))
    tried = stubborn(monkeypatch, fails, culprit)
    choice = choose_safely(system, 5)
    assert tried == sorted(tried)
    assert len(set(tried)) >= min(len(tried), 3)
    assert sorted(choice.tables) == withheld
    assert sorted(choice.reasons) == told
    assert all(IMPOSSIBLE in reason for reason in choice.reasons.values())
    assert not find_broken(system, choice.suppressed, 5).counts.size


def test_when_the_time_is_spent_the_dearer_choice_is_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    system = printed_system()
    tried = stubborn(monkeypatch, 4, 0, in_time=False)
    choice = choose_safely(system, 5)
    assert len(tried) == 3
    assert choice.reason("5.1") == NO_TIME


def test_without_any_time_nothing_leaves_and_the_loss_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dagster_project.disclosure.control.SECONDS", 0.0)
    with with_code_lists(printed_warehouse()) as con:
        protect(con, STUDY)
        assert con.execute(
            "SELECT DISTINCT status, vaerdi, antal, grundlag FROM frigivelse.rapporttabel"
        ).fetchall() == [("tilbageholdt", None, None, None)]
        rows = [con.execute(f"SELECT count(*) FROM {s}.rapporttabel").fetchall() for s in ("frigivelse", "marts")]
        assert rows[0] == rows[1]  # every key is there
        lost = "SELECT DISTINCT skjult = tal, tilbageholdt, grund FROM kvalitet.diskretion WHERE tabel <> 'afstemning'"
        assert con.execute(lost).fetchall() == [(True, True, NO_TIME)]


def test_an_error_of_its_own_withholds_everything_and_says_what_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("3 persons")

    monkeypatch.setattr("dagster_project.disclosure.control.build_system", broken)
    with with_code_lists(printed_warehouse()) as con:
        protect(con, STUDY)
        assert con.execute("SELECT DISTINCT status FROM frigivelse.rapporttabel").fetchall() == [("tilbageholdt",)]
        ((table, reason),) = con.execute("SELECT tabel, grund FROM kvalitet.diskretion").fetchall()
    assert table == "*"
    assert "ZeroDivisionError" in reason
    assert "3 persons" not in reason


def test_a_withheld_table_is_empty_as_printed_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with with_code_lists(printed_warehouse()) as con:
        add_layout(con, "tabel_5_4", by_column("5.4", "Afslagsgrund", "herning"))
        make_lookups(con)
        system = build_system(con)
        stubborn(monkeypatch, 3, system.names.index(("afslagsgrund", "", "silkeborg", "arbejdsproevning")))
        protect(con, STUDY)
        assert con.execute('SELECT DISTINCT "Herning", status FROM frigivelse.tabel_5_4').fetchall() == [
            (None, "tilbageholdt")
        ]
        others = "SELECT count(*) FROM frigivelse.rapporttabel WHERE status = 'tilbageholdt' AND tabel <> '5.4'"
        assert con.execute(others).fetchall() == [(0,)]
        assert attack(con).findings == ()


def test_a_budget_counts_the_seconds_of_the_processor() -> None:
    assert Budget(float("inf")).left == float("inf")
    assert Budget(5).share(100).left <= 5
    assert Budget(-1).left == 0


def test_a_table_of_the_report_that_nobody_described_is_withheld_whole() -> None:
    """Its counts would be bound to no other table: a new table once published persons suppressed elsewhere."""
    with with_code_lists(printed_warehouse()) as con:
        con.execute("INSERT INTO marts.rapporttabel VALUES ('6.9', 'kraeft', 'herning', 'percent', 4.2, 23, 545)")
        protect(con, STUDY)
        row = "SELECT vaerdi, antal, grundlag, status FROM frigivelse.rapporttabel WHERE tabel = '6.9'"
        assert con.execute(row).fetchall() == [(None, None, None, "tilbageholdt")]
        named = "SELECT tabel, grund FROM kvalitet.diskretion WHERE tilbageholdt"
        assert con.execute(named).fetchall() == [("6.9", withhold.UNDESCRIBED)]
