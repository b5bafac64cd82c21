"""Read one judged delivery into the warehouse: rows, quarantine, counts, and the vault's part."""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa

from dagster_project.ingest.batch import Batch
from dagster_project.ingest.delivery import ReadableFile, Verdict
from dagster_project.ingest.dream import WeekColumns
from dagster_project.ingest.errors import FileRefused
from dagster_project.ingest.parse import Repairs, trimmed, value, values
from dagster_project.ingest.rules import BIRTH, Check, Door, all_checks, births, judge
from dagster_project.ingest.store import RUNS, columns_of, table_of
from dagster_project.ingest.table_rows import TableFile, read_table
from dagster_project.ingest.text_rows import read_text
from dagster_project.privacy.pseudonym import pseudonymise
from dagster_project.privacy.vault import VaultWriter
from dagster_project.registers.spec import Column, Kind, RegisterSpec


@dataclass(frozen=True)
class Reading:
    """What reading a delivery needs besides its files."""

    spec: RegisterSpec
    door: Door
    repairs: Repairs
    key: bytes
    vault: VaultWriter


def load_delivery(
    con: duckdb.DuckDBPyConnection, verdict: Verdict, files: list[ReadableFile], reading: Reading
) -> None:
    """Insert every row of a delivery into `raa` or the quarantine.

    Raises:
        FileRefused: when a file turns out to be unreadable, or yields another number of rows than was counted;
            what was inserted of the delivery must then be taken out again.
    """
    for file in files:
        rows = sum(_load_batch(con, verdict, file, batch, reading) for batch in _batches(file, reading))
        if rows != file.file.rows:
            raise FileRefused(f"{file.name}: {file.file.rows} rækker er talt, men {rows} er læst")
        con.execute(
            "INSERT INTO raa.indlaest_fil VALUES (?, ?, ?, ?)", [verdict.register, verdict.leverance, file.name, rows]
        )


def _batches(file: ReadableFile, reading: Reading) -> Iterator[Batch]:
    weeks = _week_columns(file, reading) if reading.spec.weeks else None
    if isinstance(file.file, TableFile):
        return read_table(file.file, file.layout.columns, weeks)
    return read_text(file.file, file.layout.columns, weeks)


def _week_columns(file: ReadableFile, reading: Reading) -> WeekColumns:
    fields = np.full(max(file.layout.weeks) + 1, -1, dtype=np.int32)
    fields[list(file.layout.weeks)] = list(file.layout.weeks.values())
    assert reading.spec.weeks is not None  # noqa: S101 - the caller has asked
    return WeekColumns(fields, reading.repairs[reading.spec.weeks.name])


def _load_batch(
    con: duckdb.DuckDBPyConnection, verdict: Verdict, file: ReadableFile, batch: Batch, reading: Reading
) -> int:
    there = [column for column in reading.spec.columns if column.name in file.layout.columns]
    judged = _judge(batch.frame, there, reading)
    good = judged.get_column("regel").is_null()
    _insert_rows(con, verdict, file, judged.filter(good), there, _taken(batch.weeks, good), reading)
    if not good.all():
        _insert_quarantine(con, verdict, file, judged.filter(~good), batch.originals(~good), reading.vault)
    return len(judged)


def _judge(frame: pl.DataFrame, there: list[Column], reading: Reading) -> pl.DataFrame:
    parsed = trimmed(frame, there).with_columns(values(there, reading.repairs))
    numbers = [column for column in there if column.kind is Kind.PNR]
    relatives = [column for column in there if column.kind is Kind.RELATIVE]
    if reading.door.pnr_is_date:
        parsed = parsed.with_columns(births(parsed, column).alias(BIRTH) for column in numbers)
        parsed = parsed.with_columns(
            pl.when(births(parsed, column).is_not_null()).then(pl.col(value(column))).alias(value(column))
            for column in relatives
        )
    checks: list[Check] = all_checks(reading.spec, there, reading.door)
    return judge(parsed, checks)


def _taken(weeks: pa.Array | None, good: pl.Series) -> pa.Array | None:
    if weeks is None or good.all():
        return weeks
    return weeks.filter(good.to_arrow())


def _insert_rows(  # noqa: PLR0913 - one batch and where it comes from
    con: duckdb.DuckDBPyConnection,
    verdict: Verdict,
    file: ReadableFile,
    rows: pl.DataFrame,
    there: list[Column],
    weeks: pa.Array | None,
    reading: Reading,
) -> None:
    numbers = {column.name: rows.get_column(value(column)) for column in there if _is_person(column)}
    ids = {name: pseudonymise(series, reading.key) for name, series in numbers.items()}
    stored = {column.stored_as: ids.get(column.name, rows.get_column(value(column))) for column in there}
    table = pl.DataFrame({**stored, "linje": rows.get_column("linje")}).to_arrow()
    if weeks is not None:
        table = table.append_column(RUNS, weeks)
    con.register("raekker", table)
    names = [name for name in columns_of(reading.spec) if name in table.column_names]
    con.execute(
        f"INSERT INTO {table_of(reading.spec)} ({', '.join(names)}, leverance, fil, status) "
        f"SELECT {', '.join(names)}, ?::DATE, ?, 'accepteret' FROM raekker",
        [verdict.leverance, file.name],
    )
    con.unregister("raekker")
    for column in there:
        if column.kind is Kind.PNR:
            reading.vault.add_pairs(pl.DataFrame({"person_id": ids[column.name], "pnr": numbers[column.name]}))


def _is_person(column: Column) -> bool:
    return column.kind in (Kind.PNR, Kind.RELATIVE)


def _insert_quarantine(  # noqa: PLR0913 - one batch and where it comes from
    con: duckdb.DuckDBPyConnection,
    verdict: Verdict,
    file: ReadableFile,
    rows: pl.DataFrame,
    originals: pl.Series,
    vault: VaultWriter,
) -> None:
    listed = rows.select("linje", "regel", pl.col("kolonne").fill_null(""))
    con.register("raekker", listed.to_arrow())
    con.execute(
        "INSERT INTO kvalitet.karantaene (register, leverance, fil, linje, regel, kolonne) "
        "SELECT ?, ?::DATE, ?, linje, regel, kolonne FROM raekker",
        [verdict.register, verdict.leverance, file.name],
    )
    con.unregister("raekker")
    vault.add_quarantine(verdict.leverance, file.name, listed.get_column("linje"), originals)
