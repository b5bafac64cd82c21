"""One file looked at as a run would read it: header, types and its first rows."""

import re
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from dagster_project.ingest.door.delivery import ReadableFile, inspect
from dagster_project.ingest.door.told import families, told
from dagster_project.ingest.errors import FileRefused
from dagster_project.ingest.mapping.declared import RegisterMapping
from dagster_project.ingest.preview.candidates import missing_columns
from dagster_project.ingest.preview.codes import unknown_codes
from dagster_project.ingest.preview.found import WEEKS, BrokenRule, FoundFile, Period
from dagster_project.ingest.readers.table_file import TableFile
from dagster_project.ingest.readers.table_rows import read_table
from dagster_project.ingest.readers.text_rows import read_text
from dagster_project.ingest.rows.batch import Batch
from dagster_project.ingest.rows.dream import WeekColumns, week_columns
from dagster_project.ingest.rows.judge import inside_register, judge_rows, malformed_relatives
from dagster_project.ingest.rows.parse import Repairs, value
from dagster_project.ingest.rows.rules import Door
from dagster_project.registers.spec import Kind, RegisterSpec
from dagster_project.registers.weeks import column_of_week, week_at

MOST_ROWS = 1000
"""Rows of each file that are looked at."""
_BYTES = 1 << 20


@dataclass(frozen=True)
class Looking:
    """What looking at the files of a delivery needs."""

    spec: RegisterSpec
    mapping: RegisterMapping
    door: Door
    repairs: Repairs


def preview_file(path: Path, name: str, looking: Looking) -> FoundFile:
    """Look at one file; a file that cannot be read is an answer too.

    Args:
        path: the file.
        name: its path below the delivery.
        looking: the register and what its rows are held against.
    """
    try:
        opened = inspect(path, name, looking.spec, looking.mapping)
        rows = _first_rows(opened, looking)
    except FileRefused as refusal:
        return FoundFile(name, fejl=(refusal.reason,))
    return _found(opened, rows, looking)


def _found(opened: ReadableFile, rows: list[Batch], looking: Looking) -> FoundFile:
    judged = _judged(opened, rows, looking)
    surplus = families(opened.layout.surplus)
    return FoundFile(
        opened.name,
        opened.file.rows,
        len(judged),
        fejl=opened.layout.problems,
        noter=(
            *opened.layout.notes,
            *_unmatched(opened, looking.mapping),
            *_longer_numbers(judged, looking),
            *_malformed(judged, opened),
            *([f"ekstra kolonner: {told(surplus)}"] if surplus else []),
        ),
        regler=_broken(judged),
        ukendte_koder=unknown_codes(judged, rows, opened, looking.spec, looking.door),
        periode=_period(judged, opened, looking.spec),
        kolonner=missing_columns(opened, looking.spec, looking.mapping, looking.door, lambda: _surplus_cells(opened)),
    )


def _first_rows(opened: ReadableFile, looking: Looking) -> list[Batch]:
    """Batches that hold at least `MOST_ROWS` rows, or the whole file."""
    layout = opened.layout
    weeks = week_columns(looking.spec, layout.weeks, looking.repairs, looking.door.tom) if layout.weeks else None
    return _beginning(opened, layout.fields, weeks)


def _beginning(opened: ReadableFile, columns: dict[str, int], weeks: WeekColumns | None = None) -> list[Batch]:
    file = opened.file
    if isinstance(file, TableFile):
        batches = read_table(file, columns, weeks, MOST_ROWS)
    else:
        batches = read_text(file, columns, weeks, _BYTES)
    found: list[Batch] = []
    for batch in batches:
        found.append(batch)
        if sum(len(one.frame) for one in found) >= MOST_ROWS:
            break
    return found


