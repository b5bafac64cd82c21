"""What steps work on: one installation, whose writer's lock is kept from the first step to the last."""

import fcntl
import os
from datetime import date
from pathlib import Path

import dagster as dg
import pytest

from dagster_project.orchestration.resources import VejeResource, build_resource
from dagster_project.settings import load_settings


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


def test_the_lock_is_held_between_the_steps_and_left_after_the_last(tmp_path: Path) -> None:
    settings = load_settings({"VEJE_HOME": str(tmp_path)})
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

    assert dg.materialize([first, second], resources={"veje": build_resource(settings)}).success
    assert found == [True, True]
    assert not is_locked(tmp_path / "lager")


def test_an_installation_is_the_one_it_was_built_for_whatever_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VEJE_HOME", str(tmp_path / "et_andet"))
    settings = load_settings({"VEJE_HOME": str(tmp_path / "hjem")})
    found = []

    @dg.asset
    def step(veje: VejeResource) -> None:
        found.append((veje.settings, veje.per_date))

    config = {"resources": {"veje": {"config": {"per": "2010-06-30"}}}}
    assert dg.materialize([step], resources={"veje": build_resource(settings)}, run_config=config).success
    assert found == [(settings, date(2010, 6, 30))]
    assert not (tmp_path / "et_andet").exists()
