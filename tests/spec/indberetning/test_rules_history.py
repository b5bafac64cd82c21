"""Rules that look at the person's other records: earlier decisions, courses, DREAM; and the act of the pension."""

from datetime import date, timedelta
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
    WITHDRAWN,
    Values,
    record_of,
)
from tests.lib.rule_cases import Case, Line, each_case

NO: Values = {"ressourceforloeb": "N"}
AFTER_REFORM: Values = {"afgdato": "2026-02-01", "paabdato": "2026-01-15", "ressourceforloeb": "J"}


def courses(*days: str) -> dict[str, Any]:
    return {"courses": [{"person_id": "p1", "startdto": day} for day in days]}


def after(*decisions: Values) -> dict[str, Any]:
    """A register that holds these decisions too, each a case of its own."""
    return {"earlier": [decision | {"sagsid": f"FOER{n}"} for n, decision in enumerate(decisions)]}


R17: list[Line] = [
    ("begun the day before the reform", GRANT, AFTER_REFORM, None, courses("2026-01-31")),
    ("begun on the day", GRANT, AFTER_REFORM, "advarsel", courses("2026-02-01")),
    ("one before and one later", GRANT, AFTER_REFORM, None, courses("2026-02-01", "2020-05-01")),
    ("no course", GRANT, AFTER_REFORM, "advarsel"),
    ("no course, decided the day before", GRANT, AFTER_REFORM | {"afgdato": "2026-01-31"}, None),
    ("N, a course before", GRANT, {"ressourceforloeb": "N"}, "advarsel", courses("2024-03-14")),
    ("N, a course from the day of the decision", GRANT, {"ressourceforloeb": "N"}, None, courses("2024-03-15")),
    (
        "N, begun the day before the reform",
        GRANT,
        AFTER_REFORM | {"afgdato": "2026-02-10"} | NO,
        "advarsel",
        courses("2026-01-31"),
    ),
    (
        "N, begun on the day of the reform",
        GRANT,
        AFTER_REFORM | {"afgdato": "2026-02-10"} | NO,
        None,
        courses("2026-02-01"),
    ),
    ("N, someone else's", GRANT, {"person_id": "p2"}, None, courses("2020-03-14")),
]
FIXED = EARLIER_GRANT | {"revisionsdato": "2024-02-01"}
OFF = EARLIER_GRANT | {"revisionsdato": "2024-02-02"}
REVIEW = GRANT | {"anledning": "revision"}
R26: list[Line] = [
    ("on the date fixed", REVIEW, {}, None, after(FIXED)),
    ("on another date", REVIEW, {}, "advarsel", after(OFF)),
    ("none was fixed", REVIEW, {}, "advarsel", after(EARLIER_GRANT)),
    ("no earlier decision", REVIEW, {}, "advarsel"),
    ("start unknown", REVIEW, {"paabdato": None}, None, after(OFF)),
    ("another occasion", GRANT, {"anledning": "genoptagelse"}, None, after(OFF)),
    ("a rest fixed a new one", REVIEW, {}, None, after(OFF, EARLIER_REST | {"revisionsdato": "2024-02-01"})),
    ("a rest fixed none: the old one stands", REVIEW, {}, None, after(FIXED, EARLIER_REST)),
    ("fixed on the same day is not earlier", REVIEW, {}, "advarsel", after(FIXED | {"afgdato": "2024-03-15"})),
    ("someone else's", REVIEW, {}, "advarsel", after(FIXED | {"person_id": "p2"})),
]
LATER_TAKEN = TAKEN_AWAY | {"afgdato": "2016-02-01"}
R27: list[Line] = [
    ("G after H", RESUMED, {}, None, after(EARLIER_GRANT, EARLIER_REST)),
    ("G after T only", RESUMED, {}, "advarsel", after(EARLIER_GRANT)),
    ("G after G", RESUMED, {}, "advarsel", after(EARLIER_GRANT, EARLIER_REST, RESUMED | {"afgdato": "2016-01-01"})),
    ("H after T", RESTING, {}, None, after(EARLIER_GRANT)),
    ("H after H", RESTING, {}, "advarsel", after(EARLIER_GRANT, EARLIER_REST)),
    ("H after F", RESTING, {}, "advarsel", after(EARLIER_GRANT, LATER_TAKEN)),
    ("F after T", TAKEN_AWAY, {}, None, after(EARLIER_GRANT)),
    ("F while resting has its base", TAKEN_AWAY, {}, None, after(EARLIER_GRANT, EARLIER_REST)),
    ("F after a refusal", TAKEN_AWAY, {}, "advarsel", after(EARLIER_GRANT | {"afgoerelse": "A"})),
    ("F after an undecided case", TAKEN_AWAY, {}, "advarsel", after(EARLIER_GRANT | {"afgoerelse": "I"})),
    ("F after a later T", TAKEN_AWAY, {}, "advarsel", after(EARLIER_GRANT | {"afgdato": "2025-01-01"})),
    ("F after a T of the same day and a smaller number", TAKEN_AWAY, {}, None, after(GRANT)),
    ("F before a T of the same day", TAKEN_AWAY, {"sagsid": "A1"}, "advarsel", after(GRANT)),
    ("N after N", WITHDRAWN, {}, "advarsel", after(EARLIER_GRANT, WITHDRAWN | {"afgdato": "2016-01-01"})),
    ("F on the day of folkepension age", TAKEN_AWAY, {"foed_dag": "1957-03-15"}, "advarsel", after(EARLIER_GRANT)),
    ("F the day before it", TAKEN_AWAY, {"foed_dag": "1957-03-16"}, None, after(EARLIER_GRANT)),
    ("F after the second decision of a smaller number", TAKEN_AWAY, {}, None, after(GRANT | {"afgnr": 2})),
    ("F at folkepension age", TAKEN_AWAY, {"foed_dag": "1955-07-01"}, "advarsel", after(EARLIER_GRANT)),
    ("T after nothing", GRANT, {}, None),
]
R33: list[Line] = [
    ("T while open", GRANT, {}, "advarsel", after(EARLIER_GRANT)),
    ("T while resting", GRANT, {}, "advarsel", after(EARLIER_GRANT, EARLIER_REST)),
    ("T after G alone", GRANT, {}, "advarsel", after(RESUMED | {"afgdato": "2016-01-01"})),
    ("T while open, begun under the act of 1984", GRANT, {"paabdato": "2002-12-31"}, None, after(EARLIER_GRANT)),
    ("T after F", GRANT, {}, None, after(EARLIER_GRANT, LATER_TAKEN)),
    ("T while open, a review", GRANT, {"anledning": "revision"}, None, after(EARLIER_GRANT)),
    ("T while open, a re-assessment", GRANT, {"lovgrundlag": "20_1"}, None, after(EARLIER_GRANT)),
    ("T while open, resumed", GRANT, {"anledning": "genoptagelse"}, None, after(EARLIER_GRANT)),
    ("higher pension of the act of 1984", GRANT, {}, None, after(EARLIER_GRANT | {"paabdato": "2002-12-31"})),
    ("F while resting", TAKEN_AWAY, {}, "advarsel", after(EARLIER_GRANT, EARLIER_REST)),
    ("F while open", TAKEN_AWAY, {}, None, after(EARLIER_GRANT)),
]


