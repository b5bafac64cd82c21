"""Two domains: added distances are sums, added costs are what a plain dynamic programme says, and both are analysed."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.stats import pearsonr, spearmanr

from dagster_project.sequences import aggregate, analyse, pairwise_distances
from dagster_project.sequences.arguments import Floats, Ints, SequenceError
from dagster_project.sequences.domains import combine, combined_measure, distance_correlations
from dagster_project.sequences.method import DEFAULT, Method

RNG = np.random.default_rng(3)
BENEFITS, MEASURES = RNG.integers(0, 4, (40, 9)), RNG.integers(0, 2, (40, 9))


def plain_alignment(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> float:
    """Optimal matching of pairs, two per domain that differs and one per domain put in or taken out."""
    table = np.zeros((len(one) + 1, len(other) + 1))
    table[:, 0], table[0, :] = 2.0 * np.arange(len(one) + 1), 2.0 * np.arange(len(other) + 1)
    for i, (a, b) in enumerate(one, 1):
        for j, (c, d) in enumerate(other, 1):
            swapped = table[i - 1, j - 1] + 2.0 * (a != c) + 2.0 * (b != d)
            table[i, j] = min(swapped, table[i - 1, j] + 2.0, table[i, j - 1] + 2.0)
    return float(table[-1, -1])


def distances(how: str, method: Method = DEFAULT) -> tuple[Floats, Ints]:
    combined = combine([BENEFITS, MEASURES])
    unique, weights, _ = aggregate(combined.states)
    assert weights.max() == 1
    order = np.lexsort(combined.states.T[::-1])
    return np.asarray(combined_measure(combined, method, how).condensed(unique), dtype=np.float64), order


def test_added_distances_are_the_sum_of_the_domains() -> None:
    found, order = distances("distances")
    wanted = pairwise_distances(BENEFITS[order]) + pairwise_distances(MEASURES[order])
    assert_allclose(found, wanted)


def test_added_distances_take_rates_of_each_domain() -> None:
    found, order = distances("distances", Method(distance="dhd"))
    wanted = pairwise_distances(BENEFITS[order], method="dhd") + pairwise_distances(MEASURES[order], method="dhd")
    assert_allclose(found, wanted)


def test_added_costs_are_those_of_a_plain_programme() -> None:
    found, order = distances("costs")
    rows = [[(int(a), int(b)) for a, b in zip(BENEFITS[at], MEASURES[at], strict=True)] for at in order]
    wanted = [plain_alignment(rows[i], rows[j]) for i in range(40) for j in range(i + 1, 40)]
    assert_allclose(found, wanted)


def test_groups_are_told_by_the_second_domain_where_the_first_is_alike() -> None:
    alike = np.zeros((8, 6), dtype=int)
    # Four are in a measure from the third period on, four never: a little noise each, so that all differ.
    active = np.zeros((8, 6), dtype=int)
    active[:4, 2:] = 1
    active[[0, 1, 4, 5], [1, 2, 5, 4]] ^= 1
    for how in ("costs", "distances"):
        found = analyse(alike, list("abcdefgh"), ks=[2], domains=[active], combine_by=how)
        assert found.labels.tolist() == [1] * 4 + [2] * 4


def test_correlations_count_pairs_of_persons() -> None:
    one, other = pairwise_distances(BENEFITS[:6]), pairwise_distances(MEASURES[:6])
    alone = distance_correlations(one, other, np.ones(6))
    assert_allclose(alone, (pearsonr(one, other)[0], spearmanr(one, other)[0]))
    # Two persons of the first row: its pairs count twice; the pair of the two themselves is none of them.
    upper = np.triu_indices(6, 1)
    twice = np.repeat(np.arange(len(one)), np.where(upper[0] == 0, 2, 1))
    doubled = distance_correlations(one, other, np.array([2.0, 1, 1, 1, 1, 1]))
    assert_allclose(doubled, (pearsonr(one[twice], other[twice])[0], spearmanr(one[twice], other[twice])[0]))
    assert np.isnan(distance_correlations(np.ones(15), other, np.ones(6))[0])


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"domains": [MEASURES[:5]]}, "samme form"),
        ({"domains": [MEASURES], "combine_by": "gennemsnit"}, "costs eller distances"),
        ({"domains": [MEASURES], "method": Method(distance="ham")}, "brug distances"),
        ({"domains": [RNG.integers(0, 100, (40, 9))]}, "forskellige par"),
    ],
)
def test_what_cannot_be_combined_is_told(arguments: dict[str, object], text: str) -> None:
    with pytest.raises(SequenceError, match=text):
        analyse(BENEFITS, list(range(40)), ks=[2], **arguments)  # type: ignore[arg-type]