def _judged(opened: ReadableFile, rows: list[Batch], looking: Looking) -> pl.DataFrame:
    """The first rows that belong to the register, each with the rule that it breaks."""
    frames = [batch.frame for batch in rows]
    frame = pl.concat(frames).head(MOST_ROWS) if frames else pl.DataFrame()
    if frame.is_empty():
        return pl.DataFrame(schema={"regel": pl.String, "kolonne": pl.String})
    judged = judge_rows(frame, looking.spec, opened.layout.places, looking.door, looking.repairs)
    return judged.filter(inside_register(judged, looking.mapping))


def _broken(judged: pl.DataFrame) -> tuple[BrokenRule, ...]:
    counts = judged.filter(pl.col("regel").is_not_null()).group_by("regel", "kolonne").len()
    return tuple(
        BrokenRule(regel, kolonne or "", raekker, raekker / len(judged))
        for regel, kolonne, raekker in counts.sort(
            "len", "regel", "kolonne", descending=[True, False, False]
        ).iter_rows()
    )


def _unmatched(opened: ReadableFile, mapping: RegisterMapping) -> list[str]:
    """A pattern that finds nothing leaves its groups empty, and columns missing."""
    if mapping.filer is None or re.search(mapping.filer, opened.name, re.IGNORECASE):
        return []
    return [f"filens navn passer ikke på mappingens filer = '{mapping.filer}'"]


def _longer_numbers(judged: pl.DataFrame, looking: Looking) -> list[str]:
    """Pseudonyms where CPR numbers are expected: the study file says which of them there are."""
    wrong = judged.filter((pl.col("regel") == "pnr_format").fill_null(value=False))
    if not looking.door.pnr_is_date or len(wrong) * 2 <= len(judged):
        return []
    column = next(column.name for column in looking.spec.columns if column.kind is Kind.PNR)
    long = wrong.get_column(column).str.contains("^[0-9]{12}$").fill_null(value=False)
    if not long.all():
        return []
    return ['personnumrene har 12 cifre, som hos Danmarks Statistik: skriv pnr_format = "dst" i studiefilen']


def _malformed(judged: pl.DataFrame, opened: ReadableFile) -> list[str]:
    """Relatives that would read as nobody: gate `raa` warns and stops for them."""
    if judged.is_empty():
        return []
    kept = judged.filter(pl.col("regel").is_null())
    notes = []
    for name, count in malformed_relatives(kept, opened.layout.places).items():
        if count:
            of = len(kept) - kept.get_column(name).null_count()
            notes.append(f"{name}: {count} af {of} numre er misdannede og læses som ingen")
    return notes


def _period(judged: pl.DataFrame, opened: ReadableFile, spec: RegisterSpec) -> Period | None:
    """Months, not days: a single row's day of birth or decision is nobody's business here."""
    if opened.layout.weeks:
        weeks = sorted(opened.layout.weeks)
        return Period(WEEKS, *(column_of_week(week_at(week)) for week in (weeks[0], weeks[-1])))
    column = next((one.column for one in opened.layout.places if one.column.name == spec.dated_by), None)
    if column is None or judged.is_empty():
        return None
    values = judged.filter(pl.col("regel").is_null()).get_column(value(column)).drop_nulls()
    if values.is_empty():
        return None
    if column.kind is Kind.DATE:
        values = values.dt.strftime("%Y-%m")
    return Period(column.name, str(values.min()), str(values.max()))


def _surplus_cells(opened: ReadableFile) -> pl.DataFrame:
    """The first rows of every field that is not used, as text under the number of the field."""
    used = {*opened.layout.fields.values(), *opened.layout.weeks.values()}
    unreadable = opened.file.unreadable if isinstance(opened.file, TableFile) else {}
    fields = [at for at in range(len(opened.file.header)) if at not in used and at not in unreadable]
    batches = _beginning(opened, {str(at): at for at in fields[:_MOST_FIELDS]})
    frames = [batch.frame.select(pl.exclude("linje", "felter_ok", "kodning")) for batch in batches]
    return pl.concat(frames).head(MOST_ROWS) if frames else pl.DataFrame()


_MOST_FIELDS = 300
"""Fields whose cells are looked at when a column is missing: a real DREAM has thousands."""
