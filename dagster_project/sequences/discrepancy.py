"""How much of the differences between sequences a grouping of persons explains: analysis of discrepancy.

Studer, Ritschard, Gabadinho & Müller (2011), "Discrepancy Analysis of State Sequences", Sociological Methods & Research
40 (TraMineR's ``dissassoc``): the sum of distances within groups stands where a sum of squares would.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from numba import njit

from dagster_project.sequences.arguments import Distances, Floats, Ints, SequenceError, as_condensed
from dagster_project.sequences.threads import on_all_cores

PERMUTATIONS = 199
# Rows of the square matrix that are written out at a time.
BLOCK = 512
# Sums that differ by rounding alone are one.
ROUNDING = 1e-12


@dataclass(frozen=True)
class Discrepancy:
    """What one grouping explains.

    Attributes:
        pseudo_f: discrepancy between groups over that within, each by its degrees of freedom; NaN when not defined.
        pseudo_r2: share of the discrepancy that lies between groups.
        p: share of random groupings, the true one with them, that explain as much.
        groups: their number.
        persons: who are in one.
    """

    pseudo_f: float
    pseudo_r2: float
    p: float
    groups: int
    persons: int


def discrepancies(
    distances: Distances,
    index: Ints,
    factors: Mapping[str, Ints],
    *,
    permutations: int = PERMUTATIONS,
    seed: int = 0,
) -> dict[str, Discrepancy]:
    """`Discrepancy` of several groupings of the same persons.

    Args:
        distances: condensed (u·(u-1)/2,), between unique sequences.
        index: (n,) unique sequence of every person, as `aggregate` has it.
        factors: name -> (n,) group of every person, any numbers from 0; below 0 is in no group and left out.
        permutations: random groupings to hold the true one against.
        seed: of those.

    Returns:
        By the names of ``factors``. A grouping of fewer than two groups, or of as many groups as persons, or of
        persons who do not differ, explains nothing: NaN.

    Raises:
        SequenceError: for a factor that is not one value a person, or an index beyond the distances.

    Example:
        >>> found = discrepancies(np.array([4.0]), np.array([0, 0, 1, 1]), {"koen": np.array([0, 0, 1, 1])})
        >>> found["koen"].pseudo_r2, found["koen"].persons
        (1.0, 4)
    """
    for name, groups in factors.items():
        if len(groups) != len(index):
            raise SequenceError(
                f"{len(index)} værdier", f"{len(groups)}", f"discrepancies({name})", "giv én pr. person"
            )
    unique = as_condensed(distances)[1]
    if len(index) and int(index.max()) >= unique:
        raise SequenceError(f"pladser under {unique}", f"{index.max()}", "discrepancies(index)", "brug aggregate")
    # Each factor has draws of its own: one more in the study changes no other's p.
    draws = [_Draws.of(index, groups, unique, permutations, seed) for groups in factors.values()]
    for begin in range(0, unique, BLOCK):
        rows = np.empty((min(BLOCK, unique - begin), unique))
        _write_rows(distances, unique, begin, rows)
        on_all_cores(partial(_Draws.add, rows=rows, begin=begin), draws)
    return {name: draw.outcome() for name, draw in zip(factors, draws, strict=True)}


@dataclass
class _Draws:
    """One factor and its random groupings: (u, (R+1)·k) persons in each, and the sums within that came of it so far."""

    members: Floats
    sizes: Floats
    sums: Floats
    total: float

    @classmethod
    def of(cls, index: Ints, groups: Ints, unique: int, permutations: int, seed: int) -> "_Draws":
        known = groups >= 0
        names, own = np.unique(groups[known], return_inverse=True)
        k, columns = len(names), permutations + 1
        # Whose the sequences are, and so which key numbered the persons, decides no draw.
        order = np.lexsort((own, index[known]))
        shuffled = np.tile(own[order], (columns, 1))
        shuffled[1:] = np.random.default_rng(seed).permuted(shuffled[1:], axis=1)
        cells = index[known][order] * (columns * k) + np.arange(columns)[:, None] * k + shuffled
        members = np.bincount(cells.ravel(), minlength=unique * columns * k).reshape(unique, columns * k)
        sizes = np.bincount(own, minlength=k).astype(np.float64)
        return cls(members.astype(np.float64), sizes, np.zeros(columns * k), 0.0)

    def add(self, rows: Floats, begin: int) -> None:
        part = self.members[begin : begin + len(rows)]
        self.sums += (part * (rows @ self.members)).sum(axis=0)
        k = len(self.sizes)
        everybody = self.members[:, :k].sum(axis=1)
        self.total += float(everybody[begin : begin + len(rows)] @ (rows @ everybody))

    def outcome(self) -> Discrepancy:
        """Sums over pairs counted both ways and with themselves: half of them over the persons is the discrepancy."""
        k, persons = len(self.sizes), int(self.sizes.sum())
        if k < 2 or persons <= k or self.total <= 0:
            return Discrepancy(np.nan, np.nan, np.nan, k, persons)
        within = (self.sums.reshape(-1, k) / (2 * self.sizes)).sum(axis=1)
        whole = self.total / (2 * persons)
        explained = whole - within[0]
        with np.errstate(divide="ignore"):
            pseudo_f = float(np.divide(explained / (k - 1), within[0] / (persons - k)))
        as_much = within <= within[0] + ROUNDING * whole
        return Discrepancy(pseudo_f, float(explained / whole), float(as_much.mean()), k, persons)


@njit(cache=True, nogil=True)
def _write_rows(distances, unique, begin, rows):  # type: ignore[no-untyped-def]
    for at in range(rows.shape[0]):
        i = begin + at
        for j in range(i):
            rows[at, j] = distances[j * unique - j * (j + 1) // 2 - j - 1 + i]
        rows[at, i] = 0.0
        start = i * unique - i * (i + 1) // 2 - i - 1
        for j in range(i + 1, unique):
            rows[at, j] = distances[start + j]
