"""Make the attacker's system small without making it weaker: what is certain, and what cannot bind, leaves it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

# Row, column and sign of each entry of a matrix.
Entries = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]


@dataclass(frozen=True)
class Box:
    """How far each count (n) may move down and up at most, both 0 or more."""

    down: NDArray[np.float64]
    up: NDArray[np.float64]


@dataclass(frozen=True)
class Reduced:
    """What is left: ``matrix`` (r, m) over ``columns`` (m, numbers of the counts), and the component of each column."""

    matrix: sparse.csr_array
    columns: NDArray[np.int64]
    component: NDArray[np.int64]


def reduce(
    matrix: sparse.csr_array, values: NDArray[np.int64], free: NDArray[np.bool_], unseen: NDArray[np.bool_], box: Box
) -> Reduced:
    """The relations between ``free`` counts that can bind, split into components.

    A count that stands alone in a relation cannot move. A count of nobody's interest (``unseen``: (n), in no table)
    that stands in one relation only makes that relation an inequality; where no move within the box could break it,
    both go.
    """
    rows = np.ones(matrix.shape[0], dtype=bool)
    columns = free.copy()
    whole = sparse.coo_array(matrix)
    while True:
        left = sparse.csr_array(matrix[rows][:, columns])
        alone = np.diff(left.indptr) == 1
        certain = np.flatnonzero(columns)[left.indices[left.indptr[:-1][alone]]]
        slack, slack_rows = _never_binding(_within(whole, rows, columns), np.where(unseen, values, -1), box)
        if not len(certain) and not len(slack):
            break
        columns[certain] = False
        columns[slack] = False
        rows[slack_rows] = False
    numbers = np.flatnonzero(columns)
    left = without_empty_rows(sparse.csr_array(matrix[rows][:, numbers]))
    return Reduced(left, numbers, components(left) if left.shape[0] else np.arange(len(numbers)))


def _within(whole: sparse.coo_array, rows: NDArray[np.bool_], columns: NDArray[np.bool_]) -> Entries:
    there = rows[whole.row] & columns[whole.col]
    return whole.row[there].astype(np.int64), whole.col[there].astype(np.int64), whole.data[there]


def _never_binding(
    entries: Entries, slacks: NDArray[np.int64], box: Box
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Unseen counts in one relation that holds whatever the others do, and those relations (one count each).

    ``slacks`` (n): how far an unseen count can fall, -1 for a count that somebody looks at.
    """
    row, column, sign = entries
    uses = np.bincount(column, minlength=len(slacks))
    single = (uses[column] == 1) & (slacks[column] >= 0)
    slack_rows, first = np.unique(row[single], return_index=True)
    slack, slack_sign = column[single][first], sign[single][first]
    own = np.zeros(int(row.max(initial=0)) + 1)
    own[slack_rows] = slack_sign
    # The count falls by what the others rise: the worst that they can do within the box.
    others = (own[row] != 0) & ~np.isin(column, slack)
    effect = sign[others] / own[row[others]]
    worst = np.where(effect > 0, effect * box.up[column[others]], -effect * box.down[column[others]])
    fall = np.bincount(row[others], weights=worst, minlength=len(own))[slack_rows]
    loose = fall <= slacks[slack]
    return slack[loose], slack_rows[loose]


def without_empty_rows(matrix: sparse.csr_array) -> sparse.csr_array:
    """The relations that still bind something."""
    return sparse.csr_array(matrix[np.diff(matrix.indptr) > 0])


def components(matrix: sparse.csr_array) -> NDArray[np.int64]:
    """A number for every column (n): columns with the same one are bound together, directly or by others."""
    rows = matrix.shape[0]
    both = sparse.block_array([[None, abs(matrix)], [abs(matrix).T, None]], format="csr")
    _, found = connected_components(both, directed=False)  # type: ignore[arg-type]  # its stubs know no sparse graph
    return found[rows:].astype(np.int64)
