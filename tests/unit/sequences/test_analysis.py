"""Choice of k, names, stability, samples: what an analysis is made of."""

import numpy as np
import polars as pl
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from dagster_project.sequences import (
    Method,
    SequenceError,
    aggregate,
    analyse,
    choose_k,
    cluster_quality,
    pairwise_distances,
)
from dagster_project.sequences import order_statistics as order
from dagster_project.sequences.analysis import SampledWarning
from dagster_project.sequences.null_models import null_quality
from dagster_project.sequences.quality import silhouettes_of_rows
from dagster_project.sequences.resampling import bootstrap
from dagster_project.sequences.stability import adjusted_rand, stability
from dagster_project.sequences.ties import LARGEST, row_hashes
from dagster_project.sequences.ward import ward_tree


def planted(seed: int = 0, persons: int = 120) -> np.ndarray[tuple[int, int], np.dtype[np.int8]]:
    """Three kinds of sequences: state 0, state 1, and 2 after 3, with a tenth of the quarters changed."""
    generator = np.random.default_rng(seed)
    kinds = np.array([[0] * 12, [1] * 12, [3] * 6 + [2] * 6], dtype=np.int8)
    rows = kinds[np.arange(persons) % 3]
    noise = generator.integers(0, 4, rows.shape, dtype=np.int8)
    return np.where(generator.random(rows.shape) < 0.1, noise, rows)


def quality(**ranks: float) -> dict[str, float]:
    return {"ASW": 0.5, "PBC": 0.5, "HG": 0.5, "HC": 0.5} | ranks


def test_the_k_with_the_best_mean_rank_is_chosen_and_low_hc_is_good() -> None:
    table = {2: quality(HC=0.1), 3: quality(ASW=0.6, PBC=0.6, HC=0.2), 4: quality(HC=0.3)}
    assert choose_k(table, {k: [50, 50] for k in table}) == 3
    assert choose_k({2: quality(HC=0.1), 3: quality(HC=0.2)}, {2: [1], 3: [1]}) == 2


def test_a_tie_goes_to_the_larger_k() -> None:
    table = {2: quality(ASW=0.6), 3: quality(PBC=0.6), 4: quality(ASW=0.1, PBC=0.1)}
    assert choose_k(table, {k: [1] for k in table}) == 3


def test_a_group_below_four_percent_rules_a_k_out_and_four_percent_does_not() -> None:
    table = {2: quality(), 3: quality(ASW=0.9, PBC=0.9, HG=0.9, HC=0.0)}
    assert choose_k(table, {2: [50, 50], 3: [50, 46, 4]}) == 3
    assert choose_k(table, {2: [500, 500], 3: [500, 461, 39]}) == 2


def test_where_every_k_has_a_small_group_the_smallest_k_is_taken() -> None:
    assert choose_k({2: quality(), 3: quality(ASW=0.9)}, {2: [99, 1], 3: [98, 1, 1]}) == 2


def test_planted_groups_are_found() -> None:
    sequences = planted()
    found = analyse(sequences, np.arange(len(sequences)))
    assert found.k == 3
    truth = np.arange(len(sequences)) % 3
    assert adjusted_rand(found.labels - 1, truth, np.ones(len(truth))) > 0.95


def test_group_numbers_begin_at_the_largest_and_equal_sizes_at_the_smallest_id() -> None:
    sequences = np.array([[0] * 4] * 3 + [[1] * 4] * 2 + [[2] * 4] * 2, dtype=np.int8)
    ids = np.array(["g", "f", "e", "b", "c", "d", "a"])
    assert analyse(sequences, ids, fixed_k=3).labels.tolist() == [1, 1, 1, 3, 3, 2, 2]


def test_a_fixed_k_is_used_and_judged_even_outside_the_range() -> None:
    sequences = planted()
    found = analyse(sequences, np.arange(len(sequences)), fixed_k=12)
    assert found.k == len(np.unique(found.labels)) == 12
    assert 12 in found.quality


def test_k_goes_up_to_the_number_of_different_sequences() -> None:
    sequences = np.array([[0, 0], [0, 1], [1, 1], [1, 1]], dtype=np.int8)
    assert sorted(analyse(sequences, range(4)).quality) == [2, 3]


