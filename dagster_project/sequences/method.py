"""How sequences are grouped: the choices by name, the measure they ask for, and the partitions of one tree."""

from collections.abc import Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass

import numpy as np

from dagster_project.sequences.arguments import Distances, Floats, Ints, SequenceError, States
from dagster_project.sequences.costs import substitution_costs
from dagster_project.sequences.distances import SUBSTITUTIONS, Measure, settle
from dagster_project.sequences.ties import check_rule, row_hashes
from dagster_project.sequences.ward import Workspace, by_weight, check_variant, cut, grow

# Unique sequences whose distances, and the two trees that `stability` grows at a time, take 9 GB.
LARGEST_EXACT = 30_000
# Distances that a byte holds, and one tree at a time, take 11 GB of so many. With more, medoids of samples take over.
LARGEST_IN_BYTES = 60_000


@dataclass(frozen=True)
class Method:
    """How an analysis measures and groups; the defaults are those of the study.

    ``distance`` is a method of `pairwise_distances`; ``substitution`` ``"constant"`` or ``"trate"`` (``om`` and
    ``ham``; ``dhd`` makes its own of the rates of each quarter);
    ``variant`` and ``ties`` as `cluster_ward`; above ``largest_exact`` unique sequences samples take over (None:
    `LARGEST_IN_BYTES` where every distance is a whole number up to 255, else `LARGEST_EXACT`).
    """

    distance: str = "om"
    substitution: str = "constant"
    indel: float = 1.0
    variant: str = "ward.D"
    ties: str = "hash"
    largest_exact: int | None = None

    def most_exact(self, measure: Measure) -> int:
        """Unique sequences up to which all pairs are looked at."""
        if self.largest_exact is not None:
            return self.largest_exact
        return LARGEST_IN_BYTES if measure.whole else LARGEST_EXACT


DEFAULT = Method()


def settle_for(states: States, method: Method) -> Measure:
    """The measure of ``method``, with costs read from ``states`` where it says so.

    Args:
        states: (n, L) states that transition rates are counted in.
        method: the distance and its costs, by name or as numbers.

    Returns:
        What `pairwise_distances` needs, all of it settled.

    Raises:
        SequenceError: for a distance that is unknown, or that does not take the substitution or the indel.
    """
    known = SUBSTITUTIONS.get(method.distance)
    if known is not None and method.substitution not in known:
        found = f"'{method.substitution}'"
        raise SequenceError(" eller ".join(known), found, f"Method(distance='{method.distance}')", "ret substitution")
    costs = None
    if method.substitution != "constant":
        costs = substitution_costs(states, int(states.max()) + 1, method.substitution)
    return settle(states, method=method.distance, substitution=costs, indel=method.indel)


def distances_between(unique: States, measure: Measure) -> Distances:
    """All distances between unique sequences, a byte each where eight would take too much memory.

    Args:
        unique: (u, L) in ascending order.
        measure: the distance.

    Returns:
        Condensed (u·(u-1)/2,).
    """
    return measure.condensed(unique, in_bytes=is_large(unique))


def is_large(rows: Sized) -> bool:
    """Whether there are so many unique sequences that one tree at a time is what memory allows.

    Args:
        rows: the unique sequences, or anything else that has a value for each.
    """
    return len(rows) > LARGEST_EXACT


def partition(  # noqa: PLR0913 - what an analysis holds, and what differs between its trees
    unique: States,
    weights: Floats,
    distances: Distances,
    *,
    ks: Iterable[int],
    method: Method,
    seed: int = 0,
    work: Workspace | None = None,
    alphabet: Sequence[str] | None = None,
) -> dict[int, Ints]:
    """Labels of the unique sequences for every k, from one tree.

    Args:
        unique: (n, L) states, every row another one.
        weights: (n,) persons with each.
        distances: condensed (n·(n-1)/2,), upper triangle row by row; left as they are.
        ks: numbers of groups, each from 2 to n.
        method: how to cluster.
        seed: of the additions that tell equal distances apart, as `row_hashes`.
        work: memory of one tree, for the next.
        alphabet: what the states are called, as `row_hashes`.

    Returns:
        k -> (n,) labels 0..k-1.
    """
    check_variant(method.variant)
    hashes = row_hashes(unique, seed, alphabet) if check_rule(method.ties) else None
    tree = grow(distances, weights, hashes, variant=method.variant, work=work)
    return {k: by_weight(cut(tree, k), weights) for k in ks}


def sizes_of(partitions: Mapping[int, Ints], weights: Floats) -> dict[int, Floats]:
    """Weight of every group of every partition.

    Args:
        partitions: k -> (n,) labels 0..k-1.
        weights: (n,) persons with each sequence.

    Returns:
        k -> (k,) persons in each group.
    """
    return {k: np.asarray(np.bincount(labels, weights), dtype=np.float64) for k, labels in partitions.items()}
