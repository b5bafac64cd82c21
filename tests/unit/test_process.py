"""What a process of ours leaves behind and hands on."""

import resource
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.instance.ref import InstanceRef

from dagster_project.cli.dagster_home import prepare_dagster_home
from dagster_project.process import child_environment, overlaid_environment
from dagster_project.settings import PROJECT_ROOT, load_settings

PROBE = """
import os, resource
from dagster_project.process import keep_to_itself
keep_to_itself()
open("ny", "w").close()
mode = oct(os.stat("ny").st_mode & 0o777)
print(resource.getrlimit(resource.RLIMIT_CORE), mode, os.environ["DAGSTER_DISABLE_TELEMETRY"])
"""


def test_it_writes_no_core_dump_and_no_file_that_others_can_read(tmp_path: Path) -> None:
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", PROBE],
        cwd=tmp_path,
        env=child_environment(PYTHONPATH=str(PROJECT_ROOT)),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (hard, hard)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split("\n")[0] == "(0, 0) 0o600 1"


LEAVES = """
import os
from dagster_project.process import keep_to_itself
keep_to_itself()
import multiprocessing
shared = multiprocessing.get_context("spawn").RLock()
os._exit(0)
"""


def test_one_that_is_broken_off_leaves_no_words_of_others_after_its_own() -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", LEAVES], cwd=PROJECT_ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""


@pytest.mark.parametrize("module", ["cli/main.py", "definitions.py"])
def test_every_entry_keeps_to_itself_first(module: str) -> None:
    assert "keep_to_itself()" in (PROJECT_ROOT / "dagster_project" / module).read_text(encoding="utf-8")


def test_dagster_sends_nothing_from_a_home_or_from_the_project_itself(tmp_path: Path) -> None:
    home = prepare_dagster_home(load_settings({"VEJE_HOME": str(tmp_path)}))
    with dg.DagsterInstance.from_config(str(home)) as instance:
        assert not instance.telemetry_enabled
    # What `dagster dev -w workspace.yaml` does without a DAGSTER_HOME.
    with dg.DagsterInstance.from_ref(InstanceRef.from_dir(str(tmp_path), config_dir=str(PROJECT_ROOT))) as instance:
        assert not instance.telemetry_enabled


def test_what_is_laid_over_the_environment_is_taken_away_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEJE_PROEVE_A", "foer")
    monkeypatch.delenv("VEJE_PROEVE_B", raising=False)
    with overlaid_environment({"VEJE_PROEVE_A": "nu", "VEJE_PROEVE_B": "nu"}):
        assert child_environment()["VEJE_PROEVE_A"] == "nu"
        assert child_environment()["VEJE_PROEVE_B"] == "nu"
    assert child_environment(VEJE_PROEVE_C="barn")["VEJE_PROEVE_C"] == "barn"
    assert child_environment()["VEJE_PROEVE_A"] == "foer"
    assert not {"VEJE_PROEVE_B", "VEJE_PROEVE_C"} & child_environment().keys()
