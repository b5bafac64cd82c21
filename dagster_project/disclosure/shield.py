"""Shields: which shown counts must be suppressed too, so that one that is not protected can move."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from dagster_project.disclosure.attacker import Reach, Secrets
from dagster_project.disclosure.budget import UNLIMITED, Budget
from dagster_project.disclosure.moves import Move, Neighbourhood
from dagster_project.disclosure.presolve import Box, reduce
from dagster_project.disclosure.system import System

MOVED = 1e-7


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
        self._near: dict[tuple[int, int], Neighbourhood] = {}

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
        for near in self._wider_and_wider(count):
            wider = self._shield(near, count)
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

    def _shield(self, near: Neighbourhood, count: int) -> list[Move] | None:
        """All the way up; where that is not possible, as far down as it can go and the rest up."""

        def by(steps: int) -> Move | None:
            return near.cheapest(count, steps, self.suppressed, self.secrets.budget)

        up = by(self.steps)
        if up is not None:
            return [up]
        down = min(self.steps, int(self.box.down[count]))
        both = [by(-down), by(self.steps - down)]
        found = [move for move in both if move is not None]
        return found if len(found) == 2 else None

    def _wider_and_wider(self, count: int) -> Iterator[Neighbourhood]:
        """What may move: counts of the same family, then beside them all that is suppressed, then kin, then any.

        Rather small counts of other tables than a base that readers need. Each is found once a round.
        """
        system, free = self.system, self.system.hidden | self.suppressed
        all_alike = np.zeros_like(system.families)
        steps = ((system.families, system.hidden), (system.families, free), (system.kin, free), (all_alike, free))
        for nearness, (groups, others) in enumerate(steps):
            key = (nearness, int(groups[count]))
            if key not in self._near:
                self._near[key] = self._reduce(others, groups == groups[count])
            yield self._near[key]

    def _reduce(self, free: NDArray[np.bool_], near: NDArray[np.bool_]) -> Neighbourhood:
        may_move = free | (near & np.isfinite(self.weights))
        reduced = reduce(self.secrets.matrix, self.secrets.values, may_move, self.secrets.unseen, self.box)
        free_now = self.system.hidden | self.suppressed
        return Neighbourhood(reduced, self.box, self.weights, free_now)

    def _fresh(self, found: list[Move]) -> NDArray[np.int64]:
        """The shown counts that move."""
        moved = np.unique(np.concatenate([columns[np.abs(moves) > MOVED] for columns, moves in found]))
        fresh: NDArray[np.int64] = moved[~self.suppressed[moved] & ~self.system.hidden[moved]]
        return fresh

    def _cost(self, found: list[Move]) -> float:
        return float(self.weights[self._fresh(found)].sum())
