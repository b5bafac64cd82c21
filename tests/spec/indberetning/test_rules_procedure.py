"""Rules about the steps of a case: meeting, deadline, start, review, work functions."""

import pytest

from tests.lib.reporting import GRANT, REFUSAL, RESTING, RESUMED, TAKEN_AWAY, WITHDRAWN, Values, broken_rules

OLD: Values = {"paabdato": "2002-11-01"}
R08 = [
    ("offered on the day", GRANT, {"moedetilbud_dato": "2024-03-15"}, None),
    ("offered the day after", GRANT, {"moedetilbud_dato": "2024-03-16"}, "stop"),
    ("not offered", GRANT, {"moedetilbud_dato": None}, "stop"),
    ("not offered, refused", REFUSAL, {"moedetilbud_dato": None}, "stop"),
    ("not offered, abroad", GRANT, {"moedetilbud_dato": None, "myndighed": "UDK"}, "stop"),
    ("not offered, Ankestyrelsen", GRANT, {"moedetilbud_dato": None, "myndighed": "AST"}, None),
    ("not offered, unknown authority", GRANT, {"moedetilbud_dato": None, "myndighed": "999"}, None),
    ("not offered, resting", RESTING, {"moedetilbud_dato": None}, None),
    ("empty before 2013", GRANT, {"moedetilbud_dato": None, "afgdato": "2012-12-31"}, None),
    ("empty from 2013", GRANT, {"moedetilbud_dato": None, "afgdato": "2013-01-01"}, "stop"),
    ("too late in 2003", GRANT, OLD | {"moedetilbud_dato": "2003-01-02", "afgdato": "2003-01-01"}, "stop"),
    ("too late in 2002", GRANT, OLD | {"moedetilbud_dato": "2003-01-02", "afgdato": "2002-12-31"}, None),
]


@pytest.mark.parametrize(("decision", "changes", "expected"), [c[1:] for c in R08], ids=[c[0] for c in R08])
def test_r08_the_citizen_is_offered_a_meeting_first(decision: Values, changes: Values, expected: str | None) -> None:
    assert broken_rules(decision | changes).get("R08") == expected


R09 = [
    ("on the last day", {"afgdato": "2024-05-01"}, None),
    ("the day after it", {"afgdato": "2024-05-02"}, "advarsel"),
    ("a letter on the last day", {"afgdato": "2024-05-02", "fristbrev_dato": "2024-05-01"}, None),
    ("a letter the day after", {"afgdato": "2024-05-02", "fristbrev_dato": "2024-05-02"}, "advarsel"),
    ("three months to a month without the day", {"paabdato": "2023-11-30", "afgdato": "2024-02-29"}, None),
    ("the day after that", {"paabdato": "2023-11-30", "afgdato": "2024-03-01"}, "advarsel"),
    ("abroad", {"afgdato": "2024-05-02", "myndighed": "UDK"}, None),
    ("Ankestyrelsen", {"afgdato": "2024-05-02", "myndighed": "AST"}, None),
    ("start unknown", {"afgdato": "2024-05-02", "paabdato": None}, None),
    ("no letter noted before 2013", {"afgdato": "2012-12-31", "paabdato": "2012-01-01"}, None),
    (
        "a late letter before 2013",
        {"afgdato": "2012-12-31", "paabdato": "2012-01-01", "fristbrev_dato": "2012-04-02"},
        "advarsel",
    ),
]


@pytest.mark.parametrize(("changes", "expected"), [c[1:] for c in R09], ids=[c[0] for c in R09])
def test_r09_a_decision_takes_three_months_at_most_or_a_letter(changes: Values, expected: str | None) -> None:
    assert broken_rules(GRANT | {"paabdato": "2024-02-01"} | changes).get("R09") == expected
    if expected:
        assert "R09" not in broken_rules(RESTING | {"paabdato": "2024-02-01"} | changes)


R10 = [
    ("on the day of the decision", GRANT, {"paabdato": "2024-03-15"}, None),
    ("the day after", GRANT, {"paabdato": "2024-03-16"}, "stop"),
    ("missing", GRANT, {"paabdato": None}, "stop"),
    ("missing, refused", REFUSAL, {"paabdato": None}, "stop"),
    ("missing, resting", RESTING, {"paabdato": None}, None),
    ("missing, abroad", GRANT, {"paabdato": None, "myndighed": "UDK"}, "stop"),
    ("missing, unknown authority", GRANT, {"paabdato": None, "myndighed": "999"}, "stop"),
    ("missing before 2013: no reporting column", GRANT, {"paabdato": None, "afgdato": "2010-01-01"}, "stop"),
]


@pytest.mark.parametrize(("decision", "changes", "expected"), [c[1:] for c in R10], ids=[c[0] for c in R10])
def test_r10_the_case_began_before_it_was_decided(decision: Values, changes: Values, expected: str | None) -> None:
    assert broken_rules(decision | changes).get("R10") == expected


R11 = [
    ("the day after", GRANT, {"revisionsdato": "2024-03-16"}, None),
    ("on the day", GRANT, {"revisionsdato": "2024-03-15"}, "stop"),
    ("ten years on", GRANT, {"revisionsdato": "2034-03-15"}, None),
    ("ten years and a day", GRANT, {"revisionsdato": "2034-03-16"}, "advarsel"),
    ("ten years from a leap day", GRANT, {"afgdato": "2024-02-29", "revisionsdato": "2034-02-28"}, None),
    ("a day more", GRANT, {"afgdato": "2024-02-29", "revisionsdato": "2034-03-01"}, "advarsel"),
    ("resting", RESTING, {"revisionsdato": "2026-01-01"}, None),
    ("resumed", RESUMED, {"revisionsdato": "2026-01-01"}, None),
    ("refused", REFUSAL, {"revisionsdato": "2026-01-01"}, "stop"),
    ("taken away", TAKEN_AWAY, {"revisionsdato": "2026-01-01"}, "stop"),
    ("withdrawn, far ahead: the stop alone", WITHDRAWN, {"revisionsdato": "2054-01-01"}, "stop"),
]


@pytest.mark.parametrize(("decision", "changes", "expected"), [c[1:] for c in R11], ids=[c[0] for c in R11])
def test_r11_a_review_lies_ahead_and_belongs_to_a_pension(
    decision: Values, changes: Values, expected: str | None
) -> None:
    assert broken_rules(decision | changes).get("R11") == expected


R12 = [
    ("none", REFUSAL, {}, "stop"),
    ("flag N", REFUSAL, {"arbejdsfunktioner": "N"}, "stop"),
    ("some", REFUSAL, {"arbejdsfunktioner": "let kontorarbejde"}, None),
    ("none, 17_2", REFUSAL, {"lovgrundlag": "17_2"}, "advarsel"),
    ("none, 17_3", REFUSAL, {"lovgrundlag": "17_3"}, "advarsel"),
    ("none, abroad", REFUSAL, {"myndighed": "UDK"}, "stop"),
    ("none, Ankestyrelsen", REFUSAL, {"myndighed": "AST"}, None),
    ("none, granted", GRANT, {}, None),
    ("none before 2013", REFUSAL, {"afgdato": "2012-12-31"}, None),
]


@pytest.mark.parametrize(("decision", "changes", "expected"), [c[1:] for c in R12], ids=[c[0] for c in R12])
def test_r12_a_refusal_names_work_functions(decision: Values, changes: Values, expected: str | None) -> None:
    assert broken_rules(decision | {"arbejdsfunktioner": None} | changes).get("R12") == expected
