"""What every reader yields: some rows as text, with what is needed to judge and keep them."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl
import pyarrow as pa


@dataclass(frozen=True)
class Batch:
    """Rows of one file.

    ``frame`` holds the declared columns that the file has, as text under their upper-case names (empty cells are
    empty or null), and `linje` (where the row begins), `felter_ok` (as many fields as the header) and `kodning`
    (name of the first column with undecodable bytes, else null).
    """

    frame: pl.DataFrame
    weeks: pa.Array | None
    """For a register with week columns: per row its runs of equal weeks, see `dream.py`."""
    originals: Callable[[pl.Series], pl.Series]
    """The rows (by boolean mask) as they were delivered, binary: kept encrypted when quarantined."""
    lines: Callable[[pl.Series], pl.Series] | None = None
    """How many physical lines the rows of a mask take; None where rows have no lines."""
