"""When in a pathway the measures came: early, late, all along, or never."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dagster_project.sequences.arguments import Ints, SequenceError

QUARTERS = 20
FIRST_HALF, SECOND_HALF, LAST_THIRD, FIRST_THIRD = slice(0, 10), slice(10, 20), slice(13, 20), slice(0, 7)
THRESHOLD = 0.75
# Thresholds that `marts.timing_foelsomhed` recounts with.
SENSITIVITY = (0.60, 0.65, 0.70, 0.75, 0.80, 0.85, 0.90)
SCENARIOS = ("ingen", "tidlig", "loebende", "sen")


def timing_scenario(activity: ArrayLike) -> NDArray[np.str_]:
    """The scenario of each person, by the first rule that fits.

    With A active quarters, F of them in quarters 1-10, S in 11-20 and T in 14-20: ``ingen`` A = 0; ``tidlig``
    F ≥ 0.75·A and T ≤ 1; ``sen`` S ≥ 0.75·A and at most one in quarters 1-7; else ``loebende``.

    Args:
        activity: (n, 20) truth values, quarter 1 first.

    Returns:
        (n,) of ``"ingen"``, ``"tidlig"``, ``"loebende"``, ``"sen"``.

    Raises:
        SequenceError: for another number of quarters, or values that are no truth values.

    Example:
        >>> timing_scenario([[True] * 10 + [False] * 10])
        array(['tidlig'], dtype='<U8')
    """
    active = as_activity(activity)
    return scenarios(active, THRESHOLD)


def as_activity(activity: ArrayLike) -> NDArray[np.bool_]:
    """(n, 20) truth values; numbers 0 and 1 are taken as such."""
    values = np.asarray(activity)
    if values.ndim != 2 or values.shape[1] != QUARTERS:
        found = f"formen {values.shape}"
        raise SequenceError(f"en tabel (n, {QUARTERS})", found, "timing_scenario", f"brug {QUARTERS} kvartaler")
    if values.dtype != np.bool_ and not np.isin(values, (0, 1)).all():
        raise SequenceError("sandt eller falsk", "andre værdier eller NaN", "timing_scenario", "giv 0 eller 1")
    return values.astype(np.bool_)


def scenarios(active: NDArray[np.bool_], threshold: float) -> NDArray[np.str_]:
    """`timing_scenario` with another threshold than 0.75."""
    everything, early, late, last = counts(active).T
    # Thresholds are decimal fractions: 0.6 · 5 must be 3.
    share = np.round(threshold * everything, 9)
    rules = [
        everything == 0,
        (early >= share) & (last <= 1),
        (late >= share) & (active[:, FIRST_THIRD].sum(axis=1) <= 1),
    ]
    return np.select(rules, ["ingen", "tidlig", "sen"], default="loebende").astype(f"<U{len('loebende')}")


def counts(active: NDArray[np.bool_]) -> Ints:
    """(n, 4) active quarters: all, in 1-10, in 11-20, in 14-20."""
    spans = (slice(None), FIRST_HALF, SECOND_HALF, LAST_THIRD)
    return np.stack([active[:, span].sum(axis=1) for span in spans], axis=1).astype(np.int64)
