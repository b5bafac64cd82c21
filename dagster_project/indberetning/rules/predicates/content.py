"""Rules about what the fields of one record say together."""

import polars as pl

from dagster_project.indberetning.rules.diagnoses import is_icd10
from dagster_project.indberetning.rules.predicates.terms import among, decision, missing, not_among

SENIOR_PENSION = among("anledning", "seniorpension")

R13 = decision("F") & not_among("saerlige_omstaendigheder", "J")
# A case taken up again or reviewed may concern someone who has the pension; so may an empty ANLEDNING before 2013.
FIRST_TIME = ~among("anledning", "genoptagelse", "revision") & (
    pl.col("anledning").is_not_null() | pl.col("felter_kraeves")
)
R16 = (
    (decision("FHN") & not_among("havde_ftp", "J"))
    | (decision("T") & FIRST_TIME & not_among("havde_ftp", "N"))
    | (decision("G") & not_among("havde_ftp", "J", "N"))
)
R18 = SENIOR_PENSION & among("lovgrundlag", "17_2", "17_3")
R19 = (
    ~pl.col("cpr").str.contains(r"^[0-9]{10}$").fill_null(value=False)
    | (pl.col("slags") == "ukendt")
    | missing("lovgrundlag")
    | ~pl.col("lovgrundlag_kendt").fill_null(value=True)
    | missing("anledning")
    | ~pl.col("anledning_kendt").fill_null(value=True)
    | (decision("TA") & ~is_icd10(pl.col("diag1")))
)
R21 = among("lovgrundlag", "17_3") & ~decision("A")
R22 = (
    (decision("F") & not_among("lovgrundlag", "44"))
    | (decision("HGN") & not_among("lovgrundlag", "43A"))
    | (decision("TA") & among("lovgrundlag", "44", "43A"))
)
# An empty LOVGRUNDLAG is no other one: R19 says that it is missing.
R25 = (
    decision("T")
    & SENIOR_PENSION
    & ~pl.col("lovgrundlag").is_in(["18_DOK", "18_AAB", "17_2", "17_3"]).fill_null(value=True)
)

PREDICATES = {
    ("R13", "stop"): R13,
    ("R16", "stop"): R16,
    ("R18", "stop"): R18,
    ("R19", "stop"): R19,
    ("R21", "stop"): R21,
    ("R22", "stop"): R22,
    ("R25", "stop"): R25,
}
