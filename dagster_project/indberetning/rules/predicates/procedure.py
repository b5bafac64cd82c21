"""Rules about the steps of a case: start, meeting, deadline, review, work functions."""

import polars as pl

from dagster_project.indberetning.rules.predicates.terms import BEGUN, DECIDED, among, decision, missing

MEETING = pl.col("moedetilbud_dato")
LETTER = pl.col("fristbrev_dato")
REVIEW = pl.col("revisionsdato")
DEADLINE = pl.col("frist")
LATE = DECIDED > DEADLINE
TEN_YEARS_AHEAD = pl.col("ti_aar_frem")
NO_FUNCTIONS = missing("arbejdsfunktioner") | among("arbejdsfunktioner", "N")
ON_THE_FILE_AS_IT_IS = among("lovgrundlag", "17_2", "17_3")

R08 = decision("TA") & (missing("moedetilbud_dato") | (MEETING > DECIDED))
R09 = decision("TA") & LATE & (missing("fristbrev_dato") | (LETTER > DEADLINE))
# PAABDATO is no reporting column: it must be there before 2013 too.
R10 = decision("TA") & (BEGUN.is_null() | (BEGUN > DECIDED))
R11_STOP = REVIEW.is_not_null() & (~decision("THG") | (REVIEW <= DECIDED))
R11_WARNING = decision("THG") & (REVIEW > TEN_YEARS_AHEAD)
R12_STOP = decision("A") & NO_FUNCTIONS & ~ON_THE_FILE_AS_IT_IS
R12_WARNING = decision("A") & NO_FUNCTIONS & ON_THE_FILE_AS_IT_IS

PREDICATES = {
    ("R08", "stop"): R08,
    ("R09", "advarsel"): R09,
    ("R10", "stop"): R10,
    ("R11", "stop"): R11_STOP,
    ("R11", "advarsel"): R11_WARNING,
    ("R12", "stop"): R12_STOP,
    ("R12", "advarsel"): R12_WARNING,
}
