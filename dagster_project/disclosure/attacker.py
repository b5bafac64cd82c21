"""The attacker: linear programming over the released counts. Nothing here knows how counts were chosen for release.

Moves instead of values: from the true table, how far can a suppressed count go when all that is released stays? That
system is always feasible, and a box around the truth keeps it bounded (a narrower box only makes the attacker look
stronger than he is). Components do not touch each other, so one program asks one question of every component at once.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dagster_project.disclosure.budget import UNLIMITED, Budget
from dagster_project.disclosure.presolve import Box, Reduced, reduce
from dagster_project.disclosure.program import Program

# Counts move at most so many times as far as they must.
BOX_STEPS = 5
ROUNDS = 6
SEED = 20261123
SLACK = 1e-6


@dataclass(frozen=True)
class Reach:
    """How far each count (n) has been seen to move down (``low``, 0 or less) and up (``high``); it only widens."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @classmethod
    def none(cls, counts: int) -> "Reach":
        """Nothing has moved yet."""
        return cls(np.zeros(counts), np.zeros(counts))

    def note(self, columns: NDArray[np.int64], moves: NDArray[np.float64]) -> None:
        """Moves that are possible together."""
        self.low[columns] = np.minimum(self.low[columns], moves)
        self.high[columns] = np.maximum(self.high[columns], moves)

    @property
    def steps(self) -> NDArray[np.float64]:
        """Whole steps between the ends (n): counts are whole, so the part of a step is none."""
        return np.floor(self.high + SLACK) - np.ceil(self.low - SLACK)


@dataclass(frozen=True)
class Secrets:
    """What is attacked.

    ``matrix`` (r, n) with ``matrix @ values == 0``, the true ``values`` (n), the ``least`` (n) that everybody knows a
    count to be, which counts no table has (``unseen``, (n)), and how many things one person may be in a count
    (``each``, (n)). An attack takes at most ``budget``.
    """

    matrix: sparse.csr_array
    values: NDArray[np.int64]
    least: NDArray[np.int64]
    unseen: NDArray[np.bool_]
    each: NDArray[np.float64]
    budget: Budget = UNLIMITED

    def box(self, steps: int) -> Box:
        """The box of an attack that asks for ``steps``.

        What one person may be many times in moves as many times farther, and a sum that no table shows is not held:
        a box that four persons do not fit into would leave counts that no suppression could protect.
        """
        most = BOX_STEPS * steps * self.each
        down = np.minimum(self.values - self.least, most)
        return Box(down, np.where(self.unseen, np.inf, most))


def explore(  # noqa: PLR0913 - an attack is what it is
    secrets: Secrets,
    unknown: NDArray[np.bool_],
    wanted: NDArray[np.int64],
    steps: int,
    reach: Reach,
    *,
    exact: bool = True,
) -> None:
    """Widen ``reach`` until every count of ``wanted`` moves ``steps`` in all, or is known not to.

    Args:
        secrets: the system.
        unknown: (n) what the attacker does not see.
        wanted: numbers of the counts that he wants; for the others the reach is no more than a lower bound.
        steps: what a reach must come to; beyond it no more is asked.
        exact: False: only what shows at once.
        reach: what has been found before for fewer unknown counts stays true, and is widened in place.

    Raises:
        OutOfTimeError: when the time is spent.
    """
    box = secrets.box(steps)
    reduced = reduce(secrets.matrix, secrets.values, unknown, secrets.unseen, box)
    solver = _Solver(reduced, box, reach, secrets.budget)
    targets = np.intersect1d(wanted, solver.reduced.columns)
    solver.wander(targets, steps)
    if exact:
        solver.ask(targets, steps)


class _Solver:
    """Every solution is a table that could be the truth: what it says of all counts at once is kept."""

    def __init__(self, reduced: Reduced, box: Box, reach: Reach, budget: Budget) -> None:
        self.reduced = reduced
        self.budget = budget
        self.reach = reach
        self.bounds = np.column_stack([-box.down[reduced.columns], box.up[reduced.columns]])

    def wander(self, targets: NDArray[np.int64], steps: int) -> None:
        """All open targets at once in directions drawn at random, there and back: that settles most of them."""
        random = np.random.default_rng(SEED)
        for _ in range(ROUNDS):
            open_ones = self._open(targets, steps)
            if not len(open_ones):
                return
            signs = random.choice([-1.0, 1.0], len(open_ones)) * random.uniform(0.5, 1.5, len(open_ones))
            self._solve(open_ones, signs)
            self._solve(open_ones, -signs)

    def ask(self, targets: NDArray[np.int64], steps: int) -> None:
        """Each open target for itself, the most and the least that it can be."""
        left = self._open(targets, steps)
        while len(left):
            component = self.reduced.component[np.searchsorted(self.reduced.columns, left)]
            chosen = left[np.unique(component, return_index=True)[1]]
            for sign in (1.0, -1.0):
                asked = self._open(chosen, steps)
                if len(asked):
                    self._solve(asked, np.full(len(asked), sign))
            left = self._open(np.setdiff1d(left, chosen), steps)

    def _open(self, targets: NDArray[np.int64], steps: int) -> NDArray[np.int64]:
        return targets[self.reach.steps[targets] < steps]

    def _solve(self, targets: NDArray[np.int64], weights: NDArray[np.float64]) -> None:
        """Minimise the weighted sum of ``targets`` over the components they lie in."""
        at = np.searchsorted(self.reduced.columns, targets)
        cost = np.zeros(len(self.reduced.columns))
        cost[at] = weights
        near = np.flatnonzero(np.isin(self.reduced.component, self.reduced.component[at]))
        matrix = sparse.csr_array(self.reduced.matrix[:, near])
        matrix = sparse.csr_array(matrix[np.diff(matrix.indptr) > 0])
        moves = Program(cost[near], matrix, self.bounds[near]).minimise(self.budget)
        if moves is None:
            raise ArithmeticError("no move at all is always a solution: the solver failed")
        self.reach.note(self.reduced.columns[near], moves)
