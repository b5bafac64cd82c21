"""Why a file or delivery is not taken. The reason is Danish, reaches `kvalitet.leverance`, and holds no cell value."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from dagster_project.errors import VejeError
from dagster_project.interruption import is_asked


@dataclass
class FileRefused(Exception):
    """One file cannot be taken, and so its delivery cannot."""

    reason: str

    def __str__(self) -> str:
        return self.reason


class IngestFailed(VejeError):
    """The machinery failed (disk, memory, database): not a matter of the delivery."""


def is_panic(error: BaseException) -> bool:
    """Whether a library in Rust gave up: that is no `Exception`, but no wish to end the run either."""
    return type(error).__name__ == "PanicException"


@contextmanager
def refusing(what: str) -> Iterator[None]:
    """Let a file be refused for whatever a library says about its bytes, panics included; the text is not kept.

    Raises:
        FileRefused: ``what`` and the kind of error, or the refusal itself.
    """
    try:
        yield
    except (FileRefused, MemoryError):
        raise
    except BaseException as error:
        # A query that was broken off says nothing about the file.
        if is_asked() or (not isinstance(error, Exception) and not is_panic(error)):
            raise
        raise FileRefused(f"{what} ({type(error).__name__})") from None
