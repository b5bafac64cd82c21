"""A run keeps the writer's lock from its first step to its last, so that two runs never take turns."""

import fcntl
import os
from pathlib import Path

import dagster as dg
import pytest

from dagster_project.orchestration.resources import VejeResource


def is_locked(folder: Path) -> bool:
    """Whether another process would have to wait."""
    descriptor = os.open(folder / "laas", os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def test_the_lock_is_held_between_the_steps_and_left_after_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VEJE_HOME", str(tmp_path))
    found = []

    @dg.asset
    def first(veje: VejeResource) -> None:
        with veje.warehouse():
            pass
        found.append(is_locked(veje.settings.warehouse_dir))

    @dg.asset(deps=[first])
    def second() -> None:
        """As dbt: works on the warehouse without a connection of ours."""
        found.append(is_locked(tmp_path / "lager"))

    assert dg.materialize([first, second], resources={"veje": VejeResource()}).success
    assert found == [True, True]
    assert not is_locked(tmp_path / "lager")
