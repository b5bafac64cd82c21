"""Which number of groups: the rule of the study, as a pure function of the quality table."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import rankdata

from dagster_project.sequences.arguments import SequenceError

SMALLEST_SHARE = 0.04
# Statistics that vote, and the sign that makes high good.
VOTES = {"ASW": 1, "PBC": 1, "HG": 1, "HC": -1}
# Differences below this are rounding, and rank as ties.
DECIMALS = 9


def choose_k(
    quality_by_k: Mapping[int, Mapping[str, float]], sizes_by_k: Mapping[int, ArrayLike], *, smallest: float = 0.0
) -> int:
    """The number of groups with the best mean rank over ASW, PBC, HG and HC among those without a small group.

    Args:
        quality_by_k: for every k the statistics of `cluster_quality`.
        sizes_by_k: for every k the sizes of its groups, in sequences (weights of unique ones).
        smallest: the fewest sequences that a group may have, besides 4 % of them all.

    Returns:
        The k; equal mean ranks go to the larger. When every k has a group that is too small, the smallest k, which has
        the fewest of them; `is_eligible` tells whether the one chosen has any.

    Raises:
        SequenceError: for an empty table.

    Example:
        >>> table = {2: {"ASW": 0.4, "PBC": 0.6, "HG": 0.8, "HC": 0.1}, 3: {"ASW": 0.5, "PBC": 0.7, "HG": 0.9, "HC": 0}}
        >>> choose_k(table, {2: [60, 40], 3: [60, 30, 10]})
        3
    """
    if not quality_by_k:
        raise SequenceError("mindst ét antal grupper", "ingen", "choose_k", "giv mål for de antal, der kan vælges")
    eligible = [k for k in sorted(quality_by_k) if is_eligible(sizes_by_k[k], smallest)]
    if not eligible:
        return min(quality_by_k)
    return best_of(quality_by_k, eligible)


def best_of(quality_by_k: Mapping[int, Mapping[str, float]], eligible: Sequence[int]) -> int:
    """The best of some k by mean rank among them; a tie goes to the larger."""
    mean_rank = np.zeros(len(eligible))
    for name, sign in VOTES.items():
        values = np.round([sign * quality_by_k[k][name] for k in eligible], DECIMALS)
        # An undefined statistic is the worst.
        mean_rank += rankdata(-np.nan_to_num(values, nan=-np.inf), method="average") / len(VOTES)
    return max(k for k, rank in zip(eligible, mean_rank, strict=True) if np.isclose(rank, mean_rank.min()))


def is_eligible(sizes: ArrayLike, smallest: float = 0.0) -> bool:
    """True when every group holds at least 4 % of the sequences and at least ``smallest`` of them.

    Args:
        sizes: (k,) persons in each group.
        smallest: persons.
    """
    counts = np.asarray(sizes, dtype=np.float64)
    return bool((counts >= max(SMALLEST_SHARE * counts.sum() * (1 - 1e-12), smallest)).all())


def beats_on_every_vote(quality_by_k: Mapping[int, Mapping[str, float]], one: int, other: int) -> bool:
    """Whether ``one`` number of groups is better than ``other`` on each statistic that votes.

    Args:
        quality_by_k: k -> statistics, as `cluster_quality`; HC is good when it is low.
        one: a number of groups in it.
        other: another.
    """
    return all(sign * quality_by_k[one][name] > sign * quality_by_k[other][name] for name, sign in VOTES.items())
