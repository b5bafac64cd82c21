"""Take one register in: judge its deliveries, read what is new, set the versions, write the accounts."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import duckdb
import polars as pl
import pyarrow as pa

from dagster_project.causes import explain
from dagster_project.ingest.door.delivery import JudgedDelivery, judge_outside, open_files, refused
from dagster_project.ingest.door.fingerprint import delivery_fingerprint, door_fingerprint, same_content
from dagster_project.ingest.door.landing import DeliveryFolder, deliveries, strays
from dagster_project.ingest.door.manifest import Listed
from dagster_project.ingest.door.told import families, told
from dagster_project.ingest.errors import FileRefused, is_panic
from dagster_project.ingest.mapping import RegisterMapping, load_mapping
from dagster_project.ingest.register_report import RegisterReport, summarise
from dagster_project.ingest.rows.known import known_codes, repairs_of
from dagster_project.ingest.rows.parse import Repairs
from dagster_project.ingest.rows.rules import Door
from dagster_project.ingest.store.accounting import write_account, write_verdicts
from dagster_project.ingest.store.load import Reading, load_delivery
from dagster_project.ingest.store.relatives import write_relatives
from dagster_project.ingest.store.store import ensure_tables, forget_delivery
from dagster_project.ingest.store.versions import set_statuses
from dagster_project.privacy.vault import VaultWriter, open_vault
from dagster_project.registers import REGISTERS
from dagster_project.registers.spec import RegisterSpec
from dagster_project.settings import Settings
from dagster_project.study import Study

MOST_NOTES = 20
"""Notes on files that are kept of one delivery."""
_TALKATIVE = (duckdb.Error, pl.exceptions.PolarsError, pa.ArrowException, UnicodeError)
"""Kinds of errors whose texts may hold cells."""


def ingest_register(  # noqa: PLR0913, PLR0917 - the face that the orchestration calls
    con: duckdb.DuckDBPyConnection, register: str, settings: Settings, study: Study, key: bytes, per: date | None
) -> RegisterReport:
    """Bring `raa.<register>` and what `kvalitet` says of it to the state of the landing folder as of ``per``.

    Idempotent: deliveries whose fingerprint is known are not read again. Everything happens in one transaction.

    Args:
        con: the warehouse, open for writing.
        register: one of `REGISTERS`.
        settings: where things lie.
        study: says what kind of person numbers there are.
        key: of the person ids.
        per: deliveries after this day are left out.

    Returns:
        What was read, counted, refused and is to be said; no cell of a row.

    Raises:
        VejeError: when the machinery fails; the warehouse is as it was before.
        ConfigurationError: when a code list or key is unusable.
    """
    spec = REGISTERS[register]
    with open_vault(settings) as vault, _one_transaction(con, register):
        ensure_tables(con, spec)
        mapping = load_mapping(settings).of(register)
        run = _Run(con, spec, settings, study, mapping, key, VaultWriter(vault, register, key))
        folders = deliveries(settings.landing, register, per)
        known = run.known_fingerprints()
        run.vault.keep_deliveries(list(known))
        gone = [day for day in known if day not in {folder.leverance for folder in folders}]
        for day in gone:
            run.forget(day)
        taken = [run.take(folder, known.get(folder.leverance)) for folder in folders]
        if gone or any(one.was_read or one.was_changed for one in taken):
            set_statuses(con, spec)
            write_relatives(con, spec)
        write_account(con, spec)
        verdicts = [one.verdict for one in taken]
        write_verdicts(con, register, verdicts, _quarantined(con, register))
        run.vault.finish()
        gone = [day for day in gone if per is None or day <= per]
        return summarise(
            con,
            spec,
            verdicts,
            read=[one.verdict.leverance for one in taken if one.was_read],
            changed=[one.verdict.leverance for one in taken if one.was_changed],
            gone=gone,
            strays=strays(settings.landing, register),
        )


@dataclass(frozen=True)
class _Taken:
    verdict: JudgedDelivery
    was_read: bool = False
    was_changed: bool = False


@dataclass(frozen=True)
class _Run:
    """One register in one run: what the steps for each delivery share."""

    con: duckdb.DuckDBPyConnection
    spec: RegisterSpec
    settings: Settings
    study: Study
    mapping: RegisterMapping
    key: bytes
    vault: VaultWriter

    @cached_property
    def _door(self) -> str:
        return door_fingerprint(self.spec, self.mapping, self.settings, self.study, self.key)

    @cached_property
    def _codes(self) -> dict[str, tuple[str, ...]]:
        return known_codes(self.settings, self.spec)

    @cached_property
    def _repairs(self) -> Repairs:
        return repairs_of(self.spec, self._codes)

    def known_fingerprints(self) -> dict[date, str]:
        """Deliveries whose rows are stored."""
        query = "SELECT leverance, aftryk FROM raa.indlaesning WHERE register = ? ORDER BY leverance"
        return dict(self.con.execute(query, [self.spec.name]).fetchall())

    def forget(self, leverance: date) -> None:
        """Take a delivery out of the warehouse and the vault's quarantine."""
        forget_delivery(self.con, self.spec, leverance)
        self.vault.forget_delivery(leverance)

    def take(self, folder: DeliveryFolder, known: str | None) -> _Taken:
        """Judge a delivery, and read it unless its rows are stored already."""
        verdict, listed = judge_outside(folder, is_production=self.settings.is_production)
        fingerprint = delivery_fingerprint(verdict, self._door)
        if verdict.status.is_good and fingerprint == known:
            return _Taken(self._with_notes(verdict))
        if known is not None:
            self.forget(folder.leverance)
        if not verdict.status.is_good:
            return _Taken(verdict, was_changed=known is not None)
        try:
            notes = self._read(folder, verdict, listed)
        except FileRefused as refusal:
            self.forget(folder.leverance)
            return _Taken(refused(verdict, refusal.reason), was_changed=known is not None)
        # Read anew with another key or code list it is the same delivery.
        was_changed = known is not None and not same_content(known, fingerprint)
        self.con.execute(
            "INSERT INTO raa.indlaesning VALUES (?, ?, ?, ?)", [folder.register, folder.leverance, fingerprint, notes]
        )
        return _Taken(self._with_notes(verdict), was_read=True, was_changed=was_changed)

    def _read(self, folder: DeliveryFolder, verdict: JudgedDelivery, listed: dict[str, Listed]) -> list[str]:
        files = open_files(folder, self.spec, self.mapping, listed)
        door = Door(folder.leverance, self.study.pnr_format != "dst", self._codes, self.mapping.tom)
        reading = Reading(self.spec, self.mapping, door, self._repairs, self.key, self.vault)
        notes = load_delivery(self.con, verdict, files, reading)
        surplus = families([name for file in files for name in file.layout.surplus])
        return [*([f"ekstra kolonner: {told(surplus)}"] if surplus else []), *notes[:MOST_NOTES]]

    def _with_notes(self, verdict: JudgedDelivery) -> JudgedDelivery:
        """What was found when the delivery was read belongs to its reasons in every later run too."""
        query = "SELECT noter FROM raa.indlaesning WHERE register = ? AND leverance = ?"
        (notes,) = self.con.execute(query, [self.spec.name, verdict.leverance]).fetchall()[0]
        return replace(verdict, reasons=(*verdict.reasons, *notes))


def _quarantined(con: duckdb.DuckDBPyConnection, register: str) -> dict[object, int]:
    query = "SELECT leverance, count(*) FROM kvalitet.karantaene WHERE register = ? GROUP BY ALL"
    return dict(con.execute(query, [register]).fetchall())


@contextmanager
def _one_transaction(con: duckdb.DuckDBPyConnection, register: str) -> Iterator[None]:
    """All or nothing; of an error whose text may hold a cell only the kind is passed on."""
    con.execute("BEGIN")
    try:
        yield
        con.execute("COMMIT")
    except BaseException as error:
        # An engine that has given up has rolled back by itself; its complaint must not take the place of the cause.
        with suppress(duckdb.Error):
            con.execute("ROLLBACK")
        if isinstance(error, _TALKATIVE) or is_panic(error):
            raise explain(error, f"indlæsning af {register}") from None
        raise
