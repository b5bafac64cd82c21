"""The vault: the only place where a person id leads back to a CPR number, and where quarantined rows are kept.

An encrypted DuckDB file of its own. Only the reporting export reads the pairs; quarantined rows are kept for those
who correct deliveries.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import duckdb
import polars as pl
import pyarrow as pa

from dagster_project.keys import key_fingerprint, load_storage_key
from dagster_project.settings import Settings
from dagster_project.warehouse import attach_encrypted, connect, quoted, writer_lock

_TABLES = """
CREATE TABLE IF NOT EXISTS par (noegle VARCHAR, person_id VARCHAR, pnr VARCHAR);
CREATE TABLE IF NOT EXISTS karantaene (
    register VARCHAR, leverance DATE, fil VARCHAR, linje BIGINT, raekke BLOB, regel VARCHAR, kolonne VARCHAR);
ALTER TABLE karantaene ADD COLUMN IF NOT EXISTS regel VARCHAR;
ALTER TABLE karantaene ADD COLUMN IF NOT EXISTS kolonne VARCHAR;
"""

_PAIRS_AT_A_TIME = 500_000


@contextmanager
def open_vault(settings: Settings, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the vault alone, with tables `par` and `karantaene`; writers hold the warehouse's lock.

    Raises:
        ConfigurationError: when the storage key is missing although the vault is there.
        WarehouseBusy: when another process writes beyond the bounded wait.
    """
    with writer_lock(settings):
        connection = connect()
        try:
            connection.execute(f"SET temp_directory = {quoted(settings.warehouse_dir / 'tmp')}")
            exists = settings.vault_file.exists()
            key = load_storage_key(settings)
            attach_encrypted(connection, settings.vault_file, "boks", key, read_only=read_only and exists)
            connection.execute("USE boks")
            if not (read_only and exists):
                connection.execute(_TABLES)
            yield connection
        finally:
            connection.close()


def lookup(settings: Settings, person_ids: pl.Series) -> pl.DataFrame:
    """The pairs (`person_id`, `pnr`) of those of ``person_ids`` that the vault knows, in order of the id.

    Args:
        settings: where the vault and its key lie.
        person_ids: (n,) pseudonyms in any order, repeated or not.

    Returns:
        ``person_id``, ``pnr`` (text), one row per id that is known: at most n.
    """
    with open_vault(settings, read_only=True) as vault:
        vault.register("oenskede", pl.DataFrame({"person_id": person_ids.cast(pl.String).unique()}).to_arrow())
        query = "SELECT DISTINCT person_id, pnr FROM par SEMI JOIN oenskede USING (person_id) ORDER BY person_id"
        return pl.DataFrame(vault.sql(query).pl())


@dataclass(frozen=True)
class QuarantinedRow:
    """A row as it was delivered, and why it was set aside. Only for the eyes of who corrects deliveries."""

    register: str
    leverance: date
    fil: str
    linje: int
    regel: str
    kolonne: str
    raekke: bytes


def quarantined_rows(settings: Settings, register: str | None, most: int) -> list[QuarantinedRow]:
    """The first ``most`` quarantined rows of one register, or of all, in order of delivery, file and line."""
    if not settings.vault_file.exists():
        return []
    with open_vault(settings, read_only=True) as vault:
        found = vault.execute(
            "SELECT register, leverance, fil, linje, coalesce(regel, ''), coalesce(kolonne, ''), raekke "
            "FROM karantaene WHERE $register IS NULL OR register = $register "
            "ORDER BY register, leverance, encode(fil), linje LIMIT $most",
            {"register": register, "most": most},
        ).fetchall()
    return [QuarantinedRow(*row) for row in found]


class VaultWriter:
    """Writes what one register brings, in one transaction that the caller ends with `finish`."""

    def __init__(self, vault: duckdb.DuckDBPyConnection, register: str, key: bytes) -> None:
        self._vault = vault
        self._register = register
        self._key = key_fingerprint(key)
        vault.execute("BEGIN")
        # Ids of another key lead nowhere any more.
        vault.execute("DELETE FROM par WHERE noegle <> ?", [self._key])
        self._waiting: list[pl.DataFrame] = []

    def add_pairs(self, pairs: pl.DataFrame) -> None:
        """Remember ``pairs`` (`person_id`, `pnr`); those that are there already are not written again."""
        self._waiting.append(pairs.unique())
        if sum(map(len, self._waiting)) >= _PAIRS_AT_A_TIME:
            self._write_pairs()

    def add_quarantine(self, leverance: date, fil: str, rows: pl.DataFrame) -> None:
        """Keep quarantined rows: `linje` they begin on, `regel`, `kolonne`, `raekke` (binary)."""
        frame = rows.select(
            pl.lit(self._register).alias("register"),
            pl.lit(leverance).alias("leverance"),
            pl.lit(fil).alias("fil"),
            "linje",
            "raekke",
            "regel",
            "kolonne",
        )
        self._insert("karantaene", frame)

    def quarantine_list(self, leverance: date, fil: str) -> pa.RecordBatchReader:
        """Line, rule and column of the quarantined rows of a file in order, a piece at a time."""
        query = "SELECT linje, regel, kolonne FROM karantaene WHERE register = ? AND leverance = ? AND fil = ?"
        found = self._vault.execute(f"{query} ORDER BY rowid", [self._register, leverance, fil])
        return found.to_arrow_reader(_PAIRS_AT_A_TIME)

    def forget_delivery(self, leverance: date) -> None:
        """Drop the quarantined rows of a delivery."""
        self._vault.execute("DELETE FROM karantaene WHERE register = ? AND leverance = ?", [self._register, leverance])

    def keep_deliveries(self, known: list[date]) -> None:
        """Drop quarantined rows of deliveries that the warehouse does not know.

        The vault commits first, so a run that was killed between the two left rows that may since have changed.
        """
        self._vault.execute(
            "DELETE FROM karantaene WHERE register = ? AND leverance NOT IN (SELECT unnest(?::DATE[]))",
            [self._register, known],
        )

    def finish(self) -> None:
        """Commit."""
        self._write_pairs()
        self._vault.execute("COMMIT")

    def _write_pairs(self) -> None:
        if self._waiting:
            self._vault.register("nye_par", pl.concat(self._waiting).unique().to_arrow())
            new = "SELECT ?, person_id, pnr FROM nye_par ANTI JOIN par USING (person_id)"
            self._vault.execute(f"INSERT INTO par {new}", [self._key])
            self._vault.unregister("nye_par")
            self._waiting.clear()

    def _insert(self, table: str, frame: pl.DataFrame) -> None:
        self._vault.register("nye_raekker", frame.to_arrow())
        self._vault.execute(f"INSERT INTO {table} BY NAME SELECT * FROM nye_raekker")
        self._vault.unregister("nye_raekker")
