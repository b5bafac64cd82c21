"""What the record says, field by field."""

import pytest

from tests.lib.reporting import GRANT, REFUSAL, RESTING, Values, record_of

FIELDS = [
    ("the team was followed", GRANT, {"fulgt_rehabteam": "J"}),
    ("the team was not followed", GRANT | {"rehabteam_indstilling": "A"}, {"fulgt_rehabteam": "N"}),
    ("what the team said is not known", GRANT | {"rehabteam_indstilling": None}, {"fulgt_rehabteam": "IO"}),
    ("granted against fleksjob", GRANT | {"rehabteam_indstilling": "FLEKSJOB"}, {"fulgt_rehabteam": "N"}),
    ("refused as the team said", REFUSAL, {"fulgt_rehabteam": "J"}),
    ("refused where the team said fleksjob", REFUSAL | {"rehabteam_indstilling": "FLEKSJOB"}, {"fulgt_rehabteam": "J"}),
    ("refused against the team", REFUSAL | {"rehabteam_indstilling": "T"}, {"fulgt_rehabteam": "N"}),
    ("a rest that the team advised", RESTING | {"rehabteam_indstilling": "H"}, {"fulgt_rehabteam": "J"}),
    ("a rest against the team", RESTING | {"rehabteam_indstilling": "T"}, {"fulgt_rehabteam": "N"}),
    ("the team was not asked", GRANT | {"rehabteam_dato": None}, {"fulgt_rehabteam": "IF"}),
    ("the coordinator was not asked", GRANT, {"fulgt_sundhedskoordinator": "IR"}),
    (
        "what the coordinator said is not known",
        GRANT | {"sundkoord_dato": "2024-01-02"},
        {"fulgt_sundhedskoordinator": "IO"},
    ),
    (
        "the coordinator was followed",
        GRANT | {"sundkoord_dato": "2024-01-02", "sundkoord_vurdering": "T"},
        {"fulgt_sundhedskoordinator": "J"},
    ),
    (
        "the coordinator was not followed",
        REFUSAL | {"sundkoord_dato": "2024-01-02", "sundkoord_vurdering": "T"},
        {"fulgt_sundhedskoordinator": "N"},
    ),
    (
        "to be assessed anew",
        GRANT | {"revisionsdato": "2027-01-01"},
        {"skal_vurderes_paa_ny": "J", "revisionsdato": "2027-01-01"},
    ),
    ("not to be assessed anew", GRANT, {"skal_vurderes_paa_ny": "N", "revisionsdato": None}),
    (
        "a rest with a date is to be assessed anew",
        RESTING | {"revisionsdato": "2027-01-01"},
        {"skal_vurderes_paa_ny": "J", "revisionsdato": "2027-01-01"},
    ),
    (
        "diagnoses in WHO's form",
        GRANT | {"diag1": "DF20.0", "diag2": "d50", "diag3": "DD50.1A"},
        {"diagnose_1": "F200", "diagnose_2": "D50", "diagnose_3": "D501"},
    ),
    ("another form loses its dots only", GRANT | {"diag2": "F.2"}, {"diagnose_2": "F2"}),
    (
        "dates and names",
        GRANT,
        {
            "paabegyndt": "2024-02-01",
            "ordning": "2013",
            "grundlag": "18_DOK",
            "afgoerelsesdato": "2024-03-15",
            "myndighed": "661",
        },
    ),
    (
        "a refusal has nothing to be assessed anew",
        REFUSAL | {"revisionsdato": "2027-01-01"},
        {"skal_vurderes_paa_ny": "N"},
    ),
    (
        "a CPR number in a caseworker's name is covered",
        GRANT | {"sagsbehandler": "Sag 010170-1234"},
        {"sagsbehandler": "Sag **********"},
    ),
    ("blanks around a value are no part of it", GRANT | {"sagsbehandler": " AB "}, {"sagsbehandler": "AB"}),
    (
        "before 2013 the municipality of residence",
        GRANT | {"myndighed": None, "afgdato": "2012-05-01"},
        {"myndighed": "661"},
    ),
]


@pytest.mark.parametrize(("decision", "expected"), [case[1:] for case in FIELDS], ids=[case[0] for case in FIELDS])
def test_a_field_of_the_record(decision: Values, expected: Values) -> None:
    record = record_of(decision)
    assert {column: record[column] for column in expected} == expected
