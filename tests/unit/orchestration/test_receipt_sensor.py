"""What the receipt sensor asks for."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest

from dagster_project import clock
from dagster_project.indberetning import receive
from dagster_project.orchestration.sensors import build_sensors
from dagster_project.settings import Settings, load_settings

Ask = Callable[..., str | None]
NOON = datetime(2026, 4, 8, 12, tzinfo=clock.COPENHAGEN)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"VEJE_HOME": str(tmp_path)})


@pytest.fixture
def folder(settings: Settings) -> Path:
    made = settings.reporting_dir / "kvitteringer"
    made.mkdir(parents=True)
    return made


@pytest.fixture
def ask(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """The key of the run that is asked for; None when there is nothing to do."""
    _, receipt_sensor, _ = build_sensors(settings)

    def look(at: datetime = NOON) -> str | None:
        monkeypatch.setattr(clock, "now", lambda: at)
        with dg.build_sensor_context() as context:
            answer = receipt_sensor(context)
        return answer.run_key if isinstance(answer, dg.RunRequest) else None

    return look


def test_nothing_waits(folder: Path, ask: Ask) -> None:
    assert ask() is None
    (folder / ".paa-vej.csv").write_text("halv", encoding="utf-8")
    assert ask() is None
    folder.rename(folder.with_name("flyttet"))
    assert ask() is None


@pytest.mark.parametrize("name", ["svar.csv", "SVAR.CSV", "svar"])
def test_whatever_its_name_a_receipt_is_asked_for_until_it_is_taken_in(
    name: str, folder: Path, settings: Settings, ask: Ask
) -> None:
    (folder / name).write_text("indberetning_id;version;status;kode;tekst\n", encoding="utf-8")
    first = ask()
    assert first is not None
    assert ask(NOON + timedelta(minutes=59)) == first, "the same run is not started twice"
    assert ask(NOON + timedelta(hours=1)) not in {None, first}, "one that failed is tried again"
    receive(settings, [folder / name], now=NOON)
    assert ask(NOON + timedelta(hours=1)) is None
    (folder / "ny.csv").write_text("", encoding="utf-8")
    assert ask() not in {None, first}
