"""Rules about the rehabilitation team and the health coordinator, case by case."""

import pytest

from tests.lib.reporting import GRANT, REFUSAL, TAKEN_AWAY, Values, broken_rules

# Begun 2024-02-01, decided 2024-03-15.
R04 = [
    ("before the start", GRANT, {"rehabteam_dato": "2024-01-31"}, None),
    ("on the day of the start", GRANT, {"rehabteam_dato": "2024-02-01"}, None),
    ("the day after the start", GRANT, {"rehabteam_dato": "2024-02-02"}, "advarsel"),
    ("on the day of the decision", GRANT, {"rehabteam_dato": "2024-03-15"}, "advarsel"),
    ("the day after the decision", GRANT, {"rehabteam_dato": "2024-03-16"}, "stop"),
    ("never", GRANT, {"rehabteam_dato": None}, "stop"),
    ("never, refused", REFUSAL, {"rehabteam_dato": None}, "stop"),
    ("never, taken away", TAKEN_AWAY, {"rehabteam_dato": None}, None),
    ("never, Ankestyrelsen", GRANT, {"rehabteam_dato": None, "myndighed": "AST"}, None),
    ("never, abroad", GRANT, {"rehabteam_dato": None, "myndighed": "UDK", "bopkom": "000"}, None),
    ("never, unknown authority", GRANT, {"rehabteam_dato": None, "myndighed": "999"}, None),
    ("never, begun under the older act", GRANT, {"rehabteam_dato": None, "paabdato": "2012-12-31"}, None),
    ("never, begun on the first day", GRANT, {"rehabteam_dato": None, "paabdato": "2013-01-01"}, "stop"),
    ("never, start unknown", GRANT, {"rehabteam_dato": None, "paabdato": None}, "stop"),
    (
        "never, start unknown, decided before",
        GRANT,
        {"rehabteam_dato": None, "paabdato": None, "afgdato": "2012-12-31"},
        None,
    ),
]


@pytest.mark.parametrize(("decision", "changes", "expected"), [c[1:] for c in R04], ids=[c[0] for c in R04])
def test_r04_the_team_has_seen_the_case_before_it_begins(
    decision: Values, changes: Values, expected: str | None
) -> None:
    assert broken_rules(decision | changes).get("R04") == expected


WITHOUT_TEAM: Values = {"rehabteam_dato": None, "rehabteam_indstilling": None}
OBVIOUS = GRANT | WITHOUT_TEAM | {"lovgrundlag": "18_AAB"}
COORDINATOR: Values = {"sundkoord_dato": "2024-02-01", "sundkoord_vurdering": "T"}
EXCEPTIONS = [
    ("R05: refused under 17_3", REFUSAL | WITHOUT_TEAM, {"lovgrundlag": "17_3"}, None),
    ("R05: not under 17_2", REFUSAL | WITHOUT_TEAM, {"lovgrundlag": "17_2"}, "stop"),
    ("R05: not a grant", GRANT | WITHOUT_TEAM, {"lovgrundlag": "17_3"}, "stop"),
    (
        "R05: from 1 June 2016",
        REFUSAL | WITHOUT_TEAM,
        {"lovgrundlag": "17_3", "afgdato": "2016-06-01", "paabdato": "2016-05-01"},
        None,
    ),
    (
        "R05: not the day before",
        REFUSAL | WITHOUT_TEAM,
        {"lovgrundlag": "17_3", "afgdato": "2016-05-31", "paabdato": "2016-05-01"},
        "stop",
    ),
    ("R06: coordinator on the day of the start", OBVIOUS, COORDINATOR, None),
    ("R06: coordinator the day after", OBVIOUS, COORDINATOR | {"sundkoord_dato": "2024-02-02"}, "stop"),
    ("R06: no coordinator", OBVIOUS, {}, "stop"),
    ("R06: 17_4", OBVIOUS, COORDINATOR | {"lovgrundlag": "17_4"}, None),
    ("R06: not 18_DOK", OBVIOUS, COORDINATOR | {"lovgrundlag": "18_DOK"}, "stop"),
    ("R06: not a refusal", OBVIOUS, COORDINATOR | {"afgoerelse": "A"}, "stop"),
    (
        "R06: not before June 2016",
        OBVIOUS,
        COORDINATOR | {"afgdato": "2016-05-31", "paabdato": "2016-05-01", "sundkoord_dato": "2016-04-01"},
        "stop",
    ),
    ("R07: terminal", OBVIOUS, {"terminal": "J"}, None),
    ("R07: not terminal", OBVIOUS, {"terminal": "N"}, "stop"),
    ("R07: terminal, 17_4", OBVIOUS, {"terminal": "J", "lovgrundlag": "17_4"}, None),
    ("R07: terminal, 18_DOK", OBVIOUS, {"terminal": "J", "lovgrundlag": "18_DOK"}, "stop"),
    (
        "R07: not before June 2016",
        OBVIOUS,
        {"terminal": "J", "afgdato": "2016-05-31", "paabdato": "2016-05-01"},
        "stop",
    ),
    ("the warning is spared too", OBVIOUS, COORDINATOR | {"rehabteam_dato": "2024-02-20"}, None),
]


