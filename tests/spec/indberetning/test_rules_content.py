"""Rules about what the fields of one record say: filled, listed, and in agreement."""

from tests.lib.reporting import (
    GRANT,
    REFUSAL,
    RESTING,
    RESUMED,
    TAKEN_AWAY,
    WITHDRAWN,
    Values,
    breaches_of,
    broken_rules,
)
from tests.lib.rule_cases import Case, Line, each_case

UDK: Values = {"myndighed": "UDK", "bopkom": "000", "lovgrundlag": "62"}
AST: Values = {"myndighed": "AST"}
AST_ABROAD: Values = {"myndighed": "AST", "bopkom": "000", "lovgrundlag": "62"}
ORDINARY = TAKEN_AWAY | {"saerlige_omstaendigheder": None}
R13: list[Line] = [
    ("the day before", ORDINARY, {"afgdato": "2022-12-31"}, None),
    ("the first day", ORDINARY, {"afgdato": "2023-01-01"}, "bekraeft"),
    ("the first day, N", ORDINARY, {"afgdato": "2023-01-01", "saerlige_omstaendigheder": "N"}, "bekraeft"),
    ("special circumstances", ORDINARY, {"afgdato": "2023-01-01", "saerlige_omstaendigheder": "J"}, None),
    ("the last day", ORDINARY, {"afgdato": "2025-12-31"}, "bekraeft"),
    ("the day after", ORDINARY, {"afgdato": "2026-01-01"}, None),
    ("Ankestyrelsen", ORDINARY, AST, "advarsel"),
]
HAD: Values = {"havde_ftp": "J"}
R16: list[Line] = [
    ("granted, had none", GRANT, {"havde_ftp": "N"}, None),
    ("granted, had one", GRANT, HAD, "bekraeft"),
    ("granted, had one, resumed", GRANT, HAD | {"anledning": "genoptagelse"}, None),
    ("granted, had one, reviewed", GRANT, HAD | {"anledning": "revision"}, None),
    ("granted, had one, re-assessed", GRANT, HAD | {"lovgrundlag": "20_1"}, None),
    ("a higher pension of the act of 1984", GRANT, HAD, None, {"pensions": [{"person_id": "p1", "fra": "2002-12-31"}]}),
    ("no higher pension from 2003", GRANT, HAD, "bekraeft", {"pensions": [{"person_id": "p1", "fra": "2003-01-01"}]}),
    ("a case begun under the act of 1984", GRANT, HAD | {"paabdato": "2002-12-31"}, None),
    ("a case begun under the act of 2003", GRANT, HAD | {"paabdato": "2003-01-01"}, "bekraeft"),
    ("refused, had one", REFUSAL, HAD, None),
    *((f"{d['afgoerelse']}, had one", d, HAD, None) for d in (TAKEN_AWAY, RESTING, WITHDRAWN)),
    *((f"{d['afgoerelse']}, had none", d, {"havde_ftp": "N"}, "fejl") for d in (TAKEN_AWAY, RESTING, WITHDRAWN)),
    ("G, had none", RESUMED, {"havde_ftp": "N"}, None),
    *((f"{d['afgoerelse']}, not said", d, {"havde_ftp": None}, "fejl") for d in (GRANT, REFUSAL, TAKEN_AWAY, RESUMED)),
    *(
        (f"{d['afgoerelse']}, not said in 2012", d, {"havde_ftp": None, "afgdato": "2012-12-31"}, None)
        for d in (GRANT, REFUSAL, TAKEN_AWAY)
    ),
]
SENIOR: Values = {"anledning": "seniorpension"}
R18: list[Line] = [
    ("17_2", GRANT, SENIOR | {"lovgrundlag": "17_2"}, "bekraeft"),
    ("17_3", REFUSAL, SENIOR | {"lovgrundlag": "17_3"}, "bekraeft"),
    ("18_DOK", GRANT, SENIOR, None),
    ("17_2 on the last day of 2019", GRANT, SENIOR | {"lovgrundlag": "17_2", "afgdato": "2019-12-31"}, None),
    ("17_2 on the first of 2020", GRANT, SENIOR | {"lovgrundlag": "17_2", "afgdato": "2020-01-01"}, "bekraeft"),
    ("Ankestyrelsen", GRANT, SENIOR | {"lovgrundlag": "17_2"} | AST, "bekraeft"),
    ("abroad", GRANT, SENIOR | {"myndighed": "UDK", "lovgrundlag": "17_2"}, None),
]
R25: list[Line] = [
    *((basis, GRANT, SENIOR | {"lovgrundlag": basis}, None) for basis in ("18_DOK", "18_AAB")),
    *((basis, GRANT, SENIOR | {"lovgrundlag": basis}, "bekraeft") for basis in ("17_1", "17_4", "20_1", "62")),
    ("17_3 is R18's", GRANT, SENIOR | {"lovgrundlag": "17_3"}, None),
    ("a municipality on a case abroad", GRANT, SENIOR | {"lovgrundlag": "62", "bopkom": "000"}, "bekraeft"),
    ("17_2 is R18's", GRANT, SENIOR | {"lovgrundlag": "17_2"}, None),
    ("refused", REFUSAL, SENIOR | {"lovgrundlag": "17_1"}, None),
    ("17_1 in 2019", GRANT, SENIOR | {"lovgrundlag": "17_1", "afgdato": "2019-12-31"}, None),
    ("17_1 in 2020", GRANT, SENIOR | {"lovgrundlag": "17_1", "afgdato": "2020-01-01"}, "bekraeft"),
    ("abroad", GRANT, SENIOR | UDK, None),
    ("Ankestyrelsen on a case abroad", GRANT, SENIOR | AST_ABROAD, None),
]
BARE: Values = {"diag1": None}
R19: list[Line] = [
    ("all there", GRANT, {}, None),
    ("unknown municipality", GRANT, {"myndighed": "999"}, "fejl"),
    ("no authority", GRANT, {"myndighed": None}, "fejl"),
    ("lower case is no authority", GRANT, {"myndighed": "ast"}, "fejl"),
    *(
        (f"{c} empty", GRANT, {c: None}, "fejl")
        for c in ("sagsbehandler", "lovgrundlag", "anledning", "ressourceforloeb")
    ),
    *(
        (f"{c} empty in 2012", GRANT, {c: None, "afgdato": "2012-12-31"}, None)
        for c in ("sagsbehandler", "lovgrundlag", "anledning", "ressourceforloeb")
    ),
    *(
        (f"{c} outside its list", GRANT, {c: "X"}, "fejl")
        for c in (
            *("lovgrundlag", "anledning", "havde_ftp", "rehabteam_indstilling", "sundkoord_vurdering", "terminal"),
            *("ressourceforloeb", "saerlige_omstaendigheder", "samtykke", "afslagshjemmel", "udsendt"),
        )
    ),
    ("outside its list in 2012", GRANT, {"lovgrundlag": "99", "afgdato": "2012-12-31"}, "fejl"),
    *(
        (f"team said {v}", GRANT, {"rehabteam_indstilling": v}, None)
        for v in ("FLEKSJOB", "F", "H", "JOBAFKLARING", "ANDET")
    ),
    ("no diagnosis", GRANT, BARE, "fejl"),
    ("no diagnosis, refused", REFUSAL, BARE, "fejl"),
    ("no diagnosis, refused without the team", REFUSAL, BARE | {"lovgrundlag": "17_3"}, None),
    *(
        (f"no diagnosis, refused for {g}", REFUSAL, BARE | {"afslagshjemmel": g}, None)
        for g in ("oplysninger", "indfoedsret", "bopael", "optjening")
    ),
    ("no diagnosis, refused for work capacity", REFUSAL, BARE | {"afslagshjemmel": "arbejdsevne"}, "fejl"),
    *(
        (f"no diagnosis, refused on {basis} in {day[:4]}", REFUSAL, BARE | {"lovgrundlag": basis, "afgdato": day}, said)
        for basis, day, said in (
            ("17_4", "2019-12-31", None),
            ("17_4", "2020-01-01", "fejl"),
            ("17_3", "2019-12-31", "fejl"),
            ("17_3", "2020-01-01", None),
        )
    ),
    *(
        (
            f"no diagnosis, refused on 17_4, asked {day}",
            REFUSAL,
            BARE | {"lovgrundlag": "17_4", "afgdato": "2016-07-01", "ansdato": day},
            said,
        )
        for day, said in (("2016-05-31", "fejl"), ("2016-06-01", None))
    ),
    ("no diagnosis, no basis in 2019", REFUSAL, BARE | {"lovgrundlag": None, "afgdato": "2019-12-31"}, "fejl"),
    ("no diagnosis, taken away", TAKEN_AWAY, BARE, None),
    ("no diagnosis in 2010", GRANT, BARE | {"afgdato": "2010-02-02"}, "fejl"),
    *(
        (f"diagnosis {code}", GRANT, {"diag1": code}, None)
        for code in ("F20", "DF20", "F20.0", "D50", "DD50.9", "df20")
    ),
    *((f"diagnosis {code}", GRANT, {"diag1": code}, "fejl") for code in ("20", "F2", "DF", "F2.00", "F20000")),
    ("three diagnoses", GRANT, {"diag2": "DF10", "diag3": "M54.5"}, None),
    ("second diagnosis in words", GRANT, {"diag2": "hjertefejl"}, "fejl"),
    ("third diagnosis in words, resting", RESTING, {"diag3": "ryg"}, "fejl"),
    *((f"caseworker {n}", GRANT, {"sagsbehandler": n}, "fejl") for n in ("=1+1", "+45", "-x", "@SUM")),
    ("caseworker with a sign inside", GRANT, {"sagsbehandler": "A=B"}, None),
    ("case number that is a formula", GRANT, {"sagsid": "=1+1"}, "fejl"),
]
R22: list[Line] = [
    ("F with 44", TAKEN_AWAY, {}, None),
    ("F with 43A", TAKEN_AWAY, {"lovgrundlag": "43A"}, "fejl"),
    ("F without", TAKEN_AWAY, {"lovgrundlag": None}, "fejl"),
    *((f"{d['afgoerelse']} with 43A", d, {}, None) for d in (RESTING, RESUMED, WITHDRAWN)),
    *((f"{d['afgoerelse']} with 44", d, {"lovgrundlag": "44"}, "fejl") for d in (RESTING, RESUMED, WITHDRAWN)),
    *((f"T with {b}", GRANT, {"lovgrundlag": b}, "fejl") for b in ("44", "43A")),
    ("A with 44", REFUSAL, {"lovgrundlag": "44"}, "fejl"),
    *((f"{d['afgoerelse']} abroad", d, UDK, None) for d in (GRANT, REFUSAL, TAKEN_AWAY, RESTING, RESUMED, WITHDRAWN)),
    ("F, Ankestyrelsen on a case abroad", TAKEN_AWAY, AST_ABROAD, None),
    ("F with 62, Ankestyrelsen on a case here", TAKEN_AWAY, AST | {"lovgrundlag": "62"}, "fejl"),
    ("F with 62, a municipality", TAKEN_AWAY, {"lovgrundlag": "62"}, "fejl"),
    ("2012", TAKEN_AWAY, {"lovgrundlag": "18_DOK", "afgdato": "2012-12-31"}, None),
    ("2013", TAKEN_AWAY, {"lovgrundlag": "18_DOK", "afgdato": "2013-01-01"}, "fejl"),
]
R32: list[Line] = [
    ("abroad", GRANT, UDK, None),
    ("UDK and a municipality of residence", GRANT, UDK | {"bopkom": "661"}, "bekraeft"),
    ("UDK on 18_DOK", GRANT, UDK | {"lovgrundlag": "18_DOK"}, "bekraeft"),
    ("a municipality on 62", GRANT, {"lovgrundlag": "62"}, "bekraeft"),
    ("Ankestyrelsen on 62", GRANT, AST_ABROAD, None),
    ("UDK in 2012", GRANT, UDK | {"bopkom": "661", "afgdato": "2012-12-31"}, None),
]
R38: list[Line] = [
    ("posted", TAKEN_AWAY, {"udsendt": "J"}, "bekraeft"),
    ("not posted", TAKEN_AWAY, {"udsendt": "N"}, None),
    ("not said", TAKEN_AWAY, {}, None),
    ("posted, resting", RESTING, {"udsendt": "J"}, None),
    ("posted, 30 June 2021", TAKEN_AWAY, {"udsendt": "J", "afgdato": "2021-06-30"}, None),
    ("posted, 1 July 2021", TAKEN_AWAY, {"udsendt": "J", "afgdato": "2021-07-01"}, "bekraeft"),
]
ALL: dict[str, list[Line]] = {
    "R13": R13,
    "R16": R16,
    "R18": R18,
    "R19": R19,
    "R22": R22,
    "R25": R25,
    "R32": R32,
    "R38": R38,
}


