"""What really went wrong: an error of a library told as its cause and its remedy, without its text.

A library's words may quote a row, so they are searched for what is known of them and never shown.
"""

import errno
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from dagster_project.errors import ConfigurationError, UnexpectedFailure, VejeError, WarehouseBusy, kind_and_place

MEGABYTE = 1 << 20
SCARCE = 64 * MEGABYTE
UNTOUCHED = "det publicerede er urørt"

_FULL = ("no space left", "disk quota exceeded", "disk is full", "out of disk")
_MEMORY = ("out of memory", "cannot allocate", "failed to allocate", "memory limit")
_OTHER_KEY = ("wrong encryption key", "are you using the right key")
_DAMAGED = ("corrupt database file", "not a valid duckdb database", "checksum", "database disk image is malformed")
_WRITERS = ("_duckdb", "sqlite3", "sqlalchemy.exc")
_HOLDER = re.compile(r"[Cc]onflicting lock is held in (?P<program>.*?) \(PID (?P<pid>[0-9]+)\)")
_FILE = re.compile(r'file "(?P<file>/[^"]*)"')


@dataclass(frozen=True)
class Holder:
    """Who has a DuckDB file open: a program by its name, and its process; both empty when the system does not say."""

    program: str = ""
    pid: str = ""

    def __str__(self) -> str:
        return f"{Path(self.program).name} (proces {self.pid})" if self.pid else "et andet program"


def holder_of(error: BaseException) -> Holder | None:
    """Who holds the file that DuckDB could not open; None when that was not why."""
    text = str(error)
    if "lock on file" not in text:
        return None
    found = _HOLDER.search(text)
    return Holder(found["program"], found["pid"]) if found else Holder()


def is_fault(error: BaseException) -> bool:
    """True for what a step may turn into an error of ours.

    Libraries in Rust raise a `PanicException`, which is no `Exception`. What ends a process (Ctrl-C, SystemExit, the
    end that Dagster asks for) is no fault, and has to pass.
    """
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


@dataclass(frozen=True)
class _Seen:
    """An error as the causes look at it; ``text`` in lower case, never to be shown."""

    error: BaseException
    where: str
    home: Path | None

    @property
    def text(self) -> str:
        return str(self.error).lower()

    def says(self, *words: str) -> bool:
        return any(word in self.text for word in words)

    def is_errno(self, *numbers: int) -> bool:
        return isinstance(self.error, OSError) and self.error.errno in numbers


def explain(error: BaseException, where: str, home: Path | None = None) -> VejeError:
    """The cause of ``error``, as far as it can be known, and what to do about it.

    Args:
        error: of whatever library.
        where: the step or command that it ended.
        home: a folder on the disk that the work is written to.

    Returns:
        A new error; nothing of the text of the old one is in it.
    """
    kind, place = kind_and_place(error)
    seen = _Seen(error, f"{where} ({place})", home)
    known = next((told for cause in _CAUSES if (told := cause(seen))), None)
    remedy = f"kør igen med --debug, og meld slags og sted: det er en fejl i Veje, ikke i leverancerne; {UNTOUCHED}"
    return known or UnexpectedFailure("at trinnet gennemføres", kind, seen.where, remedy)


def _locked(seen: _Seen) -> VejeError | None:
    holder, file = holder_of(seen.error), _FILE.search(str(seen.error))
    return busy(holder, file["file"] if file else seen.where) if holder else None


def _full(seen: _Seen) -> VejeError | None:
    free = shutil.disk_usage(_nearest(seen.home)).free if seen.home else SCARCE
    is_told = seen.says(*_FULL) or seen.is_errno(errno.ENOSPC, errno.EDQUOT)
    # Libraries that write files do not always say what the disk said: then the room that is left does.
    is_likely = free < SCARCE and (isinstance(seen.error, OSError) or type(seen.error).__module__ in _WRITERS)
    if not (is_told or is_likely):
        return None
    room = f": kun {free // MEGABYTE} MB ledig plads i {seen.home}" if free < SCARCE else ""
    remedy = f"skaf plads, og kør igen; {UNTOUCHED}"
    return UnexpectedFailure("plads på disken", f"disken er fuld{room}", seen.where, remedy)


def _out_of_memory(seen: _Seen) -> VejeError | None:
    if not (isinstance(seen.error, MemoryError) or seen.says(*_MEMORY)):
        return None
    remedy = f"luk andre programmer, eller kør på en maskine med mere hukommelse; {UNTOUCHED}"
    return UnexpectedFailure("hukommelse nok", "der er ikke mere", seen.where, remedy)


def _other_key(seen: _Seen) -> VejeError | None:
    if not seen.says(*_OTHER_KEY):
        return None
    remedy = (
        "læg den rigtige nøgle tilbage (ved siden af VEJE_NOEGLE_FIL, med .lager til sidst), eller flyt lager/ væk og "
        f"kør 'veje run': leverancerne indlæses igen; {UNTOUCHED}"
    )
    return ConfigurationError("nøglen, som filerne under lager/ er krypteret med", "en anden nøgle", seen.where, remedy)


def _damaged(seen: _Seen) -> VejeError | None:
    if not seen.says(*_DAMAGED):
        return None
    remedy = f"flyt lager/lager.duckdb væk, og kør 'veje run': leverancerne indlæses igen; {UNTOUCHED}"
    return UnexpectedFailure("databasefiler, der kan læses", "en fil er beskadiget", seen.where, remedy)


def _no_access(seen: _Seen) -> VejeError | None:
    if not seen.is_errno(errno.EACCES, errno.EPERM, errno.EROFS):
        return None
    found = "disken er skrivebeskyttet" if seen.is_errno(errno.EROFS) else "der er ikke adgang"
    remedy = f"ret rettighederne til mapperne under VEJE_HOME, og kør igen; {UNTOUCHED}"
    return UnexpectedFailure("filer og mapper, der må læses og skrives", found, seen.where, remedy)


# A full disk comes late: it is guessed from the room that is left when no library says so.
_CAUSES = (_locked, _other_key, _damaged, _out_of_memory, _no_access, _full)


def _nearest(folder: Path) -> Path:
    return next(there for there in (folder, *folder.parents) if there.exists())


def busy(holder: Holder, file: str) -> WarehouseBusy:
    """A file that is whole, but open elsewhere."""
    return WarehouseBusy(
        "at ingen andre har filen åben",
        f"filen er hel, men {holder} har den åben",
        file,
        "luk filen dér (eller åbn den skrivebeskyttet), og kør igen",
    )
