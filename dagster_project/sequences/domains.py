"""Several things told of the same persons in the same periods: one sequence of pairs, distances that know its parts.

Two ways of the field (Pollock 2007; Ritschard, Liao & Struffolino 2023, "Strategies for multidomain sequence analysis",
Sociological Methodology 53): ``costs`` adds what a substitution costs in each domain and then aligns once, so that both
domains shift together (CAT); ``distances`` measures each domain by itself and adds the distances (DAT).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from dagster_project.sequences.arguments import MOST_STATES, Floats, Ints, SequenceError, States, as_states
from dagster_project.sequences.costs import substitution_costs
from dagster_project.sequences.distances import Measure, settle
from dagster_project.sequences.method import Method, settle_for

COMBINATIONS = ("costs", "distances")


@dataclass(frozen=True)
class Combined:
    """Several domains as one.

    Attributes:
        states: (n, L) numbers of the pairs that occur, in ascending order of their parts.
        parts: (k, domains) the state of each domain in pair k.
    """

    states: States
    parts: Ints


def combine(domains: Sequence[ArrayLike]) -> Combined:
    """One sequence a person from several.

    Args:
        domains: (n, L) states each.

    Raises:
        SequenceError: for domains of unlike form, fewer than two, or more pairs than there are numbers of states.
    """
    where = "analyse(domains=…)"
    given = [as_states(domain) for domain in domains]
    if len(given) < 2 or any(states.shape != given[0].shape for states in given):
        found = ", ".join(str(states.shape) for states in given)
        raise SequenceError("mindst to domæner af samme form (n, L)", found, where, "giv samme personer og kvartaler")
    stacked = np.stack(given, axis=-1).reshape(-1, len(given))
    parts, numbers = np.unique(stacked, axis=0, return_inverse=True)
    if len(parts) > MOST_STATES + 1:
        raise SequenceError(f"højst {MOST_STATES + 1} forskellige par", f"{len(parts)}", where, "slå tilstande sammen")
    states = numbers.reshape(given[0].shape).astype(np.int8)
    return Combined(np.ascontiguousarray(states), parts.astype(np.int64))


def combined_measure(combined: Combined, method: Method, how: str) -> Measure:
    """The distance between combined sequences.

    Args:
        combined: as `combine`.
        method: distance and costs of every domain; rates are counted in each by itself.
        how: one of `COMBINATIONS`; ``costs`` is for optimal matching.

    Raises:
        SequenceError: for another ``how``, or costs to add where the distance has none.
    """
    where = "analyse(combine=…)"
    if how not in COMBINATIONS:
        raise SequenceError(" eller ".join(COMBINATIONS), f"'{how}'", where, "ret combine")
    domains = [part[combined.states].astype(np.int8) for part in combined.parts.T]
    if how == "distances":
        return _added([settle_for(states, method) for states in domains], combined.parts)
    if method.distance != "om":
        found = f"'{method.distance}'"
        raise SequenceError("optimal matching (om), hvor omkostninger lægges sammen", found, where, "brug distances")
    costs = np.zeros((len(combined.parts), len(combined.parts)))
    for states, part in zip(domains, combined.parts.T, strict=True):
        own = substitution_costs(states, int(states.max()) + 1, method.substitution)
        costs += own[np.ix_(part, part)]
    indel = method.indel * len(domains)
    return settle(combined.states, method="om", substitution=costs, indel=indel)


def _added(measures: list[Measure], parts: Ints) -> Measure:
    """The sum of the domains' distances. What pairs share at their beginning, each domain shares too."""
    small = parts.astype(np.int8)

    def fill(few: States, many: States, *rest: Any) -> None:
        shared, starts, triangle, out = rest
        own = np.empty_like(out)
        out[:] = 0.0
        for measure, part in zip(measures, small.T, strict=True):
            own_few, own_many = np.ascontiguousarray(part[few]), np.ascontiguousarray(part[many])
            measure.fill(own_few, own_many, shared, starts, triangle, own)
            np.add(out, own, out=out)

    return Measure(fill)


def distance_correlations(one: Floats, other: Floats, weights: Floats) -> tuple[float, float]:
    """How far two domains go together: Pearson's and Spearman's correlation of their distances over all pairs.

    Args:
        one: condensed (u·(u-1)/2,).
        other: of the same rows.
        weights: (u,) persons of each; a pair counts as the product of its two.

    Returns:
        The two correlations (Piccarreta 2017, "Joint sequence analysis"); NaN where a domain does not vary.
    """
    upper = np.triu_indices(len(weights), 1)
    pairs = weights[upper[0]] * weights[upper[1]]
    return _correlation(one, other, pairs), _correlation(_ranks(one, pairs), _ranks(other, pairs), pairs)


def _ranks(values: Floats, weights: Floats) -> Floats:
    """Middle ranks of values that count several times."""
    _, places = np.unique(values, return_inverse=True)
    mass = np.bincount(places, weights)
    return np.asarray((mass.cumsum() - mass / 2)[places])


def _correlation(one: Floats, other: Floats, weights: Floats) -> float:
    total = weights.sum()
    first, second = (values - (weights * values).sum() / total for values in (one, other))
    spread = float(np.sqrt((weights * first**2).sum() * (weights * second**2).sum()))
    return float((weights * first * second).sum() / spread) if spread > 0 else float("nan")
