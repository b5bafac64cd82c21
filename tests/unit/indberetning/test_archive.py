"""Folders appear whole: killed at any step and started again, the export ends as if nothing had happened."""

import errno
from collections.abc import Callable
from itertools import count
from pathlib import Path
from unittest.mock import Mock

import pytest

from dagster_project.errors import VejeError
from dagster_project.indberetning.sent import archive
from dagster_project.indberetning.sent.archive import read_archive
from tests.lib.killing import Killed, die_at
from tests.lib.reporting import GRANT, World

pytestmark = pytest.mark.slow

MARCH = "2024-03"


def fill(world: World) -> None:
    world.put(GRANT)
    world.put(GRANT, sagsid="S2", person_id="p2", myndighed="740", bopkom="740")
    world.put(GRANT, sagsid="S3", person_id="p3", diag1=None)


def change(world: World) -> None:
    world.correct("S1", afgdato="2024-04-03", fristbrev_dato=None)
    world.correct("S2", diag2="DF10")


def tree(world: World) -> dict[str, bytes]:
    """Every file by its path, without the moment of a manifest."""
    files = sorted(path for path in world.root.rglob("*") if path.is_file())
    return {str(path.relative_to(world.root)): path.read_bytes().partition(b'"dannet"')[0] for path in files}


Export = Callable[[World], None]


def first(world: World) -> None:
    fill(world)
    world.export(MARCH)


def second(world: World) -> None:
    change(world)
    world.export(MARCH, "2024-04")


STEPS: dict[tuple[Export, str], int] = {
    (first, "_write_file"): 9,
    (first, "_appear"): 3,
    (first, "_make_folder"): 5,
    (second, "_write_file"): 12,
    (second, "_appear"): 3,
    (second, "_make_folder"): 6,
}
"""How often each export takes each step that touches the disk."""
EVERY_STEP = [(export, name, step) for (export, name), steps in STEPS.items() for step in range(steps)]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    world = World(tmp_path_factory.mktemp("hel"))
    first(world)
    second(world)
    return tree(world)


@pytest.mark.parametrize(("export", "name", "step"), EVERY_STEP)
def test_a_killed_export_starts_again_and_ends_the_same(  # noqa: PLR0917
    export: Export,
    name: str,
    step: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    undisturbed: dict[str, bytes],
) -> None:
    world = World(tmp_path)
    if export is second:
        first(world)
    with monkeypatch.context() as patch:
        patch.setattr(archive, name, die_at(step, getattr(archive, name)))
        with pytest.raises(Killed):
            export(world)
    read_archive(world.root)  # what is there is whole
    export(world)
    if export is first:
        second(world)
    assert tree(world) == undisturbed


@pytest.mark.parametrize(("export", "name"), STEPS)
def test_the_kills_reach_every_step(export: Export, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(tmp_path)
    if export is second:
        first(world)
    calls = Mock(wraps=getattr(archive, name))
    monkeypatch.setattr(archive, name, calls)
    export(world)
    assert calls.call_count == STEPS[export, name]


@pytest.mark.parametrize("step", range(STEPS[second, "_write_file"]))
def test_a_disk_that_fills_leaves_every_folder_whole_or_absent(
    step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, undisturbed: dict[str, bytes]
) -> None:
    world, real, files = World(tmp_path), archive._write_file, count()
    first(world)
    sent = read_archive(world.root).folders

    def fill_up(file: Path, content: bytes) -> None:
        if next(files) < step:
            real(file, content)
            return
        file.write_bytes(content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(archive, "_write_file", fill_up)
        with pytest.raises(OSError, match="No space"):
            second(world)
    assert set(read_archive(world.root).folders) == set(sent)
    second(world)
    assert tree(world) == undisturbed


def test_files_are_for_the_owner_only(tmp_path: Path) -> None:
    world = World(tmp_path)
    fill(world)
    world.export(MARCH)
    modes = {path: path.stat().st_mode & 0o777 for path in world.root.rglob("*")}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}


def test_a_reporting_file_that_was_changed_afterwards_is_noticed(tmp_path: Path) -> None:
    world = World(tmp_path)
    fill(world)
    written = world.export(MARCH).written[0]
    file = written.path / written.folder.records_name
    file.write_bytes(file.read_bytes().replace(b"F200", b"F201"))
    with pytest.raises(VejeError, match="ændret efter afsendelsen"):
        world.export(MARCH)


def test_an_archive_of_nothing_is_empty(tmp_path: Path) -> None:
    found = read_archive(tmp_path / "findes-ikke")
    assert (found.rows.height, found.folders, found.newest) == (0, (), {})


def test_the_number_goes_on_after_999(tmp_path: Path) -> None:
    world = World(tmp_path)
    fill(world)
    path = world.export(MARCH).written[0].path
    old = path.with_name("999")
    path.rename(old)
    for file in old.iterdir():
        file.rename(file.with_name(file.name.replace("_001", "_999")))
    world.correct("S1", diag1="DF21")
    assert world.export(MARCH).written[0].folder.serial == "1000"


def test_what_appears_is_on_the_disk_before_and_its_place_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path)
    fill(world)
    steps = Mock()
    for name in ("_sync_one", "_appear"):
        step = Mock(wraps=getattr(archive, name))
        steps.attach_mock(step, name)
        monkeypatch.setattr(archive, name, step)
    written = world.export(MARCH).written
    calls = [(name, *arguments) for name, arguments, _ in steps.mock_calls]
    appeared = {call[2]: (place, call[1]) for place, call in enumerate(calls) if call[0] == "_appear"}
    for folder in written:
        place, draft = appeared[folder.path]
        before = {call[1] for call in calls[:place] if call[0] == "_sync_one"}
        assert {draft, *(draft / file.name for file in folder.path.iterdir())} <= before
        after = {call[1] for call in calls[place:] if call[0] == "_sync_one"}
        assert {folder.path.parent, folder.path.parent.parent, world.root} <= after
