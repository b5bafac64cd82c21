"""Wrong arguments are errors that say what is wrong."""

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest

from dagster_project.errors import VejeError
from dagster_project.sequences import (
    Method,
    SequenceError,
    aggregate,
    analyse,
    choose_k,
    cluster_pam,
    cluster_quality,
    cluster_ward,
    pairwise_distances,
    quarter_states,
    substitution_costs,
    timing_scenario,
    transition_rates,
)

TWO = [[0, 1, 1], [1, 1, 0]]
THREE_APART = np.array([1.0, 2.0, 3.0])
WEEKS = pl.DataFrame({"person_id": ["p"], "uge": [date(2008, 2, 25)], "ydelse": ["1"]})
GRANTS = pl.DataFrame({"person_id": ["p"], "afgoerelsesdato": [date(2008, 3, 5)]})
CODES = pl.DataFrame({"kode": ["1"], "tilstand": ["dagpenge"]})
LOPSIDED = np.array([[0.0, 1.0], [2.0, 0.0]])

WRONG: dict[str, tuple[Callable[[], Any], str]] = {
    "NaN in a sequence": (lambda: pairwise_distances(np.array([[0, 1], [1, np.nan]])), "NaN"),
    "masked values": (lambda: pairwise_distances(np.ma.masked_equal([[0, 9], [1, 1]], 9)), "maskerede"),
    "unequal lengths": (lambda: pairwise_distances([[0, 1], [1]]), "ulige længder"),
    "unequal lengths of arrays": (
        lambda: aggregate(np.array([[0, 1], [1]], dtype=object)),
        "ulige længder",
    ),
    "a negative state": (lambda: aggregate([[0, -1]]), "tal fra -1"),
    "a state that does not fit": (lambda: aggregate([[0, 128]]), "128"),
    "a fraction": (lambda: aggregate([[0, 0.5]]), "brøker"),
    "text": (lambda: aggregate([["a", "b"]]), "typen"),
    "no rows": (lambda: aggregate(np.empty((0, 3), np.int8)), "(0, 3)"),
    "one dimension": (lambda: aggregate([1, 2]), "(2,)"),
    "asymmetric costs": (lambda: pairwise_distances(TWO, substitution=LOPSIDED), "asymmetrisk"),
    "negative costs": (lambda: pairwise_distances(TWO, substitution=-(1 - np.eye(2))), "negative"),
    "NaN costs": (lambda: pairwise_distances(TWO, substitution=np.full((2, 2), np.nan)), "NaN"),
    "costs on the diagonal": (lambda: pairwise_distances(TWO, substitution=np.ones((2, 2))), "diagonal"),
    "costs for too few states": (lambda: pairwise_distances(TWO, substitution=[[0.0]]), "1"),
    "negative indel": (lambda: pairwise_distances(TWO, indel=-1), "-1"),
    "unknown method": (lambda: pairwise_distances(TWO, method="tw"), "'tw'"),
    "costs for lcs": (lambda: pairwise_distances(TWO, method="lcs", substitution=1 - np.eye(2)), "matrix"),
    "indel of hamming": (lambda: pairwise_distances(TWO, method="ham", indel=2), "2"),
    "weights of om": (lambda: pairwise_distances(TWO, weights=[1, 1]), "vægte"),
    "misspelt costs of an analysis": (lambda: analyse(TWO, ["a", "b"], method=Method(substitution="tarte")), "tarte"),
    "costs that dhd does not take": (
        lambda: analyse(TWO, ["a", "b"], method=Method(distance="dhd", substitution="trate")),
        "trate",
    ),
    "negative indel of an analysis": (lambda: analyse(TWO, ["a", "b"], method=Method(indel=-5)), "-5"),
    "no number of groups": (lambda: analyse(TWO, ["a", "b"], ks=[]), "ingen"),
    "an id that is nothing": (lambda: analyse(TWO, np.array([None, "b"], dtype=object)), "ingenting"),
    "weights that are no counts": (lambda: cluster_quality(THREE_APART, [0, 0, 1], weights=[0.5, 1, 1]), "under 1"),
    "unknown costs": (lambda: substitution_costs(TWO, 2, "features"), "'features'"),
    "more states than said": (lambda: transition_rates(TWO, 1), "tilstand 1"),
    "rates of one quarter": (lambda: transition_rates([[0], [1]], 2), "1 kvartal"),
    "ward with one cluster": (lambda: cluster_ward(THREE_APART, 1), "k = 1"),
    "ward with too many clusters": (lambda: cluster_ward(THREE_APART, 4), "k = 4 ved 3 forskellige"),
    "ward with more clusters than different rows": (
        lambda: cluster_ward(pairwise_distances([[0, 0], [0, 0], [1, 1]]), 3),
        "k = 3 ved 2 forskellige",
    ),
    "pam with more clusters than different rows": (
        lambda: cluster_pam(pairwise_distances([[0, 0], [0, 0], [1, 1]]), 3),
        "k = 3 ved 2 forskellige",
    ),
    "pam with one cluster": (lambda: cluster_pam(THREE_APART, 1), "k = 1"),
    "ward with NaN": (lambda: cluster_ward([1.0, np.nan, 2.0], 2), "NaN"),
    "ward with a negative distance": (lambda: cluster_ward([1.0, -1.0, 2.0], 2), "negative"),
    "ward with an asymmetric matrix": (lambda: cluster_ward(LOPSIDED, 2), "symmetrisk"),
    "ward with a length that is no number of pairs": (lambda: cluster_ward(np.ones(4), 2), "(4,)"),
    "unknown variant": (lambda: cluster_ward(THREE_APART, 2, variant="ward"), "'ward'"),
    "unknown rule for ties": (lambda: cluster_ward(THREE_APART, 2, ties="first"), "'first'"),
    "weights of another length": (lambda: cluster_ward(THREE_APART, 2, weights=[1, 2]), "3 vægte"),
    "a weight of 0": (lambda: cluster_ward(THREE_APART, 2, weights=[1, 2, 0]), "over 0"),
    "sequences of another number": (lambda: cluster_ward(THREE_APART, 2, sequences=TWO), "3 sekvenser"),
    "quality of one cluster": (lambda: cluster_quality(THREE_APART, [0, 0, 0]), "k = 1"),
    "quality with NaN": (lambda: cluster_quality([np.nan, 1.0, 1.0], [0, 1, 1]), "NaN"),
    "quality with labels of another number": (lambda: cluster_quality(THREE_APART, [0, 1]), "3 gruppenumre"),
    "more groups fixed than there are sequences": (lambda: analyse(TWO, ["a", "b"], fixed_k=3), "k = 3"),
    "ids of another number": (lambda: analyse(TWO, ["a"]), "2 id"),
    "text as costs": (lambda: pairwise_distances(TWO, substitution="trate"), "tal"),
    "text as indel": (lambda: pairwise_distances(TWO, indel="en"), "indel"),  # type: ignore[arg-type]
    "text as distances": (lambda: cluster_ward(["a", "b", "c"], 2), "afstande"),
    "text as weights": (lambda: cluster_quality(THREE_APART, [0, 0, 1], weights=["a", "b", "c"]), "vægte"),
    "a label that is missing": (lambda: cluster_quality(THREE_APART, np.array([None, "a", "b"])), "ingenting"),
    "a fraction of clusters": (lambda: cluster_ward(THREE_APART, 2.5), "k = 2.5"),  # type: ignore[arg-type]
    "a fraction of medoids": (lambda: cluster_pam(THREE_APART, 2.5), "k = 2.5"),  # type: ignore[arg-type]
    "no states": (lambda: substitution_costs(TWO, -1, "constant"), "k = -1"),
    "one group to judge": (lambda: analyse(TWO, ["a", "b"], ks=[1, 2]), "k = 1"),
    "no groups fixed": (lambda: analyse(TWO, ["a", "b"], fixed_k=0), "k = 0"),
    "less than no groups fixed": (lambda: analyse(TWO, ["a", "b"], fixed_k=-1), "k = -1"),
    "an id twice": (lambda: analyse(TWO, ["a", "a"]), "to gange"),
    "a table without any k": (lambda: choose_k({}, {}), "ingen"),
    "weeks without a column": (lambda: quarter_states(WEEKS.drop("uge"), GRANTS, CODES), "uge mangler"),
    "no quarters": (lambda: quarter_states(WEEKS, GRANTS, CODES, quarters=0), "(0, 13)"),
    "timing of other than twenty quarters": (lambda: timing_scenario(np.ones((2, 19), bool)), "(2, 19)"),
    "timing of NaN": (lambda: timing_scenario(np.full((2, 20), np.nan)), "NaN"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_argument_is_an_error_that_says_so(case: str) -> None:
    call, said = WRONG[case]
    with pytest.raises(SequenceError) as caught:
        call()
    assert said in str(caught.value)


def test_the_error_is_one_of_the_project_and_a_value_error() -> None:
    assert issubclass(SequenceError, VejeError)
    assert issubclass(SequenceError, ValueError)
