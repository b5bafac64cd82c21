"""What starts by itself: a new delivery in the landing folder, a new receipt, a new confirmation."""

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import dagster as dg

from dagster_project import clock
from dagster_project.indberetning import waiting_confirmations, waiting_receipts
from dagster_project.orchestration.dead_runs import close_dead_runs
from dagster_project.orchestration.jobs import confirmations_job, receipts_job, run_job
from dagster_project.settings import Settings


def build_sensors(settings: Settings) -> list[dg.SensorDefinition]:
    """The sensors of one installation: they look where its runs will read."""
    return [_landing_sensor(settings), _receipt_sensor(settings), _confirmation_sensor(settings)]


def _landing_sensor(settings: Settings) -> dg.SensorDefinition:
    @dg.sensor(
        job=run_job, minimum_interval_seconds=60, description="Starter en kørsel, når leverancerne har ændret sig."
    )
    def landing_sensor(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        """Ask for a run when names, sizes or times below the landing folder differ from the last look.

        Changes are numbered: Dagster starts no run for a key that it has seen, and a delivery that is taken away and
        put back leaves the folder as it was at an earlier look.
        """
        # Whoever is asked every minute opens the way for what waits behind a killed run.
        close_dead_runs(context.instance)
        number, _, before = (context.cursor or "0:").partition(":")
        state = _state_of(settings.landing.rglob("*"))
        if state == before:
            return dg.SkipReason("Leverancerne er uændrede.")
        context.update_cursor(f"{int(number) + 1}:{state}")
        return dg.RunRequest(run_key=context.cursor)

    return landing_sensor


def _receipt_sensor(settings: Settings) -> dg.SensorDefinition:
    @dg.sensor(job=receipts_job, minimum_interval_seconds=60, description="Tager imod nye kvitteringer.")
    def receipt_sensor(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        """Ask for a run when receipts wait in the folder, once an hour as long as they do.

        A run that met a busy warehouse, or was killed, leaves them waiting: nobody has to drop them again.
        """
        waiting = waiting_receipts(settings)
        if not waiting:
            return dg.SkipReason("Ingen nye kvitteringer.")
        return dg.RunRequest(run_key=f"{clock.now():%Y-%m-%dT%H}/{_state_of(waiting)}")

    return receipt_sensor


def _confirmation_sensor(settings: Settings) -> dg.SensorDefinition:
    @dg.sensor(job=confirmations_job, minimum_interval_seconds=60, description="Tager imod nye bekræftelser.")
    def confirmation_sensor(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        """Ask for a run when confirmations wait in the folder, once an hour as long as they do."""
        waiting = waiting_confirmations(settings)
        if not waiting:
            return dg.SkipReason("Ingen nye bekræftelser.")
        return dg.RunRequest(run_key=f"{clock.now():%Y-%m-%dT%H}/{_state_of(waiting)}")

    return confirmation_sensor


def _state_of(files: Iterable[Path]) -> str:
    """Hash of names (bytes, whatever they are), sizes and times; a file that goes away meanwhile is not there."""
    digest = hashlib.sha256()
    for file in sorted(files):
        with suppress(FileNotFoundError):
            if file.is_file():
                facts = file.stat()
                digest.update(os.fsencode(file) + f"\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
