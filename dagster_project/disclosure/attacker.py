"""The attacker: linear programming over the released counts. Nothing here knows how counts were chosen for release.

Moves instead of values: from the true table, how far can a suppressed count go when all that is released stays? That
system is always feasible, and a box around the truth keeps it bounded (a narrower box only makes the attacker look
stronger than he is).
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog
from scipy.sparse.csgraph import connected_components

BOX = 50
ROUNDS = 12
SEED = 20261123
SLACK = 1e-6


def ranges(
    matrix: sparse.csr_array,
    values: NDArray[np.int64],
    unknown: NDArray[np.bool_],
    wanted: NDArray[np.int64],
    steps: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How far each count can move down and up (both n, 0 for what is known), until ``steps`` apart are certain.

    Args:
        matrix: (r, n) relations, ``matrix @ values == 0``.
        values: (n) true counts.
        unknown: (n) what the attacker does not see.
        wanted: numbers of the counts that he wants; for the others the ranges are lower bounds.
        steps: what a range must reach; beyond it no more is asked.
    """
    low, high = np.zeros(len(values)), np.zeros(len(values))
    columns = np.flatnonzero(unknown)
    reduced = sparse.csr_array(matrix[:, columns])
    reduced = without_empty_rows(reduced)
    solver = _Solver(reduced, np.minimum(values[columns], BOX), steps)
    place = np.full(len(values), -1)
    place[columns] = np.arange(len(columns))
    targets = place[wanted]
    solver.explore(targets[targets >= 0])
    low[columns], high[columns] = solver.low, solver.high
    return low, high


def minimise(
    cost: NDArray[np.float64], matrix: sparse.csr_array, bounds: NDArray[np.float64]
) -> NDArray[np.float64] | None:
    """The cheapest moves (n) with ``matrix @ moves == 0`` within ``bounds`` (n, 2), or None when there are none."""
    bound = without_empty_rows(matrix)
    if not bound.shape[0]:
        bound = sparse.csr_array((1, len(cost)))
    # The stubs of SciPy do not know that the relations may be sparse.
    done = linprog(cost, A_eq=bound, b_eq=np.zeros(bound.shape[0]), bounds=bounds, method="highs")  # type: ignore[call-overload]
    return np.asarray(done.x) if done.status == 0 else None


def without_empty_rows(matrix: sparse.csr_array) -> sparse.csr_array:
    """The relations that still bind something."""
    return sparse.csr_array(matrix[np.diff(matrix.indptr) > 0])


def components(matrix: sparse.csr_array) -> NDArray[np.int64]:
    """A number for every column (n): columns with the same one are bound together, directly or by others."""
    rows = matrix.shape[0]
    both = sparse.block_array([[None, abs(matrix)], [abs(matrix).T, None]], format="csr")
    _, found = connected_components(both, directed=False)  # type: ignore[arg-type]  # its stubs know no sparse graph
    return found[rows:].astype(np.int64)


class _Solver:
    """Every solution is a table that could be the truth: what it says of all counts at once is kept."""

    def __init__(self, matrix: sparse.csr_array, down: NDArray[np.int64], steps: int) -> None:
        self.matrix = matrix
        self.enough = steps - SLACK
        self.bounds = np.column_stack([-down, np.full(len(down), BOX)]).astype(float)
        self.low = np.zeros(len(down))
        self.high = np.zeros(len(down))
        self.component = components(matrix) if matrix.shape[0] else np.arange(len(down))

    def explore(self, targets: NDArray[np.int64]) -> None:
        random = np.random.default_rng(SEED)
        everything = np.arange(len(self.low))
        for _ in range(ROUNDS):
            open_ones = self._open(targets)
            if not len(open_ones):
                return
            weights = np.zeros(len(self.low))
            weights[open_ones] = random.choice([-1.0, 1.0], len(open_ones)) * random.uniform(0.5, 1.5, len(open_ones))
            self._solve(weights, everything)
            self._solve(-weights, everything)
        for target in targets:
            for sign in (1.0, -1.0):
                if self.high[target] - self.low[target] < self.enough:
                    self._solve_one(target, sign)

    def _open(self, targets: NDArray[np.int64]) -> NDArray[np.int64]:
        return targets[self.high[targets] - self.low[targets] < self.enough]

    def _solve_one(self, target: int, sign: float) -> None:
        weights = np.zeros(len(self.low))
        weights[target] = sign
        self._solve(weights, np.flatnonzero(self.component == self.component[target]))

    def _solve(self, weights: NDArray[np.float64], columns: NDArray[np.int64]) -> None:
        moves = minimise(weights[columns], sparse.csr_array(self.matrix[:, columns]), self.bounds[columns])
        if moves is None:
            raise ArithmeticError("no move at all is always a solution: the solver failed")
        self.low[columns] = np.minimum(self.low[columns], moves)
        self.high[columns] = np.maximum(self.high[columns], moves)
