"""One analysis from sequences to groups: distances, tree, quality per k, the choice of k, stable numbers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dagster_project.sequences.arguments import Floats, Ints, SequenceError, States, as_states, check_k
from dagster_project.sequences.choice import choose_k
from dagster_project.sequences.costs import substitution_costs
from dagster_project.sequences.distances import settle
from dagster_project.sequences.quality import quality_by_k
from dagster_project.sequences.unique import aggregate
from dagster_project.sequences.ward import by_weight, cut, ward_tree

DEFAULT_KS = range(2, 11)


@dataclass(frozen=True)
class Method:
    """How an analysis measures and groups; the defaults are those of the study.

    ``distance`` is a method of `pairwise_distances`; ``substitution`` ``"constant"`` or ``"trate"`` (``om`` only);
    ``variant`` and ``ties`` as `cluster_ward`.
    """

    distance: str = "om"
    substitution: str = "constant"
    indel: float = 1.0
    variant: str = "ward.D"
    ties: str = "hash"


@dataclass(frozen=True)
class Prepared:
    """Unique sequences in ascending order with weights, the rows they came from, and their distances."""

    unique: States
    weights: Floats
    index: Ints
    distances: Floats


@dataclass(frozen=True)
class Analysis:
    """The outcome of one analysis.

    ``labels`` (n,) are group numbers from 1, largest group first, equal sizes by the smallest id; ``partitions`` hold
    the labels 0..k-1 of the unique sequences for every k, ``quality`` their statistics.
    """

    k: int
    labels: Ints
    quality: dict[int, dict[str, float]]
    partitions: dict[int, Ints]
    prepared: Prepared

    @property
    def sizes(self) -> dict[int, Floats]:
        """Sequences per group for every k."""
        return {k: np.bincount(labels, self.prepared.weights) for k, labels in self.partitions.items()}


def prepare(sequences: ArrayLike, method: Method = Method()) -> Prepared:  # noqa: B008 - frozen
    """Unique sequences and the distances between them."""
    states = as_states(sequences)
    unique, weights, index = aggregate(states)
    costs = None
    if method.distance == "om" and method.substitution != "constant":
        costs = substitution_costs(states, int(states.max()) + 1, method.substitution)
    measure = settle(states, method=method.distance, substitution=costs, indel=method.indel)
    return Prepared(unique, weights, index, measure.condensed(unique))


def analyse(
    sequences: ArrayLike,
    ids: ArrayLike,
    *,
    ks: Iterable[int] = DEFAULT_KS,
    method: Method = Method(),  # noqa: B008 - frozen
    fixed_k: int | None = None,
    choose: Callable[[Mapping[int, Mapping[str, float]], Mapping[int, ArrayLike]], int] = choose_k,
) -> Analysis:
    """Group sequences into the number of groups that the quality table speaks for.

    Args:
        sequences: (n, L) states.
        ids: (n,) distinct, orderable; the smallest settles the numbers of groups of one size.
        ks: numbers of groups to judge; those above the number of unique sequences are left out.
        method: distance and tree.
        fixed_k: number of groups to use whatever the table says.
        choose: the rule for k.

    Returns:
        The groups and the table. Fewer than two different sequences are one group with an empty table.

    Raises:
        SequenceError: for sequences that `pairwise_distances` refuses, or a ``fixed_k`` above the unique sequences.
    """
    prepared = prepare(sequences, method)
    distinct = len(prepared.unique)
    names = np.asarray(ids)
    if len(names) != len(prepared.index):
        raise SequenceError(f"{len(prepared.index)} id'er", f"{len(names)}", "analyse", "giv ét id pr. sekvens")
    wanted = sorted({k for k in ks if k <= distinct} | ({fixed_k} if fixed_k and fixed_k > 1 else set()))
    if distinct < 2 or fixed_k == 1:
        everyone = np.ones(len(names), dtype=np.int64)
        return Analysis(1, everyone, {}, {1: np.zeros(distinct, dtype=np.int64)}, prepared)
    check_k(wanted[-1], distinct)
    partitions = partition(prepared, wanted, method)
    quality = quality_by_k(prepared.distances, partitions, weights=prepared.weights)
    sizes = {k: np.bincount(labels, prepared.weights) for k, labels in partitions.items()}
    k = fixed_k or choose(quality, sizes)
    labels = by_weight(partitions[k][prepared.index], np.ones(len(names)), names) + 1
    return Analysis(k, labels, quality, partitions, prepared)


def partition(prepared: Prepared, ks: Iterable[int], method: Method, seed: int = 0) -> dict[int, Ints]:
    """Labels 0..k-1 of the unique sequences for every k, from one tree; ``seed`` chooses the hash for ties."""
    tree = ward_tree(
        prepared.distances,
        weights=prepared.weights,
        variant=method.variant,
        sequences=prepared.unique,
        ties=method.ties,
        seed=seed,
    )
    return {k: by_weight(cut(tree, k), prepared.weights) for k in ks}
