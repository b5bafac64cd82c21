"""What a layout of the reporting file is: its number, its columns, and how a record's values are formed and read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

import polars as pl

KEY_COLUMNS = ("indberetning_id", "version", "haendelse")


@dataclass(frozen=True)
class Layout:
    """One version of the file. An official layout takes the newest one's place, and nothing else changes.

    ``values``: the columns after `KEY_COLUMNS` in order, each with its value from the facts of an event, as text.
    ``names``: columns that the newest layout calls something else, by their name here.
    """

    number: int
    values: Mapping[str, pl.Expr]
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """The file's header."""
        return (*KEY_COLUMNS, *self.values)

    @property
    def content(self) -> tuple[str, ...]:
        """What makes a correction when it changes."""
        return tuple(self.values)

    @property
    def knows(self) -> tuple[str, ...]:
        """The content by the names of the newest layout."""
        return tuple(self.names.get(column, column) for column in self.values)

    def read(self, content: bytes) -> pl.DataFrame:
        """A file of this layout by the names of the newest one; empty fields are NULL."""
        schema = {column: pl.Int64 if column == "version" else pl.String for column in self.columns}
        return pl.read_csv(BytesIO(content), separator=";", schema=schema).rename(dict(self.names))
