"""What the sequence functions accept, and the error that says so when it is something else.

Every public function checks its arguments here, once; nothing behind it checks again.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial.distance import squareform

from dagster_project.errors import VejeError

States = NDArray[np.int8]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
# Condensed distances: whole ones up to 255 may be told in a byte each.
Distances = NDArray[np.float64] | NDArray[np.uint8]

MOST_STATES = 127
SMALLEST_K = 2
ROUNDING = 1e-9
# The largest whole number that a byte holds.
MOST_IN_A_BYTE = 255


class SequenceError(VejeError, ValueError):
    """An argument of the sequence analysis is not what it has to be."""


def as_states(sequences: ArrayLike) -> States:
    """``sequences`` as a contiguous (n, L) int8 array of states 0, 1, ….

    Raises:
        SequenceError: for unequal lengths, NaN or masked values, fractions, negative states, no rows or no columns.
    """
    where = "sekvenser"
    if np.ma.is_masked(sequences):
        raise SequenceError(
            "en tilstand i hvert kvartal", "maskerede værdier", where, "udelad dem, eller giv en tilstand"
        )
    try:
        array = np.asarray(sequences)
    except ValueError:
        raise SequenceError("lige lange sekvenser", "ulige længder", where, "brug samme antal kvartaler") from None
    if array.dtype == object:
        raise SequenceError("lige lange sekvenser af hele tal", "ulige længder eller andet end tal", where, "ret dem")
    if array.ndim != 2 or 0 in array.shape:
        raise SequenceError("en tabel (n, L) med n, L ≥ 1", f"formen {array.shape}", where, "giv mindst én sekvens")
    return np.ascontiguousarray(_whole(array, where), dtype=np.int8)


def _whole(array: NDArray[Any], where: str) -> NDArray[Any]:
    if array.dtype.kind not in "iufb":
        raise SequenceError("hele tal 0, 1, …", f"typen {array.dtype}", where, "giv tilstandene numre")
    if array.dtype.kind == "f" and np.isnan(array).any():
        raise SequenceError("en tilstand i hvert kvartal", "NaN", where, "udelad personer uden fuld sekvens")
    if array.dtype.kind == "f" and not np.array_equal(array, np.floor(array)):
        raise SequenceError("hele tal 0, 1, …", "brøker eller uendelig", where, "giv tilstandene numre")
    if array.min() < 0 or array.max() > MOST_STATES:
        found = f"tal fra {array.min():g} til {array.max():g}"
        raise SequenceError(f"tilstande fra 0 til {MOST_STATES}", found, where, "udelad manglende værdier")
    return array


def as_costs(costs: ArrayLike, shape: tuple[int, ...], name: str = "substitution") -> Floats:
    """Substitution costs of the given shape (…, k, k): no NaN, none negative, symmetric, zero diagonal."""
    array = as_floats(costs, name)
    if array.ndim != len(shape) or array.shape[-1] != array.shape[-2] or array.shape[:-2] != shape[:-2]:
        raise SequenceError(f"omkostninger af form {shape}", f"formen {array.shape}", name, "ret matrixen")
    if array.shape[-1] < shape[-1]:
        raise SequenceError(f"mindst {shape[-1]} tilstande", f"{array.shape[-1]}", name, "brug hele alfabetet")
    problems = {
        "NaN eller uendelig": not np.isfinite(array).all(),
        "negative omkostninger": bool((array < 0).any()),
        "en asymmetrisk matrix": not np.allclose(array, np.swapaxes(array, -1, -2), rtol=0, atol=ROUNDING),
        "en diagonal, der ikke er 0": bool(np.diagonal(array, axis1=-2, axis2=-1).any()),
    }
    for found, present in problems.items():
        if present:
            raise SequenceError("endelige, symmetriske omkostninger ≥ 0 med diagonal 0", found, name, "ret matrixen")
    # Rounding that differs between the two halves would make the distance depend on the order of the pair.
    return np.ascontiguousarray((array + np.swapaxes(array, -1, -2)) / 2)


def as_indel(indel: float) -> float:
    """A finite, positive cost of an insertion or a deletion."""
    price = as_floats(indel, "indel")
    if price.ndim or not (np.isfinite(price) and price > 0):
        raise SequenceError("et endeligt tal over 0", f"{indel}", "indel", "ret indel")
    return float(price)


def as_floats(values: ArrayLike, where: str) -> Floats:
    """``values`` as float64; text and ragged lists are refused."""
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise SequenceError("tal", "andet end tal, eller rækker af ulige længde", where, "giv tal") from None


def as_condensed(distances: ArrayLike) -> tuple[Distances, int]:
    """Condensed distances and their number of rows; a square symmetric matrix is condensed.

    They are float64, or uint8 as they came.

    Raises:
        SequenceError: for NaN, infinity, negative or asymmetric distances, or a length that is no n(n-1)/2.
    """
    where = "afstande"
    in_bytes = isinstance(distances, np.ndarray) and distances.dtype == np.uint8 and distances.ndim == 1
    array = np.asarray(distances) if in_bytes else as_floats(distances, where)
    if array.ndim == 2:
        array = _condense(array)
    rows = round((1 + float(np.sqrt(1 + 8 * array.size))) / 2)
    if array.ndim != 1 or rows * (rows - 1) // 2 != array.size:
        raise SequenceError("n(n-1)/2 afstande", f"formen {array.shape}", where, "brug pairwise_distances")
    # The smallest and the largest carry NaN and infinity: no array of flags as long as the distances.
    if array.size and not (np.isfinite(array.min()) and np.isfinite(array.max())):
        raise SequenceError("endelige afstande", "NaN eller uendelig", where, "find de manglende tilstande")
    if array.size and array.min() < 0:
        raise SequenceError("afstande ≥ 0", "negative afstande", where, "ret omkostningerne")
    return np.ascontiguousarray(array), rows


def in_bytes(distances: Distances) -> Distances:
    """The same distances as uint8 where a byte holds each of them, else as they are: what reads them all is faster."""
    if distances.dtype == np.uint8 or not len(distances) or float(distances.max()) > MOST_IN_A_BYTE:
        return distances
    small = distances.astype(np.uint8)
    return small if np.array_equal(small, distances) else distances


def _condense(square: Floats) -> Floats:
    if np.isnan(square).any():
        raise SequenceError("endelige afstande", "NaN", "afstande", "find de manglende tilstande")
    symmetric = square.shape[0] == square.shape[1] and np.allclose(square, square.T, rtol=ROUNDING, atol=ROUNDING)
    if not symmetric or np.diagonal(square).any():
        raise SequenceError("en symmetrisk matrix med diagonal 0", "noget andet", "afstande", "ret matrixen")
    # The halves of a matrix made elsewhere may differ in the last bit.
    return np.asarray(squareform((square + square.T) / 2, checks=False), dtype=np.float64)


def as_weights(weights: ArrayLike | None, rows: int) -> Floats:
    """(n,) positive weights; None is 1 for every row."""
    if weights is None:
        return np.ones(rows)
    array = np.ascontiguousarray(as_floats(weights, "vægte"))
    if array.shape != (rows,):
        raise SequenceError(f"{rows} vægte", f"formen {array.shape}", "vægte", "giv én vægt pr. række")
    if not (np.isfinite(array).all() and (array > 0).all()):
        raise SequenceError("endelige vægte over 0", "NaN, uendelig, 0 eller negative", "vægte", "udelad rækkerne")
    return array


def as_counts(weights: ArrayLike | None, rows: int) -> Floats:
    """(n,) weights that count identical rows, none below 1: a cluster of total weight 1 or less would be "alone"."""
    array = as_weights(weights, rows)
    if (array < 1).any():
        raise SequenceError("vægte, der tæller rækker (mindst 1)", "vægte under 1", "vægte", "gang dem op")
    return array


def as_labels(labels: ArrayLike, rows: int) -> Ints:
    """(n,) cluster numbers as 0..k-1 in the order of their values."""
    array = np.asarray(labels)
    if array.shape != (rows,):
        raise SequenceError(f"{rows} gruppenumre", f"formen {array.shape}", "grupper", "giv ét nummer pr. række")
    missing = array.dtype.kind == "f" and np.isnan(array).any()
    if missing or (array.dtype == object and any(label is None for label in array)):
        raise SequenceError("et gruppenummer pr. række", "NaN eller ingenting", "grupper", "giv alle rækker en gruppe")
    return np.unique(array, return_inverse=True)[1].astype(np.int64)


def check_k(k: int, distinct: int) -> None:
    """Refuse what is no whole number, fewer than two clusters, and more than there are different sequences."""
    if not isinstance(k, (int, np.integer)):
        raise SequenceError("et helt antal grupper", f"k = {k!r}", "antal grupper", "giv et helt tal")
    if k < SMALLEST_K:
        raise SequenceError(f"mindst {SMALLEST_K} grupper", f"k = {k}", "antal grupper", "vælg et større k")
    if k > distinct:
        found = f"k = {k} ved {distinct} forskellige sekvenser"
        raise SequenceError("højst lige så mange grupper som forskellige sekvenser", found, "antal grupper", "sænk k")