def weeks(first: str, *runs: tuple[str, int]) -> dict[str, Any]:
    """DREAM from a Monday on: runs of (code, number of weeks); `-` is weeks without a column, `løn` wages."""
    monday, spells = date.fromisoformat(first), list[Values]()
    for code, number in runs:
        last = monday + timedelta(weeks=number - 1)
        arts = {"-": [], "løn": ["leveret", "loen"], "783": ["leveret", "783"], "771": ["leveret", "771"]}
        for art in arts.get(code, ["leveret"]):
            spells.append({"person_id": "p1", "art": art, "fra": monday.isoformat(), "til": last.isoformat()})
        monday += timedelta(weeks=number)
    return {"weeks": spells}


FROM_APRIL = GRANT | {"virkningsdato": "2024-04-01"}  # a Monday
R30: list[Line] = [
    ("fleksjob in the first week", FROM_APRIL, {}, "advarsel", weeks("2024-04-01", ("771", 1), ("783", 3))),
    ("fleksjob in the fourth week", FROM_APRIL, {}, "advarsel", weeks("2024-04-01", ("783", 3), ("771", 1))),
    ("fleksjob in the fifth week", FROM_APRIL, {}, None, weeks("2024-04-01", ("783", 4), ("771", 1))),
    ("fleksjob until the week before", FROM_APRIL, {}, None, weeks("2024-03-25", ("771", 1), ("783", 4))),
    ("wages in a week", FROM_APRIL, {}, "advarsel", weeks("2024-04-01", ("783", 2), ("løn", 1), ("783", 1))),
    ("blank weeks are no wages", FROM_APRIL, {}, None, weeks("2024-04-01", ("", 4))),
    ("a week is not delivered", FROM_APRIL, {}, None, weeks("2024-04-01", ("771", 3), ("-", 1))),
    ("effect not said", GRANT, {}, None, weeks("2024-04-01", ("771", 4))),
    (
        "effect on a Tuesday: weeks that begin after it",
        FROM_APRIL,
        {"virkningsdato": "2024-04-02"},
        None,
        weeks("2024-04-01", ("771", 1), ("783", 3)),
    ),
    ("refused", FROM_APRIL, {"afgoerelse": "A"}, None, weeks("2024-04-01", ("771", 4))),
]
R39: list[Line] = [
    ("H, paid on from the month after", RESTING, {}, "advarsel", weeks("2024-03-04", ("783", 20))),
    ("H, stopped after three weeks", RESTING, {}, None, weeks("2024-03-04", ("783", 7), ("", 9))),
    ("H, the fourth week is not delivered", RESTING, {}, None, weeks("2024-03-04", ("783", 7))),
    ("H, paid through April", RESTING, {}, "advarsel", weeks("2024-03-04", ("783", 8), ("", 9))),
    ("F, paid through May", TAKEN_AWAY, {}, None, weeks("2024-03-04", ("783", 13), ("", 9))),
    ("H from June, paid in April", RESTING, {"virkningsdato": "2024-06-01"}, None, weeks("2024-03-04", ("783", 16))),
    ("F, paid two months on", TAKEN_AWAY, {}, None, weeks("2024-03-04", ("783", 12), ("", 9))),
    ("F, paid in the third month after", TAKEN_AWAY, {}, "advarsel", weeks("2024-03-04", ("783", 20))),
    ("fleksjob that nobody has", RESTING, {"anledning": "fleksjob"}, "advarsel", weeks("2024-01-29", ("", 13))),
    (
        "fleksjob in the last of the 13 weeks",
        RESTING,
        {"anledning": "fleksjob"},
        None,
        weeks("2024-01-29", ("", 12), ("771", 1)),
    ),
    ("fleksjob, 12 weeks delivered", RESTING, {"anledning": "fleksjob"}, None, weeks("2024-01-29", ("", 12))),
    ("T never paid", GRANT, {}, "advarsel", weeks("2024-04-01", ("", 26))),
    ("T paid in week 26", GRANT, {}, None, weeks("2024-04-01", ("", 25), ("783", 1))),
    ("T, 25 weeks delivered", GRANT, {}, None, weeks("2024-04-01", ("", 25))),
]
ALL: dict[str, list[Line]] = {"R17": R17, "R26": R26, "R27": R27, "R30": R30, "R33": R33, "R39": R39}


