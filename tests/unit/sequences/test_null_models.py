"""Sequences without structure keep what they must keep, and structure stands out against them."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from dagster_project.sequences import analyse
from dagster_project.sequences.null_models import MODELS, null_quality, standardised, without_structure

ROWS = np.array([[at % 2] * 12 + [2] * 3 for at in range(40)], dtype=np.int8)


def test_chance_by_position_keeps_who_is_where_in_each_period() -> None:
    drawn = without_structure(ROWS, "position", np.random.default_rng(1))
    assert_array_equal(np.sort(drawn, axis=0), np.sort(ROWS, axis=0))
    assert not np.array_equal(drawn, ROWS)


def test_chance_by_spell_keeps_all_the_time_in_each_state() -> None:
    drawn = without_structure(ROWS, "spell", np.random.default_rng(1))
    assert drawn.shape == ROWS.shape
    assert_array_equal(np.bincount(drawn.ravel()), np.bincount(ROWS.ravel()))
    # Fewer shifts than by position: spells stay whole.
    alone = without_structure(ROWS, "position", np.random.default_rng(1))
    assert (drawn[:, 1:] != drawn[:, :-1]).sum() < (alone[:, 1:] != alone[:, :-1]).sum()


@pytest.mark.parametrize("model", MODELS)
def test_structure_is_better_than_any_set_without_it(model: str) -> None:
    found = analyse(ROWS, np.arange(40), ks=[2]).quality[2]["ASW"]
    null = null_quality(ROWS, ks=[2], model=model, sets=20)[2]["ASW"]
    assert len(null) == 20
    assert found > max(null)
    assert standardised(found, null) > 3


@pytest.mark.parametrize("model", MODELS)
def test_whose_the_sequences_are_decides_nothing(model: str) -> None:
    varied = np.array([[at % 2] * (at % 9) + [2] * (15 - at % 9) for at in range(40)], dtype=np.int8)
    shuffled = np.random.default_rng(7).permutation(varied)
    assert null_quality(varied, ks=[2], model=model, sets=3) == null_quality(shuffled, ks=[2], model=model, sets=3)


def test_standard_deviations_above_chance() -> None:
    assert standardised(5.0, [1.0, 3.0]) == pytest.approx(3 / np.sqrt(2))
    assert np.isnan(standardised(5.0, [1.0]))
    assert np.isnan(standardised(5.0, [2.0, 2.0, float("nan")]))
