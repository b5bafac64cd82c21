"""Rules about what the fields of one record say together."""

import pytest

from tests.lib.reporting import GRANT, REFUSAL, RESTING, RESUMED, TAKEN_AWAY, WITHDRAWN, Values, broken_rules

R13 = [
    ("the day before", "2022-12-31", None, None),
    ("the first day", "2023-01-01", None, "stop"),
    ("the first day, N", "2023-01-01", "N", "stop"),
    ("special circumstances", "2023-01-01", "J", None),
    ("the last day", "2025-12-31", None, "stop"),
    ("the day after", "2026-01-01", None, None),
]


@pytest.mark.parametrize(("decided", "special", "expected"), [c[1:] for c in R13], ids=[c[0] for c in R13])
def test_r13_no_pension_was_taken_away_2023_to_2025(decided: str, special: str | None, expected: str | None) -> None:
    taken = TAKEN_AWAY | {"afgdato": decided, "saerlige_omstaendigheder": special}
    assert broken_rules(taken).get("R13") == expected


R16 = [
    ("granted, had none", GRANT, {"havde_ftp": "N"}, None),
    ("granted, had one", GRANT, {"havde_ftp": "J"}, "stop"),
    ("granted, not said", GRANT, {"havde_ftp": None}, "stop"),
    ("granted again", GRANT, {"havde_ftp": "J", "anledning": "genoptagelse"}, None),
    ("granted after review", GRANT, {"havde_ftp": "J", "anledning": "revision"}, None),
    ("refused", REFUSAL, {"havde_ftp": None}, None),
    *(
        (f"{name}, had one", values, {"havde_ftp": "J"}, None)
        for name, values in (("F", TAKEN_AWAY), ("H", RESTING), ("N", WITHDRAWN))
    ),
    *(
        (f"{name}, had none", values, {"havde_ftp": "N"}, "stop")
        for name, values in (("F", TAKEN_AWAY), ("H", RESTING), ("N", WITHDRAWN))
    ),
    ("G, had none", RESUMED, {"havde_ftp": "N"}, None),
    ("G, not said", RESUMED, {"havde_ftp": None}, "stop"),
    ("G, not said before 2013", RESUMED, {"havde_ftp": None, "afgdato": "2012-12-31"}, None),
    ("F, not said before 2013", TAKEN_AWAY, {"havde_ftp": None, "afgdato": "2012-12-31"}, None),
    (
        "granted, had one, occasion unknown before 2013",
        GRANT,
        {"havde_ftp": "J", "anledning": None, "afgdato": "2012-12-31"},
        None,
    ),
    ("granted, had one, before 2013", GRANT, {"havde_ftp": "J", "afgdato": "2012-12-31"}, "stop"),
]


@pytest.mark.parametrize(("decision", "changes", "expected"), [c[1:] for c in R16], ids=[c[0] for c in R16])
def test_r16_had_a_pension_fits_the_decision(decision: Values, changes: Values, expected: str | None) -> None:
    assert broken_rules(decision | changes).get("R16") == expected


SENIOR = GRANT | {"anledning": "seniorpension"}
R18_R25 = [
    ("17_2", SENIOR, {"lovgrundlag": "17_2"}, {"R18"}),
    ("17_3", REFUSAL, {"anledning": "seniorpension", "lovgrundlag": "17_3"}, {"R18"}),
    ("18_DOK", SENIOR, {}, set()),
    ("18_AAB", SENIOR, {"lovgrundlag": "18_AAB"}, set()),
    ("17_1", SENIOR, {"lovgrundlag": "17_1"}, {"R25"}),
    ("17_1, refused", REFUSAL, {"anledning": "seniorpension", "lovgrundlag": "17_1"}, set()),
    ("17_1, another occasion", GRANT, {"lovgrundlag": "17_1"}, set()),
    ("17_2 in 2019", SENIOR, {"lovgrundlag": "17_2", "afgdato": "2019-12-31"}, set()),
    ("17_1 in 2019", SENIOR, {"lovgrundlag": "17_1", "afgdato": "2019-12-31"}, set()),
    ("17_2 in 2020", SENIOR, {"lovgrundlag": "17_2", "afgdato": "2020-01-01"}, {"R18"}),
    ("17_1 in 2020", SENIOR, {"lovgrundlag": "17_1", "afgdato": "2020-01-01"}, {"R25"}),
]


@pytest.mark.parametrize(("decision", "changes", "expected"), [c[1:] for c in R18_R25], ids=[c[0] for c in R18_R25])
def test_r18_r25_seniorpension_goes_by_section_18(decision: Values, changes: Values, expected: set[str]) -> None:
    rules = broken_rules(decision | changes)
    assert {rule for rule in ("R18", "R25") if rules.get(rule) == "stop"} == expected


