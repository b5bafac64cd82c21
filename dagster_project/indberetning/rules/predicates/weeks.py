"""Rules that hold a decision against DREAM. They are silent until every week they ask about is delivered."""

import polars as pl

from dagster_project.indberetning.rules.predicates.terms import among, decision
from dagster_project.indberetning.rules.weeks import FLEX_WEEKS, GRANT_WEEKS, STILL_WEEKS

AT_WORK = (pl.col("efter_virkning_fleksjob") > 0) | (pl.col("efter_virkning_loen") > 0)

PREDICATES = {
    ("R30", "i_arbejde"): decision("T")
    & pl.col("virkningsdato").is_not_null()
    & (pl.col("efter_virkning_leveret") == pl.col("efter_virkning_uger"))
    & AT_WORK,
    ("R39", "stadig_pension"): decision("HF") & (pl.col("stadig_pension") == STILL_WEEKS),
    ("R39", "uden_fleksjob"): decision("H")
    & among("anledning", "fleksjob")
    & (pl.col("omkring_leveret") == FLEX_WEEKS)
    & (pl.col("omkring_fleksjob") == 0),
    ("R39", "uden_pension"): decision("T")
    & (pl.col("efter_tilkendelse_leveret") == GRANT_WEEKS)
    & (pl.col("efter_tilkendelse_pension") == 0),
}
