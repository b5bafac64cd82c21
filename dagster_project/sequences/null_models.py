# ruff: noqa: PLR0913 - one analysis repeated, with every choice named
"""How good a partition of sequences without any structure would look: parametric bootstrap of the quality.

Studer (2021), "Validating sequence analysis typologies using parametric bootstrap", Sociological Methodology 51
(WeightedCluster's ``seqnullcqi``). Two kinds of chance: ``position`` keeps who is in which state in each period and
lets everybody draw every period anew; ``spell`` keeps the spells with their lengths and deals them out anew.
"""

from collections.abc import Sequence

import numpy as np

from dagster_project.sequences.arguments import States
from dagster_project.sequences.method import DEFAULT, Method, is_large, partition, settle_for
from dagster_project.sequences.quality import STATISTICS, quality_by_k
from dagster_project.sequences.threads import on_all_cores
from dagster_project.sequences.unique import aggregate

MODELS = ("position", "spell")
# HG and HC go by ranks, which cost more than all the rest.
MEASURED = tuple(name for name in STATISTICS if name not in {"HG", "HC"})
SETS = 100


def null_quality(
    sequences: States, *, ks: Sequence[int], model: str, method: Method = DEFAULT, sets: int = SETS, seed: int = 0
) -> dict[int, dict[str, list[float]]]:
    """Quality of partitions of ``sets`` sets of sequences without structure.

    The sets are drawn from the sequences in order of their states: whose they are, and so which key numbered the
    persons, decides nothing.

    Args:
        sequences: (n, L) states.
        ks: numbers of groups; one that a set has too few different sequences for is left out of that set.
        model: one of `MODELS`.
        method: distance and tree, as the analysis itself.
        sets: number of sets.
        seed: of the draws.

    Returns:
        For every k and statistic of `MEASURED` the values of the sets, in order.
    """
    ordered = sequences[np.lexsort(sequences.T[::-1])]

    def once(number: int) -> dict[int, dict[str, float]]:
        drawn = without_structure(ordered, model, np.random.default_rng([seed, MODELS.index(model), number]))
        unique, weights, _ = aggregate(drawn)
        wanted = [k for k in ks if k <= len(unique)]
        if not wanted:
            return {}
        distances = settle_for(drawn, method).condensed(unique, in_bytes=True)
        groups = partition(unique, weights, distances, ks=wanted, method=method)
        return quality_by_k(distances, groups, weights=weights, ranks=False)

    found = on_all_cores(once, range(sets), worth=not is_large(ordered))
    return {k: {name: [one[k][name] for one in found if k in one] for name in MEASURED} for k in ks}


def without_structure(sequences: States, model: str, rng: np.random.Generator) -> States:
    """As many sequences as long, drawn by ``model`` (see the module) from those given."""
    if model == "position":
        return np.ascontiguousarray(rng.permuted(sequences, axis=0))
    # All spells of all persons, shuffled, laid end to end and cut into sequences: a spell that a cut divides, or that
    # meets one of its own state, is the only thing that changes.
    flat = sequences.ravel()
    begins = np.ones(len(flat), dtype=bool)
    begins[1:] = flat[1:] != flat[:-1]
    begins[:: sequences.shape[1]] = True
    first = np.flatnonzero(begins)
    lengths = np.diff(np.append(first, len(flat)))
    order = rng.permutation(len(first))
    return np.ascontiguousarray(np.repeat(flat[first[order]], lengths[order]).reshape(sequences.shape))


def standardised(value: float, null: Sequence[float]) -> float:
    """How many standard deviations a value lies above those without structure.

    Args:
        value: a statistic of the sequences.
        null: the same of sequence sets without structure.

    Returns:
        Standard deviations; NaN when those do not vary.
    """
    values = np.asarray([one for one in null if np.isfinite(one)])
    spread = float(values.std(ddof=1)) if len(values) > 1 else 0.0
    return float((value - values.mean()) / spread) if spread > 0 else float("nan")
