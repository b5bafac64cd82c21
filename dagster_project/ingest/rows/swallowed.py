"""A quote that is never closed, or closed far below, makes one row of many: told as what it is."""

from dataclasses import dataclass

import polars as pl

from dagster_project.ingest.errors import FileRefused

_FEW = 100
"""Lines that may be swallowed without a word on the file as a whole: a note with a line break in the wrong place."""
_SHARE = 0.01
"""Of a file's lines; more than that is no stray row but the loss of a part of the file."""


@dataclass
class Swallowed:
    """Lines inside the quotes of rows with a wrong number of fields, of one file."""

    lines: int = 0
    first: int | None = None

    def look(self, broken: pl.DataFrame, lines: pl.Series) -> None:
        """Add the quarantined rows of a piece (`linje`, `regel`), which take that many physical ``lines``."""
        long = broken.with_columns(lines=lines).filter((pl.col("regel") == "antal_felter") & (pl.col("lines") > 1))
        if len(long):
            self.lines += int(long.get_column("lines").sum()) - len(long)
            self.first = self.first or int(long.get_column("linje")[0])

    def notes(self, rows: int) -> list[str]:
        """What is said of a file with that many rows.

        Raises:
            FileRefused: when what was swallowed is a part of the file rather than a row.
        """
        if self.first is None:
            return []
        told = f"et anførselstegn på linje {self.first} lukkes ikke, hvor det skal, og sluger {self.lines} linjer"
        if self.lines > max(_FEW, _SHARE * (rows + self.lines)):
            raise FileRefused(told)
        return [told]
