"""A job works on the installation that it was given, and on no other."""

from pathlib import Path

import pytest

from dagster_project.cli.jobs import run_job
from dagster_project.errors import VejeError
from dagster_project.settings import load_settings

pytestmark = pytest.mark.slow


def test_a_job_under_one_home_never_works_on_the_one_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, other = tmp_path / "her", tmp_path / "et_andet"
    monkeypatch.setenv("VEJE_HOME", str(other))
    monkeypatch.delenv("DAGSTER_HOME", raising=False)
    with pytest.raises(VejeError, match="tidligere generation") as caught:
        run_job(load_settings({"VEJE_HOME": str(here)}), "rul_tilbage")
    assert str(here) in caught.value.where
    assert (here / "dagster" / "dagster.yaml").is_file()
    assert not other.exists()
