"""What the receipt sensor asks for."""

from datetime import datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest

from dagster_project import clock
from dagster_project.indberetning import receive
from dagster_project.orchestration.sensors import receipt_sensor
from dagster_project.settings import load_settings

NOON = datetime(2026, 4, 8, 12, tzinfo=clock.COPENHAGEN)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VEJE_HOME", str(tmp_path))
    made = load_settings().reporting_dir / "kvitteringer"
    made.mkdir(parents=True)
    return made


def ask(monkeypatch: pytest.MonkeyPatch, at: datetime = NOON) -> str | None:
    """The key of the run that is asked for; None when there is nothing to do."""
    monkeypatch.setattr(clock, "now", lambda: at)
    with dg.build_sensor_context() as context:
        answer = receipt_sensor(context)
    return answer.run_key if isinstance(answer, dg.RunRequest) else None


def test_nothing_waits(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(monkeypatch) is None
    (folder / ".paa-vej.csv").write_text("halv", encoding="utf-8")
    assert ask(monkeypatch) is None
    folder.rename(folder.with_name("flyttet"))
    assert ask(monkeypatch) is None


@pytest.mark.parametrize("name", ["svar.csv", "SVAR.CSV", "svar"])
def test_whatever_its_name_a_receipt_is_asked_for_until_it_is_taken_in(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / name).write_text("indberetning_id;version;status;kode;tekst\n", encoding="utf-8")
    first = ask(monkeypatch)
    assert first is not None
    assert ask(monkeypatch, NOON + timedelta(minutes=59)) == first, "the same run is not started twice"
    assert ask(monkeypatch, NOON + timedelta(hours=1)) not in {None, first}, "one that failed is tried again"
    receive(load_settings(), [folder / name], now=NOON)
    assert ask(monkeypatch, NOON + timedelta(hours=1)) is None
    (folder / "ny.csv").write_text("", encoding="utf-8")
    assert ask(monkeypatch) not in {None, first}
