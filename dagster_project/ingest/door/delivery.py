"""A delivery judged: its status, why, and its files as they can be read."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dagster_project.ingest.door.landing import MANIFEST, Folder, is_table
from dagster_project.ingest.door.manifest import Listed, check_files, digest, read_manifest
from dagster_project.ingest.errors import FileRefused
from dagster_project.ingest.readers.header import Layout, find_layout
from dagster_project.ingest.readers.table_rows import TableFile, inspect_table
from dagster_project.ingest.readers.text_file import TextFile, inspect_text
from dagster_project.registers.spec import RegisterSpec


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

    file: TextFile | TableFile
    layout: Layout

    @property
    def name(self) -> str:
        """The bare name."""
        return self.file.path.name


@dataclass(frozen=True)
class Verdict:
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


def judge_outside(folder: Folder, *, is_production: bool) -> tuple[Verdict, dict[str, Listed]]:
    """Judge by manifest, names, sizes and hashes, before any row is read; also what the manifest lists."""
    if folder.manifest is None and is_production:
        return _verdict(folder, Status.NOT_READY, (f"{MANIFEST} er ikke kommet endnu",)), {}
    try:
        listed = read_manifest(folder)
        digests = {name: digest(folder.path / name) for name in _present(folder)}
        if listed is not None:
            check_files(folder, listed, digests)
        if not folder.data_files:
            raise FileRefused("der er ingen datafiler")
    except FileRefused as refusal:
        return _verdict(folder, Status.REFUSED, (refusal.reason,)), {}
    except OSError as error:
        return _verdict(folder, Status.REFUSED, (f"en fil kan ikke læses ({type(error).__name__})",)), {}
    reasons = (f"ignorerede filer: {', '.join(folder.ignored)}",) if folder.ignored else ()
    if listed is None:
        return _verdict(folder, Status.WARNED, (f"uden {MANIFEST}", *reasons), digests), {}
    return _verdict(folder, Status.TAKEN, reasons, digests), listed


def open_files(folder: Folder, spec: RegisterSpec, listed: dict[str, Listed]) -> list[ReadableFile]:
    """Inspect every data file: header, encoding, independent row count.

    Raises:
        FileRefused: when one of them cannot be taken; the reason names it.
    """
    return [_open(folder, name, spec, listed.get(name)) for name in folder.data_files]


def _open(folder: Folder, name: str, spec: RegisterSpec, listed: Listed | None) -> ReadableFile:
    path = folder.path / name
    try:
        file = inspect_table(path) if is_table(name) else inspect_text(path, lambda one: spec_knows(spec, one))
        layout = find_layout(spec, file.header)
    except FileRefused as refusal:
        raise FileRefused(f"{name}: {refusal.reason}") from None
    if listed is not None and listed.rows != file.rows:
        raise FileRefused(f"{name}: {file.rows} rækker, men {listed.rows} i {MANIFEST}")
    return ReadableFile(file, layout)


def spec_knows(spec: RegisterSpec, name: str) -> bool:
    """Whether a header cell is a column of the register."""
    return not find_layout(spec, (name,), check=False).surplus


def refused(verdict: Verdict, reason: str) -> Verdict:
    """The same delivery, refused after all."""
    return Verdict(verdict.register, verdict.leverance, Status.REFUSED, (reason,), verdict.files, verdict.digests)


def _present(folder: Folder) -> list[str]:
    """Every file that lies there: data, others, and the manifest itself."""
    return sorted(entry.name for entry in folder.path.iterdir() if entry.is_file())


def _verdict(
    folder: Folder, status: Status, reasons: tuple[str, ...], digests: dict[str, str] | None = None
) -> Verdict:
    return Verdict(folder.register, folder.leverance, status, reasons, tuple(folder.data_files), digests or {})
