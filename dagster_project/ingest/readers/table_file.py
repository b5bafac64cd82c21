"""A file that carries types, as inspected."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class TableFile:
    """A typed file that can be read."""

    path: Path
    header: tuple[str, ...]
    rows: int
    """From the file's own metadata where it has any."""
    unreadable: Mapping[int, str] = field(default_factory=dict)
    """Type by number of the fields that no text can be made of; they are surplus, or refuse the file."""
    numeric: frozenset[int] = frozenset()
    """Fields whose type is a number, so that codes and persons' numbers in them have lost their zeros."""
    imprecise: frozenset[int] = frozenset()
    """Fields of single precision."""
