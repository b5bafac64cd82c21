"""Rules about age: the day before, the day, the day after; and who is excepted."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.lib.reporting import EARLIER_GRANT, GRANT, REFUSAL, RESTING, TAKEN_AWAY, Values, broken_rules
from tests.lib.rule_cases import Case, Line, each_case

YOUNG = GRANT | {"foed_dag": "1984-03-15", "lovgrundlag": "17_1"}  # 40 on 2024-03-15
ABROAD: Values = {"myndighed": "UDK", "bopkom": "000", "lovgrundlag": "62"}
APPEAL: Values = {"myndighed": "AST"}
MINOR = GRANT | {"foed_dag": "2008-06-15", "lovgrundlag": "18_AAB"}
SIXTY: Values = {"foed_dag": "1964-03-15"}  # 60 on 2024-03-15
NEW_ACT = {"pensions": [{"person_id": "p1", "fra": "2013-01-01"}]}
BEFORE_THE_ACT: Values = {"afgdato": "2024-03-14", "paabdato": "2012-12-31", "anledning": "revision"}
OLD_ACT = {"pensions": [{"person_id": "p1", "fra": "2012-12-31"}]}

R01: list[Line] = [
    ("the day before 40", YOUNG, {"afgdato": "2024-03-14"}, "bekraeft"),
    ("on the 40th birthday", YOUNG, {"afgdato": "2024-03-15"}, None),
    *(
        (f"{basis} is for the young", YOUNG, {"afgdato": "2024-03-14", "lovgrundlag": basis}, None)
        for basis in ("18_DOK", "18_AAB", "17_2", "17_4")
    ),
    ("20_1 without an earlier pension", YOUNG, {"afgdato": "2024-03-14", "lovgrundlag": "20_1"}, "bekraeft"),
    ("20_1, had a pension", YOUNG, {"afgdato": "2024-03-14", "lovgrundlag": "20_1", "havde_ftp": "J"}, None),
    (
        "20_1 after an earlier grant of the act",
        YOUNG,
        {"afgdato": "2024-03-14", "lovgrundlag": "20_1"},
        None,
        {"earlier": [EARLIER_GRANT | {"afgdato": "2020-02-01", "paabdato": "2020-01-05"}]},
    ),
    ("abroad, 62", YOUNG, {"afgdato": "2024-03-14"} | ABROAD, None),
    ("a municipality, 62", YOUNG, {"afgdato": "2024-03-14", "lovgrundlag": "62"}, "bekraeft"),
    (
        "Ankestyrelsen on a case abroad",
        YOUNG,
        {"afgdato": "2024-03-14", "lovgrundlag": "62", "bopkom": "000"} | APPEAL,
        None,
    ),
    ("Ankestyrelsen on 17_1", YOUNG, {"afgdato": "2024-03-14"} | APPEAL, "advarsel"),
    ("a refusal", YOUNG, {"afgdato": "2024-03-14", "afgoerelse": "A"}, None),
    ("begun the last day of the older act", YOUNG, {"afgdato": "2024-03-14", "paabdato": "2012-12-31"}, None),
    ("begun the first day of the act", YOUNG, {"afgdato": "2024-03-14", "paabdato": "2013-01-01"}, "bekraeft"),
    ("start unknown, decided before the act", YOUNG, {"afgdato": "2012-12-31", "paabdato": None}, None),
    ("a review of a pension of 2013", YOUNG, {"afgdato": "2024-03-14", "anledning": "revision"}, "bekraeft"),
    ("a review of a pension of the act, begun before it", YOUNG, BEFORE_THE_ACT, None, NEW_ACT),
    ("decided before it was begun", YOUNG, {"afgdato": "2012-12-31", "paabdato": "2013-01-01"}, "bekraeft"),
    (
        "the same without a basis",
        YOUNG,
        {"afgdato": "2012-12-31", "paabdato": "2013-01-01", "lovgrundlag": None},
        None,
    ),
    ("a review of an older pension", YOUNG, {"afgdato": "2024-03-14", "anledning": "revision"}, None, OLD_ACT),
]
R02: list[Line] = [  # folkepension age 67 on 2022-07-01 for those born 1955-07-01
    ("effect the month before", GRANT, {"virkningsdato": "2022-06-30", "afgdato": "2022-06-15"}, None),
    ("effect on the day", GRANT, {"virkningsdato": "2022-07-01", "afgdato": "2022-06-15"}, "bekraeft"),
    ("decided on the day, effect before", GRANT, {"virkningsdato": "2022-06-01", "afgdato": "2022-07-01"}, "advarsel"),
    ("both on the day", GRANT, {"virkningsdato": "2022-07-01", "afgdato": "2022-07-01"}, "bekraeft"),
    ("decided late, begun five months before", GRANT, {"paabdato": "2022-02-01", "afgdato": "2022-07-02"}, "advarsel"),
    ("decided in the last month", GRANT, {"paabdato": "2022-05-01", "afgdato": "2022-06-15"}, "bekraeft"),
    ("decided in the month before that", GRANT, {"paabdato": "2022-05-01", "afgdato": "2022-05-31"}, None),
    ("start unknown", GRANT, {"paabdato": None, "afgdato": "2022-07-01"}, "bekraeft"),
    (
        "Ankestyrelsen, effect before",
        GRANT,
        {"virkningsdato": "2022-06-01", "afgdato": "2022-09-01"} | APPEAL,
        "advarsel",
    ),
    ("refused", REFUSAL, {"paabdato": None, "afgdato": "2022-07-01"}, None),
]
IN_2022: Values = {"paabdato": "2022-05-20", "rehabteam_dato": "2022-05-10", "moedetilbud_dato": "2022-05-25"}
IN_2022 |= {"ansdato": "2022-05-01", "foed_dag": "1955-07-01"}
R02 = [(title, base | IN_2022, *rest) for title, base, *rest in R02]
R03: list[Line] = [
    ("12 months before", MINOR, {"afgdato": "2025-06-15"}, None),
    ("the day before those", MINOR, {"afgdato": "2025-06-14"}, "bekraeft"),
    ("the day before, 17_4", MINOR, {"afgdato": "2026-06-14", "lovgrundlag": "17_4"}, None),
    ("the day before, documented", MINOR, {"afgdato": "2026-06-14", "lovgrundlag": "18_DOK"}, "bekraeft"),
    ("the day before, abroad", MINOR, {"afgdato": "2026-06-14"} | ABROAD, None),
    ("too early abroad", MINOR, {"afgdato": "2025-06-14"} | ABROAD, "bekraeft"),
    ("too early, Ankestyrelsen", MINOR, {"afgdato": "2025-06-14"} | APPEAL, "advarsel"),
    ("on the birthday, documented", MINOR, {"afgdato": "2026-06-15", "lovgrundlag": "18_DOK"}, None),
    ("no basis in 2011", GRANT, {"foed_dag": "1993-06-15", "lovgrundlag": None, "afgdato": "2011-01-10"}, None),
]
R14: list[Line] = [
    ("the day before 60", TAKEN_AWAY, SIXTY | {"afgdato": "2024-03-14", "samtykke": None}, None),
    ("on the 60th birthday", TAKEN_AWAY, SIXTY | {"samtykke": None}, "bekraeft"),
    ("with consent", TAKEN_AWAY, SIXTY | {"samtykke": "J"}, None),
    ("consent refused", TAKEN_AWAY, SIXTY | {"samtykke": "N"}, "bekraeft"),
    ("Ankestyrelsen", TAKEN_AWAY, SIXTY | {"samtykke": None} | APPEAL, "advarsel"),
]
R15: list[Line] = [
    *((f"{a} from 60", RESTING, SIXTY | {"anledning": a}, None) for a in ("borger", "fleksjob", "aktivering")),
    ("income from 60", RESTING, SIXTY | {"anledning": "indkomst"}, "bekraeft"),
    ("income from 60, Ankestyrelsen", RESTING, SIXTY | {"anledning": "indkomst"} | APPEAL, "advarsel"),
    *(
        (f"{a} the day before 60", RESTING, SIXTY | {"afgdato": "2024-03-14", "anledning": a}, None)
        for a in ("borger", "fleksjob", "aktivering", "indkomst", "genoptagelse", "kommune")
    ),
    *(
        (f"{a} under 60", RESTING, SIXTY | {"afgdato": "2024-03-14", "anledning": a}, "advarsel")
        for a in ("sygedagpenge", "revision", "seniorpension", "andet")
    ),
    ("occasion not said", RESTING, {"anledning": None}, "advarsel"),
    ("occasion not said in 2012", RESTING, {"anledning": None, "afgdato": "2012-12-31"}, None),
    (
        "60 in 2012, occasion not said",
        RESTING,
        {"anledning": None, "afgdato": "2012-12-31", "foed_dag": "1952-01-01"},
        None,
    ),
]
R23: list[Line] = [
    *(
        (f"{code} at folkepension age", RESTING, {"afgoerelse": code, "afgdato": "2022-07-01"}, "bekraeft")
        for code in "FHGN"
    ),
    ("the day before", RESTING, {"afgdato": "2022-06-30"}, None),
    ("Ankestyrelsen", RESTING, {"afgdato": "2022-07-01"} | APPEAL, "advarsel"),
    ("a grant is R02's", GRANT, {"afgdato": "2022-07-01"}, None),
]
R23 = [(title, base | IN_2022, *rest) for title, base, *rest in R23]


def earned(year: int, amount: float) -> dict[str, Any]:
    return {"incomes": [{"person_id": "p1", "aar": year, "erhvervsindk": amount}]}


POOR = RESTING | {"afgdato": "2027-06-15", "anledning": "indkomst"}
R28: list[Line] = [
    ("an øre below the limit", POOR, {}, "advarsel", earned(2026, 243_659.99)),
    ("the limit", POOR, {}, None, earned(2026, 243_660.0)),
    ("a year without a known limit", POOR, {}, None, earned(2025, 1.0)),
    ("the year of the decision, whose limit is known", POOR, {"afgdato": "2026-06-15"}, None, earned(2026, 1.0)),
    ("the year of the decision", POOR, {}, None, earned(2027, 1.0)),
    ("on the 60th birthday", POOR, {"foed_dag": "1967-06-15"}, None, earned(2026, 1.0)),
    ("the day before it", POOR, {"foed_dag": "1967-06-16"}, "advarsel", earned(2026, 1.0)),
    ("another occasion", POOR, {"anledning": "borger"}, None, earned(2026, 1.0)),
    ("earned income is not delivered", POOR, {}, None),
]
ELSEWHERE = GRANT | {"foed_dag": "2005-03-15", "bopkom": "740"}
R29: list[Line] = [
    ("the day before 19", ELSEWHERE, {"afgdato": "2024-03-14"}, None),
    ("on the 19th birthday", ELSEWHERE, {}, "advarsel"),
    ("at home", ELSEWHERE, {"bopkom": "661"}, None),
    ("abroad at 18", ELSEWHERE, {"bopkom": "000", "afgdato": "2024-03-14"}, "advarsel"),
    ("Ankestyrelsen", ELSEWHERE, APPEAL, None),
    ("2012", GRANT, {"bopkom": "740", "afgdato": "2012-12-31"}, None),
    ("2013", GRANT, {"bopkom": "740", "afgdato": "2013-01-01"}, "advarsel"),
]
R37: list[Line] = [
    ("on the 18th birthday", MINOR, {"afgdato": "2026-06-15"}, "advarsel"),
    ("the day before 19", MINOR, {"afgdato": "2027-06-14"}, "advarsel"),
    ("on the 19th birthday", MINOR, {"afgdato": "2027-06-15"}, None),
    ("the day before 18", MINOR, {"afgdato": "2026-06-14"}, None),
    ("documented", MINOR, {"afgdato": "2026-06-15", "lovgrundlag": "18_DOK"}, None),
    ("Ankestyrelsen", MINOR, {"afgdato": "2026-06-15"} | APPEAL, None),
]
ALL: dict[str, list[Line]] = {
    "R01": R01,
    "R02": R02,
    "R03": R03,
    "R14": R14,
    "R15": R15,
    "R23": R23,
    "R28": R28,
    "R29": R29,
    "R37": R37,
}


@each_case(ALL)
def test_a_rule_about_age(case: Case) -> None:
    assert case.said() == case.expected


PENSION_DAYS = [
    ("1939-06-30", "2006-06-30"),  # 67
    ("1939-07-01", "2004-07-01"),  # 65
    ("1953-12-31", "2018-12-31"),  # 65
    ("1954-01-01", "2019-07-01"),  # 65½
    ("1954-03-31", "2019-09-30"),  # six months on, a month of 30 days
    ("1954-06-30", "2019-12-30"),  # 65½
    ("1954-07-01", "2020-07-01"),  # 66
    ("1954-12-31", "2020-12-31"),  # 66
    ("1955-01-01", "2021-07-01"),  # 66½
    ("1955-05-31", "2021-11-30"),  # 66½
    ("1955-06-30", "2021-12-30"),  # 66½
    ("1955-07-01", "2022-07-01"),  # 67
    ("1956-02-29", "2023-03-01"),  # 67 in a common year
    ("1962-12-31", "2029-12-31"),  # 67
    ("1963-01-01", "2031-01-01"),  # 68
    ("1966-12-31", "2034-12-31"),  # 68
    ("1967-01-01", "2036-01-01"),  # 69
    ("1970-12-31", "2039-12-31"),  # 69
    ("1971-01-01", "2041-01-01"),  # 70
]


@pytest.mark.parametrize(("born", "pension"), PENSION_DAYS)
def test_r02_and_r23_begin_on_the_day_of_folkepension_age(born: str, pension: str) -> None:
    day_before = (date.fromisoformat(pension) - timedelta(days=1)).isoformat()
    grant = GRANT | {"foed_dag": born, "paabdato": None, "leverance": None}
    assert "R02" not in broken_rules(grant | {"virkningsdato": day_before, "afgdato": day_before})
    assert broken_rules(grant | {"virkningsdato": pension, "afgdato": day_before})["R02"] == "bekraeft"
    resting = RESTING | {"foed_dag": born}
    assert "R23" not in broken_rules(resting | {"afgdato": day_before})
    assert broken_rules(resting | {"afgdato": pension})["R23"] == "bekraeft"


def test_a_birthday_on_29_february_falls_on_1_march_in_common_years() -> None:
    leap = GRANT | {"foed_dag": "1984-02-29", "lovgrundlag": "17_1"}  # 40 in 2024, a leap year
    assert "R01" in broken_rules(leap | {"afgdato": "2024-02-28"})
    assert "R01" not in broken_rules(leap | {"afgdato": "2024-02-29"})
    assert "R03" not in broken_rules(GRANT | {"foed_dag": "2008-02-29", "afgdato": "2026-03-01"})
    assert "R03" in broken_rules(GRANT | {"foed_dag": "2008-02-29", "afgdato": "2026-02-28"})


def test_without_a_birth_date_the_number_says_it_and_without_both_the_rules_are_silent() -> None:
    grant = GRANT | {"foed_dag": None, "lovgrundlag": "17_1"}
    assert "R01" in broken_rules(grant, pnr={"p1": "1503901234"})
    assert "R01" not in broken_rules(grant, pnr={"p1": "1503701234"})
    assert broken_rules(grant, pnr={"p1": "9999991234"}) == {}
    assert broken_rules(grant | {"bopkom": "740"}, pnr={"p1": "9999991234"}) == {}
