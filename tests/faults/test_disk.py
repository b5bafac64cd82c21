"""A disk that is full or read-only, on a small file system of the test's own (needs the right to mount one)."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.conftest import House
from tests.faults.ledger import Ledger
from tests.faults.state import published

pytestmark = [pytest.mark.hours, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

MEGABYTE = 1 << 20


def mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)  # noqa: S603, S607 - the system's own


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    if (
        os.geteuid()
        or subprocess.run(  # noqa: S603 - the system's own
            ["mount", "-t", "tmpfs", "-o", "size=1G", "tmpfs", str(folder)],  # noqa: S607
            check=False,
            capture_output=True,
        ).returncode
    ):
        pytest.skip("no right to mount a file system")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S603, S607


def resize(disk: Path, size: int) -> None:
    mount("-o", f"remount,size={size}", str(disk))


@pytest.mark.parametrize("room", [1, 4, 12])
def test_a_full_disk_ends_a_run_and_nothing_else(house: House, ledger: Ledger, disk: Path, room: int) -> None:
    house.study({"min_celle": 6})
    home = house.moved(disk / "hjem")
    before = published(home.settings)
    resize(disk, shutil.disk_usage(disk).used + room * MEGABYTE)
    done = home.veje("run")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "disken er fuld" in done.stderr, done.stdout + done.stderr
    assert len(done.stderr) < 2000, "the message stands behind complaints of a library"
    assert published(home.settings) == before
    resize(disk, 1 << 30)
    again = home.veje("run")
    assert again.returncode == 0, again.stdout + again.stderr
    assert published(home.settings) != before
    ledger.note(
        f"`veje run` with {room} MB left on the disk",
        "exit 1, 'disken er fuld'; the generation before stayed; with room again the next run published",
    )


def test_a_disk_that_is_read_only_is_named(house: House, ledger: Ledger, disk: Path) -> None:
    house.study({"min_celle": 7})
    home = house.moved(disk / "hjem")
    before = published(home.settings)
    mount("-o", "remount,ro", str(disk))
    codes = {}
    for words in (("run",), ("indberet", "--maaned", "2008-03"), ("rul-tilbage",)):
        done = home.veje(*words)
        codes[words[0]] = done.returncode
        assert done.returncode in {1, 2}, done.stderr
        assert "Traceback" not in done.stderr
        assert "Gør:" in done.stderr
        assert str(home.path) in done.stderr or "VEJE_HOME" in done.stderr
    assert published(home.settings) == before
    mount("-o", "remount,rw", str(disk))
    told = ", ".join(f"`veje {verb}` {code}" for verb, code in codes.items())
    ledger.note("a disk that is read-only", f"exit codes {told}; each named the folder")
