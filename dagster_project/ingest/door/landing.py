"""What lies in the landing folder: deliveries and their files, by name only. Nothing is opened here."""

import os
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

MANIFEST = "manifest.json"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATA = re.compile(r".+\.((csv|txt|tsv)(\.gz)?|parquet|sas7bdat|xpt)", re.IGNORECASE)
_TABLE = re.compile(r".+\.(parquet|sas7bdat|xpt)", re.IGNORECASE)


@dataclass(frozen=True)
class Folder:
    """The folder of one delivery."""

    register: str
    leverance: date
    path: Path

    @cached_property
    def _names(self) -> list[str]:
        return sorted((entry.name for entry in self.path.iterdir() if entry.is_file()), key=os.fsencode)

    @property
    def data_files(self) -> list[str]:
        """Names of the files to read, in byte order."""
        return [name for name in self._names if is_data(name)]

    @property
    def ignored(self) -> list[str]:
        """Names of what else lies there, folders too."""
        folders = sorted(entry.name for entry in self.path.iterdir() if not entry.is_file())
        others = [name for name in self._names if not is_data(name) and name != MANIFEST]
        return [shown(name) for name in others + folders]

    @property
    def manifest(self) -> Path | None:
        """The manifest, when there is one."""
        return self.path / MANIFEST if MANIFEST in self._names else None


def is_data(name: str) -> bool:
    """Whether a file of this name is read; a name that cannot be shown is none."""
    return name.isprintable() and _DATA.fullmatch(name) is not None


def shown(name: str) -> str:
    """A name as it may be told: bytes that are no text and control characters cannot be written everywhere."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)


def is_table(name: str) -> bool:
    """Whether a file of this name carries types (Parquet, SAS) rather than text."""
    return _TABLE.fullmatch(name) is not None


def deliveries(landing: Path, register: str, per: date | None = None) -> list[Folder]:
    """Deliveries of a register in order of their date, those after ``per`` left out."""
    found = [
        Folder(register, day, entry)
        for entry in _entries(landing / register)
        if entry.is_dir() and (day := _as_date(entry.name)) is not None
    ]
    return sorted((one for one in found if per is None or one.leverance <= per), key=lambda one: one.leverance)


def strays(landing: Path, register: str) -> list[str]:
    """Names in the register's folder that are no delivery: not a folder, or not named by an ISO date."""
    entries = _entries(landing / register)
    return sorted(shown(one.name) for one in entries if not one.is_dir() or _as_date(one.name) is None)


def unknown_registers(landing: Path, known: set[str]) -> list[str]:
    """Folders of the landing folder that are no register."""
    return sorted(shown(entry.name) for entry in _entries(landing) if entry.is_dir() and entry.name not in known)


def _entries(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _as_date(name: str) -> date | None:
    try:
        return date.fromisoformat(name) if _DATE.fullmatch(name) else None
    except ValueError:
        return None
