"""Rates and their limits against what is printed elsewhere, and the words of the models against the recount's."""

import re

import duckdb
import polars as pl
import pytest
from jinja2 import Environment
from scipy.stats import chi2

from dagster_project.recount.rates import _direct, _direct_figures, byar
from dagster_project.settings import PROJECT_ROOT

MACROS = (PROJECT_ROOT / "dbt" / "macros" / "interval.sql").read_text(encoding="utf-8")
# Down's syndrome by age of the mother, fifth or later births, Michigan 1950-1964: Fleiss (1981), table 14.4, and Fay &
# Feuer (1997): 75.529 of 100,000, standardised to all births.
CASES = (0, 8, 63, 112, 262, 295)
BIRTHS = (327, 30666, 123419, 149919, 104088, 34392)
ALL_BIRTHS = (319933, 931318, 786511, 488235, 237863, 61313)


def limits(count: int) -> tuple[float, float]:
    """What the models compute."""
    words = Environment(autoescape=False).from_string(MACROS).module  # noqa: S701 - SQL, no page
    low, high = (getattr(words, name)(str(count)) for name in ("byar_nedre", "byar_oevre"))
    found = duckdb.sql(f"SELECT {low}, {high}").fetchone()
    assert found is not None
    return float(found[0]), float(found[1])


# Observed, expected, and the limits of their ratio, of a program for Byar's method (1.96 for the percentile).
@pytest.mark.parametrize(("observed", "expected", "low", "high"), [(100, 90, 0.90404, 1.35143)])
def test_limits_of_observed_over_expected_are_those_of_another_program(
    observed: int, expected: float, low: float, high: float
) -> None:
    assert [limit / expected for limit in limits(observed)] == pytest.approx([low, high], abs=2e-5)


@pytest.mark.parametrize("count", [1, 2, 5, 10, 50, 389, 4000])
def test_limits_are_near_the_exact_ones(count: int) -> None:
    exact = (chi2.ppf(0.025, 2 * count) / 2, chi2.ppf(0.975, 2 * count + 2) / 2)
    assert limits(count) == pytest.approx(exact, abs=0.02)


def test_nobody_can_be_up_to_three() -> None:
    assert limits(0) == pytest.approx((0, 3.67), abs=0.01)


def test_recount_and_models_have_the_same_limits() -> None:
    both = pl.DataFrame({"antal": [0, 1, 7, 500]}).select(
        nedre=byar(pl.col("antal"))[0], oevre=byar(pl.col("antal"))[1]
    )
    assert [tuple(row) for row in both.rows()] == [pytest.approx(limits(n)) for n in (0, 1, 7, 500)]


def test_the_standardised_rate_is_the_printed_one_and_its_limits_are_those_of_dobson() -> None:
    # The place, and the rest of the country: together all births.
    rest = [every - own for every, own in zip(ALL_BIRTHS, BIRTHS, strict=True)]
    parts = [(place, age, cases, births) for place, column in (("her", BIRTHS), ("andre", rest))
             for age, (cases, births) in enumerate(zip(CASES, column, strict=True))]  # fmt: skip
    rows = pl.DataFrame(parts, schema=["sted", "alder", "nytilkendte", "befolkning"], orient="row")
    rows = pl.concat([rows, rows.with_columns(sted=pl.lit("alle_regioner"))]).with_columns(aar=2008, koen=pl.lit("2"))
    found = _direct(rows).with_columns(**_direct_figures()).filter(sted="her").row(0, named=True)
    assert 100 * found["standardiseret"] == pytest.approx(75.52901, abs=1e-5)
    weights = [w / sum(ALL_BIRTHS) / n for w, n in zip(ALL_BIRTHS, BIRTHS, strict=True)]
    known, deviation = sum(CASES), sum(w * w * d for w, d in zip(weights, CASES, strict=True)) ** 0.5
    low, high = (found["dsr"] + deviation / known**0.5 * (limit - known) for limit in limits(known))
    assert (found["standardiseret_nedre"], found["standardiseret_oevre"]) == pytest.approx((1000 * low, 1000 * high))


def test_the_percentile_is_said_once() -> None:
    assert len(re.findall(r"1\.9599", MACROS)) == 1
