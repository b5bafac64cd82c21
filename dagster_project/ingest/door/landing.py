"""What lies in the landing folder: deliveries and their files, by name only. Nothing is opened here.

Links are never followed to a file, and what is no plain file (FIFO, device, socket) is never opened: reading a link to
a device would wait for ever.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from dagster_project.words.cpr import cover_names, cover_text

MANIFEST = "manifest.json"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATA = re.compile(r".+\.((csv|txt|tsv)(\.gz)?|parquet|sas7bdat|xpt)", re.IGNORECASE)
_TABLE = re.compile(r".+\.(parquet|sas7bdat|xpt)", re.IGNORECASE)
_PARTITION = re.compile(r"[^=/]+=[^/]*")


@dataclass(frozen=True)
class _Contents:
    """Names below a delivery, with `/` between folder and file."""

    files: list[str]
    odd: list[str]
    """Links, FIFOs, devices."""
    folders: list[str]
    """Folders that are not read."""


@dataclass(frozen=True)
class DeliveryFolder:
    """The folder of one delivery."""

    register: str
    leverance: date
    path: Path
    is_outside: bool = False
    """It is a link that leads out of the landing folder: nothing below it is read."""

    @cached_property
    def _contents(self) -> _Contents:
        contents = _Contents([], [], [])
        if not self.is_outside:
            _look(self.path, "", contents)
        for names in (contents.files, contents.odd, contents.folders):
            names.sort(key=os.fsencode)
        return contents

    @property
    def files(self) -> list[str]:
        """Every plain file, the manifest and those that are no data too."""
        return self._contents.files

    @property
    def data_files(self) -> list[str]:
        """Names of the files to read, in byte order."""
        return [name for name in self.files if is_data(name)]

    @cached_property
    def told_names(self) -> dict[str, str]:
        """By name of each data file how it is told and stored: without CPR numbers, each its own."""
        return cover_names(self.data_files)

    @property
    def odd(self) -> list[str]:
        """Names of data files that are links, FIFOs or devices."""
        return [name for name in self._contents.odd if is_data(name)]

    @property
    def ignored(self) -> list[str]:
        """Names of what else lies there, folders too."""
        others = [name for name in self.files if not is_data(name) and name != MANIFEST]
        odd = [name for name in self._contents.odd if not is_data(name)]
        return [shown(name) for name in [*others, *odd, *self._contents.folders]]

    @property
    def manifest(self) -> Path | None:
        """The manifest, when there is one."""
        return self.path / MANIFEST if MANIFEST in self.files else None


def _look(folder: Path, below: str, contents: _Contents) -> None:
    """Sort what lies in ``folder`` into ``contents``; folders `key=value` are looked into."""
    with os.scandir(folder) as entries:
        for entry in entries:
            name = below + entry.name
            if entry.is_file(follow_symlinks=False):
                contents.files.append(name)
            elif not entry.is_dir(follow_symlinks=False):
                contents.odd.append(name)
            elif _PARTITION.fullmatch(entry.name) and entry.name.isprintable():
                _look(Path(entry.path), f"{name}/", contents)
            else:
                contents.folders.append(name)


def is_data(name: str) -> bool:
    """Whether a file of this name is read; a name that cannot be shown is none."""
    return name.isprintable() and _DATA.fullmatch(name) is not None


def shown(name: str) -> str:
    """A name as it may be told: bytes that are no text and control characters cannot be written everywhere.

    What has the form of a CPR number is covered: names are stored, published and shown to people.
    """
    return cover_text("".join(sign if sign.isprintable() else "?" for sign in name))


def is_table(name: str) -> bool:
    """Whether a file of this name carries types (Parquet, SAS) rather than text."""
    return _TABLE.fullmatch(name) is not None


def is_partitioned(name: str) -> bool:
    """Whether a name with `/` in it is a file in folders `key=value`."""
    *folders, file = name.split("/")
    return bool(folders) and file not in {"", ".", ".."} and all(_PARTITION.fullmatch(one) for one in folders)


def deliveries(landing: Path, register: str, per: date | None = None) -> list[DeliveryFolder]:
    """Deliveries of a register in order of their date, those after ``per`` left out."""
    root = landing.resolve()
    found = [
        DeliveryFolder(register, day, entry, is_outside=not entry.resolve().is_relative_to(root))
        for entry in _entries(landing / register)
        if entry.is_dir() and (day := _as_date(entry.name)) is not None
    ]
    return sorted((one for one in found if per is None or one.leverance <= per), key=lambda one: one.leverance)


def folder_keys(landing: Path, register: str) -> set[str]:
    """The keys of the folders `key=value` of all deliveries of a register."""
    files = (file for folder in deliveries(landing, register) for file in folder.files)
    return {part.partition("=")[0] for file in files for part in file.split("/")[:-1]}


def strays(landing: Path, register: str) -> list[str]:
    """Names in the register's folder that are no delivery: not a folder, or not named by an ISO date."""
    entries = _entries(landing / register)
    return sorted(shown(one.name) for one in entries if not one.is_dir() or _as_date(one.name) is None)


def unknown_registers(landing: Path, known: set[str]) -> list[str]:
    """Folders of the landing folder that are no register."""
    return sorted(shown(entry.name) for entry in _entries(landing) if entry.is_dir() and entry.name not in known)


def plain_files(root: Path) -> Iterator[Path]:
    """Every plain file below ``root`` in order, links and what is no file left out."""
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            file = Path(folder, name)
            if file.is_file() and not file.is_symlink():
                yield file


def _entries(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _as_date(name: str) -> date | None:
    try:
        return date.fromisoformat(name) if _DATE.fullmatch(name) else None
    except ValueError:
        return None
