"""Run a job of the code location in this process, and turn its end into our errors."""

from typing import Any

import dagster as dg
from dagster._core.errors import DagsterAssetCheckFailedError

from dagster_project.cli.dagster_home import prepare_dagster_home
from dagster_project.errors import GateStopped
from dagster_project.gates.verdicts import first_stop
from dagster_project.settings import Settings
from dagster_project.warehouse import open_warehouse, writer_lock


def run_job(  # noqa: PLR0913 - what a job can be told
    settings: Settings,
    name: str,
    *,
    per: str = "",
    ops: dict[str, Any] | None = None,
    partition_key: str | None = None,
    report_of: dg.AssetKey | None = None,
) -> str:
    """Run the job ``name`` with one line of progress per step; returns the text metadata of the asset ``report_of``.

    Raises:
        VejeError: what a step raised, or `GateStopped` when a blocking check failed.
    """
    run_config = {
        "loggers": {"fremdrift": {}},
        "resources": {"veje": {"config": {"per": per}}},
        "ops": ops or {},
    }
    # Late: dagster-dbt takes seconds, and who finds nothing to do needs no job.
    from dagster_project.orchestration.build import build_definitions  # noqa: PLC0415
    from dagster_project.orchestration.storage import open_instance  # noqa: PLC0415

    with writer_lock(settings), open_instance(prepare_dagster_home(settings)) as instance:
        job = build_definitions(settings).resolve_job_def(name)
        # A failed step ends a job of one step. The run goes on with what does not depend on it.
        try:
            result = job.execute_in_process(
                run_config=run_config, instance=instance, partition_key=partition_key, raise_on_error=name != "run"
            )
        except DagsterAssetCheckFailedError:
            raise _stopped(settings) from None
    if not result.success:
        raise _first_failure(settings)
    return _text_of(result, report_of) if report_of else ""


def _first_failure(settings: Settings) -> BaseException:
    """The error of the first step that failed; one that was broken off fails without an error of its own."""
    from dagster_project.orchestration.failures import take_failures  # noqa: PLC0415

    failures = take_failures()
    if not failures:
        return KeyboardInterrupt()
    first = failures[0]
    return _stopped(settings) if isinstance(first, DagsterAssetCheckFailedError) else first


def _text_of(result: dg.ExecuteInProcessResult, key: dg.AssetKey) -> str:
    made = result.asset_materializations_for_node(key.to_python_identifier())
    return str(made[0].metadata["tekst"].value)


def _stopped(settings: Settings) -> GateStopped:
    with open_warehouse(settings) as connection:
        return first_stop(connection)
