"""One analysis from sequences to groups: distances, tree, quality per k, the choice of k, stable numbers."""

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dagster_project.sequences.arguments import (
    SMALLEST_K,
    Distances,
    Floats,
    Ints,
    SequenceError,
    States,
    as_states,
    check_k,
)
from dagster_project.sequences.choice import choose_k
from dagster_project.sequences.distances import Measure
from dagster_project.sequences.domains import combine, combined_measure
from dagster_project.sequences.method import DEFAULT, Method, distances_between, partition, settle_for, sizes_of
from dagster_project.sequences.quality import quality_by_k
from dagster_project.sequences.sampling import sample_clusters
from dagster_project.sequences.unique import aggregate
from dagster_project.sequences.ward import by_weight

DEFAULT_KS = range(2, 11)

Choice = Callable[[Mapping[int, Mapping[str, float]], Mapping[int, ArrayLike]], int]


class SampledWarning(UserWarning):
    """Groups come from samples of the sequences, not from all pairs."""


@dataclass(frozen=True)
class Analysis:
    """The outcome of one analysis.

    Attributes:
        k: the number of groups.
        labels: (n,) group numbers from 1, largest group first, equal sizes by the smallest id.
        quality: for every k the statistics of `cluster_quality`.
        partitions: for every k the labels 0..k-1 of the unique sequences.
        unique, weights, index: as `aggregate` returns them.
        distances: condensed, between the unique sequences (uint8 above `method.LARGEST_EXACT` of them); None when
            samples took over.
        alternatives: for every k the partitions of the samples that were not kept; empty without samples.
        alphabet: names of the states, by which ties were broken; None when their numbers did.
    """

    k: int
    labels: Ints
    quality: dict[int, dict[str, float]]
    partitions: dict[int, Ints]
    unique: States
    weights: Floats
    index: Ints
    distances: Distances | None
    alternatives: dict[int, list[Ints]] = field(default_factory=dict)
    alphabet: Sequence[str] | None = None

    @property
    def sizes(self) -> dict[int, Floats]:
        """Sequences per group for every k."""
        return sizes_of(self.partitions, self.weights)


def analyse(  # noqa: PLR0913 - one analysis with every choice named
    sequences: ArrayLike,
    ids: ArrayLike,
    *,
    ks: Iterable[int] = DEFAULT_KS,
    method: Method = DEFAULT,
    fixed_k: int | None = None,
    choose: Choice = choose_k,
    alphabet: Sequence[str] | None = None,
    domains: Sequence[ArrayLike] = (),
    combine_by: str = "costs",
) -> Analysis:
    """Group sequences into the number of groups that the quality table speaks for.

    Args:
        sequences: (n, L) states.
        ids: (n,) distinct, orderable; the smallest settles the numbers of groups of one size.
        ks: numbers of groups to judge; those above the number of unique sequences are left out.
        method: distance and tree.
        fixed_k: number of groups to use whatever the table says.
        choose: the rule for k.
        alphabet: names of the states 0, 1, …; given, ties between distances depend on the names and on nothing else.
            With ``domains`` the pairs go by their numbers.
        domains: (n, L) states of further domains of the same persons and periods, such as measures beside benefits.
        combine_by: how domains become one distance, one of `domains.COMBINATIONS`.

    Returns:
        The groups and the table. Fewer than two different sequences are one group with an empty table.

    Raises:
        SequenceError: for sequences that `pairwise_distances` refuses, ids that are not distinct, a k below 2 (1 may be
            fixed), or a ``fixed_k`` above the unique sequences.

    Example:
        >>> found = analyse([[0, 0, 0], [2, 2, 1], [0, 0, 0], [2, 2, 2]], ["a", "b", "c", "d"], ks=[2])
        >>> found.k, found.labels, round(found.quality[2]["ASW"], 4)
        (2, array([1, 2, 1, 2]), 0.8333)
    """
    joined = combine([sequences, *domains]) if domains else None
    states, names = (joined.states if joined else as_states(sequences)), np.asarray(ids)
    alphabet = None if joined else alphabet
    _check_ids(names, len(states))
    _check_ks(ks := list(ks), fixed_k)
    unique, weights, index = aggregate(states)
    wanted = sorted({k for k in ks if k <= len(unique)} | ({fixed_k} if fixed_k is not None and fixed_k > 1 else set()))
    if not wanted or fixed_k == 1:
        alone = np.zeros(len(unique), dtype=np.int64)
        return Analysis(1, np.ones(len(states), dtype=np.int64), {}, {1: alone}, unique, weights, index, None)
    check_k(wanted[-1], len(unique))
    _check_alphabet(alphabet, states)
    measure = combined_measure(joined, method, combine_by) if joined else settle_for(states, method)
    if len(unique) <= method.most_exact(measure):
        found = _exact(unique, weights, wanted, measure, method, alphabet)
    else:
        found = _sampled(unique, weights, wanted, measure)
    k = fixed_k or choose(found.quality, sizes_of(found.partitions, weights))
    labels = by_weight(found.partitions[k][index], np.ones(len(states)), names) + 1
    apart = (found.distances, found.alternatives, alphabet)
    return Analysis(k, labels, found.quality, found.partitions, unique, weights, index, *apart)


