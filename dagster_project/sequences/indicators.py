"""What one sequence is like by itself: entropy, turbulence, complexity, volatility, precarity.

Definitions as TraMineR has them (``seqient``, ``seqST``, ``seqici``, ``seqivolatility``, ``seqprecarity``), after
Elzinga & Liefbroer (2007), Gabadinho et al. (2010) and Ritschard (2023), "Measuring the nature of individual
sequences", Sociological Methods & Research 52.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from dagster_project.sequences.arguments import Floats, Ints, SequenceError, States, as_states
from dagster_project.sequences.precarity import precarity_of
from dagster_project.sequences.spells import ENDED, spells_of

INDICATORS = ("entropy", "turbulence", "complexity", "volatility", "precarity")


def sequence_indicators(
    sequences: ArrayLike, k: int, *, ranks: Sequence[float | None] | None = None
) -> dict[str, Floats]:
    """Indicators of every sequence by itself.

    Args:
        sequences: (n, L) states 0..k-1.
        k: size of the alphabet, with states that nobody is in: entropy and volatility are shares of its possible most.
        ranks: (k,) order of the states from the most to the least secure, equal ranks equally secure; None for a state
            that cannot be compared. Without them there is no precarity.

    Returns:
        ``entropy`` of the time in each state, 0 to 1; ``turbulence``, from 1; ``complexity``, 0 to 1, the geometric
        mean of entropy and share of possible transitions; ``volatility``, 0 to 1, the mean of that share and the share
        of states visited besides the first; ``precarity``, from 0 (all NaN without ``ranks``). Each (n,). What
        depends on another state or transition being possible is 0 where none is (k = 1, L = 1).

    Raises:
        SequenceError: for a state outside the alphabet, or ranks that are not one a state.

    Example:
        >>> found = sequence_indicators([[0, 0, 1, 1], [0, 1, 0, 1]], 2, ranks=[0, 1])
        >>> found["entropy"].round(3), found["complexity"].round(3), found["turbulence"].round(3)
        (array([1., 1.]), array([0.577, 1.   ]), array([3.   , 3.585]))
    """
    states = as_states(sequences)
    if len(states) and int(states.max()) >= k:
        raise SequenceError(f"tilstande 0-{k - 1}", f"{states.max()}", "sequence_indicators", "giv hele alfabetet")
    if ranks is not None and len(ranks) != k:
        raise SequenceError(f"{k} range", f"{len(ranks)}", "sequence_indicators(ranks=…)", "giv én rang pr. tilstand")
    order, lengths = spells_of(states)
    time = _time_in(states, k)
    entropy, moves = _entropy(time), _share_of_moves(order)
    complexity = np.sqrt(moves * entropy)
    visited = (time > 0).sum(axis=1)
    unknown = np.full(len(states), np.nan)
    return {
        "entropy": entropy,
        "turbulence": _turbulence(order, lengths, k),
        "complexity": complexity,
        "volatility": 0.5 * (visited - 1) / max(k - 1, 1) + 0.5 * moves,
        "precarity": unknown if ranks is None else precarity_of(states, order, complexity, ranks),
    }


def _time_in(states: States, k: int) -> Ints:
    """(n, k) periods that every sequence spends in every state."""
    rows = np.repeat(np.arange(len(states)), states.shape[1])
    return np.bincount(rows * k + states.ravel(), minlength=len(states) * k).reshape(len(states), k)


def _entropy(time: Ints) -> Floats:
    share = time / time.sum(axis=1, keepdims=True)
    terms = np.where(time > 0, share * np.log(np.where(time > 0, share, 1.0)), 0.0)
    most = np.log(time.shape[1]) if time.shape[1] > 1 else 1.0
    return np.asarray(np.abs(terms.sum(axis=1)) / most)


def _share_of_moves(order: Ints) -> Floats:
    moves = (order != ENDED).sum(axis=1) - 1
    return np.asarray(moves / max(order.shape[1] - 1, 1), dtype=np.float64)


def _turbulence(order: Ints, lengths: Ints, k: int) -> Floats:
    """log2 of distinct subsequences times how even the spells are; variances divide by the spells, not one less."""
    spells = (order != ENDED).sum(axis=1)
    mean = order.shape[1] / spells
    variance = (lengths.astype(np.float64) ** 2).sum(axis=1) / spells - mean**2
    largest = (spells - 1) * (1 - mean) ** 2
    return np.asarray(np.log2(_distinct_subsequences(order, k) * (largest + 1) / (variance + 1)))


def _distinct_subsequences(order: Ints, k: int) -> Floats:
    """(n,) distinct subsequences, the empty one with them: each spell doubles them, less what it repeats."""
    row = np.arange(len(order))
    count, before = np.ones(len(order)), np.zeros((len(order), k))
    for column in order.T:
        there = column != ENDED
        state = np.where(there, column, 0)
        more = 2 * count - before[row, state]
        before[row, state] = np.where(there, count, before[row, state])
        count = np.where(there, more, count)
    return count
