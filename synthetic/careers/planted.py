"""The careers of the report's 1,553 grantees, as the search found them."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from synthetic.careers.states import LETTERS, QUARTERS, SYNTHETIC

SEED = 2012
CAREERS = SYNTHETIC / "careers.csv"
# The order of the study.
MUNICIPALITIES = {"657": "herning", "661": "holstebro", "740": "silkeborg", "791": "viborg"}


def plant_careers(seed: int = SEED) -> pl.DataFrame:
    """One row per grantee of the four municipalities; the columns are told in the package's docstring.

    ``seed`` deals the careers of a pathway to the persons of its block; the careers as such are calibrated.
    """
    read = pl.read_csv(CAREERS, schema_overrides={"kommune": pl.Utf8})
    order = np.random.default_rng([seed, len(LETTERS)]).permutation(read.height)
    block = ["kommune", "forloebstype_kommune", "forloebstype_samlet"]
    dealt = read.with_columns(plads=pl.Series(order)).sort(*block, "plads")
    return dealt.select(
        person_index=pl.int_range(pl.len(), dtype=pl.Int64),
        kommune="kommune",
        noegle=pl.col("kommune").replace_strict(MUNICIPALITIES),
        forloebstype_kommune="forloebstype_kommune",
        forloebstype_samlet="forloebstype_samlet",
        kvartaler=pl.Series(_states(dealt["kvartaler"]), dtype=pl.Array(pl.Int8, QUARTERS)),
    )


def planted_quarters(careers: pl.DataFrame) -> NDArray[np.int8]:
    """The states of `plant_careers` as a matrix (n, 20)."""
    return np.asarray(careers["kvartaler"].to_numpy(), dtype=np.int8)


def _states(texts: pl.Series) -> NDArray[np.int8]:
    letters = np.frombuffer("".join(texts).encode("ascii"), np.uint8).reshape(-1, QUARTERS)
    place = np.full(128, -1, np.int8)
    place[np.frombuffer(LETTERS.encode("ascii"), np.uint8)] = np.arange(len(LETTERS), dtype=np.int8)
    return place[letters]
