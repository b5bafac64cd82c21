"""Taking confirmations in: `veje bekraeft`, and the files in `bekraeftelser/`.

Each line is held against what the case breaks at this moment, and noted in the ledger, also when it changes nothing.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from dagster_project.clock import COPENHAGEN
from dagster_project.indberetning.cases import read_cases
from dagster_project.indberetning.outcomes import ConfirmationReport, TakenConfirmations
from dagster_project.indberetning.plan import Ground, Lookup, Sent, judge_events, undone_events
from dagster_project.indberetning.received.confirmation_file import (
    HEADER,
    parse_confirmations,
    written_safely,
)
from dagster_project.indberetning.received.confirmations import match_confirmations
from dagster_project.indberetning.received.received_file import ReceivedFile, bare_name, digest_of
from dagster_project.indberetning.received.reception import content_of
from dagster_project.indberetning.rules.facts import build_events
from dagster_project.indberetning.rules.lists import load_code_lists
from dagster_project.indberetning.sent.archive import read_archive, replace_file
from dagster_project.indberetning.sent.confirmations import append_confirmations, counting, read_confirmations
from dagster_project.indberetning.source import read_passed_basis
from dagster_project.privacy.covered import cover_text
from dagster_project.settings import Settings
from dagster_project.warehouse import writer_lock

FOLDER = "bekraeftelser"


@dataclass(frozen=True)
class Given:
    """One confirmation as it is given on the command line."""

    sagsid: str
    afgnr: int
    rules: tuple[str, ...]
    by: str
    reason: str


def take_confirmations(
    settings: Settings, files: Iterable[Path], *, now: datetime, lookup: Lookup
) -> ConfirmationReport:
    """Take files of confirmations in, in the order given. What cannot count is reported and changes nothing.

    Raises:
        ConfigurationError: when a file cannot be read; none is taken in.
        GateStopped: when there is no basis to hold them against.
    """
    with writer_lock(settings):
        parsed = [parse_confirmations(file.name, content_of(file)) for file in files]
        if not parsed:
            return ConfirmationReport(())
        _, inputs = read_passed_basis(settings)
        ground = Ground(inputs, load_code_lists(settings), lookup)
        taken = [take_file(settings.reporting_dir, one, ground, now) for one in parsed]
    return ConfirmationReport(tuple(taken))


def take_file(root: Path, file: ReceivedFile, ground: Ground, now: datetime) -> TakenConfirmations:
    """Match one file with what its cases break, and note its lines; the caller holds the writer's lock."""
    history = build_events(ground.inputs.decisions, ground.lists)
    sent = Sent(read_archive(root).rows, read_cases(root), counting(read_confirmations(root)))
    events = pl.concat([history, undone_events(ground, sent)], how="diagonal")
    named = events.filter(pl.col("sag").is_in(file.rows["sag"].drop_nulls().implode()))
    judged = judge_events(named, history, ground, sent)
    matched = match_confirmations(file.rows, judged.facts, judged.breaches)
    append_confirmations(root, file.name, file.digest, matched, now)
    return _summary(file.name, matched)


def leave_confirmation(settings: Settings, given: Given, *, now: datetime) -> Path:
    """Write a file that waits in `bekraeftelser/` and says what was given; it is taken in as any other."""
    day = now.astimezone(COPENHAGEN).date().isoformat()
    case = (written_safely(given.sagsid, given.afgnr), given.afgnr)
    said = (cover_text(given.by), day, cover_text(given.reason))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(
        [HEADER, *((*case, r, *said) for r in given.rules)]
    )
    content = text.getvalue().encode()
    file = settings.reporting_dir / FOLDER / f"bekraeft_{now:%Y%m%dT%H%M%S}_{digest_of(content)[:8]}.csv"
    replace_file(file, content)
    return file


def waiting_confirmations(settings: Settings) -> list[Path]:
    """The files in `bekraeftelser/` that were not taken in yet, by name; hidden ones are still on their way.

    Raises:
        ConfigurationError: when a file cannot be read.
    """
    ledger = read_confirmations(settings.reporting_dir)
    taken = set(ledger.select("fil", "digest").unique().iter_rows())
    folder = settings.reporting_dir / FOLDER
    files = sorted(file for file in folder.glob("*") if file.is_file() and not file.name.startswith("."))
    return [file for file in files if (bare_name(file.name), digest_of(content_of(file))) not in taken]


def _summary(name: str, rows: pl.DataFrame) -> TakenConfirmations:
    told = rows.filter(pl.col("grund").is_not_null()).select("linje", "sagsid", "regel", "grund")
    return TakenConfirmations(name, rows.height - told.height, tuple(told.iter_rows()))
