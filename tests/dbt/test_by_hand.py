"""dbt by hand finds its paths and its key."""

from pathlib import Path

import pytest

from dagster_project.cli.dbt import main
from tests.lib.dbt_world import settings_for

pytestmark = pytest.mark.slow


def test_a_model_can_be_compiled_by_hand(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["compile", "-s", "int_tabel_5_1", "--quiet"], settings_for(tmp_path)) == 0
    assert "'5.1' as tabel" in capfd.readouterr().out


def test_without_words_it_says_how(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], settings_for(tmp_path)) == 2
    assert "make dbt" in capsys.readouterr().out
