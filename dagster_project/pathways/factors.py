"""What is known of persons beside their sequence: the factors that pathways are held against."""

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray

from dagster_project.sequences.arguments import Ints

FACTORS = ("kommune", "koen", "aldersgruppe", "uddannelse", "diagnosegruppe", "oprindelse", "aar")

_FACTORS = """
    SELECT
        m.person_id, m.kommune, b.koen, b.aldersgruppe, b.uddannelse, b.diagnosegruppe,
        CASE WHEN p.er_indvandrer THEN 'indvandrer' WHEN NOT p.er_indvandrer THEN 'ikke_indvandrer' END AS oprindelse,
        CAST(year(m.afgoerelsesdato) AS VARCHAR) AS aar
    FROM forloeb.maalgruppe AS m
    LEFT JOIN intermediate.int_person__baggrund AS b USING (person_id)
    LEFT JOIN intermediate.int_person AS p ON p.person_id = m.person_id AND p.gruppe = 'maalgruppe'
"""


def read_factors(con: duckdb.DuckDBPyConnection, person_ids: NDArray[np.object_]) -> pl.DataFrame:
    """The factors of some persons.

    Args:
        con: the warehouse, with the background of the target group.
        person_ids: (n,) who is asked for.

    Returns:
        A column for each of `FACTORS`, rows in the order of ``person_ids``; NULL is not known.
    """
    asked = pl.DataFrame({"person_id": person_ids}, schema={"person_id": pl.String})
    return asked.join(con.sql(_FACTORS).pl(), on="person_id", how="left", maintain_order="left").select(FACTORS)


def as_groups(column: pl.Series) -> Ints:
    """(n,) levels as numbers in alphabetical order, -1 where not known."""
    numbers = column.rank("dense").cast(pl.Int64) - 1
    return numbers.fill_null(-1).to_numpy()
