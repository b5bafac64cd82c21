"""Rules about age, case by case: the day before, the day, the day after."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.lib.reporting import GRANT, REFUSAL, RESTING, TAKEN_AWAY, Values, broken_rules

YOUNG = GRANT | {"foed_dag": "1984-03-15"}  # 40 on the day of the decision

R01 = [
    ("the day before 40", "2024-03-14", {}, "stop"),
    ("on the 40th birthday", "2024-03-15", {}, None),
    ("the day after", "2024-03-16", {}, None),
    *(
        (f"{basis} is for the young", "2024-03-14", {"lovgrundlag": basis}, None)
        for basis in ("18_AAB", "17_2", "17_4", "20_1")
    ),
    ("17_1 is not", "2024-03-14", {"lovgrundlag": "17_1"}, "stop"),
    ("without a basis", "2024-03-14", {"lovgrundlag": None}, "stop"),
    ("a refusal", "2024-03-14", {"afgoerelse": "A", "lovgrundlag": "17_1"}, None),
    ("begun the last day of the older act", "2024-03-14", {"paabdato": "2012-12-31", "lovgrundlag": "17_1"}, None),
    ("begun the first day of the act", "2024-03-14", {"paabdato": "2013-01-01", "lovgrundlag": "17_1"}, "stop"),
    ("start unknown, decided in the act", "2024-03-14", {"paabdato": None, "lovgrundlag": "17_1"}, "stop"),
    ("start unknown, decided before it", "2012-12-31", {"paabdato": None, "lovgrundlag": "17_1"}, None),
    ("abroad", "2024-03-14", {"myndighed": "UDK", "bopkom": "000", "lovgrundlag": "62"}, None),
    ("Ankestyrelsen", "2024-03-14", {"myndighed": "AST", "lovgrundlag": "17_1"}, "stop"),
]


@pytest.mark.parametrize(("name", "decided", "changes", "expected"), R01, ids=[case[0] for case in R01])
def test_r01_a_grant_before_40_needs_a_basis_for_the_young(
    name: str, decided: str, changes: Values, expected: str | None
) -> None:
    basis = {"lovgrundlag": "17_1"} if name in ("the day before 40", "on the 40th birthday", "the day after") else {}
    assert broken_rules(YOUNG | {"afgdato": decided} | basis | changes).get("R01") == expected


def test_r01_a_birthday_on_29_february_falls_on_1_march_in_common_years() -> None:
    born = GRANT | {"foed_dag": "1983-03-01", "lovgrundlag": "17_1"}
    leap = born | {"foed_dag": "1984-02-29"}  # 40 in 2024, a leap year
    assert "R01" in broken_rules(leap | {"afgdato": "2024-02-28"})
    assert "R01" not in broken_rules(leap | {"afgdato": "2024-02-29"})
    assert "R03" not in broken_rules(GRANT | {"foed_dag": "2008-02-29", "afgdato": "2026-03-01"})
    assert "R03" in broken_rules(GRANT | {"foed_dag": "2008-02-29", "afgdato": "2026-02-28"})


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
    grant = GRANT | {"foed_dag": born, "paabdato": None}
    assert "R02" not in broken_rules(grant | {"afgdato": day_before})
    assert broken_rules(grant | {"afgdato": pension})["R02"] == "stop"
    resting = RESTING | {"foed_dag": born}
    assert "R23" not in broken_rules(resting | {"afgdato": day_before})
    assert broken_rules(resting | {"afgdato": pension})["R23"] == "stop"


def test_r02_is_a_warning_to_ankestyrelsen_and_a_stop_to_an_unknown_authority() -> None:
    old = GRANT | {"foed_dag": "1950-01-01"}
    assert broken_rules(old | {"myndighed": "AST"})["R02"] == "advarsel"
    assert broken_rules(old | {"myndighed": "UDK"})["R02"] == "stop"
    assert broken_rules(old | {"myndighed": "999"})["R02"] == "stop"
    assert "R02" not in broken_rules(REFUSAL | {"foed_dag": "1950-01-01"})


@pytest.mark.parametrize("code", ["F", "H", "G", "N"])
def test_r23_holds_for_every_decision_about_a_pension(code: str) -> None:
    assert broken_rules(RESTING | {"afgoerelse": code, "foed_dag": "1950-01-01"})["R23"] == "stop"


R03 = [  # born 2008-06-15
    ("12 months before", "2025-06-15", "18_AAB", None),
    ("the day before those", "2025-06-14", "18_AAB", "stop"),
    ("the day before the birthday", "2026-06-14", "17_4", None),
    ("the day before the birthday, documented", "2026-06-14", "18_DOK", "stop"),
    ("on the birthday", "2026-06-15", "18_DOK", None),
    ("without a basis", "2026-06-14", None, "stop"),
]


@pytest.mark.parametrize(("name", "decided", "basis", "expected"), R03, ids=[case[0] for case in R03])
def test_r03_before_18_only_in_the_last_12_months(
    name: str, decided: str, basis: str | None, expected: str | None
) -> None:
    minor = GRANT | {"foed_dag": "2008-06-15", "afgdato": decided, "lovgrundlag": basis}
    assert broken_rules(minor).get("R03") == expected


def test_r03_before_2013_an_empty_basis_breaks_nothing_but_the_age_does() -> None:
    minor = GRANT | {"foed_dag": "1993-06-15", "lovgrundlag": None, "paabdato": None}
    assert "R03" not in broken_rules(minor | {"afgdato": "2011-01-10"})
    assert broken_rules(minor | {"afgdato": "2009-01-10"})["R03"] == "stop"


SIXTY: dict[str, Any] = {"foed_dag": "1964-03-15"}  # 60 on 2024-03-15


@pytest.mark.parametrize(
    ("decided", "consent", "expected"),
    [
        ("2024-03-14", None, None),
        ("2024-03-15", None, "stop"),
        ("2024-03-15", "N", "stop"),
        ("2024-03-15", "J", None),
    ],
)
def test_r14_from_60_a_pension_is_taken_away_with_consent_only(
    decided: str, consent: str | None, expected: str | None
) -> None:
    assert broken_rules(TAKEN_AWAY | SIXTY | {"afgdato": decided, "samtykke": consent}).get("R14") == expected


@pytest.mark.parametrize(
    ("decided", "occasion", "expected"),
    [
        ("2024-03-14", "indkomst", None),
        ("2024-03-15", "indkomst", "stop"),
        ("2024-03-15", None, "stop"),
        ("2024-03-15", "borger", None),
        ("2024-03-15", "fleksjob", None),
        ("2024-03-15", "aktivering", None),
    ],
)
def test_r15_from_60_a_pension_rests_at_the_citizens_wish_only(
    decided: str, occasion: str | None, expected: str | None
) -> None:
    assert broken_rules(RESTING | SIXTY | {"afgdato": decided, "anledning": occasion}).get("R15") == expected


@pytest.mark.parametrize(
    ("year", "income", "born", "occasion", "expected"),
    [
        (2026, 243_659.99, "1970-01-01", "indkomst", "advarsel"),
        (2026, 243_660.0, "1970-01-01", "indkomst", None),
        (2025, 1.0, "1970-01-01", "indkomst", None),  # no amount is known for 2025
        (2027, 1.0, "1970-01-01", "indkomst", None),  # not a year before the decision, and 2026 is not delivered
        (2026, 1.0, "1967-06-15", "indkomst", None),  # 60 on the day
        (2026, 1.0, "1967-06-16", "indkomst", "advarsel"),
        (2026, 1.0, "1970-01-01", "borger", None),
    ],
)
def test_r28_a_rest_because_of_income_needs_income_above_the_years_limit(
    year: int, income: float, born: str, occasion: str, expected: str | None
) -> None:
    rest = RESTING | {"afgdato": "2027-06-15", "foed_dag": born, "anledning": occasion}
    incomes = [{"person_id": "p1", "aar": year, "brutto": income}]
    assert broken_rules(rest, incomes=incomes).get("R28") == expected


def test_r28_reads_the_latest_year_before_the_decision() -> None:
    rest = RESTING | {"afgdato": "2027-06-15", "anledning": "indkomst"}
    incomes = [
        {"person_id": "p1", "aar": year, "brutto": brutto}
        for year, brutto in ((2025, 0.0), (2026, 300_000.0), (2027, 0.0))
    ]
    assert "R28" not in broken_rules(rest, incomes=incomes)


@pytest.mark.parametrize(
    ("decided", "changes", "expected"),
    [
        ("2024-03-14", {}, None),
        ("2024-03-15", {}, "advarsel"),
        ("2024-03-15", {"bopkom": "661"}, None),
        ("2024-03-15", {"myndighed": "AST"}, None),
        ("2012-12-31", {"foed_dag": "1980-01-01"}, None),
        ("2013-01-01", {"foed_dag": "1980-01-01"}, "advarsel"),
    ],
)
def test_r29_from_19_the_municipality_of_residence_decides(decided: str, changes: Values, expected: str | None) -> None:
    elsewhere = GRANT | {"foed_dag": "2005-03-15", "bopkom": "740", "afgdato": decided}
    assert broken_rules(elsewhere | changes).get("R29") == expected


def test_without_a_birth_date_the_number_says_it_and_without_both_the_rules_are_silent() -> None:
    grant = GRANT | {"foed_dag": None, "lovgrundlag": "17_1"}
    assert "R01" in broken_rules(grant, pnr={"p1": "1503901234"})
    assert "R01" not in broken_rules(grant, pnr={"p1": "1503701234"})
    assert broken_rules(grant, pnr={"p1": "9999991234"}) == {}
