"""A statement of the mapping file with its place, so that whatever is wrong with it is told with its line."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dagster_project.errors import ConfigurationError
from dagster_project.ingest.mapping.toml_lines import line_of


@dataclass(frozen=True)
class Entry:
    """A value of the file and the keys that lead to it."""

    file: Path
    content: str
    """The whole file."""
    path: tuple[str, ...]
    value: Any

    def child(self, key: str) -> "Entry":
        """The value under ``key`` of a table."""
        return Entry(self.file, self.content, (*self.path, key), self.value[key])

    def get(self, key: str) -> "Entry | None":
        """The value under ``key`` of a table, None when it is not there."""
        return self.child(key) if key in self.value else None

    def wrong(self, expected: str, found: str) -> ConfigurationError:
        """The error to raise: what was expected and found on the statement's line."""
        where = f"{self.file} (VEJE_KILDER), linje {line_of(self.content, self.path)}: {'.'.join(self.path)}"
        return ConfigurationError(expected, found, where, "ret linjen; 'veje tjek' viser, hvad filerne har")

    def table(self, keys: tuple[str, ...] = ()) -> dict[str, Any]:
        """The value, which must be a table, with none but ``keys`` when any are given.

        Raises:
            ConfigurationError: naming the line of what is wrong.
        """
        if not isinstance(self.value, dict):
            raise self.wrong("en tabel", f"{self.value!r}")
        for key in self.value if keys else ():
            if key not in keys:
                raise self.child(key).wrong(f"nøglerne {', '.join(keys)}", f"nøglen {key}")
        return self.value

    def as_text(self) -> str:
        """The value as text; a whole number is its digits."""
        if isinstance(self.value, bool) or not isinstance(self.value, str | int):
            raise self.wrong("en tekst", f"{self.value!r}")
        return str(self.value)

    def as_texts(self) -> tuple[str, ...]:
        """The value as a list of texts."""
        if not isinstance(self.value, list):
            raise self.wrong("en liste af tekster", f"{self.value!r}")
        return tuple(Entry(self.file, self.content, self.path, one).as_text() for one in self.value)

    def as_pairs(self) -> tuple[tuple[str, str], ...]:
        """The value as a table of text to text."""
        return tuple((key, self.child(key).as_text()) for key in self.table())

    def as_pattern(self) -> str:
        """The value as a regular expression that compiles."""
        pattern = self.as_text()
        try:
            re.compile(pattern)
        except re.error as error:
            raise self.wrong("et regulært udtryk", f"{error.msg} ved tegn {error.pos}") from None
        return pattern