@each_case(ALL)
def test_a_rule_about_what_else_is_known(case: Case) -> None:
    assert case.said() == case.expected


ACTS = [
    ("begun in 2013", GRANT, {"paabdato": "2013-01-01"}, "2013", {}),
    ("begun in 2012", GRANT, {"paabdato": "2012-12-31"}, "2003", {}),
    ("begun in 2003", GRANT, {"paabdato": "2003-01-01"}, "2003", {}),
    ("begun in 2002", GRANT, {"paabdato": "2002-12-31"}, "1984", {}),
    ("start unknown", GRANT, {"paabdato": None}, "2013", {}),
    ("a rest of a pension of 2010", RESTING, {}, "2003", after(EARLIER_GRANT)),
    (
        "the earliest grant that is the base",
        RESTING,
        {},
        "2003",
        after(EARLIER_GRANT, GRANT | {"afgdato": "2015-01-01"}),
    ),
    (
        "a new pension after the old was taken away",
        RESTING,
        {},
        "2013",
        after(EARLIER_GRANT, LATER_TAKEN, GRANT | {"afgdato": "2020-01-01"}),
    ),
    (
        "a review by the first day of pension",
        REVIEW,
        {},
        "1984",
        {"pensions": [{"person_id": "p1", "fra": "2002-12-31"}]},
    ),
    (
        "a pension that begins later says nothing",
        REVIEW,
        {},
        "2013",
        {"pensions": [{"person_id": "p1", "fra": "2024-04-01"}]},
    ),
    (
        "the grant goes before the first day of pension",
        RESTING,
        {},
        "2003",
        after(EARLIER_GRANT) | {"pensions": [{"person_id": "p1", "fra": "2002-12-31"}]},
    ),
    (
        "a pension from the day of the decision",
        REVIEW,
        {"paabdato": "2002-12-20", "afgdato": "2003-01-05"},
        "2003",
        {"pensions": [{"person_id": "p1", "fra": "2003-01-05"}]},
    ),
    ("a new grant has its own act", GRANT, {}, "2013", after(EARLIER_GRANT)),
    ("a refusal has its own act", REFUSAL, {}, "2013", after(EARLIER_GRANT)),
]


@pytest.mark.parametrize(("decision", "changes", "act", "around"), [a[1:] for a in ACTS], ids=[a[0] for a in ACTS])
def test_the_act_of_a_record_is_that_of_the_pension(
    decision: Values, changes: Values, act: str, around: dict[str, Any]
) -> None:
    assert record_of(decision | changes, **around)["ordning"] == act
