"""The model of membership: against the odds of a table, a level that nobody is at, and who is left out."""

from collections.abc import Sequence

import numpy as np
import polars as pl
import pytest
from numpy.testing import assert_allclose

from dagster_project.pathways.design import alike, design_of, smallest_cells
from dagster_project.pathways.factors import FACTORS
from dagster_project.pathways.membership import fitted, marginal_effects


def persons(**columns: Sequence[str | None]) -> pl.DataFrame:
    """Factors of some persons; those not named are alike for all."""
    count = len(next(iter(columns.values())))
    return pl.DataFrame(
        {name: columns.get(name, ["ens"] * count) for name in FACTORS}, schema=dict.fromkeys(FACTORS, pl.String)
    )


def test_with_one_factor_effects_are_differences_of_shares() -> None:
    # Women: 30 of 40 on pathway 0, 10 on 1. Men: 10 of 30 on 0, 5 on 1, 15 on 2.
    design = design_of(persons(koen=["kvinder"] * 40 + ["maend"] * 30))
    outcome = np.array([0] * 30 + [1] * 10 + [0] * 10 + [1] * 5 + [2] * 15)
    assert design.levels == [("koen", "maend", "kvinder")]
    slopes = fitted(design.columns, outcome)
    assert slopes is not None
    effects = marginal_effects(design.columns, slopes, design.levels)
    assert_allclose(effects, [[10 / 30 - 30 / 40, 5 / 30 - 10 / 40, 15 / 30 - 0]], atol=1e-3)


def test_the_effect_of_one_factor_is_told_at_the_other_as_it_is() -> None:
    # Membership hangs on age alone; sex goes with age, and by itself explains nothing.
    koen = ["kvinder"] * 60 + ["maend"] * 30 + ["kvinder"] * 30 + ["maend"] * 60
    alder = ["ung"] * 90 + ["gammel"] * 90
    # Of the young a third is on pathway 1, of the old two thirds, of women and men alike.
    outcome = np.array(([0, 0, 1] * 30) + ([0, 1, 1] * 30))
    design = design_of(persons(koen=koen, aldersgruppe=alder))
    slopes = fitted(design.columns, outcome)
    assert slopes is not None
    effects = dict(
        zip(
            [name for name, *_ in design.levels],
            marginal_effects(design.columns, slopes, design.levels)[:, 1],
            strict=True,
        )
    )
    assert effects["koen"] == pytest.approx(0, abs=1e-6)
    assert abs(effects["aldersgruppe"]) == pytest.approx(1 / 3, abs=1e-6)


def test_the_smallest_cell_of_a_level_is_its_own_or_its_references_and_nobody_is_none() -> None:
    design = design_of(persons(koen=["kvinder"] * 40 + ["maend"] * 30, aldersgruppe=["ung", "gammel"] * 35))
    outcome = np.array([0] * 38 + [1] * 2 + [0] * 20 + [1] * 10)
    assert dict(zip([name for name, *_ in design.levels], smallest_cells(design, outcome), strict=True)) == {
        "koen": 2,
        "aldersgruppe": 6,
    }
    assert smallest_cells(design, np.array([0] * 40 + [2] * 30))[0] == 30


def test_beginning_elsewhere_ends_at_the_same_place() -> None:
    rng = np.random.default_rng(0)
    columns = np.column_stack([np.ones(200), rng.integers(0, 2, (200, 3))]).astype(float)
    outcome = rng.integers(0, 3, 200)
    cold = fitted(columns, outcome)
    assert cold is not None
    warm = fitted(columns, outcome, start=cold + 0.3 * (np.arange(3) > 0))
    assert warm is not None
    assert_allclose(warm, cold, atol=1e-5)


def test_who_is_not_known_or_at_a_level_of_few_is_not_in_the_model() -> None:
    koen = ["kvinder"] * 30 + ["maend"] * 25 + [None] * 5
    alder = ["ung"] * 57 + ["gammel"] * 3
    design = design_of(persons(koen=koen, aldersgruppe=alder))
    assert int(design.known.sum()) == 55
    assert design.levels == [("koen", "maend", "kvinder")]
    assert design.columns.shape == (55, 2)


def test_who_is_drawn_hangs_on_sequence_and_background_not_on_the_order_of_ids() -> None:
    rng = np.random.default_rng(3)
    index = rng.integers(0, 4, 120)
    koen = np.array(["kvinder", "maend"])[rng.integers(0, 2, 120)]
    shuffled = rng.permutation(120)
    orders = []
    for rows in (np.arange(120), shuffled):
        order = alike(index[rows], design_of(persons(koen=koen[rows].tolist())))
        orders.append([*zip(index[rows][order].tolist(), koen[rows][order].tolist(), strict=True)])
    assert orders[0] == orders[1]
