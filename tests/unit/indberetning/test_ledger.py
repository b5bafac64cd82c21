"""Receipts killed while they are taken in, and asked for again: as if nothing had happened."""

from pathlib import Path
from unittest.mock import Mock

import pytest

from dagster_project.indberetning.received.reception import receive, waiting_receipts
from dagster_project.indberetning.sent import archive
from dagster_project.indberetning.sent.ledger import read_ledger
from tests.lib.killing import Killed, die_at
from tests.lib.reporting import GRANT, World, moment

HEAD = "indberetning_id;version;status;kode;tekst"
NOW = moment("2024-04-08T09:00")


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    made.put(GRANT)
    made.put(GRANT, sagsid="S2", person_id="p2")
    made.export("2024-03")
    (made.root / "kvitteringer").mkdir()
    for file, (record,) in zip(receipts(made), made.sent("indberetning_id"), strict=True):
        file.write_text(f"{HEAD}\n{record};1;modtaget;;\n{record};7;modtaget;;\n", encoding="utf-8")
    return made


def receipts(world: World) -> list[Path]:
    return [world.root / "kvitteringer" / f"{name}.csv" for name in "ab"]


def take(world: World, then: Mock | None = None) -> str:
    return str(receive(world.settings, receipts(world), now=NOW, then=then or Mock()))


def outcome(world: World) -> list[tuple[object, ...]]:
    return read_ledger(world.root).select("fil", "linje", "version", "status", "grund").rows()


EXPECTED = [
    (f"{name}.csv", line, version, "modtaget", reason)
    for name in "ab"
    for line, version, reason in [(2, 1, None), (3, 7, "ukendt_version")]
]


@pytest.mark.parametrize("name", ["_write_file", "_appear"])
@pytest.mark.parametrize("step", range(3))
def test_killed_at_any_step_of_noting(name: str, step: int, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(archive, name, die_at(step, getattr(archive, name)))
        with pytest.raises(Killed):
            take(world)
    assert waiting_receipts(world.settings) == receipts(world)
    assert take(world) == "\n".join(f"  {name}.csv: 1 modtaget, 0 afvist; meldt: 1 ukendt_version" for name in "ab")
    assert outcome(world) == EXPECTED


def test_killed_before_the_new_states_are_shown(world: World) -> None:
    with pytest.raises(Killed):
        take(world, then=Mock(side_effect=Killed))
    assert waiting_receipts(world.settings) == receipts(world)
    show = Mock()
    take(world, then=show)
    show.assert_called_once_with()
    assert outcome(world) == EXPECTED
    assert waiting_receipts(world.settings) == []


def test_what_is_not_asked_for_again_stands_and_the_rest_goes_on(world: World) -> None:
    with pytest.raises(Killed):
        take(world, then=Mock(side_effect=Killed))
    other = world.home / "c.csv"
    other.write_text(f"{HEAD}\n", encoding="utf-8")
    receive(world.settings, [receipts(world)[0], other], now=NOW)
    assert outcome(world) == [*EXPECTED, ("c.csv", 1, None, None, "tom")]


def test_the_same_again_after_the_end_is_repeated(world: World) -> None:
    take(world)
    take(world)
    assert outcome(world)[:4] == EXPECTED
    assert [reason for *_, reason in outcome(world)[4:]] == ["gentaget", "ukendt_version"] * 2


def test_the_noting_takes_three_steps(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Mock(wraps=archive._appear)
    monkeypatch.setattr(archive, "_appear", calls)
    take(world)
    assert calls.call_count == 3
