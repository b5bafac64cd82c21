"""Rules that look at the person's other records: earlier decisions, courses, weeks in work."""

from datetime import date

import polars as pl

from dagster_project.indberetning.rules.predicates.terms import BEGUN, DECIDED, among, decision

ABOLISHED = date(2026, 2, 1)
"""No ressourceforløb can begin on or after this day (reform of 9 April 2025)."""
CLAIMS_COURSE = among("ressourceforloeb", "J")
WEEKS_AFTER_GRANT = 4

R17_STOP = CLAIMS_COURSE & (pl.col("foerste_forloeb") >= ABOLISHED)
R17_WARNING = CLAIMS_COURSE & pl.col("foerste_forloeb").is_null()
R26 = among("anledning", "revision") & (pl.col("fastsat_revision") != BEGUN)
R27 = (decision("G") & ~(pl.col("foerste_h") < DECIDED).fill_null(value=False)) | (
    decision("FHN") & ~(pl.col("foerste_t") < DECIDED).fill_null(value=False)
)
R30 = decision("T") & (pl.col("uger") == WEEKS_AFTER_GRANT) & pl.col("alle_loenmodtager")

PREDICATES = {
    ("R17", "stop"): R17_STOP,
    ("R17", "advarsel"): R17_WARNING,
    ("R26", "advarsel"): R26,
    ("R27", "advarsel"): R27,
    ("R30", "advarsel"): R30,
}
