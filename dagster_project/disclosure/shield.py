"""Shields: which shown counts must be suppressed too, so that one that is not protected can move."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dagster_project.disclosure.attacker import Reach, Secrets, minimise
from dagster_project.disclosure.budget import UNLIMITED, Budget
from dagster_project.disclosure.presolve import Box, Reduced, reduce, without_empty_rows
from dagster_project.disclosure.system import System

MOVED = 1e-7
# Columns (m) and how far each moves (m).
Move = tuple[NDArray[np.int64], NDArray[np.float64]]


def secrets_of(system: System, budget: Budget = UNLIMITED) -> Secrets:
    """What there is to find out in ``system``."""
    unseen = system.hidden & ~system.sensitive_hidden
    return Secrets(system.matrix, system.values, system.least, unseen, system.each, budget)


class Shields:
    """Protects counts one by one; what protects one is free for the next. ``suppressed`` (n) grows meanwhile."""

    def __init__(  # noqa: PLR0913, PLR0917 - what protects, what it costs, and for how long
        self,
        system: System,
        suppressed: NDArray[np.bool_],
        weights: NDArray[np.float64],
        steps: int,
        reach: Reach,
        budget: Budget = UNLIMITED,
    ) -> None:
        """``weights`` (n): what suppressing costs, infinite where nothing can be; ``reach`` is widened."""
        self.system = system
        self.suppressed = suppressed.copy()
        self.weights = weights
        self.steps = steps
        self.reach = reach
        self.secrets = secrets_of(system, budget)
        self.box: Box = self.secrets.box(steps)
        self._near: dict[tuple[int, int], Reduced] = {}

    def protect(self, count: int, dear: float) -> bool:
        """Suppress the cheapest counts that must move along when ``count`` moves by the steps asked for.

        Args:
            count: number of the count.
            dear: when a shield of its own family costs more, those of others are held against it.

        Returns:
            False when nothing that may be suppressed protects it.

        Raises:
            OutOfTimeError: when the time is spent.
        """
        if self.suppressed[count] and self.reach.steps[count] >= self.steps:
            return True  # moved when another was protected
        found = None
        for reduced in self._wider_and_wider(count):
            wider = self._shield(reduced, count)
            if wider is not None and (found is None or self._cost(wider) < self._cost(found)):
                found = wider
            if found is not None and self._cost(found) <= dear:
                break
        if found is None:
            return False
        for columns, moves in found:
            self.reach.note(columns, moves)
        self.suppressed[self._fresh(found)] = True
        return True

    def _shield(self, reduced: Reduced, count: int) -> list[Move] | None:
        """All the way up; where that is not possible, as far down as it can go and the rest up."""
        up = self._cheapest_move(reduced, count, self.steps)
        if up is not None:
            return [up]
        down = min(self.steps, int(self.box.down[count]))
        both = [self._cheapest_move(reduced, count, -down), self._cheapest_move(reduced, count, self.steps - down)]
        found = [move for move in both if move is not None]
        return found if len(found) == 2 else None

    def _wider_and_wider(self, count: int) -> Iterator[Reduced]:
        """What may move: counts of the same family, then beside them all that is suppressed, then kin, then any.

        Rather small counts of other tables than a base that readers need. All but the last are found once a round.
        """
        system, free = self.system, self.system.hidden | self.suppressed
        steps = ((system.families, system.hidden), (system.families, free), (system.kin, free))
        for nearness, (groups, others) in enumerate(steps):
            key = (nearness, int(system.families[count]))
            if key not in self._near:
                self._near[key] = self._reduce(others, groups == groups[count])
            yield self._near[key]
        yield self._reduce(free, np.isfinite(self.weights))

    def _reduce(self, free: NDArray[np.bool_], near: NDArray[np.bool_]) -> Reduced:
        may_move = free | (near & np.isfinite(self.weights))
        return reduce(self.secrets.matrix, self.secrets.values, may_move, self.secrets.unseen, self.box)

    def _fresh(self, found: list[Move]) -> NDArray[np.int64]:
        """The shown counts that move."""
        moved = np.unique(np.concatenate([columns[np.abs(moves) > MOVED] for columns, moves in found]))
        fresh: NDArray[np.int64] = moved[~self.suppressed[moved] & ~self.system.hidden[moved]]
        return fresh

    def _cost(self, found: list[Move]) -> float:
        return float(self.weights[self._fresh(found)].sum())

    def _cheapest_move(self, reduced: Reduced, count: int, steps: int) -> Move | None:
        at = int(np.searchsorted(reduced.columns, count))
        if at == len(reduced.columns) or reduced.columns[at] != count:
            return None
        near = np.flatnonzero(reduced.component == reduced.component[at])
        columns = reduced.columns[near]
        matrix = without_empty_rows(sparse.csr_array(reduced.matrix[:, near]))
        bounds = np.column_stack([-self.box.down[columns], self.box.up[columns]])
        bounds[np.searchsorted(columns, count)] = steps
        moves = self._minimise(columns, matrix, bounds)
        return None if moves is None else (columns, moves)

    def _minimise(
        self, columns: NDArray[np.int64], matrix: sparse.csr_array, bounds: NDArray[np.float64]
    ) -> NDArray[np.float64] | None:
        """The moves (m) whose fresh counts cost least: what is shown moves either up or down, at its price."""
        shown = np.flatnonzero(~(self.system.hidden[columns] | self.suppressed[columns]))
        cost = np.zeros(len(columns))
        cost[shown] = self.weights[columns[shown]]
        upwards, downwards = bounds.copy(), -bounds[shown, ::-1]
        upwards[shown, 0] = downwards[:, 0] = 0.0
        both = sparse.hstack([matrix, -matrix[:, shown]], format="csr")
        bounds = np.concatenate([upwards, downwards])
        moves = minimise(np.concatenate([cost, cost[shown]]), both, bounds, self.secrets.budget)
        if moves is None:
            return None
        net = moves[: len(columns)].copy()
        net[shown] -= moves[len(columns) :]
        return net
