"""Distances between sequences: optimal matching, LCS, Hamming and dynamic Hamming, as TraMineR's ``seqdist``.

Computed on unique rows; a row that occurs twice costs nothing more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from dagster_project.sequences import kernels
from dagster_project.sequences.arguments import (
    MOST_IN_A_BYTE,
    Distances,
    Floats,
    Ints,
    SequenceError,
    States,
    as_costs,
    as_indel,
    as_states,
)
from dagster_project.sequences.costs import CONSTANT_COST, dynamic_costs, period_shares, warn_of_detours
from dagster_project.sequences.expand import expand_condensed
from dagster_project.sequences.long_kernels import long_lcs
from dagster_project.sequences.spell_kernels import om_spell
from dagster_project.sequences.unique import aggregate, shared_prefixes

METHODS = ("om", "lcs", "ham", "dhd", "omspell", "chi2")
# One bit of a machine word for each quarter.
LONGEST_WORD = 64
# Costs that a method of an analysis can be given by name.
SUBSTITUTIONS = {
    **dict.fromkeys(("om", "omspell", "ham"), ("constant", "trate")),
    **dict.fromkeys(("lcs", "dhd", "chi2"), ("constant",)),
}
HAMMING_COST = 1.0
# TraMineR's ``expcost``: what a period of a spell costs where spells are matched.
PERIOD_COST = 0.5


@dataclass(frozen=True)
class Measure:
    """A distance with its costs settled, ready for any two lots of sequences; ``whole``: a byte holds each distance."""

    fill: Callable[[States, States, Ints, Ints, bool, Distances], None]
    whole: bool = False

    def condensed(self, unique: States, *, in_bytes: bool = False) -> Distances:
        """(u(u-1)/2,) distances between the rows of ``unique``, which are in ascending order.

        ``in_bytes``: as uint8, where the measure is ``whole``; the numbers are the same.
        """
        rows = len(unique)
        pairs = rows * (rows - 1) // 2
        out: Distances = np.empty(pairs, dtype=np.uint8) if in_bytes and self.whole else np.empty(pairs)
        line = np.arange(rows, dtype=np.int64)
        self.fill(unique, unique, shared_prefixes(unique), line * rows - line * (line + 1) // 2 - line - 1, True, out)
        return out

    def between(self, few: States, many: States) -> Floats:
        """(f, m) distances from each row of ``few`` to each row of ``many``."""
        out = np.empty(len(few) * len(many))
        none_shared = np.zeros(len(few), dtype=np.int64)
        self.fill(few, many, none_shared, np.arange(len(few), dtype=np.int64) * len(many), False, out)
        return out.reshape(len(few), len(many))


def pairwise_distances(
    sequences: ArrayLike,
    *,
    method: str = "om",
    substitution: ArrayLike | None = None,
    indel: float = 1.0,
    weights: ArrayLike | None = None,
) -> Floats:
    """Distances between all pairs of rows.

    Args:
        sequences: (n, L) states 0, 1, ….
        method: ``"om"`` optimal matching; ``"lcs"`` 2L - 2·LCS; ``"ham"`` Hamming; ``"dhd"`` dynamic Hamming;
            ``"omspell"`` optimal matching of spells; ``"chi2"`` chi-squared distance of the states of each period.
        substitution: (k, k) costs; None is 2 for ``om`` and ``omspell``, and TraMineR's default of 1 for ``ham``.
            ``dhd`` takes (L, k, k) and derives them from the transition rates of each quarter by default; ``lcs`` and
            ``chi2`` take none.
        indel: cost of an insertion or a deletion, of ``om`` and ``omspell`` only.
        weights: (n,) how many each row stands for, read by ``chi2`` and the default costs of ``dhd``; None is 1.

    Returns:
        (n(n-1)/2,) float64, in the order of the input as scipy's ``pdist``.

    Raises:
        SequenceError: for NaN, unequal lengths, asymmetric or negative costs, an unknown method, or costs and weights
            that the method does not read.

    Warns:
        CostWarning: for substitution costs that break the triangle inequality.

    Example:
        >>> pairwise_distances([[0, 0, 1], [0, 1, 1]])
        array([2.])
    """
    states = as_states(sequences)
    unique, _, index = aggregate(states)
    measure = settle(states, method=method, substitution=substitution, indel=indel, weights=weights)
    distances = np.asarray(measure.condensed(unique), dtype=np.float64)
    if len(unique) == len(states) and np.array_equal(index, np.arange(len(states))):
        return distances
    return np.asarray(expand_condensed(distances, index, len(unique)))


def settle(
    states: States,
    *,
    method: str,
    substitution: ArrayLike | None,
    indel: float,
    weights: ArrayLike | None = None,
) -> Measure:
    """The measure that `pairwise_distances` applies to ``states``, with costs read from them where the method does."""
    if method not in METHODS:
        raise SequenceError(" eller ".join(METHODS), f"'{method}'", "pairwise_distances", "ret method")
    if method in ("lcs", "chi2") and substitution is not None:
        raise SequenceError("ingen substitution", "en matrix", f"pairwise_distances(method='{method}')", "udelad den")
    if method not in ("om", "omspell") and indel != 1.0:
        raise SequenceError("ingen indel", f"{indel}", f"pairwise_distances(method='{method}')", "udelad den")
    if weights is not None and (method not in ("dhd", "chi2") or substitution is not None):
        raise SequenceError("vægte til omkostninger fra data (dhd, chi2)", "vægte", f"method='{method}'", "udelad dem")
    k, length = int(states.max()) + 1, states.shape[1]
    if method in ("ham", "dhd"):
        return _positionwise(states, method, substitution, k, weights)
    if method == "chi2":
        return _chi_squared(states, k, weights)
    costs = _constant(k, CONSTANT_COST) if substitution is None else as_costs(substitution, (k, k))
    warn_of_detours(costs)
    insertion = 1.0 if method == "lcs" else as_indel(indel)
    if method == "omspell":
        return Measure(lambda a, b, _shared, *to: om_spell(a, b, costs, insertion, PERIOD_COST, *to))
    # Where no substitution beats a deletion and an insertion, only the common subsequence counts.
    if (costs[~np.eye(len(costs), dtype=bool)] >= 2 * insertion).all():
        scale = 2 * insertion
        fill = kernels.lcs if length <= LONGEST_WORD else long_lcs
        whole = scale == int(scale) and scale * length <= MOST_IN_A_BYTE
        return Measure(lambda a, b, shared, *to: fill(a, b, shared, scale, *to), whole)
    return Measure(lambda a, b, shared, *to: kernels.om(a, b, shared, costs, insertion, *to))


def _positionwise(
    states: States, method: str, substitution: ArrayLike | None, k: int, weights: ArrayLike | None
) -> Measure:
    length = states.shape[1]
    if method == "ham":
        flat = _constant(k, HAMMING_COST) if substitution is None else as_costs(substitution, (k, k))
        costs = np.ascontiguousarray(np.broadcast_to(flat, (length, *flat.shape)))
    elif substitution is None:
        costs = dynamic_costs(states, k, weights=weights)
    else:
        costs = as_costs(substitution, (length, k, k))
    whole = np.array_equal(costs, np.floor(costs)) and costs.max(axis=(1, 2)).sum() <= MOST_IN_A_BYTE
    return Measure(lambda a, b, shared, *to: kernels.hamming(a, b, shared, costs, *to), bool(whole))


def _chi_squared(states: States, k: int, weights: ArrayLike | None) -> Measure:
    """Periods differ by 1/p(a) + 1/p(b), with p the share of a state in the period: the rarer, the farther apart."""
    shares = period_shares(states, k, weights)
    inverse = np.divide(1.0, shares, out=np.zeros_like(shares), where=shares > 0)
    costs = np.ascontiguousarray(inverse[:, :, None] + inverse[:, None, :])
    costs[:, np.arange(k), np.arange(k)] = 0.0

    return Measure(lambda a, b, shared, *to: _rooted(kernels.hamming, a, b, shared, costs, *to))


def _rooted(fill: Callable[..., None], *arguments: Any) -> None:
    """``fill``, and the root of what it wrote into the last argument."""
    fill(*arguments)
    np.sqrt(arguments[-1], out=arguments[-1])


def _constant(k: int, cost: float) -> Floats:
    costs = np.full((k, k), cost)
    np.fill_diagonal(costs, 0.0)
    return costs
