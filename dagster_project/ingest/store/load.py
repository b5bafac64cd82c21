"""Read one judged delivery into the warehouse: rows, quarantine, counts, and the vault's part.

A file is one INSERT from a stream that judges as it goes, so that no more than a chunk of rows is in memory. What is
set aside meanwhile goes to the vault at once, and from there to the list of the quarantine when the INSERT is over.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import polars as pl
import pyarrow as pa

from dagster_project.ingest.door.delivery import JudgedDelivery, ReadableFile
from dagster_project.ingest.errors import FileRefused
from dagster_project.ingest.mapping.declared import RegisterMapping
from dagster_project.ingest.readers.table_file import TableFile
from dagster_project.ingest.readers.table_rows import read_table
from dagster_project.ingest.readers.text_rows import read_text
from dagster_project.ingest.rows.batch import Batch
from dagster_project.ingest.rows.dream import ARROW_RUNS, week_columns
from dagster_project.ingest.rows.judge import inside_register, judge_rows, malformed_relatives
from dagster_project.ingest.rows.parse import Repairs, value
from dagster_project.ingest.rows.rules import Door
from dagster_project.ingest.rows.swallowed import Swallowed
from dagster_project.ingest.store.provenance import note_file, note_relatives
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
    mapping: RegisterMapping
    door: Door
    repairs: Repairs
    key: bytes
    vault: VaultWriter


def load_delivery(
    con: duckdb.DuckDBPyConnection, verdict: JudgedDelivery, files: list[ReadableFile], reading: Reading
) -> list[str]:
    """Insert every row of a delivery into `raa` or the quarantine, and return what is to be said of it.

    Raises:
        FileRefused: when a file turns out to be unreadable, or yields another number of rows than was counted;
            what was inserted of the delivery must then be taken out again.
    """
    notes: list[str] = []
    for file in files:
        load = _FileLoad(con, verdict, file, reading)
        rows = load.run()
        if rows != file.file.rows:
            raise FileRefused(f"{file.name}: {file.file.rows} rækker er talt, men {rows} er læst")
        note_file(con, verdict, file, rows, load.left_out)
        note_relatives(con, verdict, file, load.relatives)
        notes += [f"{file.name}: {note}" for note in (*file.layout.notes, *load.swallowed.notes(rows))]
    return notes


class _FileLoad:
    """One file on its way into the warehouse."""

    def __init__(
        self, con: duckdb.DuckDBPyConnection, verdict: JudgedDelivery, file: ReadableFile, reading: Reading
    ) -> None:
        self._con, self._verdict, self._file, self._reading = con, verdict, file, reading
        self._places = file.layout.places
        self._rows = 0
        self.left_out = 0
        """Rows that are not of this register."""
        self.relatives: Counter[str] = Counter()
        """Malformed numbers by column."""
        self.swallowed = Swallowed()
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
        self._list_quarantine()
        return self._rows

    def _schema(self) -> pa.Schema:
        columns = {place.column.stored_as: _ARROW.get(place.column.kind, pa.large_string()) for place in self._places}
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
        file, layout = self._file.file, self._file.layout
        weeks = week_columns(self._reading.spec, layout.weeks, self._reading.repairs, self._reading.door.tom)
        if isinstance(file, TableFile):
            return read_table(file, layout.fields, weeks)
        return read_text(file, layout.fields, weeks)

    def _accept(self, batch: Batch) -> pa.Table:
        """Judge the rows of a batch, set the broken ones aside, and return the others as they are stored."""
        reading = self._reading
        judged = judge_rows(batch.frame, reading.spec, self._places, reading.door, reading.repairs)
        self._rows += len(judged)
        inside = inside_register(judged, reading.mapping)
        self.left_out += len(judged) - int(inside.sum())
        good = judged.get_column("regel").is_null()
        if not (good | ~inside).all():
            self._set_aside(judged, batch, ~good & inside)
        taken = good & inside
        kept = judged.filter(taken)
        self.relatives.update(malformed_relatives(kept, self._places))
        stored = self._pseudonymised(kept).to_arrow()
        if batch.weeks is not None:
            stored = stored.append_column(RUNS, batch.weeks.filter(taken.to_arrow()))
        return stored

    def _set_aside(self, judged: pl.DataFrame, batch: Batch, broken: pl.Series) -> None:
        rows = judged.filter(broken).select("linje", "regel", pl.col("kolonne").fill_null(""))
        self._reading.vault.add_quarantine(
            self._verdict.leverance, self._file.name, rows.with_columns(raekke=batch.originals(broken))
        )
        if batch.lines is not None:
            self.swallowed.look(rows, batch.lines(broken))

    def _pseudonymised(self, rows: pl.DataFrame) -> pl.DataFrame:
        stored = {}
        for place in self._places:
            column = place.column
            cells = rows.get_column(value(column))
            stored[column.stored_as] = pseudonymise(cells, self._reading.key) if column.kind in _PERSONS else cells
            if column.kind is Kind.PNR:
                self._reading.vault.add_pairs(pl.DataFrame({"person_id": stored[column.stored_as], "pnr": cells}))
        return pl.DataFrame({**stored, "linje": rows.get_column("linje")})

    def _list_quarantine(self) -> None:
        """From the vault's rows to `kvalitet.karantaene`, which holds no cell, a piece at a time."""
        listed = self._reading.vault.quarantine_list(self._verdict.leverance, self._file.name)
        self._con.register("raekker", listed)
        self._con.execute(
            "INSERT INTO kvalitet.karantaene (register, leverance, fil, linje, regel, kolonne) "
            "SELECT ?, ?::DATE, ?, linje, regel, kolonne FROM raekker",
            [self._verdict.register, self._verdict.leverance, self._file.name],
        )
        self._con.unregister("raekker")