R19 = [
    ("all there", {}, None),
    ("unknown municipality", {"myndighed": "999"}, "stop"),
    ("no authority", {"myndighed": None}, "stop"),
    ("Ankestyrelsen", {"myndighed": "AST"}, None),
    ("lower case is no authority", {"myndighed": "ast"}, "stop"),
    ("no basis", {"lovgrundlag": None}, "stop"),
    ("unknown basis", {"lovgrundlag": "99"}, "stop"),
    ("no occasion", {"anledning": None}, "stop"),
    ("unknown occasion", {"anledning": "tilfældigt"}, "stop"),
    ("no diagnosis", {"diag1": None}, "stop"),
    ("blank diagnosis", {"diag1": "  "}, "stop"),
    *(
        (f"diagnosis {code}", {"diag1": code}, None)
        for code in ("F20", "DF20", "F20.0", "DF20.0", "D50", "DD50.9", "df20")
    ),
    *((f"diagnosis {code}", {"diag1": code}, "stop") for code in ("20", "F2", "DF", "F2.00", "ukendt", "F20000")),
]


@pytest.mark.parametrize(("changes", "expected"), [c[1:] for c in R19], ids=[c[0] for c in R19])
def test_r19_the_record_can_be_formed(changes: Values, expected: str | None) -> None:
    assert broken_rules(GRANT | changes).get("R19") == expected


def test_r19_before_2013_an_empty_reporting_column_is_no_error_and_bopkom_is_the_authority() -> None:
    bare = GRANT | {"afgdato": "2012-12-31", "paabdato": "2012-11-01"}
    bare |= dict.fromkeys(("myndighed", "lovgrundlag", "anledning", "havde_ftp", "moedetilbud_dato", "rehabteam_dato"))
    assert broken_rules(bare) == {}
    assert broken_rules(bare | {"bopkom": "000"}) == {}
    # From 2013 the authority does not exist: R19 and the rules for all.
    assert broken_rules(bare | {"afgdato": "2013-01-01"}).keys() == {"R16", "R19"}
    assert broken_rules(bare | {"lovgrundlag": "99"}) == {"R19": "stop"}
    assert broken_rules(bare | {"diag1": None}) == {"R19": "stop"}


def test_r19_asks_for_a_cpr_number_of_ten_digits() -> None:
    assert broken_rules(GRANT, pnr={}) == {"R19": "stop"}
    assert broken_rules(GRANT, pnr={"p1": "010170123"}) == {"R19": "stop"}
    assert broken_rules(GRANT, pnr={"p1": "0101701234"}) == {}


def test_r19_a_diagnosis_is_asked_of_grants_and_refusals_only() -> None:
    assert "R19" in broken_rules(REFUSAL | {"diag1": None})
    for decision in (TAKEN_AWAY, RESTING, RESUMED, WITHDRAWN):
        assert "R19" not in broken_rules(decision | {"diag1": None})


R21 = [
    ("refused", REFUSAL, {}, None),
    ("granted", GRANT, {}, "stop"),
    ("resting", RESTING, {}, "stop"),
    ("granted by Ankestyrelsen", GRANT, {"myndighed": "AST"}, "stop"),
    ("granted the day before", GRANT, {"afgdato": "2016-05-31"}, None),
    ("granted on the first day", GRANT, {"afgdato": "2016-06-01"}, "stop"),
]


@pytest.mark.parametrize(("decision", "changes", "expected"), [c[1:] for c in R21], ids=[c[0] for c in R21])
def test_r21_17_3_is_for_refusals(decision: Values, changes: Values, expected: str | None) -> None:
    assert broken_rules(decision | {"lovgrundlag": "17_3"} | changes).get("R21") == expected


R22 = [
    ("F with 44", TAKEN_AWAY, {}, None),
    ("F with 43A", TAKEN_AWAY, {"lovgrundlag": "43A"}, "stop"),
    ("F without", TAKEN_AWAY, {"lovgrundlag": None}, "stop"),
    *((f"{d['afgoerelse']} with 43A", d, {}, None) for d in (RESTING, RESUMED, WITHDRAWN)),
    *((f"{d['afgoerelse']} with 44", d, {"lovgrundlag": "44"}, "stop") for d in (RESTING, RESUMED, WITHDRAWN)),
    ("T with 44", GRANT, {"lovgrundlag": "44"}, "stop"),
    ("T with 43A", GRANT, {"lovgrundlag": "43A"}, "stop"),
    ("A with 44", REFUSAL, {"lovgrundlag": "44"}, "stop"),
    ("A with 17_1", REFUSAL, {"lovgrundlag": "17_1"}, None),
    ("abroad", TAKEN_AWAY, {"lovgrundlag": "62", "myndighed": "UDK"}, None),
    ("Ankestyrelsen", TAKEN_AWAY, {"lovgrundlag": "18_DOK", "myndighed": "AST"}, "stop"),
    ("before 2013", TAKEN_AWAY, {"lovgrundlag": "18_DOK", "afgdato": "2012-12-31"}, None),
    ("from 2013", TAKEN_AWAY, {"lovgrundlag": "18_DOK", "afgdato": "2013-01-01"}, "stop"),
]


@pytest.mark.parametrize(("decision", "changes", "expected"), [c[1:] for c in R22], ids=[c[0] for c in R22])
def test_r22_the_basis_fits_the_decision(decision: Values, changes: Values, expected: str | None) -> None:
    assert broken_rules(decision | changes).get("R22") == expected
