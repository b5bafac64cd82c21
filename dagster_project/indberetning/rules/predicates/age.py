"""Rules about the age at the decision. Without a birth date they are silent."""

import polars as pl

from dagster_project.indberetning.rules.predicates.terms import DECIDED, among, decision, not_among

FROM_60 = pl.col("fylder_60") <= DECIDED
UNDER_18 = pl.col("fylder_18") > DECIDED
PENSION_AGE = pl.col("folkepension_fra") <= DECIDED
# Twelve months is our reading of "before the 18th birthday" (4.1.1).
TOO_EARLY = pl.col("fylder_18").dt.offset_by("-12mo") > DECIDED

R01 = (
    decision("T")
    & (pl.col("fylder_40") > DECIDED)
    & not_among("lovgrundlag", "18_DOK", "18_AAB", "17_2", "17_4", "20_1")
)
R02 = decision("T") & PENSION_AGE
R03 = decision("T") & UNDER_18 & (TOO_EARLY | not_among("lovgrundlag", "18_AAB", "17_4"))
R14 = decision("F") & FROM_60 & not_among("samtykke", "J")
R15 = decision("H") & FROM_60 & not_among("anledning", "borger", "fleksjob", "aktivering")
R23 = decision("FHGN") & PENSION_AGE
R28 = decision("H") & among("anledning", "indkomst") & ~FROM_60 & (pl.col("brutto") < pl.col("graense"))
R29 = (pl.col("myndighed") != pl.col("bopkom")) & (pl.col("fylder_19") <= DECIDED)

PREDICATES = {
    ("R01", "stop"): R01,
    ("R02", "stop"): R02,
    ("R02", "advarsel"): R02,
    ("R03", "stop"): R03,
    ("R14", "stop"): R14,
    ("R15", "stop"): R15,
    ("R23", "stop"): R23,
    ("R28", "advarsel"): R28,
    ("R29", "advarsel"): R29,
}
