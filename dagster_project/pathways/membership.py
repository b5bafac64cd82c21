"""Who follows which pathway: a multinomial model of membership, with intervals that know that groups are found.

The idea is Roth, Studer, Zuercher & Peytremann-Bridevaux (2024), "Robust assessment of the association between
trajectories and covariates" (RARCAT): the model is fitted anew on the groups that each bootstrap sample finds.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.special import softmax

from dagster_project.pathways.analyses import NamedAnalysis
from dagster_project.pathways.design import Design, alike, design_of, smallest_cells
from dagster_project.pathways.names import NameRule, name_partition
from dagster_project.sequences.arguments import Floats, Ints
from dagster_project.sequences.resampling import Resample
from dagster_project.sequences.threads import on_all_cores

SCHEMA: dict[str, type[pl.DataType]] = {
    "forloebstype": pl.String,
    "faktor": pl.String,
    "niveau": pl.String,
    "reference": pl.String,
    "marginal_effekt": pl.Float64,
    "nedre": pl.Float64,
    "oevre": pl.Float64,
    "gentagelser": pl.Int32,
    "antal": pl.Int64,
    "grundlag": pl.Int64,
    "mindste_gruppe": pl.Int64,
}
INTERVAL = (0.025, 0.975)
# A level that nobody on a pathway is at has a coefficient without end, and a probability of 0 long before.
MOST_ROUNDS, ROUNDS_FROM_START = 20, 6
SMALL_STEP = 1e-3
# Persons that the model expects at a level on a pathway, against those who are: beyond this share it has not settled.
NOT_SETTLED = 1e-4


def marginal_effects(columns: Floats, slopes: Floats, levels: list[tuple[str, str, str]]) -> Floats:
    """Average marginal effects of a multinomial logit.

    The mean change of each probability when a level replaces its reference and everything else stays as it is.

    Args:
        columns: (m, 1 + d) as `Design`.
        slopes: (1 + d, j) as `fitted`.
        levels: (d,) as `Design`.

    Returns:
        (d, j) effects; those of a level add up to 0.
    """
    scores = columns @ slopes
    effects = np.empty((len(levels), slopes.shape[1]))
    names = np.array([name for name, *_ in levels])
    for at, (name, *_) in enumerate(levels):
        own = 1 + np.flatnonzero(names == name)
        reference = scores - columns[:, own] @ slopes[own]
        effects[at] = (softmax(reference + slopes[1 + at], axis=1) - softmax(reference, axis=1)).mean(axis=0)
    return effects


def fitted(columns: Floats, outcome: Ints, *, start: Floats | None = None) -> Floats | None:
    """Coefficients of a multinomial logit.

    Args:
        columns: (m, 1 + d) as `Design`.
        outcome: (m,) pathway 0..j-1 of each person, every one taken.
        start: coefficients to begin from.

    Returns:
        (1 + d, j), 0 for the first pathway; None where none can be found.
    """
    # Imported here: it takes two seconds, and only a run with groups needs it.
    from statsmodels.discrete.discrete_model import MNLogit  # noqa: PLC0415
    from statsmodels.tools.sm_exceptions import PerfectSeparationError  # noqa: PLC0415

    # Whether it settled is asked below, not by warnings: those are of the process, and samples run side by side.
    with np.errstate(all="ignore"):
        try:
            fit = MNLogit(outcome, columns, check_rank=False, hasconst=True).fit(
                method="newton",
                start_params=None if start is None else start[:, 1:].ravel(order="F"),
                maxiter=MOST_ROUNDS if start is None else ROUNDS_FROM_START,
                tol=SMALL_STEP,
                disp=False,
                warn_convergence=False,
                skip_hessian=True,
            )
        except (np.linalg.LinAlgError, PerfectSeparationError, ValueError):
            return None
    slopes = np.column_stack([np.zeros(columns.shape[1]), np.asarray(fit.params)])
    if not np.isfinite(slopes).all():
        return None
    missed = columns.T @ (softmax(columns @ slopes, axis=1) - np.eye(slopes.shape[1])[outcome])
    return slopes if np.abs(missed).max() < NOT_SETTLED * len(columns) else None


def membership(
    one: NamedAnalysis, samples: list[Resample], rules: list[NameRule], factors: pl.DataFrame
) -> Iterator[dict[str, object]]:
    """Rows of ``analyse, kommune`` and `SCHEMA`: how background and pathway go together in one analysis.

    Args:
        one: the analysis, its pathways named.
        samples: of `bootstrap`.
        rules: by which the groups of each sample are named.
        factors: as `factors.read_factors`, in the order of the analysis.

    Yields:
        A row for every pathway and level. Without two pathways, without a level beside a reference, or where the model
        cannot be fitted, there is none: membership then hangs on nothing that can be told.
    """
    design = design_of(factors)
    pathways, outcome = np.unique(one.pathways[design.known], return_inverse=True)
    if len(pathways) < 2 or not design.levels:
        return
    slopes = fitted(design.columns, outcome)
    if slopes is None:
        return
    effects = marginal_effects(design.columns, slopes, design.levels)
    model = _Model(one, rules, design, pathways, slopes, alike(one.analysis.index, design))
    drawn = np.stack(on_all_cores(model.again, enumerate(samples)))
    at_level = design.columns[:, 1:].sum(axis=0).astype(int)
    smallest = smallest_cells(design, outcome)
    for place, name in enumerate(pathways):
        for at, (factor, level, reference) in enumerate(design.levels):
            found = drawn[:, at, place]
            found = found[np.isfinite(found)]
            low, high = np.quantile(found, INTERVAL) if len(found) else (None, None)
            yield {
                "analyse": one.analyse,
                "kommune": one.kommune,
                "forloebstype": name,
                "faktor": factor,
                "niveau": level,
                "reference": reference,
                "marginal_effekt": float(effects[at, place]),
                "nedre": low,
                "oevre": high,
                "gentagelser": len(found),
                "antal": int(at_level[at]),
                "grundlag": len(outcome),
                "mindste_gruppe": smallest[at],
            }


@dataclass(frozen=True)
class _Model:
    """One analysis and its model, to be made again on samples."""

    one: NamedAnalysis
    rules: list[NameRule]
    design: Design
    pathways: NDArray[np.object_]
    slopes: Floats
    order: Ints
    """(n,) persons as `alike` has them."""

    def again(self, numbered: tuple[int, Resample]) -> Floats:
        """(d, j) effects in one sample; NaN for a pathway it does not find, or where it cannot be fitted."""
        number, sample = numbered
        persons, places = _persons(self.one, self.order, sample, number)
        kept = self.design.known[persons]
        rows = (np.cumsum(self.design.known) - 1)[persons[kept]]
        found, outcome = np.unique(self._named(sample)[places[kept]], return_inverse=True)
        effects = np.full((len(self.design.levels), len(self.pathways)), np.nan)
        if len(found) < 2:
            return effects
        columns = self.design.columns[rows]
        start = self.slopes if np.array_equal(found, self.pathways) else None
        slopes = fitted(columns, outcome, start=start)
        if slopes is None and start is not None:
            slopes = fitted(columns, outcome)
        if slopes is not None:
            shared = np.isin(self.pathways, found)
            told = marginal_effects(columns, slopes, self.design.levels)
            effects[:, shared] = told[:, np.searchsorted(found, self.pathways[shared])]
        return effects

    def _named(self, sample: Resample) -> NDArray[np.object_]:
        """(m,) pathway of every row of the sample."""
        analysis, alphabet = self.one.analysis, self.one.sequences.alphabet
        unique = analysis.unique[sample.rows]
        return name_partition(unique, sample.labels, alphabet, self.rules, weights=sample.counts)[sample.labels]


def _persons(one: NamedAnalysis, order: Ints, sample: Resample, number: int) -> tuple[Ints, Ints]:
    """(m,) who is in the sample and at which of its rows: of those with one sequence as many as drawn, at random."""
    first = np.searchsorted(one.analysis.index[order], sample.rows)
    places = np.repeat(np.arange(len(sample.rows)), sample.counts.astype(np.int64))
    holders = one.analysis.weights[sample.rows][places]
    chosen = np.floor(np.random.default_rng([1, number]).random(len(places)) * holders).astype(np.int64)
    return order[first[places] + chosen], places
