"""Which number of groups: the rule of the study, as a pure function of the quality table."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import rankdata

from dagster_project.sequences.arguments import SequenceError

SMALLEST_SHARE = 0.04
# Statistics that vote, and the sign that makes high good.
VOTES = {"ASW": 1, "PBC": 1, "HG": 1, "HC": -1}
# Differences below this are rounding, and rank as ties.
DECIMALS = 9


def choose_k(quality_by_k: Mapping[int, Mapping[str, float]], sizes_by_k: Mapping[int, ArrayLike]) -> int:
    """The number of groups with the best mean rank over ASW, PBC, HG and HC among those without a small group.

    Args:
        quality_by_k: for every k the statistics of `cluster_quality`.
        sizes_by_k: for every k the sizes of its groups, in sequences (weights of unique ones).

    Returns:
        The k; equal mean ranks go to the larger. When every k has a group below 4 % of the sequences, the smallest k,
        which has the fewest small groups.

    Raises:
        SequenceError: for an empty table.

    Example:
        >>> table = {2: {"ASW": 0.4, "PBC": 0.6, "HG": 0.8, "HC": 0.1}, 3: {"ASW": 0.5, "PBC": 0.7, "HG": 0.9, "HC": 0}}
        >>> choose_k(table, {2: [60, 40], 3: [60, 30, 10]})
        3
    """
    if not quality_by_k:
        raise SequenceError("mindst ét antal grupper", "ingen", "choose_k", "giv mål for de antal, der kan vælges")
    eligible = [k for k in sorted(quality_by_k) if has_no_small_group(sizes_by_k[k])]
    if not eligible:
        return min(quality_by_k)
    mean_rank = np.zeros(len(eligible))
    for name, sign in VOTES.items():
        values = np.round([sign * quality_by_k[k][name] for k in eligible], DECIMALS)
        # An undefined statistic is the worst.
        mean_rank += rankdata(-np.nan_to_num(values, nan=-np.inf), method="average") / len(VOTES)
    return max(k for k, rank in zip(eligible, mean_rank, strict=True) if np.isclose(rank, mean_rank.min()))


def has_no_small_group(sizes: ArrayLike) -> bool:
    """True when every group holds at least 4 % of the sequences."""
    counts = np.asarray(sizes, dtype=np.float64)
    return bool((counts >= SMALLEST_SHARE * counts.sum() * (1 - 1e-12)).all())