def _check_ids(names: NDArray[np.generic], sequences: int) -> None:
    remedy = "giv ét id pr. sekvens"
    if len(names) != sequences:
        raise SequenceError(f"{sequences} id'er", f"{len(names)}", "analyse", remedy)
    if names.dtype == object and any(name is None for name in names):
        raise SequenceError("et id pr. sekvens", "ingenting", "analyse", remedy)
    if len(np.unique(names)) != len(names):
        raise SequenceError("forskellige id'er", "det samme id to gange", "analyse", remedy)


def _check_alphabet(alphabet: Sequence[str] | None, states: States) -> None:
    if alphabet is not None and len(set(alphabet)) <= max(int(states.max()), len(alphabet) - 1):
        found = f"{len(set(alphabet))} forskellige navne, tilstande til {states.max()}"
        raise SequenceError("et navn til hver tilstand", found, "analyse(alphabet=…)", "giv hele alfabetet")


def _check_ks(ks: list[int], fixed_k: int | None) -> None:
    if not ks and fixed_k is None:
        raise SequenceError("mindst ét antal grupper", "ingen", "analyse(ks=…)", "giv de antal, der kan vælges")
    for k in ks:
        check_k(k, max(k, SMALLEST_K))
    if fixed_k is not None and fixed_k != 1:
        check_k(fixed_k, max(fixed_k, SMALLEST_K))


@dataclass(frozen=True)
class _Found:
    quality: dict[int, dict[str, float]]
    partitions: dict[int, Ints]
    distances: Distances | None
    alternatives: dict[int, list[Ints]]


def _exact(  # noqa: PLR0913, PLR0917 - what an analysis holds
    unique: States, weights: Floats, ks: list[int], measure: Measure, method: Method, alphabet: Sequence[str] | None
) -> _Found:
    distances = distances_between(unique, measure)
    partitions = partition(unique, weights, distances, ks=ks, method=method, alphabet=alphabet)
    return _Found(quality_by_k(distances, partitions, weights=weights), partitions, distances, {})


def _sampled(unique: States, weights: Floats, ks: list[int], measure: Measure) -> _Found:
    text = f"{len(unique)} forskellige sekvenser: grupperne er dannet om medoider fra stikprøver (CLARA)"
    warnings.warn(text, SampledWarning, stacklevel=4)
    samples = sample_clusters(unique, weights, ks, measure)
    return _Found(
        {k: found[0].quality(k) for k, found in samples.items()},
        {k: found[0].labels for k, found in samples.items()},
        None,
        {k: [sample.labels for sample in found[1:]] for k, found in samples.items()},
    )
