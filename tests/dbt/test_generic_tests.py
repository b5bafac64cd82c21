"""The tests of the tests: each generic test accepts what is right and refuses what it is there for."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dagster_project.settings import PROJECT_ROOT

PROJECT = Path(__file__).parent / "generiske"
GENERIC = PROJECT_ROOT / "dbt" / "tests" / "generic"

pytestmark = pytest.mark.xdist_group("dbt")


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Status per named test."""
    out = tmp_path_factory.mktemp("generiske")
    env = os.environ | {"DBT_TARGET_PATH": str(out), "DBT_LOG_PATH": str(out)}
    command = [str(Path(sys.executable).with_name("dbt")), "build", "--project-dir", str(PROJECT)]
    command += ["--profiles-dir", str(PROJECT)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603
    results = out / "run_results.json"
    assert results.is_file(), done.stdout
    found = json.loads(results.read_text(encoding="utf-8"))["results"]
    return {one["unique_id"].split(".")[2]: one["status"] for one in found if one["unique_id"].startswith("test.")}


def test_what_is_right_passes(outcomes: dict[str, str]) -> None:
    good = {name: status for name, status in outcomes.items() if name.endswith("__bestaar")}
    assert set(good.values()) == {"pass"}


def test_what_is_wrong_fails(outcomes: dict[str, str]) -> None:
    bad = {name: status for name, status in outcomes.items() if "__fejler" in name}
    assert set(bad.values()) == {"fail"}


def test_every_generic_test_is_shown_to_pass_and_to_fail(outcomes: dict[str, str]) -> None:
    for test in GENERIC.glob("*.sql"):
        assert any(name.startswith(f"{test.stem}__bestaar") for name in outcomes), test.stem
        assert any(name.startswith(f"{test.stem}__fejler") for name in outcomes), test.stem
