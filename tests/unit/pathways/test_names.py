"""Names of groups: the first rule that fits, for sequences of any length."""

import numpy as np
import polars as pl
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from dagster_project.errors import ConfigurationError
from dagster_project.pathways.names import NameRule, as_rules, mean_quarters, name_groups, shifts

RULES = as_rules(pl.read_csv("data/seed/kodelister/forloebsnavn.csv"))


@pytest.mark.parametrize(
    ("quarters", "name"),
    [
        ({"ledighedsydelse": 7, "kontanthjaelp": 13}, "fleksjobvisiteret"),
        ({"ledighedsydelse": 6.99, "kontanthjaelp": 13}, "langvarig_kontanthjaelp"),
        ({"kontanthjaelp": 12.99, "loenmodtager": 9}, "kortvarig_kontanthjaelp"),
        ({"kontanthjaelp": 4.99, "loenmodtager": 9}, "loenmodtager_syg"),
        ({"loenmodtager": 8.99, "sygedagpenge": 11}, "pendler"),
        ({}, "pendler"),
    ],
)
def test_a_group_has_the_name_of_the_first_rule_that_fits(quarters: dict[str, float], name: str) -> None:
    assert name_groups({state: np.array([mean]) for state, mean in quarters.items()}, np.array([3.0]), RULES) == [name]


def test_a_rule_may_ask_for_shifts() -> None:
    rules = as_rules(
        pl.DataFrame(
            {
                "raekkefoelge": [2, 1],
                "maal": [None, "skift"],
                "mindst": [None, 4.0],
                "forloebstype": ["rolig", "urolig"],
                "tekst": ["Rolig", "Urolig"],
            }
        )
    )
    assert name_groups({}, np.array([3.9, 4.0]), rules) == ["rolig", "urolig"]


@pytest.mark.parametrize(
    "broken",
    [
        pl.DataFrame({"raekkefoelge": [1], "maal": ["skift"], "mindst": [1.0], "forloebstype": ["a"], "tekst": ["A"]}),
        pl.DataFrame(
            {"raekkefoelge": [1], "maal": ["skift"], "mindst": ["mange"], "forloebstype": ["a"], "tekst": ["A"]}
        ),
        pl.DataFrame({"raekkefoelge": [1], "forloebstype": ["a"]}),
    ],
    ids=["no last rule", "a limit that is no number", "a column too few"],
)
def test_rules_that_cannot_name_every_group_are_refused(broken: pl.DataFrame) -> None:
    with pytest.raises(ConfigurationError):
        as_rules(broken)


def test_means_and_shifts_are_counted_by_group() -> None:
    sequences = np.array([[0, 0, 1], [0, 1, 0], [1, 1, 1]], dtype=np.int8)
    assert_array_equal(shifts(sequences), [1, 2, 0])
    assert_allclose(mean_quarters(sequences, np.array([0, 0, 1]), 3), [[2, 1, 0], [0, 3, 0]])


@pytest.mark.parametrize("finer", [3, 13])
def test_the_same_careers_in_finer_periods_have_the_same_names(finer: int) -> None:
    means = {"kontanthjaelp": np.array([13.0, 12.9, 5.0, 4.9]), "loenmodtager": np.array([0.0, 0.0, 9.0, 9.0])}
    few = np.array([3.0, 3.0, 3.0, 3.0])
    told = {state: mean * finer for state, mean in means.items()}
    names = ["langvarig_kontanthjaelp", "kortvarig_kontanthjaelp", "kortvarig_kontanthjaelp", "loenmodtager_syg"]
    assert name_groups(means, few, RULES) == names
    assert name_groups(told, few, RULES, periods=20 * finer) == names


def test_shifts_are_compared_per_possible_shift() -> None:
    rules = [NameRule("urolig", "skift", 4.0, "Urolig"), NameRule("rolig", "", None, "Rolig")]
    # 4 of 19 possible shifts are as many as 12.42 of 59.
    assert name_groups({}, np.array([12.5, 12.4]), rules, periods=60) == ["urolig", "rolig"]
