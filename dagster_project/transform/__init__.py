"""The dbt project seen from Python: its environment, its stages, its connection, its documentation. No Dagster here."""

from dagster_project.transform.env import build_env
from dagster_project.transform.project import BuildResult, Event, build_stage, manifest_file
from dagster_project.transform.stages import STAGES, Stage

__all__ = ["STAGES", "BuildResult", "Event", "Stage", "build_env", "build_stage", "manifest_file"]
