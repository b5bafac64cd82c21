"""Background of persons as the columns of a model: a level of a factor against the most frequent one."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dagster_project.pathways.factors import FACTORS
from dagster_project.sequences.arguments import Floats, Ints

# Fewer persons at a level than this say nothing of it; they are not in the model.
FEWEST_AT_LEVEL = 20


@dataclass(frozen=True)
class Design:
    """Background as columns.

    Attributes:
        known: (n,) whether the person is in the model: every factor known, at a level that enough are at.
        columns: (m, 1 + d) of those persons: ones, then a 0/1 column a level beside the most frequent of its factor.
        levels: (d,) factor, level, reference of each column after the first.
    """

    known: NDArray[np.bool_]
    columns: Floats
    levels: list[tuple[str, str, str]]


def design_of(factors: pl.DataFrame) -> Design:
    """The columns of the model.

    Args:
        factors: a column for each of `FACTORS`, a row a person; NULL is not known.
    """
    usable: dict[str, list[str]] = {}
    for name in FACTORS:
        counts = factors[name].drop_nulls().value_counts().filter(pl.col("count") >= FEWEST_AT_LEVEL)
        usable[name] = counts.sort(["count", name], descending=[True, False])[name].to_list()
    levels = [(name, level, found[0]) for name, found in usable.items() for level in sorted(found[1:])]
    known = factors.select(pl.all_horizontal(pl.col(name).is_in(found) for name, found in usable.items())).to_series()
    kept = factors.filter(known.fill_null(value=False))
    columns = [np.ones(kept.height), *((kept[name] == level).to_numpy().astype(float) for name, level, _ in levels)]
    return Design(known.fill_null(value=False).to_numpy(), np.column_stack(columns), levels)


def alike(index: Ints, design: Design) -> Ints:
    """Persons by sequence and background: whom a number draws then hangs on what they are, not on their ids.

    Args:
        index: (n,) unique sequence of every person.
        design: their background.

    Returns:
        (n,) places of the persons in that order.
    """
    background = np.full(len(design.known), -1, dtype=np.int64)
    background[design.known] = np.unique(design.columns, axis=0, return_inverse=True)[1].ravel()
    return np.lexsort((background, index))


def smallest_cells(design: Design, outcome: Ints) -> list[int]:
    """The fewest persons of a level, or of its reference, on a pathway that somebody of it is on.

    Args:
        design: the background.
        outcome: (m,) pathway 0..j-1 of each person of the model.

    Returns:
        (d,) persons, by the levels of ``design``.
    """
    names = np.array([name for name, *_ in design.levels])
    smallest = []
    for at, name in enumerate(names):
        own = design.columns[:, 1 + np.flatnonzero(names == name)]
        both = [np.bincount(outcome[some]) for some in (design.columns[:, 1 + at] == 1, ~own.any(axis=1))]
        smallest.append(min(int(counts[counts > 0].min()) for counts in both))
    return smallest
