"""A piece of a typed file on its way to text."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


@dataclass(frozen=True)
class Coded:
    """A column of few different cells: where each row's text stands among ``texts``."""

    numbers: NDArray[np.int32]
    """Shape (rows,); one past the last text where the cell is empty."""
    texts: pl.Series

    def taken(self, mask: pl.Series) -> pl.Series:
        """The texts of the rows of a boolean mask."""
        numbers = pl.Series(self.numbers[mask.to_numpy()], dtype=pl.Int32)
        return self.texts.gather(numbers.set(numbers == len(self.texts), None))

    def holds(self, sign: str) -> pl.Series | None:
        """Which rows have a text with ``sign``, None when none has."""
        found = self.texts.str.contains(sign, literal=True).fill_null(value=False).to_numpy()
        return pl.Series(np.append(found, False)[self.numbers]) if found.any() else None


@dataclass(frozen=True)
class Piece:
    """Some rows of a file."""

    frame: pl.DataFrame
    """Ordinary columns under their number of field, typed as the file has them; those that cannot be read are left
    out."""
    coded: Mapping[int, Coded]
    """Week columns by number of field."""
    rows: int


def numbered(array: pa.Array) -> tuple[NDArray[np.int32], pa.Array]:
    """Each different cell once, and which of them each row has; one past the last where it is null."""
    found = array if pa.types.is_dictionary(array.type) else pc.dictionary_encode(array)
    numbers = found.indices.cast(pa.int32())
    if numbers.null_count:
        numbers = numbers.fill_null(len(found.dictionary))
    return numbers.to_numpy(), found.dictionary
