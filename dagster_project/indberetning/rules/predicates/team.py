"""Rules about the rehabilitation team and the health coordinator.

`R05`, `R06`, `R07` as columns are the exceptions as judged for the event (in force, for its authority, and met).
"""

import polars as pl

from dagster_project.indberetning.rules.predicates.terms import (
    BEGUN,
    DECIDED,
    NUMBERS_CHANGED,
    REFUSAL_CODE,
    REQUESTED,
    REVIEW,
    among,
    decision,
    missing,
)

TEAM, AGAIN = pl.col("rehabteam_dato"), pl.col("genforelagt_dato")
DECIDED_WITHOUT = missing("rehabteam_dato") | (TEAM > DECIDED).fill_null(value=False)
BEGUN_WITHOUT = (TEAM > BEGUN) & (TEAM <= DECIDED)
OBVIOUS = among("lovgrundlag", "18_AAB", "17_4")
ALLOWED = pl.any_horizontal("R05", "R06", "R07")
# Doubt may arise in a case without the team, and then the team has to see it (3.2).
EXPLAINED = REVIEW | REFUSAL_CODE | AGAIN.is_not_null()
REFUSED_ON_OTHER_GROUNDS = decision("A") & among("afslagshjemmel", "indfoedsret", "bopael", "optjening")
SEEN_AGAIN = ((AGAIN >= TEAM) & (AGAIN <= DECIDED)).fill_null(value=False)
# Practice says that three weeks from the team's meeting to the start are too many (39-17).
THREE_WEEKS, A_YEAR = 21, 365


def _days(later: pl.Expr, earlier: pl.Expr) -> pl.Expr:
    return (later - earlier).dt.total_days()


PREDICATES = {
    ("R04", "uden_team"): decision("TA") & DECIDED_WITHOUT & ~ALLOWED,
    ("R04", "efter_paabegyndelse"): decision("TA") & BEGUN_WITHOUT & ~ALLOWED & ~EXPLAINED,
    ("R04", "foraeldet"): decision("TA") & (_days(BEGUN, TEAM) > A_YEAR),
    ("R05", "afslag_uden_team"): decision("A")
    & (among("lovgrundlag", "17_3") | (among("lovgrundlag", "17_4") & (DECIDED < NUMBERS_CHANGED))),
    ("R06", "aabenbar"): OBVIOUS & (pl.col("sundkoord_dato") <= BEGUN) & (decision("T") | REFUSED_ON_OTHER_GROUNDS),
    ("R07", "terminal"): decision("T") & OBVIOUS & among("terminal", "J"),
    ("R20", "tre_uger"): among("lovgrundlag", "17_2") & (_days(BEGUN, pl.col("seneste_moede")) >= THREE_WEEKS),
    ("R21", "tilkendt"): REFUSAL_CODE & decision("T") & ~(TEAM <= DECIDED).fill_null(value=False),
    ("R21", "aendring"): REFUSAL_CODE & decision("FHGN"),
    ("R24", "sundkoord"): decision("TA")
    & DECIDED_WITHOUT
    & pl.col("R06")
    & ~pl.col("R05")
    & ~pl.col("R07")
    & among("sundkoord_vurdering", "A"),
    ("R34", "genforelaeggelse"): decision("A") & among("rehabteam_indstilling", "T") & ~SEEN_AGAIN,
    ("R40", "straks"): among("lovgrundlag", "17_3") & (_days(BEGUN, REQUESTED) > THREE_WEEKS),
}
