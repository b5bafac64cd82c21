"""Assembly of the code location, and nothing else.

`build_definitions` takes overrides, so that tests and the command line assemble the same location on other folders.
"""

from typing import Any

import dagster as dg

from dagster_project.orchestration.dbt import build_dbt_assets
from dagster_project.orchestration.gates import build_gate
from dagster_project.orchestration.jobs import JOBS
from dagster_project.orchestration.progress import progress_logger
from dagster_project.orchestration.publication import PUBLICATION_ASSETS
from dagster_project.orchestration.raa import build_raw_assets
from dagster_project.orchestration.reporting import REPORTING_ASSETS
from dagster_project.orchestration.reporting_basis import BASIS_ASSETS
from dagster_project.orchestration.reporting_checks import duty_checks
from dagster_project.orchestration.resources import build_resource
from dagster_project.orchestration.schedules import SCHEDULES
from dagster_project.orchestration.sensors import build_sensors
from dagster_project.orchestration.sequences import build_sequence_assets
from dagster_project.orchestration.steps import GATES, TABLES_ANCHOR
from dagster_project.settings import Settings, load_settings


def build_definitions(settings: Settings | None = None, **resources: Any) -> dg.Definitions:
    """Assemble the location for ``settings`` (default: the environment); ``resources`` replace ours by name."""
    settings = settings or load_settings()
    return dg.Definitions(
        assets=[
            *build_raw_assets(),
            *build_dbt_assets(settings),
            *build_sequence_assets([TABLES_ANCHOR]),
            *BASIS_ASSETS,
            *PUBLICATION_ASSETS,
            *REPORTING_ASSETS,
        ],
        asset_checks=[*(build_gate(step) for step in GATES), duty_checks],
        jobs=JOBS,
        schedules=SCHEDULES,
        sensors=build_sensors(settings),
        loggers={"fremdrift": progress_logger},
        # One process: the warehouse has one writer, and a step is seconds.
        executor=dg.in_process_executor,
        resources={"veje": build_resource(settings), **resources},
    )
