"""Rules that look at the person's other records: earlier decisions, courses, and what was sent under the number."""

from datetime import date

import polars as pl

from dagster_project.indberetning.rules.history import NONE, OPEN, RESTING
from dagster_project.indberetning.rules.predicates.terms import (
    BEGUN,
    DECIDED,
    HIGHER_PENSION,
    REQUESTED,
    RESUMPTION,
    REVIEW,
    among,
    decision,
)

ABOLISHED = date(2026, 2, 1)
"""No ressourceforløb can begin on or after this day (reform of 9 April 2025)."""
COURSE = pl.col("foerste_forloeb")
A_REVIEW = among("anledning", "revision")
MET = pl.col("tilstand")
MOVED_DAYS = 92
"""A decision that moves further is another one (spec: about a quarter)."""
ANOTHER_PERSON = (pl.col("sendt_cpr") != pl.col("cpr")).fill_null(value=False)

PREDICATES = {
    ("R17", "uden_forloeb"): among("ressourceforloeb", "J") & ~(COURSE < ABOLISHED).fill_null(value=False),
    ("R17", "med_forloeb"): among("ressourceforloeb", "N") & (COURSE < ABOLISHED) & (COURSE < DECIDED),
    ("R26", "anden_dag"): A_REVIEW & (pl.col("fastsat_revision") != BEGUN),
    ("R26", "ingen_dag"): A_REVIEW & pl.col("fastsat_revision").is_null() & BEGUN.is_not_null(),
    # A pension that rests is one that can be taken away; F on it is R33's.
    ("R27", "uden_pension"): (decision("FN") & (MET == NONE)) | (decision("H") & (MET != OPEN)),
    ("R27", "uden_hvile"): decision("G") & (MET != RESTING),
    ("R31", "genbrugt"): decision("TAFHGN")
    & (
        (pl.col("sendt_afgoerelse") != pl.col("afgoerelse"))
        | ((DECIDED - pl.col("sendt_afgdato")).dt.total_days().abs() > MOVED_DAYS)
    ),
    # Two authorities may number their cases alike.
    ("R31", "anden_sag"): decision("TAFHGN")
    & ANOTHER_PERSON
    & (pl.col("sendt_myndighed") != pl.col("myndighed")).fill_null(value=False),
    # A case that was asked for or begun after the decision sent is not the one that the decision ended.
    ("R31", "ny_sag"): decision("I")
    & (
        (pl.col("sendt_afgdato") < REQUESTED).fill_null(value=False)
        | (pl.col("sendt_afgdato") < BEGUN).fill_null(value=False)
        | ANOTHER_PERSON
    ),
    ("R33", "aaben"): decision("T") & (MET != NONE) & ~REVIEW & ~RESUMPTION & ~HIGHER_PENSION,
    ("R33", "hvilende"): decision("F") & (MET == RESTING),
}
