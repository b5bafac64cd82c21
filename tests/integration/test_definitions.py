"""The code location as `dagster dev -w workspace.yaml` loads it."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import pytest
from dagster._utils.schedules import schedule_execution_time_iterator

from dagster_project.gates import load_checks
from dagster_project.orchestration.build import build_definitions
from dagster_project.orchestration.jobs import JOBS
from dagster_project.orchestration.schedules import daily_look, monthly_report
from dagster_project.registers import REGISTERS
from dagster_project.settings import PROJECT_ROOT, load_settings
from tests.lib.home import Home

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("integration")]


@pytest.fixture(scope="module")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> dg.Definitions:
    return build_definitions(load_settings({"VEJE_HOME": str(tmp_path_factory.mktemp("hjem"))}))


def test_every_asset_says_what_it_is_and_who_answers_for_it(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    made = [node for node in graph.asset_nodes if node.is_materializable]
    assert len(made) > 80
    for node in made:
        assert node.owners, node.key
        assert node.description, node.key
        assert node.group_name not in {None, "default"}, node.key


def test_every_register_is_an_asset_that_staging_reads(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    for register in REGISTERS:
        assert dg.AssetKey(["staging", f"stg_{register}"]) in graph.get(dg.AssetKey(["raa", register])).child_keys


def test_every_check_of_the_limits_blocks(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    shown = {node.key.name for node in graph.asset_check_nodes if node.blocking}
    wanted = {f"{check.trin}_{check.navn}" for check in load_checks()}
    assert wanted <= shown


def test_the_jobs_are_named_as_the_verbs(definitions: dg.Definitions) -> None:
    assert {job.name for job in JOBS} == {
        "run",
        "indberet",
        "indberet_aendringer",
        "kvittering",
        "bekraeft",
        "rul_tilbage",
    }
    for job in JOBS:
        assert definitions.resolve_job_def(job.name)


@pytest.mark.parametrize(
    ("tick", "month"),
    [
        (datetime(2026, 4, 5, 6, tzinfo=ZoneInfo("Europe/Copenhagen")), "2026-03"),
        (datetime(2026, 1, 5, 6, tzinfo=ZoneInfo("Europe/Copenhagen")), "2025-12"),
        # 06:00 in summer time is 04:00 in UTC
        (datetime(2026, 7, 5, 4, tzinfo=ZoneInfo("UTC")), "2026-06"),
    ],
)
def test_a_tick_of_the_monthly_schedule_exports_the_month_before(tick: datetime, month: str) -> None:
    request = monthly_report(dg.build_schedule_context(scheduled_execution_time=tick))
    assert isinstance(request, dg.RunRequest)
    assert request.partition_key == month


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_the_daily_look_comes_at_six_in_danish_time_on_the_days_the_clock_changes(day: str) -> None:
    midnight = datetime.fromisoformat(f"{day}T00:00").replace(tzinfo=ZoneInfo("Europe/Copenhagen"))
    ticks = schedule_execution_time_iterator(
        midnight.timestamp(), str(daily_look.cron_schedule), daily_look.execution_timezone, ascending=True
    )
    assert next(ticks) == datetime.fromisoformat(f"{day}T06:00").replace(tzinfo=ZoneInfo("Europe/Copenhagen"))


def test_the_code_location_is_what_workspace_yaml_names(tmp_path: Path) -> None:
    told = "from dagster_project.definitions import defs; print(*sorted(job.name for job in defs.jobs))"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", told], env=Home(tmp_path).environment, cwd=PROJECT_ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) == {job.name for job in JOBS}
    assert "dagster_project.definitions" in (PROJECT_ROOT / "workspace.yaml").read_text(encoding="utf-8")
