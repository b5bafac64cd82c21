"""Whole numbers behind printed percentages: controlled rounding with an integer program."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from dagster_project.errors import VejeError


@dataclass(frozen=True)
class Window:
    """The count of ``levels`` over all ``atoms`` lies in [low, high]; ``weights`` (per level) count some more."""

    atoms: Sequence[str]
    levels: Sequence[str]
    low: int
    high: int
    weights: Sequence[int] = ()


def solve_counts(
    sizes: Mapping[str, int],
    levels: Sequence[str],
    windows: Sequence[Window],
    expected: Mapping[str, NDArray[np.float64]],
    where: str,
) -> dict[str, dict[str, int]]:
    """Counts per atom and level that add up to ``sizes``, keep every window, and lie nearest to ``expected``.

    Distance is the sum of absolute deviations over the square root of the atom's size (HiGHS, exact optimum).
    The answer is ``{atom: {level: count}}``.

    Raises:
        VejeError: when no whole numbers keep the windows; ``where`` names the table.
    """
    atoms = list(sizes)
    cells = len(atoms) * len(levels)
    aim = np.concatenate([expected[atom] for atom in atoms])
    weight = np.repeat([1 / max(1.0, sizes[atom]) ** 0.5 for atom in atoms], len(levels))
    rows, low, high = _constraints(atoms, levels, sizes, windows)
    both = np.arange(cells)
    # Variables: counts, then the absolute deviations d >= x - aim and d >= aim - x.
    deviation = coo_array(
        (
            np.concatenate([np.ones(cells), np.ones(cells), -np.ones(cells), np.ones(cells)]),
            (
                np.concatenate([both, both, both + cells, both + cells]),
                np.tile(np.concatenate([both, both + cells]), 2),
            ),
        ),
        shape=(2 * cells, 2 * cells),
    )
    result = milp(
        np.concatenate([np.zeros(cells), weight]),
        integrality=np.concatenate([np.ones(cells), np.zeros(cells)]),
        bounds=Bounds(0, np.inf),
        constraints=[
            LinearConstraint(rows, low, high),
            LinearConstraint(deviation, np.concatenate([aim, -aim]), np.inf),
        ],
        options={"mip_rel_gap": 1e-3},
    )
    if result.x is None:
        raise VejeError("hele tal bag de trykte procenter", "ingen løsning", where, "ret tabellerne i publiceret/")
    counts = np.rint(result.x[:cells]).astype(int).reshape(len(atoms), len(levels))
    return {atom: dict(zip(levels, map(int, row), strict=True)) for atom, row in zip(atoms, counts, strict=True)}


def _constraints(
    atoms: Sequence[str], levels: Sequence[str], sizes: Mapping[str, int], windows: Sequence[Window]
) -> tuple[coo_array, NDArray[np.float64], NDArray[np.float64]]:
    """Rows of the constraint matrix over counts and deviations: one per atom (its size), one per window."""
    width = len(levels)
    place = {(a, level): i * width + j for i, a in enumerate(atoms) for j, level in enumerate(levels)}
    groups = [[place[a, level] for level in levels] for a in atoms]
    groups += [[place[a, level] for a in w.atoms for level in w.levels] for w in windows]
    weights = [[1] * len(levels) for _ in atoms]
    weights += [list(w.weights or [1] * len(w.levels)) * len(w.atoms) for w in windows]
    low = [float(sizes[a]) for a in atoms] + [float(w.low) for w in windows]
    high = [float(sizes[a]) for a in atoms] + [float(w.high) for w in windows]
    columns = np.concatenate([np.asarray(g) for g in groups])
    lines = np.repeat(np.arange(len(groups)), [len(g) for g in groups])
    values = np.concatenate([np.asarray(w, dtype=float) for w in weights])
    matrix = coo_array((values, (lines, columns)), shape=(len(groups), 2 * len(place)))
    return matrix, np.asarray(low), np.asarray(high)


def apportion(total: int, weights: Sequence[float] | NDArray[np.float64]) -> NDArray[np.int64]:
    """Whole numbers that sum to ``total`` in the proportion of ``weights`` (largest remainder, ties to the first)."""
    exact = np.asarray(weights, dtype=float) * total / float(np.sum(weights))
    whole = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - whole), kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return whole


def exact_mean(values: NDArray[np.int64], mean: Fraction, low: int, high: int) -> NDArray[np.int64]:
    """Values moved as little as needed so that their sum is the whole number nearest to ``mean`` times their number.

    ``values`` are first scaled, then the rest is spread one by one over those that stay within [low, high].
    """
    target = round(mean * len(values))
    moved = np.clip(np.rint(values * (target / max(1, int(values.sum())))).astype(np.int64), low, high)
    while rest := target - int(moved.sum()):
        room = np.flatnonzero(moved < high) if rest > 0 else np.flatnonzero(moved > low)
        step = max(1, abs(rest) // len(room))
        chosen = room[: min(len(room), abs(rest) // step)]
        moved[chosen] = np.clip(moved[chosen] + (step if rest > 0 else -step), low, high)
    return np.asarray(moved)
