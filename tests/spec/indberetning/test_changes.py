"""What is sent over time: corrections, annulments, moves, returns. One case after another in a small register."""

from pathlib import Path

import pytest

from tests.lib.reporting import GRANT, REFUSAL, World

MARCH, APRIL, MAY = "2024-03", "2024-04", "2024-05"
NEW, CORRECTION, ANNULMENT = "ny", "rettelse", "annullering"
MOVED = {"afgdato": "2024-05-10", "fristbrev_dato": "2024-04-20"}


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    made.put(GRANT)
    return made


def errors(world: World, month: str, authority: str = "661") -> list[str]:
    """`rule/severity` of the newest error list."""
    folder = max((world.root / authority / month).iterdir())
    lines = (folder / f"ftp_{authority}_{month}_{folder.name}_fejl.csv").read_text(encoding="utf-8").splitlines()[1:]
    return ["/".join(line.split(";")[6:8]) for line in lines]


def test_a_decision_is_sent_once(world: World) -> None:
    assert len(world.export(MARCH).written) == 1
    report = world.export(MARCH)
    assert report.written == ()
    assert "intet er ændret" in str(report)
    assert world.sent() == [(MARCH, 1, NEW)]


def test_a_correction_carries_the_next_version(world: World) -> None:
    world.export(MARCH)
    world.correct("S1", diag1="DF21")
    world.export(MARCH)
    world.correct("S1", sagsbehandler="en anden")
    world.export(MARCH)
    assert world.sent() == [(MARCH, 1, NEW), (MARCH, 2, CORRECTION), (MARCH, 3, CORRECTION)]


def test_a_change_outside_the_record_is_not_sent(world: World) -> None:
    world.export(MARCH)
    world.correct("S1", moedetilbud_dato="2024-02-11", terminal="N", bopkom="661")
    assert world.export(MARCH).written == ()


@pytest.mark.parametrize("change", [{"afgoerelse": "I"}, {"afgdato": None}, {"afgoerelse": "I", "afgdato": None}])
def test_an_undecided_case_annuls_and_a_return_is_new(world: World, change: dict[str, str | None]) -> None:
    world.export(MARCH)
    world.correct("S1", **change)
    world.export(MARCH)
    world.put(GRANT)
    world.export(MARCH)
    assert world.sent() == [(MARCH, 1, NEW), (MARCH, 2, ANNULMENT), (MARCH, 3, NEW)]


def test_an_undecided_case_was_never_sent(world: World) -> None:
    world.put(GRANT, sagsid="S2", afgoerelse="I")
    world.put(GRANT, sagsid="S3", afgdato=None)
    world.export(MARCH)
    assert world.sent() == [(MARCH, 1, NEW)]


def test_an_annulment_repeats_the_annulled_values(world: World) -> None:
    world.export(MARCH)
    world.correct("S1", afgoerelse="I", diag1="DF99", sagsbehandler="en anden")
    world.export(MARCH)
    first, second = world.sent("haendelse", "diagnose_1", "sagsbehandler", "afgoerelse", "afgoerelsesdato")
    assert first[1:] == second[1:]
    assert second[0] == ANNULMENT


def test_a_case_that_a_delivery_does_not_mention_is_unchanged(world: World) -> None:
    world.export(MARCH)
    world.cases.clear()
    world.put(GRANT, sagsid="S2", afgdato="2024-04-02", paabdato="2024-03-02")
    assert world.export(MARCH).written == ()


def test_another_decision_annuls_and_is_new_once_it_is_said_to_be_a_correction(world: World) -> None:
    world.export(MARCH)
    world.put(REFUSAL)
    world.export(MARCH)
    assert world.sent() == [(MARCH, 1, NEW)]
    assert errors(world, MARCH) == ["R31/bekraeft"]
    world.confirm("S1", "R31")
    world.export(MARCH)
    assert errors(world, MARCH) == ["R31/bekraeftet"]
    rows = world.sent("afgoerelse", "version", "haendelse")
    assert sorted(rows) == [("A", 1, NEW), ("T", 1, NEW), ("T", 2, ANNULMENT)]


def test_another_decision_annuls_even_if_the_new_one_is_held_back(world: World) -> None:
    world.export(MARCH)
    world.put(REFUSAL, arbejdsfunktioner=None)
    world.confirm("S1", "R31")
    world.export(MARCH)
    assert world.sent("afgoerelse", "version", "haendelse") == [("T", 1, NEW), ("T", 2, ANNULMENT)]
    assert errors(world, MARCH) == ["R12/bekraeft", "R31/bekraeftet"]


def test_another_authority_annuls_in_the_old_ones_folder(world: World) -> None:
    world.export(MARCH)
    world.correct("S1", myndighed="740", bopkom="740")
    world.export(MARCH)
    assert sorted(world.sent("mappe", "version", "haendelse")) == [
        ("661", 1, NEW),
        ("661", 2, ANNULMENT),
        ("740", 1, NEW),
    ]


def test_an_authority_that_does_not_exist_is_listed_in_ukendt(world: World) -> None:
    world.correct("S1", myndighed="../../x")
    world.export(MARCH)
    assert world.sent() == []
    assert errors(world, MARCH, "ukendt") == ["R19/fejl"]
    assert [path.parent.parent.name for path in world.root.glob("*/*/*")] == ["ukendt"]
    assert not list(world.home.glob("x"))


