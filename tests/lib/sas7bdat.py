"""SAS datasets of a few rows for tests."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from synthetic import sas7bdat

Cell = str | float | date | None


def write_sas7bdat(path: Path, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Text, number or date as the first row has it."""
    cells = zip(*rows, strict=True)
    sas7bdat.write_sas7bdat(
        path, pl.DataFrame([pl.Series(name, list(one)) for name, one in zip(columns, cells, strict=True)])
    )
