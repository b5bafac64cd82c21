"""The search for careers: candidates, limits, selection and affinity."""

from itertools import product

import numpy as np
import pytest

from synthetic.careers.states import LETTERS, STATES
from tools.careers_search import affinity, bounds, candidates, rounds, selection

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pool() -> candidates.Pool:
    return candidates.draw_pool(60, seed=4)


def test_every_kind_has_candidates_and_none_twice(pool: candidates.Pool) -> None:
    keyed = np.column_stack([pool.kind, pool.states])
    assert len(np.unique(keyed, axis=0)) == len(keyed)
    assert set(pool.kind.tolist()) == set(range(len(pool.kinds)))


def test_the_cells_hold_the_printed_numbers_of_persons() -> None:
    places = rounds.read_places()
    for (municipality, pathway), persons in bounds.separate_sizes().items():
        at = (places.municipality == bounds.KEYS.index(municipality)) & (
            places.separate == bounds.PATHWAYS.index(pathway)
        )
        assert at.sum() == persons
    for pathway, persons in bounds.pooled_sizes().items():
        assert (places.pooled == bounds.PATHWAYS.index(pathway)).sum() == persons


def test_limits_are_the_totals_that_read_as_printed() -> None:
    found = bounds.read_limits()
    # Holstebro, wage earners: 78 persons, 15.7 quarters of wage, none of revalidering.
    at = found.separate[bounds.KEYS.index("holstebro"), bounds.PATHWAYS.index("loenmodtager_syg")]
    assert at[STATES.index("loenmodtager")].tolist() == [1221, 1228]
    assert at[STATES.index("revalidering")].tolist() == [0, 3]
    # The pooled commuters: 162 persons, 5.3 shifts, 8 quarters of sygedagpenge.
    commuters = bounds.PATHWAYS.index("pendler")
    assert found.shifts[commuters].tolist() == [851, 866]
    assert found.pooled[commuters, STATES.index("sygedagpenge")].tolist() == [1215, 1376]
    assert found.last[:, :, 0].sum() == 1553


def test_common_quarters_are_longest_common_subsequences() -> None:
    rng = np.random.default_rng(3)
    left, right = (rng.integers(0, 4, (30, 20)).astype(np.int8) for _ in range(2))
    found = affinity.common_quarters(left, right, 9)
    for i, j in product(range(30), range(30)):
        assert found[i, j] == longest_common(left[i].tolist(), right[j].tolist())


def longest_common(one: list[int], other: list[int]) -> int:
    row = [0] * (len(other) + 1)
    for a in one:
        row = [0, *next_row(a, other, row)]
    return row[-1]


def next_row(a: int, other: list[int], above: list[int]) -> list[int]:
    left, found = 0, []
    for j, b in enumerate(other):
        left = above[j] + 1 if a == b else max(left, above[j + 1])
        found.append(left)
    return found


def test_selection_keeps_to_allowed_candidates_and_how_often_they_may_be_used(
    pool: candidates.Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "STEPS", 200_000)
    places = rounds.read_places()
    allowed = np.random.default_rng(1).random((4, len(pool.kind))) < 0.9
    wishes = selection.Wishes(allowed, np.zeros(allowed.shape), np.full(len(pool.kind), 40))
    picked, broken = selection.select(pool, places, wishes, bounds.read_limits(), seed=2)
    again, _ = selection.select(pool, places, wishes, bounds.read_limits(), seed=2)
    assert (picked == again).all()
    assert (pool.kind[picked] == places.kind).all()
    assert allowed[places.municipality, picked].all()
    assert broken >= 0


def test_a_candidate_like_its_group_has_a_margin_and_a_stranger_has_none(pool: candidates.Pool) -> None:
    places = rounds.read_places()
    rng = np.random.default_rng(2)
    picked = np.array([rng.choice(np.flatnonzero(pool.kind == kind)) for kind in places.kind.tolist()])
    margins = affinity.measure_margins(pool, places, picked)
    constant = (pool.states == LETTERS.index("K")).all(axis=1)
    separate = np.array([kind.separate for kind in pool.kinds])[pool.kind]
    assert (margins.least[:, constant & (separate == "langvarig_kontanthjaelp")] > 0).all()
    herning = bounds.KEYS.index("herning")
    assert np.isneginf(margins.separate[herning, separate == "fleksjobvisiteret"]).all()
