"""What is noted of each file beside its rows: how many there were, where each column came from, relatives."""

from collections.abc import Mapping

import duckdb

from dagster_project.ingest.door.delivery import JudgedDelivery, ReadableFile
from dagster_project.ingest.readers.header import shown
from dagster_project.registers.spec import Kind


def note_file(
    con: duckdb.DuckDBPyConnection, verdict: JudgedDelivery, file: ReadableFile, rows: int, left_out: int
) -> None:
    """Note the rows of a file, and the source of each of its columns in `kvalitet.kilde`."""
    place = [verdict.register, verdict.leverance, file.name]
    con.execute("INSERT INTO raa.indlaest_fil VALUES (?, ?, ?, ?, ?)", [*place, rows, left_out])
    for column, source in _sources(file):
        con.execute("INSERT INTO kvalitet.kilde VALUES (?, ?, ?, ?, ?)", [*place, column, source])


def _sources(file: ReadableFile) -> list[tuple[str, str]]:
    named = [(place.column.name, place.told) for place in file.layout.places]
    weeks = sorted(file.layout.weeks)
    if not weeks:
        return named
    first, last = (shown(file.file.header[file.layout.weeks[week]]) for week in (weeks[0], weeks[-1]))
    return [*named, ("y_ÅÅUU", f"{first} til {last} ({len(weeks)} kolonner)")]


def note_relatives(
    con: duckdb.DuckDBPyConnection, verdict: JudgedDelivery, file: ReadableFile, malformed: Mapping[str, int]
) -> None:
    """Keep how many numbers of relatives were malformed: they are stored as none, and cannot be counted later."""
    for place in file.layout.places:
        if place.column.kind is Kind.RELATIVE:
            con.execute(
                "INSERT INTO raa.indlaest_slaegtning VALUES (?, ?, ?, ?, ?)",
                [verdict.register, verdict.leverance, file.name, place.column.name, malformed[place.column.name]],
            )
