"""Steps from state to state counted anew, from the quarters of the raw weeks (docs/contract/tables.md, overgang)."""

import polars as pl

from dagster_project.recount.cohort import FOUR, Cohort
from dagster_project.recount.source import Source
from dagster_project.recount.states import quarter_states_of
from dagster_project.recount.timing import cells_of

KEY = ["analyse", "sted", "type", "slags", "fra"]


def recount_transitions(source: Source, cohort: Cohort) -> pl.DataFrame:
    """Cells of ``marts.overgang``."""
    groups = source.read('SELECT person_id, "analyse" AS analyse, kommune, forloebstype AS type FROM forloeb.gruppe')
    placed = groups.join(source.municipalities.rename({"noegle": "sted"}), on="kommune").drop("kommune")
    members = pl.concat([placed, placed.with_columns(sted=pl.lit(FOUR)).select(placed.columns)])
    steps = _steps(quarter_states_of(source, cohort.of_the_four.select("person_id", "dag").unique()))
    made = members.join(steps, on="person_id")
    base = made.group_by(KEY).agg(grundlag=pl.len())
    tally = made.group_by(*KEY, "til").agg(antal=pl.len())
    grid = base.join(source.states.select(til="tilstand"), how="cross").join(tally, on=[*KEY, "til"], how="left")
    return cells_of("overgang", grid, [*KEY, "til"])


def _steps(states: pl.DataFrame) -> pl.DataFrame:
    """``person_id, slags, fra, til``: every pair of neighbouring quarters, and the pair of the first and the last."""
    following = states.with_columns(pl.col("kvartal") + 1).rename({"tilstand": "fra"})
    neighbours = states.join(following, on=["person_id", "kvartal"]).select(
        "person_id", "fra", til="tilstand", slags=pl.lit("overgang")
    )
    ends = states.group_by("person_id").agg(
        fra=pl.col("tilstand").sort_by("kvartal").first(),
        til=pl.col("tilstand").sort_by("kvartal").last(),
        slags=pl.lit("foerste_sidste"),
    )
    return pl.concat([neighbours, ends])
