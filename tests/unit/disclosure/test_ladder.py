"""The ladder of what is withheld, on tables of a few cells: each rung takes more, and says what and why."""

import numpy as np
import pytest

from dagster_project.disclosure import withhold
from dagster_project.disclosure.budget import Budget
from dagster_project.disclosure.losses import count_losses
from dagster_project.disclosure.relations import Name
from dagster_project.disclosure.suppress import UnsafeError
from dagster_project.disclosure.system import System
from dagster_project.disclosure.withhold import ALL_TABLES, IMPOSSIBLE, NO_TIME, UNDESCRIBED, Choice, choose_safely
from tests.unit.disclosure.systems import part, system

X, Y, ALL = part("x"), part("y"), part("alle")
FAR, SEX = part("x", "viborg"), part("kvinder", family="egenskab:koen")


def some() -> System:
    """X, Y and their sum in table t, FAR of the same family in u, another family in u; the sum stands in v as well."""
    rows = [(0, "t", "antal", X), (1, "t", "antal", Y), (2, "t", "antal", ALL), (3, "u", "antal", FAR),
            (4, "u", "antal", SEX), (5, "v", "antal", ALL)]  # fmt: skip
    return system({X: 3, Y: 20, ALL: 23, FAR: 9, SEX: 9}, [{ALL: -1, X: 1, Y: 1}], rows=rows)


def climb(
    monkeypatch: pytest.MonkeyPatch, culprits: list[Name], *, in_time: bool = True
) -> tuple[Choice, list[set[Name]], list[float]]:
    """Every rung fails at one count more: the choice, what each withheld in advance, and the seconds it had."""
    tried, seconds, left = [], [], list(culprits)
    whole = some()

    def failing(system: System, _: int, withheld: np.ndarray, budget: Budget) -> np.ndarray:
        tried.append({name for name, hidden in zip(system.names, withheld, strict=True) if hidden})
        seconds.append(budget.left)
        if left:
            raise UnsafeError(np.array([system.names.index(left.pop(0))]), in_time=in_time)
        return withheld

    monkeypatch.setattr(withhold, "choose", failing)
    monkeypatch.setattr("dagster_project.disclosure.budget.process_time", lambda: 0.0)
    return choose_safely(whole, 5), tried, seconds


def test_the_cheapest_choice_withholds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    choice, tried, seconds = climb(monkeypatch, [])
    assert (choice.tables, choice.reasons, tried, seconds) == (frozenset(), {}, [set()], [60])


def test_the_dearer_one_hides_what_stands_in_a_relation_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    choice, tried, seconds = climb(monkeypatch, [X])
    assert (choice.tables, choice.reasons) == (frozenset(), {})
    assert (tried[-1], seconds) == ({X, Y, ALL}, [60, 20])


def test_then_the_families_of_all_that_were_not_protected(monkeypatch: pytest.MonkeyPatch) -> None:
    choice, tried, seconds = climb(monkeypatch, [X, SEX])
    assert (tried[-1], seconds) == ({X, Y, ALL, FAR, SEX}, [60, 20, 20])
    reason = f"alle tal om egenskab:koen, tilstand: {IMPOSSIBLE}"
    assert choice.tables == frozenset()
    assert choice.reasons == {"t": reason, "u": reason, "v": reason}
    assert choice.reason("t") == reason
    assert choice.reason("w") == ""


def test_a_family_is_hidden_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    choice, tried, _ = climb(monkeypatch, [SEX, SEX])
    assert tried[1:] == [set(), {SEX}]
    assert set(choice.reasons) == {"u"}


def test_then_their_tables_but_not_what_other_tables_show(monkeypatch: pytest.MonkeyPatch) -> None:
    choice, tried, seconds = climb(monkeypatch, [X, X, Y])
    assert (tried[-1], seconds) == ({X, Y}, [60, 20, 20, 20])
    assert choice.tables == {"t"}
    assert choice.reasons == {"t": f"hele tabellen: {IMPOSSIBLE}"}
    assert choice.withholds("t")
    assert not choice.withholds("v")


def test_at_last_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    choice, tried, _ = climb(monkeypatch, [X, X, X, X])
    assert len(tried) == 4
    assert choice.suppressed.all()
    assert choice.withholds("whatever")
    assert choice.reason("whatever") == IMPOSSIBLE


def test_without_time_the_dearer_one_is_not_tried_and_time_is_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    choice, tried, seconds = climb(monkeypatch, [X], in_time=False)
    assert seconds == [60, 20]
    assert tried == [set(), {X, Y, ALL, FAR}]
    assert choice.reason("t") == f"alle tal om tilstand: {NO_TIME}"


def test_an_undescribed_table_is_withheld_on_every_rung(monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = ("anden:6.9", "", "herning", "x")
    whole = system({X: 9, stranger: 9}, [], rows=[(0, "t", "antal", X), (1, "6.9", "antal", stranger)])
    choice = choose_safely(whole, 5)
    assert (choice.tables, choice.reasons) == (frozenset({"6.9"}), {"6.9": UNDESCRIBED})
    assert choice.suppressed.tolist() == [False, True]
    assert choose_safely(system({X: 9}, [], rows=[]), 5).tables == frozenset()


def test_what_is_withheld_of_nothing() -> None:
    choice = Choice.nothing("why")
    assert (choice.suppressed.size, choice.tables, choice.reasons) == (0, frozenset({ALL_TABLES}), {ALL_TABLES: "why"})


def test_the_loss_is_counted_by_table_and_a_withheld_one_loses_all() -> None:
    whole = some()
    suppressed = np.array([name in {X, ALL} for name in whole.names])
    lost = count_losses(
        whole, Choice(suppressed, frozenset({"u"}), {"u": "why"}), np.zeros(len(whole.names), dtype=bool)
    )
    assert sorted(lost.rows()) == [("t", 3, 2, 0, False, ""), ("u", 2, 2, 0, True, "why"), ("v", 1, 1, 0, False, "")]