@pytest.mark.parametrize("rows", [1, 5])
def test_sequences_that_are_all_equal_are_one_group(rows: int) -> None:
    found = analyse(np.zeros((rows, 20), dtype=np.int8), range(rows))
    assert (found.k, found.labels.tolist(), found.quality) == (1, [1] * rows, {})
    assert stability(found).is_empty()
    assert pairwise_distances(np.zeros((rows, 20), dtype=np.int8)).tolist() == [0.0] * (rows * (rows - 1) // 2)


def test_another_hash_seed_gives_other_additions_below_a_millionth() -> None:
    unique, weights, _ = aggregate(planted())
    distances = pairwise_distances(unique)
    plain = ward_tree(distances, weights=weights, sequences=unique, ties="none")
    first = ward_tree(distances, weights=weights, sequences=unique)
    again = ward_tree(distances, weights=weights, sequences=unique, seed=1)
    assert not np.array_equal(first[:, 2], again[:, 2])
    assert 0 < first[0, 2] - plain[0, 2] < LARGEST * weights.max()
    assert len(np.unique(row_hashes(unique))) == len(unique)


def test_stability_counts_agreement_for_every_k() -> None:
    found = analyse(planted(), np.arange(120))
    table = stability(found)
    assert table["k"].to_list() == list(range(2, 11))
    assert table["gentagelser"].to_list() == [20] * 9
    planted_row = table.row(by_predicate=pl.col("k") == 3, named=True)
    assert planted_row["ari_mindst"] > 0.9
    asww = [found.quality[k]["ASWw"] for k in range(2, 11)]
    assert (table["asww_mindst"] <= pl.Series(asww) + 1e-12).all()
    assert (table["asww_stoerst"] >= pl.Series(asww) - 1e-12).all()


def test_adjusted_rand_is_one_for_the_same_groups_and_that_of_the_textbook_otherwise() -> None:
    first, ones = np.array([0, 0, 1, 1]), np.ones(4)
    assert adjusted_rand(first, 1 - first, ones) == 1.0
    assert adjusted_rand(first, np.array([0, 0, 1, 2]), ones) == pytest.approx(4 / 7)
    weights = np.array([2.0, 1.0, 3.0])
    repeated = np.repeat(np.arange(3), [2, 1, 3])
    a, b = np.array([0, 1, 1]), np.array([0, 0, 1])
    assert adjusted_rand(a, b, weights) == pytest.approx(adjusted_rand(a[repeated], b[repeated], np.ones(6)))


def test_above_the_limit_samples_take_over_say_so_and_report_their_quality() -> None:
    sequences = planted(persons=900)
    with pytest.warns(SampledWarning, match="stikprøver"):
        found = analyse(sequences, np.arange(900), method=Method(largest_exact=50), ks=range(2, 5))
    assert found.distances is None
    assert found.k == 3
    assert adjusted_rand(found.labels - 1, np.arange(900) % 3, np.ones(900)) > 0.95
    assert found.quality[3]["ASW"] > 0.3
    assert stability(found)["gentagelser"].to_list() == [4, 4, 4]


def test_pairs_sorted_in_small_batches_give_the_same_gamma_and_c(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = np.random.default_rng(5)
    distances, labels = generator.random(40 * 39 // 2), generator.integers(0, 4, 40)
    whole = cluster_quality(distances, labels)
    monkeypatch.setattr(order, "BATCH", 50)
    assert_allclose(list(cluster_quality(distances, labels).values()), list(whole.values()), rtol=1e-12)


def test_a_state_that_nobody_has_moves_no_tie() -> None:
    rows = np.random.default_rng(11).integers(0, 3, (60, 5), dtype=np.int8)
    ids = np.arange(len(rows))
    found = analyse(rows, ids, alphabet=["b", "c", "d"])
    moved = analyse(rows + 1, ids, alphabet=["a", "b", "c", "d"])
    for k, labels in found.partitions.items():
        assert_array_equal(labels, moved.partitions[k])


def test_names_of_states_that_do_not_tell_them_apart_are_refused() -> None:
    with pytest.raises(SequenceError, match="navn til hver tilstand"):
        analyse([[0, 1], [1, 1]], [0, 1], alphabet=["a", "a"])
    with pytest.raises(SequenceError, match="navn til hver tilstand"):
        analyse([[0, 1], [1, 1]], [0, 1], alphabet=["a"])


def test_above_a_limit_distances_are_bytes_and_the_outcome_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    sequences = np.random.default_rng(3).integers(0, 4, (300, 7), dtype=np.int8)
    ids = np.arange(300)
    known = analyse(sequences, ids)
    repeated, agreed = bootstrap(known, ks=[2, 3, 4], repeats=3), stability(known, seeds=[1, 2])
    chance = null_quality(sequences, ks=[2, 3], model="spell", sets=2)
    monkeypatch.setattr("dagster_project.sequences.method.LARGEST_EXACT", 10)
    found = analyse(sequences, ids)
    assert found.distances is not None
    assert found.distances.dtype == np.uint8
    assert found.quality == known.quality
    assert found.labels.tolist() == known.labels.tolist()
    assert stability(found, seeds=[1, 2]).equals(agreed)
    again = bootstrap(found, ks=[2, 3, 4], repeats=3)
    assert [one.labels.tolist() for one in again] == [one.labels.tolist() for one in repeated]
    assert null_quality(sequences, ks=[2, 3], model="spell", sets=2) == chance
    assert known.distances is not None
    groups, weights = known.partitions[3], known.weights
    widths = [silhouettes_of_rows(some, groups, weights=weights) for some in (found.distances, known.distances)]
    assert widths[0].tolist() == widths[1].tolist()


def test_where_no_byte_holds_a_distance_samples_take_over_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    sequences = np.random.default_rng(3).integers(0, 4, (300, 7), dtype=np.int8)
    monkeypatch.setattr("dagster_project.sequences.method.LARGEST_EXACT", 10)
    with pytest.warns(SampledWarning):
        assert analyse(sequences, np.arange(300), ks=[2], method=Method(distance="dhd")).distances is None


def test_samples_and_all_pairs_are_as_far_apart_as_the_page_says() -> None:
    """Groups that are there are found by both; where there are none, the two go different ways (docs/sequences.md)."""
    rng = np.random.default_rng(1)
    kinds = rng.integers(0, 4, 3000)
    apart = np.where(rng.random((3000, 20)) < 0.75, kinds[:, None], rng.integers(0, 4, (3000, 20))).astype(np.int8)
    noise = rng.integers(0, 4, (3000, 20), dtype=np.int8)
    agreement = {}
    for name, states in {"apart": apart, "noise": noise}.items():
        whole = analyse(states, np.arange(3000), ks=[4])
        with pytest.warns(SampledWarning):
            sampled = analyse(states, np.arange(3000), ks=[4], method=Method(largest_exact=0))
        agreement[name] = adjusted_rand(whole.labels, sampled.labels, np.ones(3000))
    assert agreement["apart"] > 0.95
    assert agreement["noise"] < 0.5
