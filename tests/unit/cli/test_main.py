"""The command line answers wrong words and errors with a message and the exit code of the contract."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from dagster_project.cli import verbs
from dagster_project.cli.main import main
from dagster_project.errors import ConfigurationError, DeliveryRefused, GateStopped

SECRET = "0101" + "501234"


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["ukendt"],
        ["run", "--per", "2008-13-01"],
        ["run", "--per", "20080101"],
        ["run", "--per", "2008-W01-1"],
        ["indberet"],
        ["indberet", "--maaned", "2026-13"],
        ["indberet", "--maaned", "2026-3"],
        ["kvittering"],
        ["syntese", "--ud", "x"],
        ["syntese", "--ud", "x", "--seed", "-1"],
        ["syntese", "--ud", "x", "--seed", "1", "--skala", "stor"],
        ["glem"],
    ],
)
def test_wrong_words_end_with_2_and_the_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert "brug: veje" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ConfigurationError("a", "b", "c", "d"), 2),
        (GateStopped("a", "b", "c", "d"), 3),
        (DeliveryRefused("a", "b", "c", "d"), 4),
        (ValueError(SECRET), 1),
    ],
)
def test_an_error_becomes_a_message_and_its_exit_code(
    error: Exception, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_arguments: object) -> int:
        raise error

    monkeypatch.setitem(verbs.VERBS, "status", fail)
    assert main(["status"]) == code
    told = capsys.readouterr().err
    assert all(word in told for word in ("Forventet:", "Fundet:", "Hvor:", "Gør:"))
    assert "Traceback" not in told
    assert SECRET not in told


def test_debug_shows_where_an_error_was_and_never_its_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_arguments: object) -> int:
        raise ValueError(SECRET)

    monkeypatch.setitem(verbs.VERBS, "status", fail)
    assert main(["--debug", "status"]) == 1
    told = capsys.readouterr().err
    assert "test_main.py" in told
    assert SECRET not in told


def test_debug_shows_the_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(_arguments: object) -> int:
        raise ConfigurationError("a", "b", "c", "d")

    monkeypatch.setitem(verbs.VERBS, "status", fail)
    assert main(["status", "--debug"]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_an_unknown_study_key_ends_with_2_and_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    study = tmp_path / "studie.toml"
    study.write_text('navn = "x"\nfarve = 3\n', encoding="utf-8")
    monkeypatch.setenv("VEJE_STUDIE", str(study))
    monkeypatch.setenv("VEJE_HOME", str(tmp_path / "hjem"))
    assert main(["run"]) == 2
    assert "farve" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["run"], ["indberet", "--maaned", "2026-03"], ["rul-tilbage"]])
def test_a_home_that_cannot_be_one_ends_with_2(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "fil").touch()
    monkeypatch.setenv("VEJE_HOME", str(tmp_path / "fil"))
    monkeypatch.delenv("DAGSTER_HOME", raising=False)
    assert main(words) == 2
    assert "VEJE_HOME" in capsys.readouterr().err


def test_a_folder_for_synthetic_deliveries_that_cannot_be_made_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "fil").touch()
    assert main(["syntese", "--ud", str(tmp_path / "fil"), "--seed", "1"]) == 2
    assert "--ud" in capsys.readouterr().err


def test_a_full_disk_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(_arguments: object) -> int:
        raise OSError("no space")

    monkeypatch.setitem(verbs.VERBS, "status", fail)
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=3 << 20))
    assert main(["status"]) == 1
    assert "kun 3 MB ledig plads" in capsys.readouterr().err
