"""Linear programs that are asked many times over: HiGHS keeps the model, and starts from where it was the last time."""

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dagster_project.disclosure.budget import Budget, OutOfTimeError

# A program is broken off by what it has done, not by the clock: a limit of seconds, even one that is never reached,
# leads the solver another way to another of the cheapest choices (seen: a count hidden in one run and not in the next).
# The largest of the seed takes 6,000.
MOST_ITERATIONS = 200_000


class Program:
    """Moves (n) with ``matrix @ moves == 0`` within bounds; what they cost and how far each goes may be changed."""

    def __init__(self, cost: NDArray[np.float64], matrix: sparse.csr_array, bounds: NDArray[np.float64]) -> None:
        """``cost`` (n), ``matrix`` (r, n), ``bounds`` (n, 2)."""
        model = highspy.HighsLp()
        model.num_row_, model.num_col_ = matrix.shape
        model.col_cost_ = cost
        model.col_lower_, model.col_upper_ = np.ascontiguousarray(bounds[:, 0]), np.ascontiguousarray(bounds[:, 1])
        model.row_lower_ = model.row_upper_ = np.zeros(matrix.shape[0])
        by_row = sparse.csr_array(matrix)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_, model.a_matrix_.index_ = by_row.indptr, by_row.indices
        model.a_matrix_.value_ = by_row.data
        self._solver = highspy.Highs()
        self._solver.setOptionValue("output_flag", False)
        # One thread: what is found must not hang on the machine.
        self._solver.setOptionValue("threads", 1)
        self._solver.setOptionValue("simplex_iteration_limit", MOST_ITERATIONS)
        self._solver.passModel(model)

    def set_cost(self, columns: NDArray[np.int64], cost: float) -> None:
        """What moving ``columns`` costs from now on."""
        self._solver.changeColsCost(len(columns), columns.astype(np.int32), np.full(len(columns), cost))

    def set_bounds(self, column: int, low: float, high: float) -> None:
        """How far ``column`` goes from now on."""
        self._solver.changeColBounds(column, low, high)

    def minimise(self, budget: Budget) -> NDArray[np.float64] | None:
        """The cheapest moves (n), or None when there are none.

        Raises:
            OutOfTimeError: when the time is spent.
        """
        budget.require()
        self._solver.run()
        status = self._solver.getModelStatus()
        if status == highspy.HighsModelStatus.kIterationLimit:
            raise OutOfTimeError("a linear program took too many iterations")
        if status != highspy.HighsModelStatus.kOptimal:
            return None
        return np.asarray(self._solver.getSolution().col_value)
