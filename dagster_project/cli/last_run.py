"""What `veje status` says of the last run, from Dagster's event log."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dagster_project.cli.dagster_home import prepare_dagster_home
from dagster_project.clock import COPENHAGEN
from dagster_project.settings import Settings

if TYPE_CHECKING:
    import dagster as dg

ENDS = {
    "SUCCESS": "gennemført",
    "FAILURE": "fejlet",
    "CANCELED": "afbrudt",
    "STARTED": "ikke afsluttet",
    "NOT_STARTED": "ved at begynde",
}


def last_run_lines(settings: Settings) -> list[str]:
    """One line: job, how it ended, when it began and its id; none before the first run."""
    if not settings.dagster_home.is_dir():
        return []
    import dagster as dg  # noqa: PLC0415  (takes a second)

    from dagster_project.orchestration.dead_runs import close_dead_runs  # noqa: PLC0415

    try:
        with dg.DagsterInstance.from_config(str(prepare_dagster_home(settings))) as instance:
            close_dead_runs(instance)
            records = instance.get_run_records(limit=1)
            waiting = instance.get_runs_count(dg.RunsFilter(statuses=[dg.DagsterRunStatus.QUEUED]))
    except Exception as error:  # the log is the last thing that a status may fail for
        return [f"Seneste kørsel: kan ikke læses ({type(error).__name__})"]
    queued = [f"I kø: {waiting} {'kørsel' if waiting == 1 else 'kørsler'}"] if waiting else []
    return [*(_line(record.dagster_run, record.start_time) for record in records), *queued]


def _line(run: "dg.DagsterRun", began: float | None) -> str:
    moment = f"{datetime.fromtimestamp(began, UTC).astimezone(COPENHAGEN):%Y-%m-%d %H:%M}" if began else "ikke begyndt"
    end = ENDS.get(run.status.value, run.status.value.lower())
    return f"Seneste kørsel: {run.job_name}, {end}, {moment}  kørsel {run.run_id[:8]}"
