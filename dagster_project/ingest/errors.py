"""Why a file or delivery is not taken. The reason is Danish, reaches `kvalitet.leverance`, and holds no cell value."""

from dataclasses import dataclass

from dagster_project.errors import VejeError


@dataclass
class FileRefused(Exception):
    """One file cannot be taken, and so its delivery cannot."""

    reason: str

    def __str__(self) -> str:
        return self.reason


class IngestFailed(VejeError):
    """The machinery failed (disk, memory, database): not a matter of the delivery."""
