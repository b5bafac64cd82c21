"""An attacker of the tests' own: linear programming over everything that is released, written apart from the product's.

It knows the schema `frigivelse` and the definitions. The truth (`marts`) serves three ends only: a definition that the
data does not keep is dropped (a real attacker would notice), a box around it keeps the programs bounded, and it says
which counts were wanted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import duckdb
import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog
from scipy.sparse.csgraph import connected_components

from tests.oracle.disclosure.attacker.cells import HALF, Key, counts, lines, means, typical
from tests.oracle.disclosure.attacker.definitions import relations
from tests.oracle.disclosure.attacker.knowledge import Cells, Relation

ROUNDS = 12
SLACK = 1e-6
EXISTS = ("personer",)


@dataclass(frozen=True)
class Leak:
    """A suppressed count that can have too few values."""

    key: Key
    truth: int
    low: float
    high: float

    @property
    def values(self) -> int:
        """How many whole numbers it can be."""
        return int(np.floor(self.high + SLACK) - np.ceil(self.low - SLACK)) + 1


@dataclass(frozen=True)
class Report:
    """What an attack found: leaks, among how many suppressed counts, and released counts that are small."""

    leaks: list[Leak]
    suppressed: int
    small: list[Key]
    dropped: int


def attack(con: duckdb.DuckDBPyConnection, min_cell: int = 5) -> Report:
    """Attack `frigivelse` of the current database."""
    truth: dict[Key, int] = {key: value for key, value in counts(con, "marts") if value is not None}
    shown: dict[Key, int] = {key: value for key, value in counts(con, "frigivelse") if value is not None}
    _add_quarters(con, truth)
    cells = Cells(truth, _regions(con), _bands(con))
    printed = (_printed_means(con, truth), _printed_shares(con, truth), _told_as_typical(con, truth, min_cell))
    known = [*relations(cells), *chain.from_iterable(printed)]
    kept = [relation for relation in known if _holds(relation, truth)]
    system = _System(truth, shown, kept, min_cell)
    hidden = [k for k, _ in counts(con, "frigivelse") if k not in shown]
    leaks = system.leaks(list(dict.fromkeys(key for key in hidden if key in truth)))
    small = [key for key, value in shown.items() if 1 <= value < min_cell]
    return Report(leaks, len(set(hidden)), small, len(known) - len(kept))


def _add_quarters(con: duckdb.DuckDBPyConnection, truth: dict[Key, int]) -> None:
    """Quarters of a state in all: no table has them, but every mean of quarters is one divided by the persons."""
    for analysis, pathway, place, state, mean in means(con, "marts"):
        size = truth.get(("personer", (analysis, pathway), place, ""))
        if size and pathway != "uden_forloeb":
            truth["kvartaler", (analysis, pathway), place, state] = round(mean * size)


def _printed_means(con: duckdb.DuckDBPyConnection, truth: dict[Key, int]) -> list[Relation]:
    found: list[Relation] = []
    for analysis, pathway, place, state, mean in means(con, "frigivelse"):
        total = ("kvartaler", (analysis, pathway), place, state)
        size = ("personer", (analysis, pathway), place, "")
        if total in truth and size in truth:
            found.append(({total: 1.0, size: -(mean - HALF)}, 0, np.inf))
            found.append(({total: -1.0, size: mean + HALF}, 0, np.inf))
    return found


def _printed_shares(con: duckdb.DuckDBPyConnection, truth: dict[Key, int]) -> Iterator[Relation]:
    """A share whose count or base is hidden bounds the one by the other."""
    for line in lines(con, "frigivelse"):
        if line.share is not None and line.key in truth and line.of in truth and None in {line.antal, line.base}:
            yield {line.key: 1.0, line.of: -(line.share - line.half)}, 0, np.inf
            yield {line.key: -1.0, line.of: line.share + line.half}, 0, np.inf


def _told_as_typical(con: duckdb.DuckDBPyConnection, truth: dict[Key, int], min_cell: int) -> Iterator[Relation]:
    """No other state has more than the one that most are in; a sequence that is told is that of some at least."""
    for most, _, medoid in typical(con, "frigivelse"):
        quarter, state = most[3]
        others = [key for key in truth if key[:3] == most[:3] and key[3][0] == quarter and key != most]
        if state:
            yield from (({most: 1.0, other: -1.0}, 0, np.inf) for other in others)
        if medoid:
            yield {(*most[:3], (quarter, medoid)): 1.0}, min_cell, np.inf


def _holds(relation: Relation, truth: dict[Key, int]) -> bool:
    terms, low, high = relation
    value = sum(weight * truth[key] for key, weight in terms.items())
    return low - SLACK <= value <= high + SLACK


class _System:
    """``a x <= b`` and ``c x = d`` over the counts that are not shown."""

    def __init__(self, truth: dict[Key, int], shown: dict[Key, int], known: list[Relation], min_cell: int) -> None:
        self.steps = min_cell - 1
        self.truth = truth
        self.unknown = [key for key in truth if key not in shown]
        self.place = {key: i for i, key in enumerate(self.unknown)}
        # Rows in a form that both ends have: lower = upper is an equation.
        rows: list[int] = []
        columns: list[int] = []
        weights: list[float] = []
        self.low: list[float] = []
        self.high: list[float] = []
        for terms, low, high in known:
            fixed = sum(weight * shown[key] for key, weight in terms.items() if key in shown)
            open_terms = [(self.place[key], weight) for key, weight in terms.items() if key not in shown]
            if open_terms:
                rows += [len(self.low)] * len(open_terms)
                columns += [column for column, _ in open_terms]
                weights += [weight for _, weight in open_terms]
                self.low.append(low - fixed)
                self.high.append(high - fixed)
        shape = (len(self.low), len(self.unknown))
        self.matrix = sparse.csr_array(sparse.coo_array((weights, (rows, columns)), shape=shape))
        values = np.array([truth[key] for key in self.unknown], dtype=float)
        many = np.array([50.0 if key[0] in MANY else 1.0 for key in self.unknown])
        there = np.array([key[0] in EXISTS and key[1] != "" for key in self.unknown], dtype=float)
        self.bounds = np.column_stack([np.maximum(there, values - 60 * many), values + 60 * many])
        self.least, self.most = values.copy(), values.copy()
        both = sparse.block_array([[None, abs(self.matrix)], [abs(self.matrix).T, None]], format="csr")
        found = connected_components(both, directed=False)  # type: ignore[arg-type]  # its stubs know no sparse graph
        self.component = found[1][shape[0] :]

    def leaks(self, wanted: list[Key]) -> list[Leak]:
        """What of ``wanted`` cannot have as many values as it must."""
        targets = np.array(sorted(self.place[key] for key in wanted), dtype=np.int64)
        random = np.random.default_rng(7)
        for _ in range(ROUNDS):
            left = self._open(targets)
            if len(left):
                goal = random.uniform(0.5, 1.5, len(left)) * random.choice([-1, 1], len(left))
                self._solve(left, goal)
                self._solve(left, -goal)
        for target in self._open(targets):
            self._solve(np.array([target]), np.array([1.0]))
            self._solve(np.array([target]), np.array([-1.0]))
        return [
            Leak(self.unknown[i], self.truth[self.unknown[i]], self.least[i], self.most[i]) for i in self._open(targets)
        ]

    def _open(self, targets: NDArray[np.int64]) -> NDArray[np.int64]:
        reach = np.floor(self.most[targets] + SLACK) - np.ceil(self.least[targets] - SLACK)
        return targets[reach < self.steps]

    def _solve(self, targets: NDArray[np.int64], goal: NDArray[np.float64]) -> None:
        near = np.flatnonzero(np.isin(self.component, self.component[targets]))
        rows = np.flatnonzero(np.diff(sparse.csr_array(self.matrix[:, near]).indptr) > 0)
        matrix = sparse.csr_array(self.matrix[rows][:, near])
        low, high = np.array(self.low)[rows], np.array(self.high)[rows]
        cost = np.zeros(len(near))
        cost[np.searchsorted(near, targets)] = goal
        same, above, below = low == high, (low != high) & np.isfinite(high), (low != high) & np.isfinite(low)
        upper = sparse.vstack([matrix[above], -matrix[below]], format="csr")
        done = linprog(  # type: ignore[call-overload]
            cost,
            A_ub=upper if upper.shape[0] else None,
            b_ub=np.concatenate([high[above], -low[below]]) if upper.shape[0] else None,
            A_eq=matrix[same] if same.any() else None,
            b_eq=low[same] if same.any() else None,
            bounds=self.bounds[near],
            method="highs",
        )
        assert done.status == 0, done.message
        self.least[near] = np.minimum(self.least[near], done.x)
        self.most[near] = np.maximum(self.most[near], done.x)


MANY = {"foranstaltning", "foranstaltninger", "scenariets_foranstaltning", "scenariets_alle", "kvartaler"}


def _regions(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Region of every municipality of today, by the keys of the tables."""
    rows = con.execute(
        """SELECT DISTINCT k.noegle, coalesce(r.noegle, '') FROM (
               FROM kode.kommune WHERE noegle IS NOT NULL AND coalesce(ny_kode, kom) = kom
               QUALIFY row_number() OVER (PARTITION BY kom ORDER BY gyldig_til DESC) = 1
           ) k LEFT JOIN kode.region r USING (region_kode)"""
    ).fetchall()
    return dict(rows)


def _bands(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, int]]:
    rows = con.execute("SELECT noegle, antal_fra::INTEGER, antal_til::INTEGER FROM kode.antalsbaand").fetchall()
    return {key: (first, last) for key, first, last in rows}
