"""What it would take: for which values of the field at fault a rule would be silent, everything else as it is.

It is an answer to "what did the rule want to see", and no advice: a true value is never changed.
"""

from datetime import date, timedelta

import polars as pl

from dagster_project.indberetning.duty.variants import COPY, Decision, JudgedCopies, judge_copies
from dagster_project.indberetning.plan import Ground, Sent
from dagster_project.indberetning.rules.found import EMPTY
from dagster_project.indberetning.rules.inputs import DECISION_COLUMNS
from dagster_project.indberetning.rules.table import HOLDS_BACK

BACK, AHEAD = timedelta(days=4 * 366), timedelta(days=7 * 366)
"""How far from AFGDATO days are tried: no limit of the rules is further away."""
EXAMPLES = {"diag1": "F20", "diag2": "F20", "diag3": "F20", "sagsbehandler": "x", "arbejdsfunktioner": "x"}
"""A value of the right form for fields whose values are no list."""
FILLED = {"diag1": "en ICD-10-kode", "diag2": "en ICD-10-kode", "diag3": "en ICD-10-kode"}
Place = tuple[str, str]
"""A rule and a field."""


def remedies(ground: Ground, sent: Sent, decision: Decision, held: set[Place]) -> dict[Place, list[str]]:
    """By rule and field: the values with which the rule would not hold the decision back, and no other would instead.

    Args:
        ground: what decisions are judged with.
        sent: what was sent and confirmed.
        decision: the decision as it stands.
        held: rule and field of what holds it back now.
    """
    found = {}
    for place in sorted(held):
        column = place[1].lower()
        tried = _tried(column, decision.row, ground)
        if tried is not None:
            copies = decision.row.drop(column).join(tried.alias(column).to_frame().with_row_index(COPY), how="cross")
            good = _without(judge_copies(ground, sent, decision, copies), held - {place})
            values = copies.filter(pl.col(COPY).is_in(good.implode())).sort(COPY)[column]
            found[place] = (
                _ranges(values, tried) if values.dtype == pl.Date else [_spelt(column, one) for one in values]
            )
    return found


def _without(judged: JudgedCopies, rest: set[Place]) -> pl.Series:
    """The copies that nothing holds back but ``rest``."""
    standing = pl.DataFrame(sorted(rest), schema={"regel": pl.String, "felt": pl.String}, orient="row")
    holding = judged.breaches.filter(pl.col("alvor").is_in(HOLDS_BACK))
    worse = holding.join(standing, on=["regel", "felt"], how="anti")[COPY]
    return judged.facts.filter(~pl.col(COPY).is_in(worse.implode()))[COPY]


def _tried(column: str, decision: pl.DataFrame, ground: Ground) -> pl.Series | None:
    """The values to try; None for a field that has no other."""
    if DECISION_COLUMNS.get(column) is pl.Date:
        day = decision["afgdato"][0]
        days = [day + timedelta(days=number) for number in range(-BACK.days, AHEAD.days + 1)] if day else []
        return pl.Series([None, *days], dtype=pl.Date)
    listed = ground.lists.values.get(column.upper(), (EXAMPLES[column],) if column in EXAMPLES else ())
    return pl.Series([None, *listed], dtype=pl.String) if listed and column != "myndighed" else None


def _spelt(column: str, value: str | None) -> str:
    if value is None:
        return EMPTY
    return FILLED.get(column, "udfyldt") if column in EXAMPLES else value


def _ranges(days: pl.Series, tried: pl.Series) -> list[str]:
    """Days in words, run by run; a run that reaches an end of what was tried is open there."""
    dated = days.drop_nulls().to_frame("dag")
    runs = (
        dated.with_columns(nr=(pl.col("dag").diff().dt.total_days() != 1).fill_null(value=True).cum_sum())
        .group_by("nr", maintain_order=True)
        .agg(fra=pl.col("dag").first(), til=pl.col("dag").last())
    )
    told = [EMPTY] if days.has_nulls() else []
    return [*told, *(_run(first, last, tried) for first, last in runs.select("fra", "til").iter_rows())]


def _run(first: date, last: date, tried: pl.Series) -> str:
    begins, ends = first == tried.min(), last == tried.max()
    if begins and ends:
        return "enhver dato"
    if begins or ends:
        return f"til og med {last}" if begins else f"fra {first}"
    return f"{first}" if first == last else f"{first} til {last}"
