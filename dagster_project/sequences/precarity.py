"""Precarity of a sequence: where it begins, and how much of its complexity leads downwards.

Ritschard, Bussi & O'Reilly (2018), "An index of precarity for measuring early employment insecurity": a fifth is how
insecure the first state is; four fifths are the complexity, raised or lowered by whether moves go down or up. A move
counts the more, the rarer it is among all moves from its state.
"""

from collections.abc import Sequence

import numpy as np
from scipy.stats import rankdata

from dagster_project.sequences.arguments import Floats, Ints, SequenceError, States
from dagster_project.sequences.spells import ENDED, spells_of

FIRST_STATE = 0.2
CORRECTION = 1.2
# A move that is all but certain would weigh nothing: when one is, all rates are lowered by a tenth.
NEARLY_ONE, LOWERED = 0.99, 0.9


def precarity_of(states: States, order: Ints, complexity: Floats, ranks: Sequence[float | None]) -> Floats:
    """Precarity of every sequence.

    Args:
        states: (n, L).
        order: (n, L) states of its spells, as `spells_of`.
        complexity: (n,) of the same sequences.
        ranks: (k,) order of the states, None where a state cannot be compared.

    Returns:
        (n,) from 0; 1 is a sequence that begins in the least secure state or moves as much as can be.

    Raises:
        SequenceError: when fewer than two states can be told apart.
    """
    degrees = degrees_of(ranks)
    downwards = _downwards(states, degrees)
    start = np.where(np.isnan(degrees), np.nanmean(degrees), degrees)[order[:, 0]]
    return np.asarray(FIRST_STATE * start + (1 - FIRST_STATE) * complexity * (1 + downwards) ** CORRECTION)


def degrees_of(ranks: Sequence[float | None]) -> Floats:
    """(k,) insecurity of every state, 0 the least to 1 the most; equal ranks share their mean; NaN not comparable."""
    given = np.array([np.nan if rank is None else float(rank) for rank in ranks])
    known = ~np.isnan(given)
    if len(set(given[known])) < 2:
        text = "mindst to tilstande med hver sin rang"
        raise SequenceError(text, f"{len(set(given[known]))}", "sequence_indicators(ranks=…)", "giv rangfølgen")
    given[known] = (rankdata(given[known]) - 1) / (known.sum() - 1)
    return given


def _downwards(states: States, degrees: Floats) -> Floats:
    """(n,) weighted share of moves that lead down less those that lead up: -1 to 1, 0 without any."""
    moved, compared = _comparable(states, degrees)
    before, after = moved[:, :-1], moved[:, 1:]
    there = after != ENDED
    weight = _weights_of_moves(moved, len(degrees), compared)[before, after] * there
    # A state alike in rank was made one with its equals: the sign of a difference is never that of a tie.
    direction = np.sign(np.nan_to_num(degrees)[after] - np.nan_to_num(degrees)[before])
    all_moves, net = weight.sum(axis=1), (weight * direction).sum(axis=1)
    return np.asarray(np.divide(net, all_moves, out=np.zeros(len(moved)), where=all_moves > 0))


def _comparable(states: States, degrees: Floats) -> tuple[Ints, Ints]:
    """Spells with equals made one and passages through what cannot be compared left out; (k,) what then stands."""
    known = ~np.isnan(degrees)
    alike = (degrees[:, None] == degrees).argmax(axis=1)
    first_alike = np.where(known, alike, np.arange(len(degrees)))
    kept = first_alike[states]
    for period in range(1, kept.shape[1]):
        kept[:, period] = np.where(known[kept[:, period]], kept[:, period], kept[:, period - 1])
    return spells_of(kept)[0], known


def _weights_of_moves(order: Ints, k: int, known: Ints) -> Floats:
    """(k, k) one less the rate of each move among all moves from its state; 0 from and to what cannot be compared."""
    before, after = order[:, :-1], order[:, 1:]
    there = after != ENDED
    counts = np.bincount(before[there] * k + after[there], minlength=k * k).reshape(k, k).astype(np.float64)
    left = counts.sum(axis=1, keepdims=True)
    rates = np.divide(counts, left, out=np.zeros_like(counts), where=left > 0)
    if (rates > NEARLY_ONE).any():
        rates *= LOWERED
    weights = 1.0 - rates
    np.fill_diagonal(weights, 0.0)
    return np.asarray(weights * np.outer(known, known))
