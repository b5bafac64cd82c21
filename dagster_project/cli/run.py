"""`veje run`, `veje rul-tilbage` and `veje glem`: start the work, and say at the end where the results lie."""

import sys
from contextlib import suppress
from datetime import date

import duckdb

from dagster_project.cli.jobs import run_job
from dagster_project.cli.losses import loss_lines
from dagster_project.cli.summary import result_lines
from dagster_project.errors import DeliveryRefused, GateStopped, VejeError
from dagster_project.gates.verdicts import require_passed
from dagster_project.indberetning.basis import newest_basis
from dagster_project.ingest import RegisterState, register_state
from dagster_project.interruption import is_asked
from dagster_project.keys import load_pseudonym_key
from dagster_project.operations.inputs import describe_inputs
from dagster_project.operations.purge import purge
from dagster_project.publication.files import Places, current_generation
from dagster_project.publication.manifest import read_manifest
from dagster_project.registers import REGISTERS
from dagster_project.settings import Settings
from dagster_project.study import load_study
from dagster_project.warehouse import open_warehouse, writer_lock


def run_pipeline(settings: Settings, per: date | None) -> int:
    """Run the job `run` unless nothing is new; 0, or 4 when a delivery was refused although the run went through.

    Raises:
        VejeError: when a step, a gate or a refused delivery ended the run.
    """
    study = load_study(settings.study_file)
    # Held throughout, so that who waited for another run finds out whether there is anything left to do.
    with writer_lock(settings):
        if is_current(settings, per):
            _say("Intet er nyt siden den publicerede generation; der er intet at gøre.")
        else:
            _say(f"{study.titel}: kørslen begynder")
            _run(settings, per)
        state = _state(settings)
    _say(*result_lines(settings))
    if state.refused:
        raise _refused(settings, state)
    return 0


def _run(settings: Settings, per: date | None) -> None:
    """The job, and what did not get through it, however it ended."""
    try:
        run_job(settings, "run", per=per.isoformat() if per else "")
    finally:
        if not is_asked():
            _say_losses(settings)


def _say_losses(settings: Settings) -> None:
    # What keeps the warehouse from being read has ended the run, and is told as that.
    with suppress(duckdb.Error, VejeError), open_warehouse(settings) as connection:
        _say("", *loss_lines(connection))


def is_current(settings: Settings, per: date | None) -> bool:
    """True when the published generation was made from exactly these inputs, and it and the warehouse stand as then.

    A later run on other deliveries may have been stopped: then the warehouse holds those, and has to be brought back.
    """
    published, places = current_generation(settings), Places(settings)
    if published is None:
        return False
    made = (settings.report_dir / "index.html", settings.warehouse_file)
    if not all(file.is_file() for file in made):
        return False
    inputs, basis = describe_inputs(settings, load_pseudonym_key(settings), per), newest_basis(settings)
    if basis is None or not basis.holds_for(inputs):
        return False
    return read_manifest(places.folder(published)).get("input_sum") == inputs.digest and _stands_passed(settings)


def _stands_passed(settings: Settings) -> bool:
    with open_warehouse(settings) as connection:
        try:
            require_passed(connection, "publicering")
            require_passed(connection, "indberetning")
        except GateStopped:
            return False
    return True


def roll_back_generation(settings: Settings) -> int:
    """Publish the previous generation again."""
    run_job(settings, "rul_tilbage")
    _say(f"Generation {current_generation(settings)} er publiceret igen: {settings.published_file}")
    return 0


def forget_before(settings: Settings, before: date) -> int:
    """Delete raw data of deliveries older than ``before``."""
    _say(str(purge(settings, before)))
    return 0


def _state(settings: Settings) -> RegisterState:
    with open_warehouse(settings) as connection:
        return register_state(connection, tuple(REGISTERS))


def _refused(settings: Settings, state: RegisterState) -> DeliveryRefused:
    found = "; ".join(f"{register}/{day}: {reason}" for register, day, reason in state.refused)
    return DeliveryRefused(
        "at hver leverance kan tages ind",
        found,
        str(settings.landing),
        "lever igen under en ny dato, eller ret mappen; resten er taget ind og publiceret",
    )


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
