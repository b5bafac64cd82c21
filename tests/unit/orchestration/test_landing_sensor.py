"""What the landing sensor asks for."""

import os
import shutil
from pathlib import Path

import dagster as dg
import pytest

from dagster_project.orchestration.sensors import landing_sensor


class Watch:
    """The sensor look by look, with its cursor kept as Dagster keeps it."""

    def __init__(self) -> None:
        self._cursor: str | None = None

    def look(self) -> str | None:
        """The key of the run that is asked for; None when nothing has changed."""
        with dg.build_sensor_context(cursor=self._cursor) as context:
            answer = landing_sensor(context)
            self._cursor = context.cursor
        return answer.run_key if isinstance(answer, dg.RunRequest) else None


@pytest.fixture
def delivery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VEJE_LANDING", str(tmp_path / "landing"))
    folder = tmp_path / "landing" / "ind" / "2010-06-30"
    folder.mkdir(parents=True)
    (folder / "a.csv").write_text("PNR;AAR;BRUTTO\n", encoding="utf-8")
    return folder


def test_a_change_is_asked_for_once(delivery: Path) -> None:
    watch = Watch()
    assert watch.look() is not None
    assert watch.look() is None
    (delivery / "b.csv").write_text("PNR;AAR;BRUTTO\n", encoding="utf-8")
    assert watch.look() is not None
    assert watch.look() is None


def test_a_delivery_that_is_taken_away_and_put_back_is_a_change_each_time(delivery: Path, tmp_path: Path) -> None:
    watch = Watch()
    keys = [watch.look()]
    for _ in range(2):
        shutil.move(delivery, tmp_path / "vaek")
        keys.append(watch.look())
        shutil.move(tmp_path / "vaek", delivery)
        keys.append(watch.look())
    assert None not in keys
    assert len(set(keys)) == len(keys), "Dagster starts no second run for a key"


def test_a_name_that_is_no_text_is_no_obstacle(delivery: Path) -> None:
    (delivery / os.fsdecode(b"\xe6.csv")).touch()
    assert Watch().look() is not None
