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
# The third of the scenarios is what no rule takes; the fine ones divide it.
RESIDUAL = "loebende"
FINE_SCENARIOS = ("ingen", "tidlig", "loebende", "begge_ender", "midt", "sen")
# What the report says of continuous use: from the first quarters until the last, with single passive spells between.
STARTS_BY, LASTS_UNTIL, LONGEST_PAUSE = 5, 16, 4


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
    """`timing_scenario` with another threshold than 0.75.

    Args:
        active: (n, 20) truth values, quarter 1 first.
        threshold: share of the active quarters that must lie in a half, 0-1.

    Returns:
        (n,) of `SCENARIOS`.
    """
    everything, early, late, last = counts(active).T
    # Thresholds are decimal fractions: 0.6 · 5 must be 3.
    share = np.round(threshold * everything, 9)
    rules = [
        everything == 0,
        (early >= share) & (last <= 1),
        (late >= share) & (active[:, FIRST_THIRD].sum(axis=1) <= 1),
    ]
    return np.select(rules, ["ingen", "tidlig", "sen"], default="loebende").astype(f"<U{len('loebende')}")


def fine_scenarios(active: NDArray[np.bool_], coarse: NDArray[np.str_]) -> NDArray[np.str_]:
    """The scenarios of ``coarse`` with ``loebende``, a residual, divided by when the person was active.

    ``loebende`` begins in quarter 5 at the latest, lasts until quarter 16 at least, and never pauses for more than
    four quarters; ``begge_ender`` is active in quarters 1-7 and in 14-20 with a longer pause between; else ``midt``.

    Args:
        active: (n, 20) truth values, quarter 1 first.
        coarse: (n,) as `scenarios` of the same.

    Returns:
        (n,) of `FINE_SCENARIOS`.
    """
    first, last, pause = spans(active).T
    all_along = (first <= STARTS_BY) & (last >= LASTS_UNTIL) & (pause <= LONGEST_PAUSE)
    both_ends = active[:, FIRST_THIRD].any(axis=1) & active[:, LAST_THIRD].any(axis=1) & (pause > LONGEST_PAUSE)
    fine = np.select([coarse != RESIDUAL, all_along, both_ends], [coarse, RESIDUAL, "begge_ender"], default="midt")
    return fine.astype(f"<U{len('begge_ender')}")


def spans(active: NDArray[np.bool_]) -> Ints:
    """When each person was active.

    Args:
        active: (n, 20) truth values, quarter 1 first.

    Returns:
        (n, 3) first and last active quarter from 1, and the longest passive spell between them, in quarters; 0, 0, 0
        without any.
    """
    length = active.shape[1]
    quarter = np.arange(1, length + 1)
    # The latest active quarter before each one: where the next activity is, the distance between them is the pause.
    seen = np.maximum.accumulate(np.where(active, quarter, 0), axis=1)
    before = np.concatenate([np.zeros((len(active), 1), dtype=seen.dtype), seen[:, :-1]], axis=1)
    pauses = np.where(active & (before > 0), quarter - before - 1, 0)
    first = np.where(active.any(axis=1), active.argmax(axis=1) + 1, 0)
    return np.stack([first, seen[:, -1], pauses.max(axis=1)], axis=1).astype(np.int64)


def counts(active: NDArray[np.bool_]) -> Ints:
    """How many quarters each person was active.

    Args:
        active: (n, 20) truth values, quarter 1 first.

    Returns:
        (n, 4) active quarters: all, in 1-10, in 11-20, in 14-20.
    """
    spans = (slice(None), FIRST_HALF, SECOND_HALF, LAST_THIRD)
    return np.stack([active[:, span].sum(axis=1) for span in spans], axis=1).astype(np.int64)
