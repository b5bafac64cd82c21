"""Corrections: a first delivery with mistakes in some rows, and a later one that sets them right."""

import numpy as np
import polars as pl


def with_mistakes(
    final: pl.DataFrame, mistakes: dict[str, pl.Expr], number: int, rng: np.random.Generator
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(what the first delivery says, the rows of the correcting delivery).

    ``number`` rows per mistake are changed in the first delivery and delivered right in the second; as many others
    are delivered twice without change (duplicates).
    """
    chosen = rng.choice(final.height, size=number * (len(mistakes) + 1), replace=False)
    first = final.with_row_index("_raekke")
    for i, (column, wrong) in enumerate(mistakes.items()):
        rows = np.sort(chosen[i * number : (i + 1) * number])
        here = pl.col("_raekke").is_in(rows)
        first = first.with_columns(pl.when(here).then(wrong).otherwise(pl.col(column)).alias(column))
    return first.drop("_raekke"), final[np.sort(chosen)]
