"""Names of groups, from their mean time per state and their mean number of shifts, by rules that are data.

Limits are written as quarters of 20 (and shifts of 19), because that is how the report tells of them. They are shares
of the sequence all the same: careers told in months or weeks get the names that they have in quarters.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from dagster_project.errors import ConfigurationError
from dagster_project.sequences.arguments import Floats, Ints, as_states

SHIFTS = "skift"
# The length of sequence that the limits are written for.
QUARTERS_OF_THE_RULES = 20


@dataclass(frozen=True)
class NameRule:
    """``navn`` fits a group whose mean ``maal`` (a state's quarters, or ``skift``) is at least ``mindst``.

    A rule without ``mindst`` always fits.
    """

    navn: str
    maal: str
    mindst: float | None
    tekst: str


def as_rules(rows: pl.DataFrame) -> list[NameRule]:
    """The rules of ``forloebsnavn`` in their order (columns ``raekkefoelge, maal, mindst, forloebstype, tekst``).

    Raises:
        ConfigurationError: when a column is missing, a limit is no number, or no last rule fits every group.
    """
    try:
        ordered = rows.sort("raekkefoelge").select(
            pl.col("forloebstype"), pl.col("maal").fill_null(""), pl.col("mindst").cast(pl.Float64), pl.col("tekst")
        )
    except pl.exceptions.PolarsError:
        columns = "raekkefoelge, maal, mindst (et tal), forloebstype og tekst"
        raise ConfigurationError(columns, "noget andet", "forloebsnavn.csv", "ret kodelisten") from None
    rules = [NameRule(*row) for row in ordered.iter_rows()]
    if not rules or rules[-1].mindst is not None or any(rule.mindst is None for rule in rules[:-1]):
        wanted = "regler med maal og mindst, til sidst en uden mindst"
        raise ConfigurationError(wanted, "noget andet", "forloebsnavn.csv", "ret kodelisten")
    return rules


def name_groups(
    means: dict[str, Floats], mean_shifts: Floats, rules: list[NameRule], *, periods: int = QUARTERS_OF_THE_RULES
) -> list[str]:
    """The name of every group, by the first rule that fits.

    Args:
        means: mean number of periods in each state, one value a group. A state that no group has may be left out.
        mean_shifts: mean number of shifts, one value a group.
        rules: as `as_rules`.
        periods: length of the sequences.
    """
    of_twenty = QUARTERS_OF_THE_RULES / periods
    of_nineteen = (QUARTERS_OF_THE_RULES - 1) / max(periods - 1, 1)
    measures = {state: mean * of_twenty for state, mean in means.items()} | {SHIFTS: mean_shifts * of_nineteen}
    return [
        next(rule.navn for rule in rules if rule.mindst is None or _mean(measures, rule.maal, group) >= rule.mindst)
        for group in range(len(mean_shifts))
    ]


def _mean(measures: dict[str, Floats], name: str, group: int) -> float:
    # Nine decimals: a mean of 7 that adding up made 6.999… fits a rule of at least 7.
    return round(float(measures[name][group]), 9) if name in measures else 0.0


def shifts(sequences: ArrayLike) -> Ints:
    """(n,) changes of state between neighbouring quarters."""
    states = as_states(sequences)
    return np.asarray((states[:, 1:] != states[:, :-1]).sum(axis=1), dtype=np.int64)


def mean_quarters(sequences: ArrayLike, groups: Ints, k: int, *, weights: Floats | None = None) -> Floats:
    """(g, k) mean number of quarters in each of k states, for groups 0..g-1 of rows that count as ``weights`` say."""
    states = as_states(sequences)
    cells = groups[:, None] * k + states
    count = int(groups.max()) + 1
    each = None if weights is None else np.repeat(weights, states.shape[1])
    totals = np.bincount(cells.ravel(), each, minlength=count * k).reshape(count, k)
    return np.asarray(totals / np.bincount(groups, weights, minlength=count)[:, None], dtype=np.float64)


def name_partition(
    sequences: ArrayLike, groups: Ints, alphabet: Sequence[str], rules: list[NameRule], *, weights: Floats | None = None
) -> NDArray[np.object_]:
    """(g,) names of groups 0..g-1.

    Args:
        sequences: (n, L) states, numbered by their place in ``alphabet``.
        groups: (n,) group of each row.
        alphabet: names of the states.
        rules: as `as_rules`.
        weights: (n,) how many persons each row stands for; None is 1.
    """
    states = as_states(sequences)
    means = mean_quarters(states, groups, len(alphabet), weights=weights)
    mass = np.ones(len(states)) if weights is None else weights
    changes = np.bincount(groups, mass * shifts(states)) / np.bincount(groups, mass)
    named = name_groups(dict(zip(alphabet, means.T, strict=True)), changes, rules, periods=states.shape[1])
    return np.array(named, dtype=object)
