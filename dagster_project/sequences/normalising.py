"""Distances on a common scale, and distances to one sequence: TraMineR's ``norm`` and ``refseq`` of ``seqdist``."""

import numpy as np
from numpy.typing import ArrayLike

from dagster_project.sequences.arguments import Floats, SequenceError, as_floats, as_states
from dagster_project.sequences.distances import settle
from dagster_project.sequences.unique import aggregate

NORMS = ("maxlength", "gmean", "maxdist", "YujianBo")


def normalise(distances: ArrayLike, norm: str, *, length: int, largest: float) -> Floats:
    """Distances between sequences of one length, put on a scale that does not hang on it.

    Args:
        distances: of any shape.
        norm: ``"maxlength"`` per period; ``"gmean"`` one less the share in common; ``"maxdist"`` share of the largest
            possible; ``"YujianBo"`` the same kept a metric (Yujian & Bo 2007).
        length: periods of every sequence (of ``gmean`` for ``dhd``: ``largest``).
        largest: the distance of two sequences that have nothing in common: 2·``length`` for ``lcs`` and for ``om`` with
            costs 2 and 1; ``length`` times the smaller of the largest substitution cost and twice the indel for ``om``
            in general (``YujianBo``: always twice the indel); ``length`` times the largest cost for ``ham``.

    Returns:
        The same shape; 0 stays 0.

    Raises:
        SequenceError: for another norm, or a length or largest distance that is not above 0.

    Example:
        >>> normalise([0.0, 10.0, 40.0], "gmean", length=20, largest=40)
        array([0.  , 0.25, 1.  ])
    """
    raw = as_floats(distances, "normalise(distances)")
    if norm not in NORMS:
        raise SequenceError(" eller ".join(NORMS), f"'{norm}'", "normalise(norm=…)", "ret norm")
    if not (length > 0 and largest > 0):
        raise SequenceError("tal over 0", f"length = {length}, largest = {largest}", "normalise", "ret dem")
    scaled = {
        "maxlength": raw / length,
        "gmean": 1.0 - (largest - raw) / (2.0 * length),
        "maxdist": raw / largest,
        "YujianBo": 2.0 * raw / (raw + largest),
    }[norm]
    return np.where(raw == 0, 0.0, scaled)


def distances_to(
    reference: ArrayLike,
    sequences: ArrayLike,
    *,
    method: str = "om",
    substitution: ArrayLike | None = None,
    indel: float = 1.0,
) -> Floats:
    """Distances from every sequence to one, such as a medoid of another study.

    Args:
        reference: (L,) states.
        sequences: (n, L) states.
        method: as `pairwise_distances`; costs that ``dhd`` and ``chi2`` read from data are read from ``sequences``.
        substitution: as `pairwise_distances`.
        indel: as `pairwise_distances`.

    Returns:
        (n,) distances.

    Raises:
        SequenceError: for a reference of another length, or with a state that costs from data know nothing of.

    Example:
        >>> distances_to([0, 0, 1], [[0, 0, 1], [0, 1, 1], [1, 1, 0]])
        array([0., 2., 4.])
    """
    states, one = as_states(sequences), as_states(np.atleast_2d(np.asarray(reference)))
    where = "distances_to(reference)"
    if one.shape[1] != states.shape[1]:
        raise SequenceError(f"{states.shape[1]} kvartaler", f"{one.shape[1]}", where, "brug samme antal kvartaler")
    from_data = method in ("dhd", "chi2") and substitution is None
    if from_data and int(one.max()) > int(states.max()):
        raise SequenceError("tilstande, som sekvenserne har", f"tilstand {one.max()}", where, "giv substitution")
    known = states if from_data else np.vstack([states, one])
    measure = settle(known, method=method, substitution=substitution, indel=indel)
    unique, _, index = aggregate(states)
    return np.asarray(measure.between(one, unique)[0][index])
