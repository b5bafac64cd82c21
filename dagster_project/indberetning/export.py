"""The export: from the newest basis to folders of reporting files.

What is in them is decided in `plan`, how they look in `layout`, how they appear in `archive`; here they meet.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import polars as pl

from dagster_project.indberetning.cases import note_cases, read_cases
from dagster_project.indberetning.outcomes import ExportReport, WrittenFolder
from dagster_project.indberetning.plan import Ground, Lookup, Plan, Sent, make_plan
from dagster_project.indberetning.rules.facts import Inputs, build_events
from dagster_project.indberetning.rules.lists import CodeLists, load_code_lists
from dagster_project.indberetning.sent.archive import (
    Archive,
    clear_drafts,
    last_errors,
    read_archive,
    write_folders,
)
from dagster_project.indberetning.sent.confirmations import counting, read_confirmations
from dagster_project.indberetning.sent.layout import (
    EMPTY_ERRORS,
    File,
    Folder,
    Pair,
    Sending,
    empty_records,
    error_files,
    record_files,
)
from dagster_project.indberetning.sent.layouts import LAYOUTS, Layout, newest
from dagster_project.indberetning.sent.sheet import EMPTY_SHEET, sheet_files
from dagster_project.indberetning.source import read_passed_basis
from dagster_project.indberetning.timetable import last_due_month, months_between
from dagster_project.settings import Settings
from dagster_project.warehouse import writer_lock

Gate = Callable[[dict[str, pl.DataFrame]], None]
"""Judges the frames `poster` (what is to be sent) and `fejl` (the error lists); raises `GateStopped` to stop."""


@dataclass(frozen=True)
class Run:
    """What an export works from: the basis with its tables, the moment (`dannet`), the vault, gate and layouts."""

    basis: str
    inputs: Inputs
    now: datetime
    lookup: Lookup
    gate: Gate | None = None
    layouts: Mapping[int, Layout] = field(default_factory=lambda: LAYOUTS)


def export_chosen_months(
    settings: Settings, *maaneder: str, now: datetime, lookup: Lookup, gate: Gate | None = None
) -> ExportReport:
    """Write what is to be sent for the months (`YYYY-MM`), for every authority; nothing where nothing changed.

    Args:
        settings: where the basis and the reporting folders lie.
        maaneder: the months of AFGDATO.
        now: the moment written as `dannet`.
        lookup: the vault, from person ids to a frame (``person_id``, ``pnr``).
        gate: called with what is to be written, before anything is.

    Returns:
        The folders written, with the counts of their manifests.

    Raises:
        GateStopped: when there is no basis whose gates are passed, or ``gate`` stops.
    """
    with writer_lock(settings):
        basis, inputs = read_passed_basis(settings)
        return export_months(settings, Run(basis, inputs, now, lookup, gate), set(maaneder))


def export_changed_months(
    settings: Settings, *, now: datetime, lookup: Lookup, gate: Gate | None = None
) -> ExportReport:
    """The daily look: late decisions and corrections of every month that is due and was begun with.

    Months are looked at from the first one exported to the last one due, and those that hold sent records.

    Args:
        settings: where the basis and the reporting folders lie.
        now: the moment written as `dannet`; says which months are due.
        lookup: the vault, from person ids to a frame (``person_id``, ``pnr``).
        gate: called with what is to be written, before anything is.

    Returns:
        The folders written, with the counts of their manifests.

    Raises:
        GateStopped: as `export_chosen_months`.
    """
    with writer_lock(settings):
        basis, inputs = read_passed_basis(settings)
        months = due_months(read_archive(settings.reporting_dir), inputs, load_code_lists(settings), now)
        return export_months(settings, Run(basis, inputs, now, lookup, gate), months)


def due_months(archive: Archive, inputs: Inputs, lists: CodeLists, now: datetime) -> set[str]:
    """The months that the daily look covers: begun and due, or with a record that was sent (also one that moved)."""
    if not archive.folders:
        return set()
    last = last_due_month(now)
    begun = {folder.month for folder in archive.folders}
    sent = archive.rows["indberetning_id"].unique()
    events = build_events(inputs.decisions, lists)
    entered = events.filter(pl.col("indberetning_id").is_in(sent.implode()) & (pl.col("maaned") <= last))["maaned"]
    return begun | set(months_between(min(begun), last)) | set(entered)


def export_months(settings: Settings, run: Run, months: set[str]) -> ExportReport:
    """Write the folders of ``months``; the caller holds the writer's lock."""
    root = settings.reporting_dir
    clear_drafts(root)
    archive, cases = read_archive(root, run.layouts), read_cases(root)
    sent = Sent(archive.rows, cases, counting(read_confirmations(root)))
    ground = Ground(run.inputs, load_code_lists(settings), run.lookup)
    plan = make_plan(ground, sent, months, run.layouts)
    sendings = _sendings(plan, archive, months, run, sheet_files(plan.changes, ground.lists))
    changed = {pair: content for pair, content in sendings.items() if _differs(root, archive, pair, content)}
    if changed and run.gate:
        run.gate({"poster": plan.changes, "fejl": plan.errors})
    note_cases(root, cases, plan.cases)
    written = _send(root, archive, changed, newest(run.layouts))
    clear_drafts(root)
    return ExportReport(run.basis, tuple(sorted(months)), written, len(sendings) - len(written))


def _sendings(
    plan: Plan, archive: Archive, months: set[str], run: Run, sheets: dict[Pair, File]
) -> dict[Pair, Sending]:
    """What each folder would hold, in order: those with something to say now, and those written before."""
    layout = newest(run.layouts)
    records, errors = record_files(plan.changes, layout), error_files(plan.errors)
    pairs = records.keys() | errors.keys() | {pair for pair in archive.newest if pair[1] in months}
    return {
        pair: Sending(
            records.get(pair, empty_records(layout)),
            errors.get(pair, EMPTY_ERRORS),
            sheets.get(pair, EMPTY_SHEET),
            run.basis,
            run.now,
        )
        for pair in sorted(pairs)
    }


def _differs(root: Path, archive: Archive, pair: Pair, content: Sending) -> bool:
    """Whether there is a record to send, or the error list is another than the last one (none reads as empty)."""
    last = last_errors(root, archive.newest.get(pair))
    return content.records.rows > 0 or content.errors.content != (last or EMPTY_ERRORS.content)


def _send(root: Path, archive: Archive, changed: dict[Pair, Sending], layout: Layout) -> tuple[WrittenFolder, ...]:
    numbers = {pair: last.number for pair, last in archive.newest.items()}
    folders = {Folder(*pair, numbers.get(pair, 0) + 1): content for pair, content in changed.items()}
    paths = write_folders(root, folders, layout)
    return tuple(
        WrittenFolder(folder, path, content.counts)
        for (folder, content), path in zip(folders.items(), paths, strict=True)
    )
