"""Rules about the rehabilitation team and the health coordinator.

`R05`, `R06`, `R07` as columns are the exceptions as judged for the event (in force, for its authority, and met).
"""

import polars as pl

from dagster_project.indberetning.rules.predicates.terms import BEGUN, DECIDED, among, decision, missing

TEAM = pl.col("rehabteam_dato")
DECIDED_WITHOUT = missing("rehabteam_dato") | (TEAM > DECIDED).fill_null(value=False)
BEGUN_WITHOUT = (TEAM > BEGUN) & (TEAM <= DECIDED)
OBVIOUS_GRANT = decision("T") & among("lovgrundlag", "18_AAB", "17_4")
ALLOWED = pl.any_horizontal("R05", "R06", "R07")

R05 = decision("A") & among("lovgrundlag", "17_3")
R06 = OBVIOUS_GRANT & (pl.col("sundkoord_dato") <= BEGUN)
R07 = OBVIOUS_GRANT & among("terminal", "J")
R04_STOP = decision("TA") & DECIDED_WITHOUT & ~ALLOWED
R04_WARNING = decision("TA") & BEGUN_WITHOUT & ~ALLOWED
# Practice says that three weeks from the team's meeting to the start are too many (39-17).
R20 = among("lovgrundlag", "17_2") & ((BEGUN - TEAM).dt.total_days() >= 21)
R24 = DECIDED_WITHOUT & pl.col("R06") & ~pl.col("R05") & ~pl.col("R07") & among("sundkoord_vurdering", "A")

PREDICATES = {
    ("R04", "stop"): R04_STOP,
    ("R04", "advarsel"): R04_WARNING,
    ("R05", "undtagelse"): R05,
    ("R06", "undtagelse"): R06,
    ("R07", "undtagelse"): R07,
    ("R20", "advarsel"): R20,
    ("R24", "advarsel"): R24,
}
