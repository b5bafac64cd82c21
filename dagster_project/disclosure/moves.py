"""The cheapest moves that take a count along: what it is bound to, as one program that is kept while it is asked."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dagster_project.disclosure.budget import Budget
from dagster_project.disclosure.presolve import Box, Reduced, without_empty_rows
from dagster_project.disclosure.program import Program

# Columns (m) and how far each moves (m).
Move = tuple[NDArray[np.int64], NDArray[np.float64]]


class Neighbourhood:
    """The counts of a reduced system, each of its components a program once somebody asks for one of them."""

    def __init__(self, reduced: Reduced, box: Box, prices: NDArray[np.float64], free: NDArray[np.bool_]) -> None:
        """``prices`` (n): what moving a count costs that is not ``free`` (n)."""
        self.reduced = reduced
        self._box, self._prices, self._free = box, prices, free
        self._components: dict[int, _Component] = {}

    def cheapest(self, count: int, steps: int, suppressed: NDArray[np.bool_], budget: Budget) -> Move | None:
        """The cheapest moves in which ``count`` goes by ``steps``; None when there are none.

        Args:
            count: its number.
            steps: up, or down when negative.
            suppressed: (n) counts that cost nothing by now.
            budget: the time there is.

        Raises:
            OutOfTimeError: when the time is spent.
        """
        at = int(np.searchsorted(self.reduced.columns, count))
        if at == len(self.reduced.columns) or self.reduced.columns[at] != count:
            return None
        number = int(self.reduced.component[at])
        if number not in self._components:
            self._components[number] = self._made(number)
        return self._components[number].cheapest(count, steps, suppressed, budget)

    def _made(self, number: int) -> "_Component":
        near = np.flatnonzero(self.reduced.component == number)
        columns = self.reduced.columns[near]
        matrix = without_empty_rows(sparse.csr_array(self.reduced.matrix[:, near]))
        bounds = np.column_stack([-self._box.down[columns], self._box.up[columns]])
        return _Component(columns, matrix, bounds, np.where(self._free, 0.0, self._prices)[columns])


class _Component:
    """Counts that are bound together. What is shown moves either up or down, at its price: a column for each way."""

    def __init__(
        self,
        columns: NDArray[np.int64],
        matrix: sparse.csr_array,
        bounds: NDArray[np.float64],
        prices: NDArray[np.float64],
    ) -> None:
        self._columns, self._bounds = columns, bounds
        self._shown = np.flatnonzero(prices > 0)
        self._priced = np.ones(len(self._shown), dtype=bool)
        upwards, downwards = bounds.copy(), -bounds[self._shown, ::-1]
        upwards[self._shown, 0] = downwards[:, 0] = 0.0
        both = sparse.csr_array(sparse.hstack([matrix, -matrix[:, self._shown]], format="csr"))
        cost = np.concatenate([prices, prices[self._shown]])
        self._program = Program(cost, both, np.concatenate([upwards, downwards]))

    def cheapest(self, count: int, steps: int, suppressed: NDArray[np.bool_], budget: Budget) -> Move | None:
        paid = np.flatnonzero(self._priced & suppressed[self._columns[self._shown]])
        self._priced[paid] = False
        self._program.set_cost(np.concatenate([self._shown[paid], len(self._columns) + paid]), 0.0)
        at = int(np.searchsorted(self._columns, count))
        self._program.set_bounds(at, steps, steps)
        moves = self._program.minimise(budget)
        self._program.set_bounds(at, *self._bounds[at])
        if moves is None:
            return None
        net = moves[: len(self._columns)].copy()
        net[self._shown] -= moves[len(self._columns) :]
        return self._columns, net
