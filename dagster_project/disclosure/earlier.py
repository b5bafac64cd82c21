"""What left the house before: a person whom two releases tell apart is protected in the later one.

Two releases one person apart give that person's year, sex, education and pathway by subtraction, though each of them
is safe by itself. A count that both would show, and that differs by fewer persons than may be told, is suppressed in
the new one; the attacker then makes sure that it cannot be computed back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray

from dagster_project.disclosure.cells import NAMES, make_lookups, shown_counts
from dagster_project.disclosure.system import System
from dagster_project.warehouse import quoted

_HOW_MANY = ("personer", "sager", "borger")


def released_counts(file: Path) -> pl.DataFrame:
    """The counts that a published file shows in its schema ``frigivelse``.

    Args:
        file: a published DuckDB file.

    Returns:
        ``familie, led, sted, del`` and the ``vaerdi`` that was shown; one row a count.
    """
    with duckdb.connect(":memory:") as con:
        con.execute(f"ATTACH {quoted(file)} AS udleveret (READ_ONLY)")
        con.execute("USE udleveret")
        make_lookups(con)
        shown = shown_counts(con, "frigivelse")
    return shown.filter(rolle="antal").drop_nulls("vaerdi").select(*NAMES, "vaerdi").unique(NAMES)


def read_released(files: Mapping[str, Path | None]) -> tuple[list[pl.DataFrame], list[str]]:
    """The counts of each release that left, and the names of those that cannot be read.

    One that somebody removed or damaged, or that an earlier version wrote in other columns, must not end a run: it is
    named, and the gate warns.

    Args:
        files: the published file of each generation, None where it is gone.
    """
    read: list[pl.DataFrame] = []
    unread: list[str] = []
    for name, file in files.items():
        try:
            if file is None:
                unread.append(name)
            else:
                read.append(released_counts(file))
        except duckdb.Error:
            unread.append(name)
    return read, unread


@dataclass(frozen=True)
class Apart:
    """What two releases would tell apart.

    ``counts`` (n): are not shown beside what left; ``bases`` (n): have few persons more or less, so that a mean over
    them gives those away, though the number itself may be shown.
    """

    counts: NDArray[np.bool_]
    bases: NDArray[np.bool_]


def tell_apart(system: System, min_cell: int, earlier: Sequence[pl.DataFrame]) -> Apart:
    """Find the counts that differ from one that left before by at least one person, and by fewer than ``min_cell``.

    Args:
        system: the counts of today.
        min_cell: the fewest persons that may be told.
        earlier: `released_counts` of each release that left.
    """
    found = np.zeros(len(system.names), dtype=bool)
    # An empty system has no columns to join on.
    for release in earlier if system.shown.height else ():
        today = system.shown.filter(rolle="antal").select(*NAMES, "celle", "vaerdi").drop_nulls("vaerdi")
        both = today.join(release, on=list(NAMES), how="inner", suffix="_foer")
        difference = (pl.col("vaerdi") - pl.col("vaerdi_foer")).abs()
        found[both.filter(difference.is_between(1, min_cell - 1))["celle"].to_numpy()] = True
    return Apart(found & ~np.array([_is_how_many(name) for name in system.names], dtype=bool), found)


def _is_how_many(name: tuple[str, str, str, str]) -> bool:
    """How many persons or cases there are says nothing of any of them, and without it no table could be shown."""
    family, group, _, part = name
    return not group and (family in _HOW_MANY or part == "alle")
