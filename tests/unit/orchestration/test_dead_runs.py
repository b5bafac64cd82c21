"""A run whose process is gone is closed; one that lives, or that nobody marked, is left alone."""

import os
import subprocess
import sys

import dagster as dg

from dagster_project.orchestration.dead_runs import PROCESS_TAG, close_dead_runs, mark_of, note_process


@dg.job
def proeve() -> None:
    pass


def started(instance: dg.DagsterInstance, mark: str | None) -> str:
    """A run that Dagster holds for started."""
    tags = {PROCESS_TAG: mark} if mark else {}
    return instance.create_run_for_job(proeve, status=dg.DagsterRunStatus.STARTED, tags=tags).run_id


def status(instance: dg.DagsterInstance, run_id: str) -> dg.DagsterRunStatus:
    run = instance.get_run_by_id(run_id)
    assert run is not None
    return run.status


def test_only_a_run_of_a_process_that_is_gone_is_closed() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    gone = mark_of(child.pid)
    with dg.DagsterInstance.ephemeral() as instance:
        dead, alive, unmarked = (
            started(instance, gone),
            started(instance, mark_of(os.getpid())),
            started(instance, None),
        )
        assert close_dead_runs(instance) == []
        child.kill()
        child.communicate()
        assert close_dead_runs(instance) == [dead]
        assert status(instance, dead) == dg.DagsterRunStatus.FAILURE
        assert {status(instance, run) for run in (alive, unmarked)} == {dg.DagsterRunStatus.STARTED}
        assert close_dead_runs(instance) == []


def test_a_number_that_was_used_again_is_another_process() -> None:
    own = mark_of(os.getpid())
    assert own is not None
    process, begun, boot = own.split("@")
    with dg.DagsterInstance.ephemeral() as instance:
        earlier = started(instance, f"{process}@{int(begun) - 1}@{boot}")
        other_start = started(instance, f"{process}@{begun}@for-genstart")
        assert set(close_dead_runs(instance)) == {earlier, other_start}


def test_a_run_is_marked_with_the_process_that_runs_it() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        run_id = started(instance, None)
        note_process(instance, run_id)
        run = instance.get_run_by_id(run_id)
        assert run is not None
        assert run.tags[PROCESS_TAG] == mark_of(os.getpid())
        note_process(instance, "en-anden")
