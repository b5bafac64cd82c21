"""A delivery judged: its status, why, and its files as they can be read."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from dagster_project.ingest.door.landing import MANIFEST, DeliveryFolder, is_table, shown
from dagster_project.ingest.door.manifest import Listed, check_files, digest, read_manifest
from dagster_project.ingest.door.told import told
from dagster_project.ingest.errors import FileRefused
from dagster_project.ingest.mapping.declared import RegisterMapping
from dagster_project.ingest.mapping.layout import ColumnPlaces, FileFacts, find_layout, groups_of, name_knower
from dagster_project.ingest.readers.table_file import TableFile
from dagster_project.ingest.readers.table_rows import inspect_table
from dagster_project.ingest.readers.text_file import TextFile, inspect_text
from dagster_project.ingest.readers.text_rows import has_tail
from dagster_project.registers.spec import RegisterSpec

MOST_FILES = 20
"""Refused files that a reason names one by one."""


class Status(StrEnum):
    """What became of a delivery."""

    TAKEN = "godtaget"
    WARNED = "advarsel"
    REFUSED = "afvist"
    NOT_READY = "ikke_klar"

    @property
    def is_good(self) -> bool:
        """Its rows count."""
        return self in (Status.TAKEN, Status.WARNED)


@dataclass(frozen=True)
class ReadableFile:
    """A data file whose header and number of rows are known."""

    name: str
    """Its path below the delivery, the bare name when it lies in no folder of its own; without CPR numbers."""
    file: TextFile | TableFile
    layout: ColumnPlaces


@dataclass(frozen=True)
class JudgedDelivery:
    """What is said of a delivery in `kvalitet.leverance`."""

    register: str
    leverance: date
    status: Status
    reasons: tuple[str, ...]
    files: tuple[str, ...]
    digests: dict[str, str] = field(default_factory=dict)
    """sha256 by name of every file that lies there, the manifest too; empty when nothing was opened."""

    @property
    def reason(self) -> str | None:
        """All reasons as one text."""
        return "; ".join(self.reasons) or None


def judge_outside(folder: DeliveryFolder, *, is_production: bool) -> tuple[JudgedDelivery, dict[str, Listed]]:
    """Judge by manifest, names, sizes and hashes, before any row is read; also what the manifest lists."""
    if folder.is_outside:
        return _verdict(folder, Status.REFUSED, ("mappen er et link ud af landingsmappen og læses ikke",)), {}
    if folder.manifest is None and is_production:
        return _verdict(folder, Status.NOT_READY, (f"{MANIFEST} er ikke kommet endnu",)), {}
    try:
        listed = read_manifest(folder)
        _require_plain_files(folder)
        digests = {name: digest(folder.path / name) for name in folder.files}
        if listed is not None:
            check_files(folder, listed, digests)
    except FileRefused as refusal:
        return _verdict(folder, Status.REFUSED, (refusal.reason,)), {}
    except OSError as error:
        return _verdict(folder, Status.REFUSED, (f"en fil kan ikke læses ({type(error).__name__})",)), {}
    reasons = (f"ignorerede filer: {told(folder.ignored)}",) if folder.ignored else ()
    if listed is None:
        return _verdict(folder, Status.WARNED, (f"uden {MANIFEST}", *reasons), digests), {}
    return _verdict(folder, Status.TAKEN, reasons, digests), listed


def _require_plain_files(folder: DeliveryFolder) -> None:
    if folder.odd:
        names = told([shown(name) for name in folder.odd])
        raise FileRefused(f"{names}: et link, en FIFO eller en enhed åbnes aldrig; læg selve filen")
    if not folder.data_files:
        ignored = f"; ignorerede filer: {told(folder.ignored)}" if folder.ignored else ""
        raise FileRefused(f"der er ingen datafiler{ignored}")


def open_files(
    folder: DeliveryFolder, spec: RegisterSpec, mapping: RegisterMapping, listed: dict[str, Listed]
) -> list[ReadableFile]:
    """Inspect every data file: header, encoding, independent row count.

    Raises:
        FileRefused: when any of them cannot be taken; the reason names each that cannot.
    """
    files, reasons = [], []
    for name in folder.data_files:
        try:
            files.append(_open(folder, name, spec, mapping, listed.get(name)))
        except FileRefused as refusal:
            reasons.append(f"{folder.told_names[name]}: {refusal.reason}")
    if reasons:
        raise FileRefused(told(reasons, between="; ", most=MOST_FILES))
    return files


def _open(
    folder: DeliveryFolder, name: str, spec: RegisterSpec, mapping: RegisterMapping, listed: Listed | None
) -> ReadableFile:
    opened = replace(inspect(folder.path / name, name, spec, mapping), name=folder.told_names[name])
    if opened.layout.problems:
        raise FileRefused("; ".join(opened.layout.problems))
    if listed is not None and listed.rows != opened.file.rows:
        raise FileRefused(f"{opened.file.rows} rækker, men {listed.rows} i {MANIFEST}")
    return opened


def inspect(path: Path, name: str, spec: RegisterSpec, mapping: RegisterMapping) -> ReadableFile:
    """What a data file is and which of its columns are which; what is wrong with those stands in the layout.

    Args:
        path: the file.
        name: its path below the delivery, which may tell things too.
        spec: the register.
        mapping: what the supplier calls things.

    Raises:
        FileRefused: when it cannot be read at all.
    """
    groups = groups_of(name, mapping)
    if is_table(name):
        table = inspect_table(path)
        facts = FileFacts(table.header, groups, table.unreadable, table.numeric, table.imprecise)
        return ReadableFile(name, table, find_layout(spec, mapping, facts))
    text = inspect_text(path, name_knower(spec, mapping))
    text = replace(text, has_tail=has_tail(text))
    return ReadableFile(name, text, find_layout(spec, mapping, FileFacts(text.header, groups, has_tail=text.has_tail)))


def refused(verdict: JudgedDelivery, reason: str) -> JudgedDelivery:
    """The same delivery, refused after all."""
    return replace(verdict, status=Status.REFUSED, reasons=(reason,))


def _verdict(
    folder: DeliveryFolder, status: Status, reasons: tuple[str, ...], digests: dict[str, str] | None = None
) -> JudgedDelivery:
    names = tuple(folder.told_names.values())
    return JudgedDelivery(folder.register, folder.leverance, status, reasons, names, digests or {})
