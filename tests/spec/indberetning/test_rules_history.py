"""Rules that look at the person's other records."""

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
    broken_rules,
)

CLAIM = GRANT | {"afgdato": "2026-02-01", "paabdato": "2026-01-15", "ressourceforloeb": "J"}
R17 = [
    ("begun the day before", {}, ["2026-01-31"], None),
    ("begun on the day", {}, ["2026-02-01"], "stop"),
    ("one before and one later", {}, ["2026-02-01", "2020-05-01"], None),
    ("no course", {}, [], "advarsel"),
    ("not claimed", {"ressourceforloeb": "N"}, [], None),
    ("decided the day before", {"afgdato": "2026-01-31"}, [], None),
    ("an unknown authority", {"myndighed": "999"}, ["2026-03-01"], "stop"),
]


@pytest.mark.parametrize(("changes", "starts", "expected"), [c[1:] for c in R17], ids=[c[0] for c in R17])
def test_r17_no_ressourceforloeb_begins_after_the_reform(
    changes: Values, starts: list[str], expected: str | None
) -> None:
    courses = [{"person_id": "p1", "startdto": start} for start in starts]
    assert broken_rules(CLAIM | changes, courses=courses).get("R17") == expected


REVIEW = GRANT | {"anledning": "revision", "paabdato": "2024-02-01"}
R26 = [
    ("on the date set", {}, [{"revisionsdato": "2024-02-01"}], None),
    ("on another date", {}, [{"revisionsdato": "2024-02-02"}], "advarsel"),
    ("no date was set", {}, [{}], None),
    ("no earlier grant", {}, [], None),
    ("start unknown", {"paabdato": None}, [{"revisionsdato": "2024-02-02"}], None),
    ("another occasion", {"anledning": "genoptagelse"}, [{"revisionsdato": "2024-02-02"}], None),
    ("a grant on the same day is not earlier", {}, [{"afgdato": "2024-03-15", "revisionsdato": "2025-01-01"}], None),
    (
        "a later refusal sets nothing",
        {},
        [{"revisionsdato": "2024-02-01"}, {"afgoerelse": "A", "afgdato": "2020-01-01", "revisionsdato": "2023-01-01"}],
        None,
    ),
    (
        "the latest grant counts",
        {},
        [{"revisionsdato": "2024-02-01"}, {"afgdato": "2020-01-01", "revisionsdato": "2023-01-01"}],
        "advarsel",
    ),
    ("the latest grant set none", {}, [{"revisionsdato": "2024-02-02"}, {"afgdato": "2020-01-01"}], None),
    ("someone else's", {}, [{"person_id": "p2", "revisionsdato": "2024-02-02"}], None),
]


@pytest.mark.parametrize(("changes", "grants", "expected"), [c[1:] for c in R26], ids=[c[0] for c in R26])
def test_r26_a_review_begins_on_the_date_that_was_set(
    changes: Values, grants: list[Values], expected: str | None
) -> None:
    earlier = [EARLIER_GRANT | {"sagsid": f"FOER{n}"} | grant for n, grant in enumerate(grants)]
    assert broken_rules(REVIEW | changes, earlier).get("R26") == expected


R27 = [
    ("G after H", RESUMED, [EARLIER_REST], None),
    ("G after T only", RESUMED, [EARLIER_GRANT], "advarsel"),
    ("G after an H of the same day", RESUMED, [EARLIER_REST | {"afgdato": "2024-03-15"}], "advarsel"),
    ("G after an H the day before", RESUMED, [EARLIER_REST | {"afgdato": "2024-03-14"}], None),
    ("G after an H of another", RESUMED, [EARLIER_REST | {"person_id": "p2"}], "advarsel"),
    *((f"{d['afgoerelse']} after T", d, [EARLIER_GRANT], None) for d in (TAKEN_AWAY, RESTING, WITHDRAWN)),
    *((f"{d['afgoerelse']} after nothing", d, [], "advarsel") for d in (TAKEN_AWAY, RESTING, WITHDRAWN)),
    ("F after a refusal", TAKEN_AWAY, [EARLIER_GRANT | {"afgoerelse": "A"}], "advarsel"),
    ("F after an undecided case", TAKEN_AWAY, [EARLIER_GRANT | {"afgoerelse": "I"}], "advarsel"),
    ("F after a later T", TAKEN_AWAY, [EARLIER_GRANT | {"afgdato": "2025-01-01"}], "advarsel"),
    ("T after nothing", GRANT, [], None),
]


@pytest.mark.parametrize(("decision", "earlier", "expected"), [c[1:] for c in R27], ids=[c[0] for c in R27])
def test_r27_a_change_needs_what_it_changes(decision: Values, earlier: list[Values], expected: str | None) -> None:
    assert broken_rules(decision, earlier).get("R27") == expected


R30 = [
    ("four weeks in work", GRANT, {"uger": 4, "alle_loenmodtager": True}, "advarsel"),
    ("not all in work", GRANT, {"uger": 4, "alle_loenmodtager": False}, None),
    ("three weeks delivered", GRANT, {"uger": 3, "alle_loenmodtager": True}, None),
    ("no DREAM row", GRANT, None, None),
    ("refused", REFUSAL, {"uger": 4, "alle_loenmodtager": True}, None),
]


@pytest.mark.parametrize(("decision", "weeks", "expected"), [c[1:] for c in R30], ids=[c[0] for c in R30])
def test_r30_a_pensioner_does_not_work_on(decision: Values, weeks: Values | None, expected: str | None) -> None:
    assert broken_rules(decision, weeks=[{"sagsid": "S1"} | weeks] if weeks else []).get("R30") == expected
