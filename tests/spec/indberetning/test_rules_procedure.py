"""Rules about the steps of a case: meeting, letter, start, review, work functions, dates in their order."""

from tests.lib.reporting import GRANT, REFUSAL, RESTING, RESUMED, TAKEN_AWAY, WITHDRAWN, Values
from tests.lib.rule_cases import Case, Line, each_case

UDK: Values = {"myndighed": "UDK", "bopkom": "000", "lovgrundlag": "62"}
AST: Values = {"myndighed": "AST"}
OLD: Values = {"paabdato": "2002-11-01", "moedetilbud_dato": "2003-01-02"}
R08: list[Line] = [
    ("offered on the day", GRANT, {"moedetilbud_dato": "2024-03-15"}, None),
    ("offered the day after, granted", GRANT, {"moedetilbud_dato": "2024-03-16"}, "advarsel"),
    ("offered the day after, refused", REFUSAL, {"moedetilbud_dato": "2024-03-16"}, "bekraeft"),
    ("not offered, granted", GRANT, {"moedetilbud_dato": None}, "advarsel"),
    ("not offered, refused", REFUSAL, {"moedetilbud_dato": None}, "bekraeft"),
    ("not offered, refused abroad", REFUSAL, {"moedetilbud_dato": None} | UDK, "bekraeft"),
    ("not offered, Ankestyrelsen", REFUSAL, {"moedetilbud_dato": None} | AST, None),
    ("not offered, unknown authority", REFUSAL, {"moedetilbud_dato": None, "myndighed": "999"}, None),
    ("not offered, resting", RESTING, {"moedetilbud_dato": None}, None),
    ("31 days before the start", GRANT, {"moedetilbud_dato": "2024-01-01"}, None),
    ("32 days before the start", GRANT, {"moedetilbud_dato": "2023-12-31"}, "advarsel"),
    ("empty before 2013", REFUSAL, {"moedetilbud_dato": None, "afgdato": "2012-12-31"}, None),
    ("empty from 2013", REFUSAL, {"moedetilbud_dato": None, "afgdato": "2013-01-01"}, "bekraeft"),
    ("too late in 2003", REFUSAL, OLD | {"afgdato": "2003-01-01"}, "bekraeft"),
    ("too late in 2002", REFUSAL, OLD | {"afgdato": "2002-12-31"}, None),
]
DAY_AFTER: Values = {"afgdato": "2024-05-02"}
R09: list[Line] = [
    ("on the last day", GRANT, {"afgdato": "2024-05-01"}, None),
    ("the day after it", GRANT, DAY_AFTER, "advarsel"),
    ("a letter on the last day", GRANT, DAY_AFTER | {"fristbrev_dato": "2024-05-01"}, None),
    ("a letter the day after", GRANT, DAY_AFTER | {"fristbrev_dato": "2024-05-02"}, "advarsel"),
    ("a letter on the day of the start", GRANT, DAY_AFTER | {"fristbrev_dato": "2024-02-01"}, None),
    ("a letter before the start", GRANT, DAY_AFTER | {"fristbrev_dato": "2024-01-31"}, "advarsel"),
    ("three months end in a shorter month", GRANT, {"paabdato": "2023-11-30", "afgdato": "2024-02-29"}, None),
    ("the day after that", GRANT, {"paabdato": "2023-11-30", "afgdato": "2024-03-01"}, "advarsel"),
    ("abroad", GRANT, DAY_AFTER | UDK, None),
    ("Ankestyrelsen", GRANT, DAY_AFTER | AST, None),
    ("start unknown", GRANT, DAY_AFTER | {"paabdato": None}, None),
    ("resting", RESTING, DAY_AFTER, None),
    ("no letter noted before 2013", GRANT, {"afgdato": "2012-12-31", "paabdato": "2012-01-01"}, None),
    (
        "a late letter before 2013",
        GRANT,
        {"afgdato": "2012-12-31", "paabdato": "2012-01-01", "fristbrev_dato": "2012-04-02"},
        "advarsel",
    ),
]
R10: list[Line] = [
    ("on the day of the decision", GRANT, {"paabdato": "2024-03-15"}, None),
    ("the day after", GRANT, {"paabdato": "2024-03-16"}, "fejl"),
    ("missing", GRANT, {"paabdato": None}, "fejl"),
    ("missing, refused", REFUSAL, {"paabdato": None}, "fejl"),
    ("missing before 2013", GRANT, {"paabdato": None, "afgdato": "2010-01-01"}, "fejl"),
    ("missing, resting", RESTING, {"paabdato": None}, "advarsel"),
    ("missing, resting in 2012", RESTING, {"paabdato": None, "afgdato": "2012-12-31"}, None),
    *(
        (f"{d['afgoerelse']}, the day after", d, {"paabdato": "2024-03-16"}, "fejl")
        for d in (TAKEN_AWAY, RESTING, RESUMED, WITHDRAWN)
    ),
    ("abroad, the application is the start", GRANT, UDK | {"ansdato": "2024-02-01"}, None),
    ("abroad, another day", GRANT, UDK | {"ansdato": "2024-01-31"}, "advarsel"),
    ("abroad, unknown", GRANT, UDK | {"paabdato": None}, "fejl"),
    ("a municipality starts later than the request", GRANT, {"ansdato": "2024-01-31"}, None),
]
R11: list[Line] = [
    ("the day after", GRANT, {"revisionsdato": "2024-03-16"}, None),
    ("on the day", GRANT, {"revisionsdato": "2024-03-15"}, "fejl"),
    ("six years on", GRANT, {"revisionsdato": "2030-03-15"}, None),
    ("six years and a day", GRANT, {"revisionsdato": "2030-03-16"}, "advarsel"),
    ("six years from a leap day", GRANT, {"afgdato": "2024-02-29", "revisionsdato": "2030-02-28"}, None),
    ("a day more", GRANT, {"afgdato": "2024-02-29", "revisionsdato": "2030-03-01"}, "advarsel"),
    ("the day before folkepension age", GRANT, {"foed_dag": "1960-03-15", "revisionsdato": "2027-03-14"}, None),
    ("at folkepension age", GRANT, {"foed_dag": "1960-03-15", "revisionsdato": "2027-03-15"}, "advarsel"),
    ("on the day, past that age", GRANT, {"foed_dag": "1955-07-01", "revisionsdato": "2024-03-15"}, "fejl"),
    ("resting", RESTING, {"revisionsdato": "2026-01-01"}, None),
    ("resumed", RESUMED, {"revisionsdato": "2026-01-01"}, None),
    *(
        (f"with {d['afgoerelse']}", d, {"revisionsdato": "2026-01-01"}, "fejl")
        for d in (REFUSAL, TAKEN_AWAY, WITHDRAWN)
    ),
]
NAMELESS = REFUSAL | {"arbejdsfunktioner": None}
R12: list[Line] = [
    ("some", REFUSAL, {}, None),
    ("none", NAMELESS, {}, "bekraeft"),
    ("flag N", NAMELESS, {"arbejdsfunktioner": "N"}, "bekraeft"),
    ("none, for work capacity", NAMELESS, {"afslagshjemmel": "arbejdsevne"}, "bekraeft"),
    *(
        (f"none, for {g}", NAMELESS, {"afslagshjemmel": g}, None)
        for g in ("indfoedsret", "bopael", "optjening", "oplysninger")
    ),
    ("none, 17_2", NAMELESS, {"lovgrundlag": "17_2"}, "advarsel"),
    ("flag N, 17_2", NAMELESS, {"lovgrundlag": "17_2", "arbejdsfunktioner": "N"}, "advarsel"),
    ("some, 17_2", REFUSAL, {"lovgrundlag": "17_2"}, None),
    ("none, 17_2, for work capacity", NAMELESS, {"lovgrundlag": "17_2", "afslagshjemmel": "arbejdsevne"}, "advarsel"),
    ("none, 17_3", NAMELESS, {"lovgrundlag": "17_3"}, "advarsel"),
    ("none, 17_3, for residence", NAMELESS, {"lovgrundlag": "17_3", "afslagshjemmel": "bopael"}, None),
    ("none, 17_4 today", NAMELESS, {"lovgrundlag": "17_4"}, "bekraeft"),
    (
        "none, 17_4 in 2019",
        NAMELESS,
        {"lovgrundlag": "17_4", "afgdato": "2019-12-31", "ansdato": "2019-11-01"},
        "advarsel",
    ),
    (
        "none, 17_4, asked 31 May 2016",
        NAMELESS,
        {"lovgrundlag": "17_4", "afgdato": "2016-07-01", "ansdato": "2016-05-31"},
        "bekraeft",
    ),
    ("none, abroad", NAMELESS, UDK, "bekraeft"),
    ("none, Ankestyrelsen", NAMELESS, AST, None),
    ("none, granted", GRANT, {}, None),
    ("none before 2013", NAMELESS, {"afgdato": "2012-12-31"}, None),
]
R35: list[Line] = [
    ("decided on the day of the delivery", GRANT, {"leverance": "2024-03-15"}, None),
    ("decided the day after it", GRANT, {"leverance": "2024-03-14"}, "fejl"),
    ("17_2, asked on the day of the start", REFUSAL, {"lovgrundlag": "17_2", "ansdato": "2024-02-01"}, None),
    ("17_2, asked the day after", REFUSAL, {"lovgrundlag": "17_2", "ansdato": "2024-02-02"}, "advarsel"),
    ("17_3, asked the day after", REFUSAL, {"lovgrundlag": "17_3", "ansdato": "2024-02-02"}, "advarsel"),
    ("18_DOK, asked the day after", REFUSAL, {"ansdato": "2024-02-02"}, None),
    ("taken away, three months on", TAKEN_AWAY, {"virkningsdato": "2024-06-15"}, None),
    ("taken away, a day more", TAKEN_AWAY, {"virkningsdato": "2024-06-16"}, "advarsel"),
    ("granted before the 18th birthday", GRANT, {"virkningsdato": "2024-12-01"}, None),
]
ALL: dict[str, list[Line]] = {"R08": R08, "R09": R09, "R10": R10, "R11": R11, "R12": R12, "R35": R35}


@each_case(ALL)
def test_a_rule_about_the_steps(case: Case) -> None:
    assert case.said() == case.expected
