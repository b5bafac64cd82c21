"""Run a job of the code location in this process, and turn its end into our errors."""

from typing import Any

import dagster as dg

from dagster_project.cli.dagster_home import prepare_dagster_home
from dagster_project.errors import GateStopped
from dagster_project.settings import Settings


def run_job(settings: Settings, name: str, *, resources: dict[str, Any] | None = None, **options: Any) -> None:
    """Run the job ``name`` with one line of progress per step.

    ``resources`` is resource configuration by resource name; ``options`` go to ``execute_in_process`` (``partition_key``).

    Raises:
        VejeError: what a step raised, or `GateStopped` when a blocking check failed.
    """
    prepare_dagster_home(settings)
    from dagster_project.definitions import build_definitions  # noqa: PLC0415  (after DAGSTER_HOME is set)

    job = build_definitions(settings).resolve_job_def(name)
    run_config = {
        "loggers": {"fremdrift": {}},
        "resources": {key: {"config": value} for key, value in (resources or {}).items()},
    }
    with dg.DagsterInstance.get() as instance:
        try:
            job.execute_in_process(run_config=run_config, instance=instance, raise_on_error=True, **options)
        except dg.DagsterAssetCheckFailedError:
            raise _stopped(settings) from None


def _stopped(settings: Settings) -> GateStopped:
    from dagster_project.gates import first_stop  # noqa: PLC0415
    from dagster_project.warehouse import open_warehouse  # noqa: PLC0415

    with open_warehouse(settings, read_only=True) as connection:
        return first_stop(connection)
