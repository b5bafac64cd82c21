"""Runs whose process is gone: Dagster holds them for started, and one run at a time would wait for them for ever."""

import os
from pathlib import Path

import dagster as dg

# Which process a run lives in: its number, and when it began (numbers are used again), of this start of the machine.
PROCESS_TAG = "veje/proces"
_BOOT = Path("/proc/sys/kernel/random/boot_id")


def mark_of(process: int) -> str | None:
    """What tells a process from any other, before or after it; None when there is none of that number.

    Args:
        process: its number.
    """
    try:
        # The name may hold spaces and brackets: what is counted begins after the last.
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        boot = _BOOT.read_text(encoding="utf-8").strip()
    except OSError:
        return None
    state, begun = fields[0], fields[19]
    return None if state in {"Z", "X"} else f"{process}@{begun}@{boot}"


def note_process(instance: dg.DagsterInstance, run_id: str) -> None:
    """Write down that this process runs ``run_id``."""
    mark = mark_of(os.getpid())
    if mark is not None and instance.has_run(run_id):
        instance.add_run_tags(run_id, {PROCESS_TAG: mark})


def close_dead_runs(instance: dg.DagsterInstance) -> list[str]:
    """Report every started run as failed whose process is gone.

    A run that waits for the warehouse, or that another machine's storage shows, has no mark of ours and is left alone.

    Args:
        instance: Dagster's storage.

    Returns:
        The ids of the runs that were closed.
    """
    started = dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING])
    closed = []
    for record in instance.get_run_records(started):
        run = record.dagster_run
        mark = run.tags.get(PROCESS_TAG)
        if mark is not None and mark_of(int(mark.partition("@")[0])) != mark:
            instance.report_run_failed(run, "Processen findes ikke mere (slået ihjel, eller maskinen er startet igen).")
            closed.append(run.run_id)
    return closed
