"""Transition rates, and what it costs to replace one state by another.

Definitions are TraMineR's ``seqtrate`` and ``seqsubm`` (Gabadinho et al. 2011, Journal of Statistical Software 40(4)).
"""

import numpy as np
from numpy.typing import ArrayLike

from dagster_project.sequences.arguments import Floats, SequenceError, States, as_states

CONSTANT_COST = 2.0
# TraMineR's ``cval`` for costs that follow the calendar: four transition rates can be subtracted from it.
DYNAMIC_COST = 4.0


def transition_rates(sequences: ArrayLike, k: int) -> Floats:
    """Share of the moves out of each state that go to each state, all quarters together.

    Args:
        sequences: (n, L) states 0..k-1.
        k: number of states of the alphabet.

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
    return _rates(_moves(states, k).sum(axis=0))


def substitution_costs(sequences: ArrayLike, k: int, method: str) -> Floats:
    """Cost of replacing state a by b: 2, or 2 - p(a→b) - p(b→a) (TraMineR's TRATE).

    Args:
        sequences: (n, L) states 0..k-1; read by ``"trate"`` only.
        k: number of states of the alphabet.
        method: ``"constant"`` or ``"trate"``.

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
        rates = transition_rates(sequences, k)
        costs = np.maximum(CONSTANT_COST - (rates + rates.T), 0.0)
    else:
        raise SequenceError("constant eller trate", f"'{method}'", "substitution_costs", "ret method")
    np.fill_diagonal(costs, 0.0)
    return costs


def dynamic_costs(states: States, k: int) -> Floats:
    """(L, k, k) costs of dynamic Hamming: 4 minus the rates into and out of each quarter, both ways, never below 0.

    The first and the last quarter have one neighbour, whose rates count twice (Lesnard 2010, as TraMineR has it).
    """
    rates = np.stack([_rates(moves) for moves in _moves(states, k)])
    both_ways = rates + np.swapaxes(rates, 1, 2)
    before = np.concatenate([both_ways[:1], both_ways])
    after = np.concatenate([both_ways, both_ways[-1:]])
    costs = np.maximum(DYNAMIC_COST - (before + after), 0.0)
    costs[:, np.arange(k), np.arange(k)] = 0.0
    return np.asarray(costs)


def _check_alphabet(k: int) -> None:
    if not isinstance(k, (int, np.integer)) or k < 1:
        raise SequenceError("et helt antal tilstande, mindst 1", f"k = {k!r}", "alfabet", "ret k")


def _within(states: States, k: int) -> States:
    if int(states.max()) >= k:
        raise SequenceError(f"tilstande fra 0 til {k - 1}", f"tilstand {states.max()}", "sekvenser", "ret k")
    return states


def _moves(states: States, k: int) -> Floats:
    """(L-1, k, k) number of moves from a to b between quarter t and t+1."""
    length = states.shape[1]
    if length < 2:
        raise SequenceError("mindst 2 kvartaler", "1 kvartal", "sekvenser", "overgange kræver to kvartaler")
    codes = states[:, :-1].astype(np.int64) * k + states[:, 1:] + np.arange(length - 1) * k * k
    counts = np.bincount(codes.ravel(), minlength=(length - 1) * k * k)
    return np.asarray(counts.reshape(length - 1, k, k), dtype=np.float64)


def _rates(moves: Floats) -> Floats:
    left = moves.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(moves, left, out=np.zeros_like(moves), where=left > 0))