@pytest.mark.parametrize(
    ("decision", "changes", "expected"), [c[1:] for c in EXCEPTIONS], ids=[c[0] for c in EXCEPTIONS]
)
def test_r05_r06_r07_allow_a_decision_without_the_team(decision: Values, changes: Values, expected: str | None) -> None:
    rules = broken_rules(decision | changes)
    assert rules.get("R04") == expected
    assert rules.keys().isdisjoint({"R05", "R06", "R07"}), "an exception is never an error"


R20 = [
    ("20 days", {"rehabteam_dato": "2024-01-12"}, None),
    ("21 days", {"rehabteam_dato": "2024-01-11"}, "advarsel"),
    ("22 days, another basis", {"rehabteam_dato": "2024-01-10", "lovgrundlag": "18_DOK"}, None),
    ("22 days, Ankestyrelsen", {"rehabteam_dato": "2024-01-10", "myndighed": "AST"}, None),
    ("no date of the team", {"rehabteam_dato": None}, None),
    ("before 2017", {"rehabteam_dato": "2016-01-01", "paabdato": "2016-11-01", "afgdato": "2016-12-31"}, None),
    ("from 2017", {"rehabteam_dato": "2016-01-01", "paabdato": "2016-11-01", "afgdato": "2017-01-01"}, "advarsel"),
]


@pytest.mark.parametrize(("changes", "expected"), [c[1:] for c in R20], ids=[c[0] for c in R20])
def test_r20_three_weeks_from_the_teams_meeting_are_too_many(changes: Values, expected: str | None) -> None:
    assert broken_rules(REFUSAL | {"lovgrundlag": "17_2"} | changes).get("R20") == expected


R24 = [
    ("the coordinator said no", {"sundkoord_vurdering": "A"}, "advarsel"),
    ("the coordinator said yes", {"sundkoord_vurdering": "T"}, None),
    ("terminal too", {"sundkoord_vurdering": "A", "terminal": "J"}, None),
    ("the team was heard", {"sundkoord_vurdering": "A", "rehabteam_dato": "2024-01-20"}, None),
    ("the team was heard before the decision", {"sundkoord_vurdering": "A", "rehabteam_dato": "2024-02-20"}, None),
    ("Ankestyrelsen", {"sundkoord_vurdering": "A", "myndighed": "AST"}, None),
]


@pytest.mark.parametrize(("changes", "expected"), [c[1:] for c in R24], ids=[c[0] for c in R24])
def test_r24_the_coordinator_did_not_find_the_case_obvious(changes: Values, expected: str | None) -> None:
    assert broken_rules(OBVIOUS | COORDINATOR | changes).get("R24") == expected
