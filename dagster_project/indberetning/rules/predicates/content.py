"""Rules about what the fields of one record say: filled, on their list, and in agreement with each other."""

import polars as pl

from dagster_project.indberetning.rules.diagnoses import is_icd10
from dagster_project.indberetning.rules.predicates.terms import (
    ABROAD_BASIS,
    HIGHER_PENSION,
    REFUSAL_CODE,
    RESUMPTION,
    REVIEW,
    SENIOR_PENSION,
    among,
    decision,
    missing,
    not_among,
    other,
)
from dagster_project.indberetning.sent.identity import ABROAD

CODED = (
    *("lovgrundlag", "anledning", "havde_ftp", "rehabteam_indstilling", "sundkoord_vurdering", "terminal"),
    *("ressourceforloeb", "saerlige_omstaendigheder", "samtykke", "afslagshjemmel", "udsendt"),
)
"""The columns whose values are listed; `<column>_kendt` says whether the event's value is."""
ALWAYS_FILLED = ("sagsbehandler", "lovgrundlag", "anledning", "ressourceforloeb")
FORMULA = r"^[=+\-@\t\r]"
"""What a spreadsheet runs."""
UNEXAMINED = among("afslagshjemmel", "oplysninger", "indfoedsret", "bopael", "optjening")
DIAGNOSED = decision("T") | (decision("A") & ~REFUSAL_CODE & ~UNEXAMINED)


def _formed(column: str) -> pl.Expr:
    return pl.col(column).is_not_null() & ~is_icd10(pl.col(column))


def _runs(column: str) -> pl.Expr:
    return pl.col(column).str.contains(FORMULA)


PREDICATES = {
    ("R13", "frakendelse"): decision("F") & not_among("saerlige_omstaendigheder", "J"),
    ("R16", "aendring"): decision("FHN") & other("havde_ftp", "J"),
    ("R16", "tilkendelse"): decision("T") & among("havde_ftp", "J") & ~REVIEW & ~RESUMPTION & ~HIGHER_PENSION,
    ("R16", "tom"): missing("havde_ftp"),
    ("R19", "cpr"): ~pl.col("cpr").str.contains(r"^[0-9]{10}$").fill_null(value=False),
    ("R19", "myndighed"): pl.col("slags") == "ukendt",
    **{("R19", f"tom_{column}"): missing(column) for column in ALWAYS_FILLED},
    **{("R19", f"ukendt_{column}"): ~pl.col(f"{column}_kendt").fill_null(value=True) for column in CODED},
    ("R19", "diag1_mangler"): DIAGNOSED & pl.col("diag1").is_null(),
    **{("R19", f"diag{number}_form"): _formed(f"diag{number}") for number in (1, 2, 3)},
    ("R19", "formel_sagsbehandler"): _runs("sagsbehandler"),
    ("R19", "formel_sagsid"): _runs("sagsid"),
    ("R22", "grundlag"): ~ABROAD_BASIS
    & (
        (decision("F") & not_among("lovgrundlag", "44"))
        | (decision("HGN") & not_among("lovgrundlag", "43A"))
        | (decision("TA") & among("lovgrundlag", "44", "43A"))
    ),
    # An empty LOVGRUNDLAG is no other one: R19 says that it is missing. 17_2 and 17_3 are R18's.
    ("R25", "senior"): decision("T")
    & SENIOR_PENSION
    & other("lovgrundlag", "18_DOK", "18_AAB", "17_2", "17_3")
    & ~ABROAD_BASIS,
    ("R32", "bopael"): other("bopkom", ABROAD),
    ("R32", "kommune"): among("lovgrundlag", "62"),
    ("R32", "grundlag"): not_among("lovgrundlag", "62"),
    ("R38", "udsendt"): decision("F") & among("udsendt", "J"),
}
