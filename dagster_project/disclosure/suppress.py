"""Choose what is not released: small counts, and the cheapest others that keep the small ones from being computed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dagster_project.disclosure.attacker import BOX, SLACK, components, minimise, ranges
from dagster_project.disclosure.system import System

MAX_ROUNDS = 25
# Margins are what readers need most; a zero may be shown and is a poor shield.
MARGIN_WEIGHT, BASE_WEIGHT, ZERO_WEIGHT = 8.0, 60.0, 6.0
BASES = ("personer", "sager", "borger", "stoerrelse")
MOVED = 1e-7


@dataclass(frozen=True)
class Broken:
    """Counts that an attacker would bound too tightly: their numbers, and how far they move down and up."""

    counts: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def choose(system: System, min_cell: int) -> NDArray[np.bool_]:
    """Which counts to suppress (n), so that none of them, and no complement, is bounded to under ``min_cell`` values.

    Raises:
        ArithmeticError: when no choice is found within `MAX_ROUNDS` rounds.
    """
    suppressed = ~system.hidden & (system.values >= 1) & (system.values < min_cell)
    twins = _twins(system)
    weights = _weights(system, twins)
    for _ in range(MAX_ROUNDS):
        suppressed = _with_twins(suppressed, twins)
        broken = find_broken(system, suppressed, min_cell)
        if not len(broken.counts):
            return suppressed
        for count in broken.counts:
            suppressed |= _shield(system, suppressed, weights, int(count), min_cell - 1)
    raise ArithmeticError("no choice of suppressed counts is safe")


def find_broken(system: System, suppressed: NDArray[np.bool_], min_cell: int) -> Broken:
    """What the attacker gets out of the released counts."""
    small = system.sensitive_hidden & (system.values >= 1) & (system.values < min_cell)
    wanted = np.flatnonzero(suppressed | small)
    low, high = ranges(system.matrix, system.values, system.hidden | suppressed, wanted, min_cell - 1)
    narrow = high - low < min_cell - 1 - SLACK
    # A complement has no cell of its own: it is given away when it is known to be small.
    given_away = (system.values + low > SLACK) & (system.values + high < min_cell - SLACK)
    is_broken = (suppressed & narrow) | (small & given_away)
    counts = np.flatnonzero(is_broken)
    order = np.lexsort((counts, system.values[counts]))
    return Broken(counts[order], low[counts][order], high[counts][order])


def _shield(
    system: System, suppressed: NDArray[np.bool_], weights: NDArray[np.float64], count: int, steps: int
) -> NDArray[np.bool_]:
    """The cheapest shown counts that must move along when ``count`` moves up by ``steps``: first within its family."""
    near = system.families == system.families[count]
    found = _cheapest_move(system, suppressed, np.where(near, weights, np.inf), count, steps)
    if found is None or weights[found & ~suppressed].sum() > BASE_WEIGHT:
        # Rather small counts of other tables than a base that readers need.
        found = _cheapest_move(system, suppressed, weights, count, steps)
    if found is None:
        raise ArithmeticError(f"the count {'/'.join(system.names[count])} cannot be protected")
    return found


def _cheapest_move(
    system: System, suppressed: NDArray[np.bool_], weights: NDArray[np.float64], count: int, steps: int
) -> NDArray[np.bool_] | None:
    free = system.hidden | suppressed
    columns = np.flatnonzero(free | np.isfinite(weights))
    bound = components(sparse.csr_array(system.matrix[:, columns]))
    columns = columns[bound == bound[np.searchsorted(columns, count)]]
    matrix = sparse.csr_array(system.matrix[:, columns])
    cost = np.where(free[columns], 0.0, weights[columns])
    down = np.minimum(system.values[columns], BOX).astype(float)
    up = np.full(len(columns), float(BOX))
    position = int(np.searchsorted(columns, count))
    up_bounds, down_bounds = np.column_stack([np.zeros_like(up), up]), np.column_stack([np.zeros_like(down), down])
    up_bounds[position], down_bounds[position] = (steps, steps), (0, 0)
    bounds = np.concatenate([up_bounds, down_bounds])
    moves = minimise(np.concatenate([cost, cost]), sparse.hstack([matrix, -matrix], format="csr"), bounds)
    if moves is None:
        return None
    moved = np.abs(moves[: len(columns)] - moves[len(columns) :]) > MOVED
    found = np.zeros(len(system.values), dtype=bool)
    found[columns[moved]] = True
    return found & ~system.hidden


def _weights(system: System, twins: list[tuple[int, int]]) -> NDArray[np.float64]:
    weights = np.log2(2.0 + system.values)
    weights[system.values == 0] = ZERO_WEIGHT
    margin = [name[3] == "alle" or name[2].startswith(("alle_", "region_")) for name in system.names]
    weights[np.array(margin, dtype=bool)] *= MARGIN_WEIGHT
    weights[np.array([name[0] in BASES for name in system.names], dtype=bool)] *= BASE_WEIGHT
    for one, other in twins:
        weights[one] = weights[other] = weights[one] + weights[other]
    return np.asarray(weights)


def _twins(system: System) -> list[tuple[int, int]]:
    """Counts that are equal though no rule says so: to show one is to show the other."""
    place = {name: i for i, name in enumerate(system.names)}
    pairs = []
    for name, i in place.items():
        other = {
            "afgoerelse": ("personer", "", name[2], "alle") if name[3] == "tilkendelse" else None,
        }.get(name[0], ("stoerrelse", *name[1:]) if name[3] == "alle" else None)
        if other in place and other != name and system.values[place[other]] == system.values[i]:
            pairs.append((i, place[other]))
    return pairs


def _with_twins(suppressed: NDArray[np.bool_], twins: list[tuple[int, int]]) -> NDArray[np.bool_]:
    for one, other in twins:
        if suppressed[one] or suppressed[other]:
            suppressed[[one, other]] = True
    return suppressed
