"""Rules about the steps of a case: start, meeting, deadline, review, work functions, dates in their order."""

import polars as pl

from dagster_project.indberetning.rules.predicates.terms import (
    BEGUN,
    DECIDED,
    REFUSAL_CODE,
    REQUESTED,
    SENIOR_PENSION,
    among,
    decision,
    missing,
    other,
)

MEETING, LETTER = pl.col("moedetilbud_dato"), pl.col("fristbrev_dato")
REVIEW_DAY, EFFECT = pl.col("revisionsdato"), pl.col("virkningsdato")
PENSION_AGE = pl.col("folkepension_fra")
NO_MEETING = missing("moedetilbud_dato") | (MEETING > DECIDED).fill_null(value=False)
# A month before the start is our reading of "after the case is begun" (3.1).
EARLY_MEETING = (BEGUN - MEETING).dt.total_days() > 31
TOLD_IN_TIME = LETTER.is_between(BEGUN, pl.col("frist"))
MISPLACED = REVIEW_DAY.is_not_null() & (~decision("THG") | (REVIEW_DAY <= DECIDED))
AHEAD = decision("THG") & (REVIEW_DAY > DECIDED)
NO_FUNCTIONS = decision("A") & (missing("arbejdsfunktioner") | among("arbejdsfunktioner", "N"))
ON_WORK_CAPACITY = pl.col("afslagshjemmel").is_null() | among("afslagshjemmel", "arbejdsevne")
ON_THE_FILE_AS_IT_IS = among("lovgrundlag", "17_2") | REFUSAL_CODE
ON_REQUEST = among("lovgrundlag", "17_2", "17_3")

PREDICATES = {
    ("R08", "afslag"): decision("A") & NO_MEETING,
    ("R08", "tilkendelse"): decision("T") & NO_MEETING,
    ("R08", "tidligt"): decision("TA") & EARLY_MEETING,
    ("R09", "frist"): decision("TA")
    & (pl.col("frist") < DECIDED)
    & (missing("fristbrev_dato") | ~TOLD_IN_TIME.fill_null(value=True)),
    # PAABDATO is no reporting column: it must be there before 2013 too.
    ("R10", "paabegyndelse"): decision("TA") & (BEGUN.is_null() | (BEGUN > DECIDED)),
    ("R10", "udland"): decision("TA") & (BEGUN != REQUESTED),
    ("R10", "aendring_efter"): decision("FHGN") & (BEGUN > DECIDED),
    ("R10", "aendring_mangler"): decision("FHGN") & BEGUN.is_null(),
    ("R11", "forkert"): MISPLACED,
    ("R11", "langt_frem"): AHEAD & (pl.col("seks_aar_frem") < REVIEW_DAY),
    ("R11", "folkepension"): AHEAD & (REVIEW_DAY >= PENSION_AGE),
    ("R12", "uden"): NO_FUNCTIONS & ON_WORK_CAPACITY & ~ON_THE_FILE_AS_IT_IS,
    ("R12", "foreliggende"): NO_FUNCTIONS & ON_WORK_CAPACITY & ON_THE_FILE_AS_IT_IS,
    ("R35", "fremtid"): pl.col("leverance") < DECIDED,
    ("R35", "anmodning"): ON_REQUEST & (REQUESTED > BEGUN),
    ("R35", "sen_virkning"): decision("F") & (DECIDED.dt.offset_by("3mo") < EFFECT),
    ("R36", "uden_anmodning"): ON_REQUEST & other("anledning", "borger"),
    ("R36", "kommunens_sag"): among("lovgrundlag", "17_4") & (among("anledning", "borger") | decision("A")),
    ("R18", "senior"): SENIOR_PENSION & ON_REQUEST,
}
