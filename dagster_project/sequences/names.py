"""Names of groups, from their mean quarters per state and their mean number of shifts, by rules that are data."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from dagster_project.errors import ConfigurationError
from dagster_project.sequences.arguments import Floats, Ints, as_states

# What a rule without a measure is called: it always fits.
OTHERWISE = ""
SHIFTS = "skift"


@dataclass(frozen=True)
class NameRule:
    """``navn`` fits a group whose mean ``maal`` (a state's quarters, or ``skift``) is at least ``mindst``."""

    navn: str
    maal: str
    mindst: float
    tekst: str


def load_rules(path: Path) -> list[NameRule]:
    """The rules of ``forloebsnavn.csv`` in their order (columns ``raekkefoelge, maal, mindst, forloebstype, tekst``).

    Raises:
        ConfigurationError: when a column is missing, a limit is no number, or no last rule fits every group.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = sorted(csv.DictReader(file), key=lambda row: int(row["raekkefoelge"]))
        rules = [NameRule(r["forloebstype"], r["maal"], float(r["mindst"] or 0), r["tekst"]) for r in rows]
    except (OSError, KeyError, ValueError, TypeError):
        columns = "raekkefoelge, maal, mindst, forloebstype og tekst"
        raise ConfigurationError(columns, "noget andet", path.name, "ret kodelisten") from None
    if not rules or rules[-1].maal != OTHERWISE:
        raise ConfigurationError("en sidste regel uden maal", "ingen", path.name, "tilføj reglen for alle andre")
    return rules


def name_groups(quarters: dict[str, Floats], mean_shifts: Floats, rules: list[NameRule]) -> list[str]:
    """The name of every group, by the first rule that fits.

    Args:
        quarters: mean number of quarters in each state, one value a group. A state that no group has may be left out.
        mean_shifts: mean number of shifts, one value a group.
        rules: as `load_rules`.
    """
    measures = {**quarters, SHIFTS: mean_shifts}
    return [
        next(rule.navn for rule in rules if rule.maal == OTHERWISE or _mean(measures, rule.maal, group) >= rule.mindst)
        for group in range(len(mean_shifts))
    ]


def _mean(measures: dict[str, Floats], name: str, group: int) -> float:
    # Nine decimals: a mean of 7 that adding up made 6.999… fits a rule of at least 7.
    return round(float(measures[name][group]), 9) if name in measures else 0.0


def shifts(sequences: ArrayLike) -> Ints:
    """(n,) changes of state between neighbouring quarters."""
    states = as_states(sequences)
    return np.asarray((states[:, 1:] != states[:, :-1]).sum(axis=1), dtype=np.int64)


def mean_quarters(sequences: ArrayLike, groups: Ints, k: int) -> Floats:
    """(g, k) mean number of quarters in each of k states, for groups 0..g-1."""
    states = as_states(sequences)
    cells = groups[:, None] * k + states
    count = int(groups.max()) + 1
    totals = np.bincount(cells.ravel(), minlength=count * k).reshape(count, k)
    return np.asarray(totals / np.bincount(groups, minlength=count)[:, None], dtype=np.float64)
