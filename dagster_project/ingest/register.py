"""Take one register in: judge its deliveries, read what is new, set the versions, write the accounts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import duckdb
import polars as pl

from dagster_project.ingest.accounting import write_account, write_verdicts
from dagster_project.ingest.delivery import Verdict, judge_outside, open_files, refused
from dagster_project.ingest.errors import FileRefused, IngestFailed
from dagster_project.ingest.fingerprint import delivery_fingerprint, door_fingerprint
from dagster_project.ingest.landing import Folder, deliveries, strays
from dagster_project.ingest.load import Reading, load_delivery
from dagster_project.ingest.manifest import Listed
from dagster_project.ingest.parse import repair_map
from dagster_project.ingest.report import RegisterReport, summarise
from dagster_project.ingest.rules import Door
from dagster_project.ingest.store import ensure_tables, forget_delivery
from dagster_project.ingest.versions import set_statuses
from dagster_project.privacy.vault import VaultWriter, open_vault
from dagster_project.registers import REGISTERS
from dagster_project.registers.codelists import read_codes
from dagster_project.registers.spec import RegisterSpec
from dagster_project.settings import Settings
from dagster_project.study import Study


def ingest_register(  # noqa: PLR0913 - the face that the orchestration calls
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

    Raises:
        IngestFailed: when the machinery fails; the warehouse is as it was before.
        ConfigurationError: when a code list or key is unusable.
    """
    spec = REGISTERS[register]
    with open_vault(settings) as vault, _one_transaction(con, register):
        ensure_tables(con, spec)
        run = _Run(con, spec, settings, study, key, VaultWriter(vault, register, key))
        folders = deliveries(settings.landing, register, per)
        known = run.known_fingerprints()
        gone = [day for day in known if day not in {folder.leverance for folder in folders}]
        for day in gone:
            run.forget(day)
        taken = [run.take(folder, known.get(folder.leverance)) for folder in folders]
        set_statuses(con, spec)
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
    verdict: Verdict
    was_read: bool = False
    was_changed: bool = False


class _Run:
    """One register in one run: what the steps for each delivery share."""

    def __init__(  # noqa: PLR0913 - what `ingest_register` was given
        self,
        con: duckdb.DuckDBPyConnection,
        spec: RegisterSpec,
        settings: Settings,
        study: Study,
        key: bytes,
        vault: VaultWriter,
    ) -> None:
        self.vault = vault
        self._con, self._spec, self._key = con, spec, key
        self._is_production = settings.is_production
        self._door = door_fingerprint(spec, settings, study, key)
        self._pnr_is_date = study.pnr_format != "dst"
        lists = {column.repair for column in spec.columns if column.repair} | ({spec.weeks} if spec.weeks else set())
        self._codes = {one.name: read_codes(settings, one.name, one.column) for one in lists}
        self._repairs = {name: repair_map(codes) for name, codes in self._codes.items()}

    def known_fingerprints(self) -> dict[date, str]:
        """Deliveries whose rows are stored."""
        query = "SELECT leverance, aftryk FROM raa.indlaesning WHERE register = ? ORDER BY leverance"
        return dict(self._con.execute(query, [self._spec.name]).fetchall())

    def forget(self, leverance: date) -> None:
        """Take a delivery out of the warehouse and the vault's quarantine."""
        forget_delivery(self._con, self._spec, leverance)
        self.vault.forget_delivery(leverance)

    def take(self, folder: Folder, known: str | None) -> _Taken:
        """Judge a delivery, and read it unless its rows are stored already."""
        verdict, listed = judge_outside(folder, is_production=self._is_production)
        fingerprint = delivery_fingerprint(verdict, self._door)
        if verdict.status.is_good and fingerprint == known:
            return _Taken(self._with_notes(verdict))
        if known is not None:
            self.forget(folder.leverance)
        was_changed = known is not None
        if not verdict.status.is_good:
            return _Taken(verdict, was_changed=was_changed)
        try:
            notes = self._read(folder, verdict, listed)
        except FileRefused as refusal:
            self.forget(folder.leverance)
            return _Taken(refused(verdict, refusal.reason), was_changed=was_changed)
        self._con.execute(
            "INSERT INTO raa.indlaesning VALUES (?, ?, ?, ?)", [folder.register, folder.leverance, fingerprint, notes]
        )
        return _Taken(self._with_notes(verdict), was_read=True, was_changed=was_changed)

    def _read(self, folder: Folder, verdict: Verdict, listed: dict[str, Listed]) -> list[str]:
        files = open_files(folder, self._spec, listed)
        door = Door(folder.leverance, self._pnr_is_date, self._codes)
        load_delivery(self._con, verdict, files, Reading(self._spec, door, self._repairs, self._key, self.vault))
        surplus = sorted({name for file in files for name in file.layout.surplus})
        return [f"ekstra kolonner: {', '.join(surplus)}"] if surplus else []

    def _with_notes(self, verdict: Verdict) -> Verdict:
        """What was found when the delivery was read belongs to its reasons in every later run too."""
        query = "SELECT noter FROM raa.indlaesning WHERE register = ? AND leverance = ?"
        (notes,) = self._con.execute(query, [self._spec.name, verdict.leverance]).fetchall()[0]
        return Verdict(verdict.register, verdict.leverance, verdict.status, (*verdict.reasons, *notes), verdict.files)


def _quarantined(con: duckdb.DuckDBPyConnection, register: str) -> dict[object, int]:
    query = "SELECT leverance, count(*) FROM kvalitet.karantaene WHERE register = ? GROUP BY ALL"
    return dict(con.execute(query, [register]).fetchall())


@contextmanager
def _one_transaction(con: duckdb.DuckDBPyConnection, register: str) -> Iterator[None]:
    """All or nothing. What DuckDB and Polars say in their errors may hold cells, so only their kind is passed on."""
    con.execute("BEGIN")
    try:
        yield
        con.execute("COMMIT")
    except BaseException as error:
        con.execute("ROLLBACK")
        if isinstance(error, (duckdb.Error, pl.exceptions.PolarsError)):
            raise IngestFailed(
                "at registret kan indlæses",
                type(error).__name__,
                f"indlæsning af {register}",
                "se efter plads på disken og hukommelse, og kør igen; det, der lå i lageret før, er urørt",
            ) from None
        raise
