"""A piece of a typed file on its way to text."""

from collections.abc import Callable, Mapping
from contextlib import suppress
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
    texts: tuple[str | None, ...]
    """Plain Python: there are few, and a thousand columns of them."""

    def taken(self, mask: pl.Series) -> pl.Series:
        """The texts of the rows of a boolean mask."""
        meanings = (*self.texts, None)
        return pl.Series([meanings[at] for at in self.numbers[mask.to_numpy()]], dtype=pl.String)

    def holds(self, sign: str) -> pl.Series | None:
        """Which rows have a text with ``sign``, None when none has."""
        found = [sign in (text or "") for text in self.texts]
        return pl.Series(np.array([*found, False])[self.numbers]) if any(found) else None


@dataclass(frozen=True)
class Piece:
    """Some rows of a file."""

    frame: pl.DataFrame
    """Ordinary columns under their number of field, typed as the file has them; those that cannot be read are left
    out."""
    coded: Mapping[int, Coded]
    """Week columns by number of field."""
    rows: int


def coded(array: pa.Array, as_texts: Callable[[pa.Array], pl.Series]) -> Coded:
    """Each different cell of a column once, as text.

    Args:
        array: cells of any readable type.
        as_texts: the texts of cells that are not plain text, or not what they claim to be.
    """
    found = array if pa.types.is_dictionary(array.type) else pc.dictionary_encode(array)
    numbers = found.indices.cast(pa.int32())
    if numbers.null_count:
        numbers = numbers.fill_null(len(found.dictionary))
    return Coded(numbers.to_numpy(), tuple(_texts(found.dictionary, as_texts)))


def _texts(different: pa.Array, as_texts: Callable[[pa.Array], pl.Series]) -> list[str | None]:
    if pa.types.is_string(different.type) or pa.types.is_large_string(different.type):
        with suppress(UnicodeDecodeError):
            return list(different.to_pylist())
    return as_texts(different).to_list()
