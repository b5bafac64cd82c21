"""`veje log`: the steps of a run and what went wrong, from Dagster's event log."""

import json
import sys
from datetime import UTC, datetime
from typing import Any

from dagster_project.cli.dagster_home import prepare_dagster_home
from dagster_project.cli.last_run import ENDS
from dagster_project.clock import COPENHAGEN
from dagster_project.errors import ConfigurationError
from dagster_project.settings import Settings

# What is told of a step; the rest of Dagster's events is for its own pages.
_TOLD = {"STEP_START": "begynder", "STEP_SUCCESS": "færdig", "STEP_FAILURE": "fejlet", "STEP_SKIPPED": "sprunget over"}


def print_log(settings: Settings, chosen: str | None, *, as_json: bool) -> int:
    """Print a run's steps; 0.

    Args:
        settings: the installation.
        chosen: beginning of a run's id; None is the last run.
        as_json: one object instead of lines.

    Raises:
        ConfigurationError: when there is no such run.
    """
    import dagster as dg  # noqa: PLC0415  (takes a second)

    if not settings.dagster_home.is_dir():
        raise _none(settings, chosen)
    with dg.DagsterInstance.from_config(str(prepare_dagster_home(settings))) as instance:
        records = instance.get_run_records(limit=None if chosen else 1)
        found = [one for one in records if one.dagster_run.run_id.startswith(chosen or "")]
        if not found:
            raise _none(settings, chosen)
        run = found[0].dagster_run
        steps = [_step(entry) for entry in instance.all_logs(run.run_id)]
    told = {
        "koersel": run.run_id,
        "job": run.job_name,
        "udfald": ENDS.get(run.status.value, run.status.value.lower()),
        "trin": [step for step in steps if step],
    }
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n" if as_json else _lines(told))
    return 0


def _none(settings: Settings, chosen: str | None) -> ConfigurationError:
    found = f"ingen, hvis id begynder med '{chosen}'" if chosen else "ingen endnu"
    return ConfigurationError("en kørsel", found, str(settings.dagster_home), "kør 'veje run', eller ret --koersel")


def _step(entry: Any) -> dict[str, str] | None:
    event = entry.dagster_event
    if event is None or event.event_type_value not in _TOLD or event.step_key is None:
        return None
    told = {
        "tid": f"{datetime.fromtimestamp(entry.timestamp, UTC).astimezone(COPENHAGEN):%H:%M:%S}",
        "trin": event.step_key,
        "hvad": _TOLD[event.event_type_value],
    }
    if event.event_type_value == "STEP_FAILURE":
        error = event.step_failure_data.user_failure_data
        told["fejl"] = (error.description or error.label) if error else (event.message or "")
    return told


def _lines(told: dict[str, Any]) -> str:
    lines = [f"{told['job']}, {told['udfald']}  kørsel {told['koersel']}"]
    for step in told["trin"]:
        lines.append(f"  {step['tid']}  {step['trin']:<38} {step['hvad']}")
        lines += [f"      {line}" for line in step.get("fejl", "").splitlines()]
    return "\n".join(lines) + "\n"