def test_an_accepted_record_stands_when_its_correction_is_held_back(world: World) -> None:
    world.export(MARCH)
    world.correct("S1", diag1=None)
    report = world.export(MARCH)
    assert world.sent() == [(MARCH, 1, NEW)]
    assert errors(world, MARCH) == ["R19/fejl"]
    assert report.written[0].counts == {NEW: 0, CORRECTION: 0, ANNULMENT: 0, "holdt_tilbage": 1}
    world.put(GRANT)
    world.export(MARCH)
    assert errors(world, MARCH) == []
    assert world.sent() == [(MARCH, 1, NEW)]


def test_a_record_held_back_is_new_when_it_is_put_right(world: World) -> None:
    world.correct("S1", diag1=None)
    world.export(MARCH)
    world.put(GRANT)
    world.export(MARCH)
    assert world.sent() == [(MARCH, 1, NEW)]


@pytest.mark.parametrize("order", [(MARCH, MAY), (MAY, MARCH)])
def test_a_moved_decision_is_annulled_as_2_and_new_as_3_in_either_order(world: World, order: tuple[str, str]) -> None:
    world.export(MARCH)
    world.correct("S1", **MOVED)
    for month in order:
        world.export(month)
    assert world.sent() == [(MARCH, 1, NEW), (MARCH, 2, ANNULMENT), (MAY, 3, NEW)]
    assert world.export(MARCH, MAY).written == ()


def test_a_decision_moved_within_its_month_is_corrected(world: World) -> None:
    world.export(MARCH)
    world.correct("S1", afgdato="2024-03-20")
    world.export(MARCH)
    assert world.sent() == [(MARCH, 1, NEW), (MARCH, 2, CORRECTION)]


def test_a_moved_decision_that_is_held_back_is_listed_in_the_new_month_and_stands_in_the_old(world: World) -> None:
    world.export(MARCH)
    world.correct("S1", **MOVED, diag1=None)
    world.export(MARCH, MAY)
    assert world.sent() == [(MARCH, 1, NEW)]
    assert errors(world, MAY) == ["R19/fejl"]
    world.correct("S1", diag1="DF20.0")
    world.export(MARCH, MAY)
    assert world.sent() == [(MARCH, 1, NEW), (MARCH, 2, ANNULMENT), (MAY, 3, NEW)]


def test_a_waiting_annulment_keeps_its_number_through_later_changes(world: World) -> None:
    world.export(MARCH)
    world.correct("S1", **MOVED)
    world.export(MAY)
    world.correct("S1", diag1="DF21")
    world.export(MAY)
    world.export(MARCH)
    assert world.sent() == [(MARCH, 1, NEW), (MARCH, 2, ANNULMENT), (MAY, 3, NEW), (MAY, 4, CORRECTION)]


def test_a_decision_that_moves_there_and_back_ends_as_it_began(world: World) -> None:
    world.export(MARCH)
    world.correct("S1", **MOVED)
    world.export(MAY)
    world.put(GRANT)
    world.export(MARCH)
    world.export(MAY)
    assert world.sent() == [(MARCH, 1, NEW), (MARCH, 2, ANNULMENT), (MAY, 3, NEW), (MAY, 4, ANNULMENT), (MARCH, 5, NEW)]
    assert world.export(MARCH, MAY).written == ()


def test_a_decision_that_moves_twice_before_the_old_month_is_written(world: World) -> None:
    world.export(MARCH)
    world.correct("S1", afgdato="2024-04-10")
    world.export(APRIL)
    world.correct("S1", **MOVED)
    world.export(MAY)
    world.export(APRIL)
    world.export(MARCH)
    assert world.sent() == [
        (MARCH, 1, NEW),
        (MARCH, 2, ANNULMENT),
        (APRIL, 3, NEW),
        (APRIL, 4, ANNULMENT),
        (MAY, 5, NEW),
    ]


def test_a_moved_decision_that_is_annulled_before_the_old_month_is_written(world: World) -> None:
    world.export(MARCH)
    world.correct("S1", **MOVED)
    world.export(MAY)
    world.correct("S1", afgoerelse="I")
    world.export(MAY)
    world.export(MARCH)
    assert world.sent() == [(MARCH, 1, NEW), (MARCH, 2, ANNULMENT), (MAY, 3, NEW), (MAY, 4, ANNULMENT)]


def test_the_whole_error_list_is_written_with_every_folder(world: World) -> None:
    world.put(GRANT, sagsid="S2", person_id="p2", bopkom="740")
    world.export(MARCH)
    world.correct("S1", diag1="DF21")
    world.export(MARCH)
    assert errors(world, MARCH) == ["R29/advarsel"]
    assert world.sent("version", "haendelse").count((1, NEW)) == 2


def test_the_daily_look_finds_late_decisions_and_leaves_the_month_that_is_not_due(world: World) -> None:
    assert world.look_daily("2024-04-10T06:00").written == (), "nothing was begun"
    world.export(MARCH)
    world.put(GRANT, sagsid="S2", person_id="p2", afgdato="2024-03-29")
    world.put(GRANT, sagsid="S3", person_id="p3", afgdato="2024-04-02")
    world.put(
        GRANT, sagsid="S4", person_id="p4", afgdato="2023-12-02", paabdato="2023-11-01", rehabteam_dato="2023-10-01"
    )
    assert [str(folder.folder.month) for folder in world.look_daily("2024-05-05T05:59").written] == [MARCH]
    assert [str(folder.folder.month) for folder in world.look_daily("2024-05-05T06:00").written] == [APRIL]


def test_the_daily_look_follows_a_record_to_a_month_before_the_first(world: World) -> None:
    world.export(MARCH)
    world.correct("S1", afgdato="2024-02-20", paabdato="2024-02-01")
    world.look_daily("2024-04-10T06:00")
    assert world.sent() == [(MARCH, 1, NEW), (MARCH, 2, ANNULMENT), ("2024-02", 3, NEW)]
