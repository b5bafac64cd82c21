"""Rules about ages. Without a birth date they are silent."""

import polars as pl

from dagster_project.indberetning.rules.predicates.terms import (
    ABROAD_BASIS,
    DECIDED,
    among,
    decision,
    not_among,
    other,
)
from dagster_project.indberetning.sent.identity import ABROAD

FROM_60 = pl.col("fylder_60") <= DECIDED
UNDER_18 = pl.col("fylder_18") > DECIDED
PENSION_AGE = pl.col("folkepension_fra") <= DECIDED
EFFECT_AT_PENSION_AGE = pl.col("virkning") >= pl.col("folkepension_fra")
# Twelve months is our reading of "before the 18th birthday" (4.1.1).
TOO_EARLY = pl.col("fylder_18").dt.offset_by("-12mo") > DECIDED
HAD_PENSION = (pl.col("foerste_t") < DECIDED).fill_null(value=False) | among("havde_ftp", "J")
RESTING_FROM_60 = ("borger", "fleksjob", "aktivering")
RESTING_UNDER_60 = (*RESTING_FROM_60, "indkomst", "genoptagelse", "kommune")

FOR_THE_YOUNG = (
    among("lovgrundlag", "18_DOK", "18_AAB", "17_2", "17_4")
    | ABROAD_BASIS
    | (among("lovgrundlag", "20_1") & HAD_PENSION)
)

PREDICATES = {
    ("R01", "ung"): decision("T")
    & (pl.col("fylder_40") > DECIDED)
    & ~FOR_THE_YOUNG
    & (pl.col("lovgrundlag").is_not_null() | pl.col("felter_kraeves")),
    ("R02", "virkning"): decision("T") & EFFECT_AT_PENSION_AGE,
    ("R02", "afgdato"): decision("T") & PENSION_AGE & ~EFFECT_AT_PENSION_AGE,
    ("R03", "under_18"): decision("T")
    & UNDER_18
    & (TOO_EARLY | (not_among("lovgrundlag", "18_AAB", "17_4") & ~ABROAD_BASIS)),
    ("R14", "samtykke"): decision("F") & FROM_60 & not_among("samtykke", "J"),
    ("R15", "fra_60"): decision("H") & FROM_60 & not_among("anledning", *RESTING_FROM_60),
    ("R15", "under_60"): decision("H") & ~FROM_60 & not_among("anledning", *RESTING_UNDER_60),
    ("R23", "folkepension"): decision("FHGN") & PENSION_AGE,
    ("R28", "indkomst"): decision("H")
    & among("anledning", "indkomst")
    & ~FROM_60
    & (pl.col("erhvervsindk") < pl.col("graense")),
    ("R29", "handlekommune"): (pl.col("myndighed") != pl.col("bopkom"))
    & ((pl.col("fylder_19") <= DECIDED).fill_null(value=False) | ~other("bopkom", ABROAD)),
    ("R37", "for_sent"): decision("T") & among("lovgrundlag", "18_AAB") & ~UNDER_18 & (pl.col("fylder_19") > DECIDED),
}
