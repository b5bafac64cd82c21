"""Sixty-two decisions where rule and law could part, as the guideline reads: everything that each of them breaks."""

from typing import Any

import pytest

from tests.lib.reporting import (
    EARLIER_GRANT,
    EARLIER_REST,
    GRANT,
    REFUSAL,
    RESTING,
    RESUMED,
    TAKEN_AWAY,
    Values,
    broken_rules,
    record_of,
)
from tests.spec.indberetning.law import (
    ALONE,
    AST,
    FIXED,
    IN_2016,
    IN_2018,
    LATE,
    NAMELESS,
    OBVIOUS,
    OFF,
    OVERDUE,
    REVIEW,
    UDK,
    Line,
    after,
)
from tests.spec.indberetning.law_warned import SENT_WITH_A_WORD

LAWFUL: list[Line] = [
    ("1 seen again by the team after the start", GRANT | LATE | {"genforelagt_dato": "2024-03-01"}, {}, {}),
    ("3 doubt, then the team, then a pension (3.2)", GRANT | {"lovgrundlag": "17_3"}, {}, {}),
    ("4 doubt arose after the start", GRANT | LATE | {"lovgrundlag": "17_3"}, {}, {}),
    (
        "5 a pension of 2003-2012 assessed anew without the team (6.2)",
        GRANT | ALONE | {"lovgrundlag": "20_1", "havde_ftp": "J"},
        {},
        after(EARLIER_GRANT),
    ),
    (
        "6 a review begins by itself, the team meets after",
        GRANT | LATE | REVIEW,
        {},
        after(FIXED | {"afgdato": "2014-02-01", "paabdato": "2014-01-05"}),
    ),
    ("7 obvious, refused for nationality", OBVIOUS | {"afgoerelse": "A", "afslagshjemmel": "indfoedsret"}, {}, {}),
    ("8 the coordinator on the day of the start", OBVIOUS, {}, {}),
    ("11 refused without the team under § 17 stk. 4", REFUSAL | IN_2018 | ALONE | {"lovgrundlag": "17_4"}, {}, {}),
    ("12 seniorførtidspension", GRANT | IN_2018 | {"lovgrundlag": "17_3"}, {}, {}),
    ("16 three months, the last day", GRANT | OVERDUE | {"afgdato": "2023-11-30"}, {}, {}),
    ("21 UDK before the 18th birthday", GRANT | UDK | {"foed_dag": "2006-06-15"}, {}, {}),
    ("22 UDK to a senior pensioner abroad", GRANT | UDK | {"anledning": "seniorpension"}, {}, {}),
    ("23 Ankestyrelsen on UDK's case, 35 years old", GRANT | UDK | AST | {"foed_dag": "1989-01-01"}, {}, {}),
    ("26 refused without the team, no diagnosis", REFUSAL | ALONE | {"lovgrundlag": "17_3", "diag1": None}, {}, {}),
    ("28 refused for residence, no work functions", REFUSAL | NAMELESS | {"afslagshjemmel": "bopael"}, {}, {}),
    (
        "38 a rest set a new date",
        GRANT | REVIEW,
        {},
        after(
            OFF,
            EARLIER_REST | {"revisionsdato": "2024-02-01"},
            RESUMED | {"afgdato": "2016-01-01", "revisionsdato": None},
        ),
    ),
    ("44 a ressourceforløb before the reform", GRANT | {"ressourceforloeb": "J"}, {}, {}),
    ("52 on the 40th birthday", GRANT | {"foed_dag": "1984-03-15", "lovgrundlag": "17_1"}, {}, {}),
    (
        "56 taken away after 2025",
        TAKEN_AWAY | {"afgdato": "2026-01-01", "saerlige_omstaendigheder": None},
        {},
        after(EARLIER_GRANT),
    ),
    (
        "58 20 days from the team to the start",
        REFUSAL | {"lovgrundlag": "17_2", "rehabteam_dato": "2024-01-12"},
        {},
        {},
    ),
    ("61 re-assessed, had a pension", GRANT | {"lovgrundlag": "20_1", "havde_ftp": "J"}, {}, {}),
]
ASKED_ABOUT: list[Line] = [
    ("9 the coordinator the day after the start", OBVIOUS | {"sundkoord_dato": "2024-02-02"}, {"R04": "bekraeft"}, {}),
    ("10 asked in May 2016, no team", OBVIOUS | IN_2016, {"R04": "bekraeft"}, {}),
    (
        "24 re-assessed at 25, never had a pension",
        GRANT | {"lovgrundlag": "20_1", "foed_dag": "1999-01-01"},
        {"R01": "bekraeft"},
        {},
    ),
    ("37 taken from a posted soldier", TAKEN_AWAY | {"udsendt": "J"}, {"R38": "bekraeft"}, after(EARLIER_GRANT)),
    ("40 UDK on somebody who lives here", GRANT | UDK | {"bopkom": "661"}, {"R32": "bekraeft"}, {}),
    (
        "49 a senior pensioner on the file as it is",
        REFUSAL | {"lovgrundlag": "17_2", "anledning": "seniorpension"},
        {"R18": "bekraeft", "R36": "advarsel"},
        {},
    ),
    (
        "53 the day before the 40th birthday",
        GRANT | {"foed_dag": "1984-03-16", "lovgrundlag": "17_1"},
        {"R01": "bekraeft"},
        {},
    ),
    (
        "54 taken away at 60 without consent",
        TAKEN_AWAY | {"foed_dag": "1964-03-15", "samtykke": None},
        {"R14": "bekraeft"},
        after(EARLIER_GRANT),
    ),
    (
        "55 taken away in 2025",
        TAKEN_AWAY | {"afgdato": "2025-12-31", "saerlige_omstaendigheder": None},
        {"R13": "bekraeft"},
        after(EARLIER_GRANT),
    ),
]
IMPOSSIBLE: list[Line] = [
    ("27 had a pension: not said", REFUSAL | {"havde_ftp": None}, {"R16": "fejl"}, {}),
    ("48 decided in the future", GRANT | {"leverance": "2024-03-14"}, {"R35": "fejl"}, {}),
]
LINES = [*LAWFUL, *SENT_WITH_A_WORD, *ASKED_ABOUT, *IMPOSSIBLE]


@pytest.mark.parametrize(
    ("decision", "expected", "around"), [line[1:] for line in LINES], ids=[line[0] for line in LINES]
)
def test_a_decision_breaks_what_the_law_says_and_nothing_else(
    decision: Values, expected: dict[str, str], around: dict[str, Any]
) -> None:
    assert broken_rules(decision, **around) == expected


def test_47_the_team_said_fleksjob_and_the_refusal_followed_it() -> None:
    assert record_of(REFUSAL | {"rehabteam_indstilling": "FLEKSJOB"})["fulgt_rehabteam"] == "J"


def test_51_a_rest_with_a_date_is_to_be_assessed_anew() -> None:
    assert record_of(RESTING | {"revisionsdato": "2027-01-01"})["skal_vurderes_paa_ny"] == "J"
