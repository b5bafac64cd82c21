"""Systems written by hand: names, values and relations, with what tables show of them."""

import numpy as np
import polars as pl
from scipy import sparse

from dagster_project.disclosure.relations import Name, Relation
from dagster_project.disclosure.system import System

SHOWN = {
    "kilde": pl.String,
    "nr": pl.Int64,
    "tabel": pl.String,
    "rolle": pl.String,
    "vaerdi": pl.Int64,
    "celle": pl.Int64,
}
Row = tuple[int, str, str, Name]


def system(
    values: dict[Name, int],
    relations: list[Relation],
    *,
    hidden: dict[Name, bool] | None = None,
    rows: list[Row] | None = None,
    least: dict[Name, int] | None = None,
) -> System:
    """A system over ``values``; ``hidden``: in no table, and whether somebody; ``rows``: (nr, tabel, rolle, name).

    Without ``rows`` every count that is not hidden stands in a row of its own in the table ``t``.
    """
    names = list(values)
    place = {name: i for i, name in enumerate(names)}
    unseen = hidden or {}
    shown = rows if rows is not None else [(i, "t", "antal", name) for name, i in place.items() if name not in unseen]
    matrix = np.zeros((len(relations), len(names)))
    for i, relation in enumerate(relations):
        for name, sign in relation.items():
            matrix[i, place[name]] = sign
    table = pl.DataFrame(
        [("rapporttabel", nr, tabel, role, values[name], place[name]) for nr, tabel, role, name in shown],
        schema=SHOWN,
        orient="row",
    )
    tabulated = np.isin(np.arange(len(names)), table["celle"].to_numpy())
    return System(
        names,
        np.array(list(values.values()), dtype=np.int64),
        np.array([name in unseen for name in names]),
        np.array([unseen.get(name, False) for name in names]),
        tabulated,
        np.array([(least or {}).get(name, 0) for name in names], dtype=np.int64),
        sparse.csr_array(matrix),
        table,
    )


def part(name: str, place: str = "herning", family: str = "tilstand") -> Name:
    """A count of everybody."""
    return family, "", place, name
