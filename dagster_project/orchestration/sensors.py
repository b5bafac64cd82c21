"""What starts by itself: a new delivery in the landing folder, a new receipt."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import dagster as dg

from dagster_project import clock
from dagster_project.indberetning import waiting_receipts
from dagster_project.orchestration.jobs import receipts_job, run_job
from dagster_project.settings import load_settings


@dg.sensor(job=run_job, minimum_interval_seconds=60, description="Starter en kørsel, når leverancerne har ændret sig.")
def landing_sensor(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Ask for a run when names, sizes or times below the landing folder differ from the last look."""
    state = _state_of(load_settings().landing.rglob("*"))
    if state == context.cursor:
        return dg.SkipReason("Leverancerne er uændrede.")
    context.update_cursor(state)
    return dg.RunRequest(run_key=state)


@dg.sensor(job=receipts_job, minimum_interval_seconds=60, description="Tager imod nye kvitteringer.")
def receipt_sensor(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Ask for a run when receipts wait in the folder, once an hour as long as they do.

    A run that met a busy warehouse, or was killed, leaves them waiting: nobody has to drop them again.
    """
    waiting = waiting_receipts(load_settings())
    if not waiting:
        return dg.SkipReason("Ingen nye kvitteringer.")
    return dg.RunRequest(run_key=f"{clock.now():%Y-%m-%dT%H}/{_state_of(waiting)}")


SENSORS = [landing_sensor, receipt_sensor]


def _state_of(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in sorted(files):
        if file.is_file():
            facts = file.stat()
            digest.update(f"{file}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
