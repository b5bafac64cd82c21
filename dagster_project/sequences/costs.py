"""Transition rates, and what it costs to replace one state by another.

Definitions are TraMineR's ``seqtrate`` and ``seqsubm`` (Gabadinho et al. 2011, Journal of Statistical Software 40(4)).
"""

import warnings

import numpy as np
from numpy.typing import ArrayLike

from dagster_project.sequences.arguments import ROUNDING, Floats, SequenceError, States, as_states, as_weights

CONSTANT_COST = 2.0
# TraMineR's ``cval`` for costs that follow the calendar: four transition rates can be subtracted from it.
DYNAMIC_COST = 4.0


class CostWarning(UserWarning):
    """Substitution costs by which a detour through a third state is cheaper than the way itself."""


def transition_rates(sequences: ArrayLike, k: int, *, weights: ArrayLike | None = None) -> Floats:
    """Share of the moves out of each state that go to each state, all quarters together.

    Args:
        sequences: (n, L) states 0..k-1.
        k: number of states of the alphabet.
        weights: (n,) how many each row stands for; None is 1. Unique rows want the weights of `aggregate`.

    Returns:
        (k, k) rates; row a sums to 1, or to 0 when state a is never left (it never stands before the last quarter).

    Raises:
        SequenceError: for sequences that `as_states` refuses, or a state of k or more.

    Example:
        >>> transition_rates([[0, 0, 1], [0, 1, 1]], 2)
        array([[0.33333333, 0.66666667],
               [0.        , 1.        ]])
    """
    _check_alphabet(k)
    states = _within(as_states(sequences), k)
    return _rates(_moves(states, k, weights).sum(axis=0))


def substitution_costs(sequences: ArrayLike, k: int, method: str, *, weights: ArrayLike | None = None) -> Floats:
    """Cost of replacing state a by b: 2, or 2 - p(a→b) - p(b→a) (TraMineR's TRATE).

    Args:
        sequences: (n, L) states 0..k-1; read by ``"trate"`` only.
        k: number of states of the alphabet.
        method: ``"constant"`` or ``"trate"``.
        weights: as `transition_rates`.

    Returns:
        (k, k) symmetric costs with zero diagonal.

    Raises:
        SequenceError: for another method, or sequences that `transition_rates` refuses.

    Example:
        >>> substitution_costs([[0, 0, 1], [0, 1, 1]], 2, "trate")
        array([[0.        , 1.33333333],
               [1.33333333, 0.        ]])
    """
    _check_alphabet(k)
    if method == "constant":
        costs = np.full((k, k), CONSTANT_COST)
    elif method == "trate":
        rates = transition_rates(sequences, k, weights=weights)
        costs = np.maximum(CONSTANT_COST - (rates + rates.T), 0.0)
    else:
        raise SequenceError("constant eller trate", f"'{method}'", "substitution_costs", "ret method")
    np.fill_diagonal(costs, 0.0)
    return costs


def dynamic_costs(states: States, k: int, *, weights: ArrayLike | None = None) -> Floats:
    """(L, k, k) costs of dynamic Hamming: 4 minus the rates into and out of each quarter, both ways, never below 0.

    The first and the last quarter have one neighbour, whose rates count twice (Lesnard 2010, as TraMineR has it).
    """
    rates = np.stack([_rates(moves) for moves in _moves(states, k, weights)])
    both_ways = rates + np.swapaxes(rates, 1, 2)
    before = np.concatenate([both_ways[:1], both_ways])
    after = np.concatenate([both_ways, both_ways[-1:]])
    costs = np.maximum(DYNAMIC_COST - (before + after), 0.0)
    costs[:, np.arange(k), np.arange(k)] = 0.0
    return np.asarray(costs)


def period_shares(states: States, k: int, weights: ArrayLike | None = None) -> Floats:
    """(L, k) share of the rows in each state, period by period."""
    mass = as_weights(weights, len(states))
    shares = np.stack([np.bincount(column, mass, minlength=k) for column in states.T])
    return np.asarray(shares / mass.sum(), dtype=np.float64)


def warn_of_detours(costs: Floats) -> None:
    """Warn where two replacements cost less than the one they amount to: distances are then no metric.

    Args:
        costs: (k, k) symmetric costs with zero diagonal.
    """
    # The cheapest way from a to b through some third state, one third state at a time: (k, k) of memory.
    excess = max((float((costs - (via[:, None] + via[None, :])).max()) for via in costs), default=0.0)
    if excess > ROUNDING:
        text = f"omkostningerne bryder trekantsuligheden med op til {excess:g}: en omvej er billigere end vejen"
        warnings.warn(text, CostWarning, stacklevel=3)


def _check_alphabet(k: int) -> None:
    if not isinstance(k, (int, np.integer)) or k < 1:
        raise SequenceError("et helt antal tilstande, mindst 1", f"k = {k!r}", "alfabet", "ret k")


def _within(states: States, k: int) -> States:
    if int(states.max()) >= k:
        raise SequenceError(f"tilstande fra 0 til {k - 1}", f"tilstand {states.max()}", "sekvenser", "ret k")
    return states


def _moves(states: States, k: int, weights: ArrayLike | None) -> Floats:
    """(L-1, k, k) weight of the moves from a to b between quarter t and t+1."""
    length = states.shape[1]
    if length < 2:
        raise SequenceError("mindst 2 kvartaler", "1 kvartal", "sekvenser", "overgange kræver to kvartaler")
    codes = states[:, :-1].astype(np.int64) * k + states[:, 1:] + np.arange(length - 1) * k * k
    each = None if weights is None else np.repeat(as_weights(weights, len(states)), length - 1)
    counts = np.bincount(codes.ravel(), each, minlength=(length - 1) * k * k)
    return np.asarray(counts.reshape(length - 1, k, k), dtype=np.float64)


def _rates(moves: Floats) -> Floats:
    left = moves.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(moves, left, out=np.zeros_like(moves), where=left > 0))
