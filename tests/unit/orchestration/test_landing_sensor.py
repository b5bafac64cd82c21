"""What the landing sensor asks for."""

import os
import shutil
from pathlib import Path

import dagster as dg
import pytest

from dagster_project.orchestration.sensors import build_sensors
from dagster_project.settings import load_settings


class Watch:
    """The sensor look by look, with its cursor kept as Dagster keeps it."""

    def __init__(self, landing: Path) -> None:
        self._sensor, *_ = build_sensors(load_settings({"VEJE_LANDING": str(landing)}))
        self._cursor: str | None = None

    def look(self) -> str | None:
        """The key of the run that is asked for; None when nothing has changed."""
        with (
            dg.DagsterInstance.ephemeral() as instance,
            dg.build_sensor_context(instance, cursor=self._cursor) as context,
        ):
            answer = self._sensor(context)
            self._cursor = context.cursor
        return answer.run_key if isinstance(answer, dg.RunRequest) else None


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    folder = tmp_path / "landing" / "ind" / "2010-06-30"
    folder.mkdir(parents=True)
    (folder / "a.csv").write_text("PNR;AAR;BRUTTO\n", encoding="utf-8")
    return folder


def test_a_change_is_asked_for_once(delivery: Path, tmp_path: Path) -> None:
    watch = Watch(tmp_path / "landing")
    assert watch.look() is not None
    assert watch.look() is None
    (delivery / "b.csv").write_text("PNR;AAR;BRUTTO\n", encoding="utf-8")
    assert watch.look() is not None
    assert watch.look() is None


def test_a_delivery_that_is_taken_away_and_put_back_is_a_change_each_time(delivery: Path, tmp_path: Path) -> None:
    watch = Watch(tmp_path / "landing")
    keys = [watch.look()]
    for _ in range(2):
        shutil.move(delivery, tmp_path / "vaek")
        keys.append(watch.look())
        shutil.move(tmp_path / "vaek", delivery)
        keys.append(watch.look())
    assert None not in keys
    assert len(set(keys)) == len(keys), "Dagster starts no second run for a key"


def test_a_name_that_is_no_text_is_no_obstacle(delivery: Path, tmp_path: Path) -> None:
    (delivery / os.fsdecode(b"\xe6.csv")).touch()
    assert Watch(tmp_path / "landing").look() is not None
