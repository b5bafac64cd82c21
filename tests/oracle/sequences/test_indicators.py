"""Indicators of single sequences agree with TraMineR; precarity and discrepancy with sums done by hand."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from dagster_project.sequences.arguments import SequenceError
from dagster_project.sequences.discrepancy import discrepancies
from dagster_project.sequences.indicators import sequence_indicators
from tests.oracle.sequences.conftest import rows_of

Known = Mapping[str, NDArray[Any]]
STATES = 9


@pytest.mark.parametrize("name", ["entropy", "complexity", "turbulence"])
def test_indicators_are_those_of_seqient_seqici_and_seqst(known: Known, name: str) -> None:
    # R writes a zero that came out of a difference as "-0".
    answers = [float(row[name].strip().removesuffix("-0") or 0) for row in rows_of("indicators")]
    assert_allclose(sequence_indicators(known["sequences"], STATES)[name], answers, rtol=0, atol=1e-12)


def test_volatility_is_half_moves_and_half_states_visited() -> None:
    # Two of five possible moves, two of three further states; four states in all.
    found = sequence_indicators([[0, 0, 1, 1, 2, 2]], 4)
    assert_allclose(found["volatility"], [0.5 * 2 / 5 + 0.5 * 2 / 3])


def test_precarity_by_hand() -> None:
    # Moves: 0-1 once, 0-2 once, 1-0 once, 2-1 once: rates 1/2, 1/2, 1, 1. A rate of 1 lowers all by a tenth: .45, .45,
    # .9, .9, so weights .55, .55, .1, .1. First row: 0-1 down, 1-0 up: (.55 - .1) / .65. Second: 0-2 down, 2-1 up, the
    # same weights. Third: none.
    sequences = [[0, 0, 1, 0], [0, 2, 2, 1], [1, 1, 1, 1]]
    down = 0.45 / 0.65
    entropies = [-(0.75 * np.log(0.75) + 0.25 * np.log(0.25)), -(0.5 * np.log(0.5) + 2 * 0.25 * np.log(0.25))]
    complexity = [np.sqrt(2 / 3 * entropy / np.log(3)) for entropy in entropies]
    wanted = [0.8 * c * (1 + down) ** 1.2 for c in complexity] + [0.2 * 0.5]
    assert_allclose(sequence_indicators(sequences, 3, ranks=[1, 2, 3])["precarity"], wanted)


def test_a_passage_through_what_cannot_be_compared_is_no_move() -> None:
    # State 3 stands between 0 and 1: the move is 0-1. Without it the first row has the same direction, all down.
    found = sequence_indicators([[0, 3, 1, 1], [0, 0, 1, 1]], 4, ranks=[1, 2, 3, None])
    complexity = found["complexity"]
    assert_allclose(found["precarity"], 0.8 * complexity * 2**1.2)
    begins_there = sequence_indicators([[3, 3, 3, 3], [0, 1, 2, 1]], 4, ranks=[1, 2, 3, None])
    assert begins_there["precarity"][0] == pytest.approx(0.2 * 0.5)


def test_states_of_one_rank_are_one_state_to_move_between() -> None:
    found = sequence_indicators([[0, 1, 1, 1], [1, 2, 2, 2]], 3, ranks=[1, 1, 2])
    assert_allclose(found["precarity"][0], 0.2 * 0.25 + 0.8 * found["complexity"][0])
    assert found["precarity"][1] > found["precarity"][0]


def test_ranks_that_tell_nothing_apart_are_refused() -> None:
    with pytest.raises(SequenceError, match="rang"):
        sequence_indicators([[0, 1]], 2, ranks=[1, 1])
    with pytest.raises(SequenceError, match="rang"):
        sequence_indicators([[0, 1]], 2, ranks=[1])
    with pytest.raises(SequenceError, match="tilstande"):
        sequence_indicators([[0, 2]], 2)


def test_discrepancy_by_hand() -> None:
    # Three sequences, the first held by two persons; distances 0-1: 2, 0-2: 4, 1-2: 6. Persons a a' b c in groups
    # 0 0 1 1. All: (2+2 + 4+4 + 6) / 4 = 4.5. Within: 0 and 6/2 = 3. F = 1.5/1 over 3/2.
    found = discrepancies(np.array([2.0, 4.0, 6.0]), np.array([0, 0, 1, 2]), {"f": np.array([0, 0, 1, 1])})["f"]
    assert found.pseudo_r2 == pytest.approx(1.5 / 4.5)
    assert found.pseudo_f == pytest.approx(1.0)
    assert (found.persons, found.groups) == (4, 2)


def test_the_share_of_shuffles_that_explain_as_much_is_exact_where_all_can_be_listed() -> None:
    # Of the three ways to part two and two, only the true one explains as much: p is near a third.
    distances = np.array([0.0, 9, 9, 9, 9, 0])
    found = discrepancies(distances, np.arange(4), {"f": np.array([0, 0, 1, 1])}, permutations=3000)["f"]
    assert found.pseudo_r2 == pytest.approx(1.0)
    assert found.p == pytest.approx(1 / 3, abs=0.03)


def test_whose_the_sequences_are_decides_no_shuffle() -> None:
    rng = np.random.default_rng(5)
    distances, index, groups = rng.random(190), rng.integers(0, 20, 60), rng.integers(0, 3, 60)
    order = rng.permutation(60)
    mine = discrepancies(distances, index, {"f": groups}, permutations=200)
    assert 0.02 < mine["f"].p < 0.98
    assert discrepancies(distances, index[order], {"f": groups[order]}, permutations=200)["f"].p == mine["f"].p


def test_who_is_in_no_group_is_left_out_and_one_group_explains_nothing() -> None:
    distances = np.array([2.0, 4.0, 6.0])
    groups = {"ukendt": np.array([0, 0, -1, 1]), "alene": np.array([0, 0, 0, 0])}
    found = discrepancies(distances, np.array([0, 0, 1, 2]), groups)
    assert found["ukendt"].persons == 3
    assert found["ukendt"].pseudo_r2 == pytest.approx(1.0)
    assert np.isnan(found["alene"].pseudo_r2)
    assert np.isnan(found["alene"].p)
