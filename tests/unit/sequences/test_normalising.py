"""Scales by hand, and distances to one sequence as a row of all distances."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.spatial.distance import squareform

from dagster_project.sequences import pairwise_distances
from dagster_project.sequences.arguments import SequenceError
from dagster_project.sequences.normalising import distances_to, normalise

SEQUENCES = np.random.default_rng(5).integers(0, 4, (30, 12))


@pytest.mark.parametrize(
    ("norm", "wanted"),
    [("maxlength", [0, 0.5, 2]), ("gmean", [0, 0.25, 1]), ("maxdist", [0, 0.25, 1]), ("YujianBo", [0, 0.4, 1])],
)
def test_scales_of_optimal_matching_by_hand(norm: str, wanted: list[float]) -> None:
    assert_allclose(normalise([0.0, 6.0, 24.0], norm, length=12, largest=24), wanted)


def test_nothing_apart_is_nothing_apart_on_every_scale() -> None:
    # One less the share in common would be 1/2 for two equal sequences that can only be 10 apart.
    assert_allclose(normalise([0.0], "gmean", length=10, largest=10), [0.0])


def test_yujian_and_bo_keep_a_metric() -> None:
    square = squareform(normalise(pairwise_distances(SEQUENCES), "YujianBo", length=12, largest=24))
    assert all((square <= square[:, [via]] + square[[via], :] + 1e-12).all() for via in range(len(square)))


@pytest.mark.parametrize("method", ["om", "lcs", "ham", "dhd", "omspell", "chi2"])
def test_distances_to_a_row_are_its_row_of_all(method: str) -> None:
    square = squareform(pairwise_distances(SEQUENCES, method=method))
    assert_allclose(distances_to(SEQUENCES[7], SEQUENCES, method=method), square[7], atol=1e-9)


def test_a_reference_may_have_a_state_of_its_own_where_costs_are_given() -> None:
    assert_allclose(distances_to([9] * 12, SEQUENCES), [24.0] * 30)
    with pytest.raises(SequenceError, match="tilstand 9"):
        distances_to([9] * 12, SEQUENCES, method="dhd")


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda: normalise([1.0], "andet", length=1, largest=1), "maxlength"),
        (lambda: normalise([1.0], "maxdist", length=1, largest=0), "over 0"),
        (lambda: distances_to([0, 1], SEQUENCES), "12 kvartaler"),
    ],
)
def test_what_cannot_be_is_told(call: object, text: str) -> None:
    with pytest.raises(SequenceError, match=text):
        call()  # type: ignore[operator]
