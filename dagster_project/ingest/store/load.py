"""Read one judged delivery into the warehouse: rows, quarantine, counts, and the vault's part.

A file is one INSERT from a stream that judges as it goes, so that no more than a chunk of rows is in memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa

from dagster_project.ingest.door.delivery import ReadableFile, Verdict
from dagster_project.ingest.errors import FileRefused
from dagster_project.ingest.readers.table_rows import TableFile, read_table
from dagster_project.ingest.readers.text_rows import read_text
from dagster_project.ingest.rows.batch import Batch
from dagster_project.ingest.rows.dream import ARROW_RUNS, WeekColumns
from dagster_project.ingest.rows.judge import judge_rows
from dagster_project.ingest.rows.parse import Repairs, value
from dagster_project.ingest.rows.rules import Door
from dagster_project.ingest.store.store import RUNS, table_of
from dagster_project.privacy.pseudonym import pseudonymise
from dagster_project.privacy.vault import VaultWriter
from dagster_project.registers.spec import Kind, RegisterSpec

_ARROW = {Kind.DATE: pa.date32(), Kind.INTEGER: pa.int32(), Kind.DECIMAL: pa.float64()}
_PERSONS = (Kind.PNR, Kind.RELATIVE)


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
        rows = _FileLoad(con, verdict, file, reading).run()
        if rows != file.file.rows:
            raise FileRefused(f"{file.name}: {file.file.rows} rækker er talt, men {rows} er læst")
        con.execute(
            "INSERT INTO raa.indlaest_fil VALUES (?, ?, ?, ?)", [verdict.register, verdict.leverance, file.name, rows]
        )


class _FileLoad:
    """One file on its way into the warehouse."""

    def __init__(self, con: duckdb.DuckDBPyConnection, verdict: Verdict, file: ReadableFile, reading: Reading) -> None:
        self._con, self._verdict, self._file, self._reading = con, verdict, file, reading
        self._there = [column for column in reading.spec.columns if column.name in file.layout.columns]
        self._rows = 0
        self._quarantined: list[pl.DataFrame] = []
        self._stopped_by: BaseException | None = None

    def run(self) -> int:
        """Insert everything and return the number of rows read, accepted or not."""
        schema = self._schema()
        self._con.register("raekker", pa.RecordBatchReader.from_batches(schema, self._stream(schema)))
        self._con.execute(
            f"INSERT INTO {table_of(self._reading.spec)} ({', '.join(schema.names)}, leverance, fil, status) "
            f"SELECT {', '.join(schema.names)}, ?::DATE, ?, 'accepteret' FROM raekker",
            [self._verdict.leverance, self._file.name],
        )
        self._con.unregister("raekker")
        if isinstance(self._stopped_by, FileRefused):
            raise FileRefused(f"{self._file.name}: {self._stopped_by.reason}")
        if self._stopped_by is not None:
            raise self._stopped_by
        self._insert_quarantine()
        return self._rows

    def _schema(self) -> pa.Schema:
        columns = {column.stored_as: _ARROW.get(column.kind, pa.large_string()) for column in self._there}
        weeks = {RUNS: ARROW_RUNS} if self._reading.spec.weeks else {}
        return pa.schema([*columns.items(), *weeks.items(), ("linje", pa.int64())])

    def _stream(self, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        """Accepted rows. An error inside the INSERT would end the transaction, so it waits until the INSERT is over."""
        try:
            for batch in self._batches():
                yield from self._accept(batch).select(schema.names).cast(schema).to_batches()
        except BaseException as error:
            self._stopped_by = error

    def _batches(self) -> Iterator[Batch]:
        file = self._file.file
        weeks = self._week_columns() if self._reading.spec.weeks else None
        if isinstance(file, TableFile):
            return read_table(file, self._file.layout.columns, weeks)
        return read_text(file, self._file.layout.columns, weeks)

    def _week_columns(self) -> WeekColumns:
        weeks = self._file.layout.weeks
        fields = np.full(max(weeks) + 1, -1, dtype=np.int32)
        fields[list(weeks)] = list(weeks.values())
        assert self._reading.spec.weeks is not None  # noqa: S101 - the caller has asked
        return WeekColumns(fields, self._reading.repairs[self._reading.spec.weeks.name])

    def _accept(self, batch: Batch) -> pa.Table:
        """Judge the rows of a batch, set the broken ones aside, and return the others as they are stored."""
        judged = judge_rows(batch.frame, self._reading.spec, self._there, self._reading.door, self._reading.repairs)
        self._rows += len(judged)
        good = judged.get_column("regel").is_null()
        if not good.all():
            broken = judged.filter(~good).select("linje", "regel", pl.col("kolonne").fill_null(""))
            self._quarantined.append(broken)
            self._reading.vault.add_quarantine(
                self._verdict.leverance, self._file.name, broken.get_column("linje"), batch.originals(~good)
            )
        stored = self._pseudonymised(judged.filter(good)).to_arrow()
        if batch.weeks is not None:
            stored = stored.append_column(RUNS, batch.weeks.filter(good.to_arrow()))
        return stored

    def _pseudonymised(self, rows: pl.DataFrame) -> pl.DataFrame:
        stored = {}
        for column in self._there:
            cells = rows.get_column(value(column))
            stored[column.stored_as] = pseudonymise(cells, self._reading.key) if column.kind in _PERSONS else cells
            if column.kind is Kind.PNR:
                self._reading.vault.add_pairs(pl.DataFrame({"person_id": stored[column.stored_as], "pnr": cells}))
        return pl.DataFrame({**stored, "linje": rows.get_column("linje")})

    def _insert_quarantine(self) -> None:
        if not self._quarantined:
            return
        self._con.register("raekker", pl.concat(self._quarantined).to_arrow())
        self._con.execute(
            "INSERT INTO kvalitet.karantaene (register, leverance, fil, linje, regel, kolonne) "
            "SELECT ?, ?::DATE, ?, linje, regel, kolonne FROM raekker",
            [self._verdict.register, self._verdict.leverance, self._file.name],
        )
        self._con.unregister("raekker")