@each_case(ALL)
def test_a_rule_about_the_fields(case: Case) -> None:
    assert case.said() == case.expected


def test_r19_says_which_fields_are_at_fault() -> None:
    found = breaches_of(GRANT | {"lovgrundlag": None, "anledning": "hej", "diag1": None, "diag2": "ryg"})
    fields = found.filter(found["regel"] == "R19").select("felt", "fundet").rows()
    assert sorted(fields) == [
        ("ANLEDNING", "ANLEDNING ukendt værdi"),
        ("DIAG1", "DIAG1 tom, AFGOERELSE T, LOVGRUNDLAG tom, AFSLAGSHJEMMEL tom"),
        ("DIAG2", "DIAG2 ukendt værdi"),
        ("LOVGRUNDLAG", "LOVGRUNDLAG tom"),
    ]


def test_r19_before_2013_an_empty_reporting_column_is_no_error_and_bopkom_is_the_authority() -> None:
    bare = GRANT | {"afgdato": "2012-12-31", "paabdato": "2012-11-01", "ansdato": "2012-10-01"}
    bare |= dict.fromkeys(("myndighed", "lovgrundlag", "anledning", "havde_ftp", "moedetilbud_dato", "rehabteam_dato"))
    bare |= dict.fromkeys(("sagsbehandler", "ressourceforloeb"))
    assert broken_rules(bare) == {}
    # From 2013 the authority does not exist: R19 and the rules for all.
    assert broken_rules(bare | {"afgdato": "2013-01-01"}).keys() == {"R16", "R19"}


def test_r19_asks_for_a_cpr_number_of_ten_digits_and_of_udk_for_the_date_of_birth_instead() -> None:
    assert broken_rules(GRANT, pnr={}) == {"R19": "fejl"}
    assert broken_rules(GRANT, pnr={"p1": "010170123"}) == {"R19": "fejl"}
    assert broken_rules(GRANT | UDK | {"ansdato": "2024-02-01"}, pnr={}) == {"R19": "advarsel"}
