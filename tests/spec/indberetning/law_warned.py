"""The decisions of `test_the_law` that are sent, and listed with a warning."""

from tests.lib.reporting import (
    EARLIER_GRANT,
    EARLIER_REST,
    GRANT,
    REFUSAL,
    RESTING,
    RESUMED,
    TAKEN_AWAY,
    WITHDRAWN,
)
from tests.spec.indberetning.law import (
    ALONE,
    AST,
    BOUGHT,
    OBVIOUS,
    OVERDUE,
    POOR,
    REVIEW,
    SPELLS,
    UDK,
    Line,
    after,
)

SENT_WITH_A_WORD: list[Line] = [
    ("2 refused against the team, one meeting", REFUSAL | {"rehabteam_indstilling": "T"}, {"R34": "advarsel"}, {}),
    ("13 granted without an offer", GRANT | {"moedetilbud_dato": None}, {"R08": "advarsel"}, {}),
    ("14 an offer of 2019", GRANT | BOUGHT | {"moedetilbud_dato": "2019-05-01"}, {"R08": "advarsel"}, {}),
    (
        "15 a letter before the start",
        GRANT | OVERDUE | {"afgdato": "2023-12-15", "fristbrev_dato": "2023-08-30"},
        {"R09": "advarsel"},
        {},
    ),
    ("17 three months and a day", GRANT | OVERDUE | {"afgdato": "2023-12-01"}, {"R09": "advarsel"}, {}),
    (
        "18 decided the day after pension age, begun five months before",
        GRANT
        | {"foed_dag": "1955-07-01", "afgdato": "2022-07-02", "paabdato": "2022-02-01", "fristbrev_dato": "2022-04-20"}
        | {"rehabteam_dato": "2022-01-20", "moedetilbud_dato": "2022-02-10", "ansdato": "2022-01-10"},
        {"R02": "advarsel"},
        {},
    ),
    (
        "19 Ankestyrelsen after pension age",
        RESTING | AST | {"foed_dag": "1955-07-01"},
        {"R23": "advarsel", "R27": "advarsel"},
        after(EARLIER_GRANT),
    ),
    (
        "20 Ankestyrelsen on a decision of 2022",
        TAKEN_AWAY | AST | {"afgdato": "2024-02-10", "saerlige_omstaendigheder": None},
        {"R13": "advarsel"},
        after(EARLIER_GRANT),
    ),
    ("25 obvious, decided at 18", OBVIOUS | {"foed_dag": "2006-03-15"}, {"R37": "advarsel"}, {}),
    (
        "29 17_2 raised by the municipality",
        REFUSAL | {"lovgrundlag": "17_2", "anledning": "kommune"},
        {"R36": "advarsel"},
        {},
    ),
    ("30 17_4 refused", REFUSAL | {"lovgrundlag": "17_4", "anledning": "kommune"}, {"R36": "advarsel"}, {}),
    (
        "31 resumed twice",
        RESUMED,
        {"R27": "advarsel"},
        after(EARLIER_GRANT, EARLIER_REST, RESUMED | {"afgdato": "2016-01-01"}),
    ),
    (
        "32 rests after it was taken away",
        RESTING,
        {"R27": "advarsel"},
        after(EARLIER_GRANT, TAKEN_AWAY | {"afgdato": "2016-02-01"}),
    ),
    ("33 withdrawn twice", WITHDRAWN, {"R27": "advarsel"}, after(EARLIER_GRANT, WITHDRAWN | {"afgdato": "2016-01-01"})),
    ("34 had none, says the case, but one is open", GRANT, {"R33": "advarsel"}, after(EARLIER_GRANT)),
    ("35 rests for sygedagpenge", RESTING | {"anledning": "sygedagpenge"}, {"R15": "advarsel"}, after(EARLIER_GRANT)),
    (
        "36 rests for an income of nothing",
        RESTING | {"anledning": "indkomst", "afgdato": "2027-06-15", "paabdato": "2027-06-01"},
        {"R28": "advarsel"},
        after(EARLIER_GRANT) | POOR,
    ),
    (
        "39 a review after pension age",
        GRANT | {"foed_dag": "1960-03-15", "revisionsdato": "2028-01-01"},
        {"R11": "advarsel"},
        {},
    ),
    (
        "41 UDK began on another day than the application",
        GRANT | UDK | {"ansdato": "2024-01-15"},
        {"R10": "advarsel"},
        {},
    ),
    (
        "42 asked after it was begun",
        REFUSAL | {"lovgrundlag": "17_2", "ansdato": "2024-02-10"},
        {"R35": "advarsel"},
        {},
    ),
    (
        "43 a municipality, 18 years old, abroad",
        GRANT | {"bopkom": "000", "foed_dag": "2005-12-01"},
        {"R29": "advarsel"},
        {},
    ),
    ("45 a ressourceforløb that AMFORA lacks", GRANT | BOUGHT | {"ressourceforloeb": "J"}, {"R17": "advarsel"}, {}),
    (
        "46 none, but AMFORA has one",
        GRANT,
        {"R17": "advarsel"},
        {"courses": [{"person_id": "p1", "startdto": "2022-01-10"}]},
    ),
    (
        "50 17_3 begun a month after it was asked",
        REFUSAL | ALONE | {"lovgrundlag": "17_3", "ansdato": "2024-01-01"},
        {"R40": "advarsel"},
        {},
    ),
    (
        "57 21 days from the team to the start",
        REFUSAL | {"lovgrundlag": "17_2", "rehabteam_dato": "2024-01-11"},
        {"R20": "advarsel"},
        {},
    ),
    ("59 a review though no date was fixed", GRANT | REVIEW, {"R26": "advarsel"}, after(EARLIER_GRANT)),
    (
        "62 fleksjob after the pension had effect",
        GRANT | {"virkningsdato": "2024-04-01"},
        {"R30": "advarsel"},
        {"weeks": SPELLS},
    ),
    ("63 the coordinator did not find it obvious", OBVIOUS | {"sundkoord_vurdering": "A"}, {"R24": "advarsel"}, {}),
]
