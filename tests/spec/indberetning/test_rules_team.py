"""Rules about the rehabilitation team and the health coordinator. Begun 2024-02-01, decided 2024-03-15."""

from tests.lib.reporting import EARLIER_GRANT, GRANT, REFUSAL, TAKEN_AWAY, Values
from tests.lib.rule_cases import Case, Line, each_case

NO_TEAM: Values = {"rehabteam_dato": None, "rehabteam_indstilling": None}
LATE: Values = {"rehabteam_dato": "2024-02-02"}
OBVIOUS = GRANT | NO_TEAM | {"lovgrundlag": "18_AAB"}
COORDINATOR: Values = {"sundkoord_dato": "2024-02-01", "sundkoord_vurdering": "T"}
OLD_DAYS: Values = {"afgdato": "2016-06-15", "paabdato": "2016-06-01", "moedetilbud_dato": "2016-06-05"}
RESUMED_OF_2013: Values = {"anledning": "genoptagelse", "paabdato": "2012-12-31"}
PENSION_OF_2013 = {"pensions": [{"person_id": "p1", "fra": "2013-01-01"}]}
IN_2019: Values = {"afgdato": "2019-12-31", "paabdato": "2019-12-01", "ansdato": "2019-11-15"}
IN_2020: Values = IN_2019 | {"afgdato": "2020-01-01"}
LATE_IN_2016: Values = OLD_DAYS | {"rehabteam_dato": "2016-06-02", "lovgrundlag": "17_4"}
OLD_PENSION = {"earlier": [EARLIER_GRANT]}  # begun 2010-01-05
NEW_PENSION = {"earlier": [EARLIER_GRANT | {"afgdato": "2015-02-01", "paabdato": "2015-01-05"}]}

R04: list[Line] = [
    ("on the day of the start", GRANT, {"rehabteam_dato": "2024-02-01"}, None),
    ("the day after the start", GRANT, LATE, "advarsel"),
    ("on the day of the decision", GRANT, {"rehabteam_dato": "2024-03-15"}, "advarsel"),
    ("the day after the decision", GRANT, {"rehabteam_dato": "2024-03-16"}, "bekraeft"),
    ("never", GRANT, NO_TEAM, "bekraeft"),
    ("never, refused", REFUSAL, NO_TEAM, "bekraeft"),
    ("never, taken away", TAKEN_AWAY, NO_TEAM, None),
    ("never, Ankestyrelsen", GRANT, NO_TEAM | {"myndighed": "AST"}, None),
    ("never, abroad", GRANT, NO_TEAM | {"myndighed": "UDK", "bopkom": "000"}, None),
    ("never, unknown authority", GRANT, NO_TEAM | {"myndighed": "999"}, None),
    ("never, begun under the older act", GRANT, NO_TEAM | {"paabdato": "2012-12-31"}, None),
    ("never, begun on the first day", GRANT, NO_TEAM | {"paabdato": "2013-01-01"}, "bekraeft"),
    ("never, start unknown", GRANT, NO_TEAM | {"paabdato": None}, "bekraeft"),
    ("never, start unknown, decided before", GRANT, NO_TEAM | {"paabdato": None, "afgdato": "2012-12-31"}, None),
    ("late, seen again", GRANT, LATE | {"genforelagt_dato": "2024-02-20"}, None),
    ("late, a review", GRANT, LATE | {"anledning": "revision"}, None),
    ("late, a re-assessment", GRANT, LATE | {"lovgrundlag": "20_1"}, None),
    ("late, doubt arose", GRANT, LATE | {"lovgrundlag": "17_3"}, None),
    ("late, doubt arose in 2019", GRANT, IN_2019 | {"rehabteam_dato": "2019-12-02", "lovgrundlag": "17_4"}, None),
    ("late, doubt, asked 1 June 2016", GRANT, LATE_IN_2016 | {"ansdato": "2016-06-01"}, None),
    ("late, doubt, asked 31 May 2016", GRANT, LATE_IN_2016 | {"ansdato": "2016-05-31"}, "advarsel"),
    ("late in 2019, no basis", GRANT, IN_2019 | {"rehabteam_dato": "2019-12-02", "lovgrundlag": None}, "advarsel"),
    ("late, a pension of 2010 resumed", GRANT, LATE | {"anledning": "genoptagelse"}, None, OLD_PENSION),
    ("never, resumed, begun before the act", GRANT, NO_TEAM | RESUMED_OF_2013, None, PENSION_OF_2013),
    ("late, resumed, begun before the act", GRANT, RESUMED_OF_2013, None, PENSION_OF_2013),
    (
        "long ago, resumed, begun before the act",
        GRANT,
        RESUMED_OF_2013 | {"rehabteam_dato": "2011-12-01"},
        None,
        PENSION_OF_2013,
    ),
    ("never, decided before it was begun", GRANT, NO_TEAM | {"afgdato": "2012-12-31", "paabdato": "2013-01-01"}, None),
    ("a year before", GRANT, {"rehabteam_dato": "2023-02-01"}, None),
    ("a year and a day before", GRANT, {"rehabteam_dato": "2023-01-31"}, "advarsel"),
    ("never, a review of a pension of 2010", GRANT, NO_TEAM | {"anledning": "revision"}, None, OLD_PENSION),
    ("never, a review of a pension of 2015", GRANT, NO_TEAM | {"anledning": "revision"}, "bekraeft", NEW_PENSION),
    ("R05: refused under 17_3", REFUSAL, NO_TEAM | {"lovgrundlag": "17_3"}, None),
    ("R05: not under 17_2", REFUSAL, NO_TEAM | {"lovgrundlag": "17_2"}, "bekraeft"),
    ("R05: not a grant", GRANT, NO_TEAM | {"lovgrundlag": "17_3"}, "bekraeft"),
    ("R05: asked 1 June 2016", REFUSAL, NO_TEAM | OLD_DAYS | {"lovgrundlag": "17_4", "ansdato": "2016-06-01"}, None),
    (
        "R05: asked 31 May 2016",
        REFUSAL,
        NO_TEAM | OLD_DAYS | {"lovgrundlag": "17_4", "ansdato": "2016-05-31"},
        "bekraeft",
    ),
    (
        "R05: 17_4 on the last day of 2019",
        REFUSAL,
        NO_TEAM | {"lovgrundlag": "17_4", "afgdato": "2019-12-31", "paabdato": "2019-12-01", "ansdato": "2019-11-01"},
        None,
    ),
    (
        "R05: 17_4 from 2020",
        REFUSAL,
        NO_TEAM | {"lovgrundlag": "17_4", "afgdato": "2020-01-01", "paabdato": "2019-12-01", "ansdato": "2019-11-01"},
        "bekraeft",
    ),
    ("R06: coordinator on the day of the start", OBVIOUS, COORDINATOR, None),
    ("R06: coordinator the day after", OBVIOUS, COORDINATOR | {"sundkoord_dato": "2024-02-02"}, "bekraeft"),
    ("R06: no coordinator", OBVIOUS, {}, "bekraeft"),
    ("R06: 17_4", OBVIOUS, COORDINATOR | {"lovgrundlag": "17_4"}, None),
    ("R06: not 18_DOK", OBVIOUS, COORDINATOR | {"lovgrundlag": "18_DOK"}, "bekraeft"),
    *(
        (f"R06: refused for {ground}", OBVIOUS, COORDINATOR | {"afgoerelse": "A", "afslagshjemmel": ground}, None)
        for ground in ("indfoedsret", "bopael", "optjening")
    ),
    (
        "R06: refused for work capacity",
        OBVIOUS,
        COORDINATOR | {"afgoerelse": "A", "afslagshjemmel": "arbejdsevne"},
        "bekraeft",
    ),
    ("R06: refused, ground not said", OBVIOUS, COORDINATOR | {"afgoerelse": "A"}, "bekraeft"),
    (
        "R06: asked 31 May 2016",
        OBVIOUS,
        COORDINATOR | OLD_DAYS | {"ansdato": "2016-05-31", "sundkoord_dato": "2016-05-20"},
        "bekraeft",
    ),
    (
        "R06: asked 1 June 2016",
        OBVIOUS,
        COORDINATOR | OLD_DAYS | {"ansdato": "2016-06-01", "sundkoord_dato": "2016-05-20"},
        None,
    ),
    ("R07: terminal", OBVIOUS, {"terminal": "J"}, None),
    *(
        (
            f"R07: request unknown, begun {day}",
            OBVIOUS,
            OLD_DAYS | {"terminal": "J", "ansdato": None, "paabdato": day},
            severity,
        )
        for day, severity in (("2016-05-31", "bekraeft"), ("2016-06-01", None))
    ),
    ("R07: not terminal", OBVIOUS, {"terminal": "N"}, "bekraeft"),
    ("R07: terminal, 17_4", OBVIOUS, {"terminal": "J", "lovgrundlag": "17_4"}, None),
    ("R07: terminal, 18_DOK", OBVIOUS, {"terminal": "J", "lovgrundlag": "18_DOK"}, "bekraeft"),
    ("R07: terminal, refused", OBVIOUS, {"terminal": "J", "afgoerelse": "A"}, "bekraeft"),
    (
        "R05 spares the warning too",
        REFUSAL,
        IN_2019 | {"lovgrundlag": "17_3", "rehabteam_dato": "2019-12-02"},
        None,
    ),
    ("R07 spares the warning too", OBVIOUS, {"terminal": "J", "rehabteam_dato": "2024-02-20"}, None),
    ("R06 spares the warning too", OBVIOUS, COORDINATOR | {"rehabteam_dato": "2024-02-20"}, None),
]
R20: list[Line] = [
    ("20 days", REFUSAL, {"rehabteam_dato": "2024-01-12"}, None),
    ("21 days", REFUSAL, {"rehabteam_dato": "2024-01-11"}, "advarsel"),
    ("22 days, another basis", REFUSAL, {"rehabteam_dato": "2024-01-10", "lovgrundlag": "18_DOK"}, None),
    (
        "22 days, seen again on the day of the start",
        REFUSAL,
        {"rehabteam_dato": "2024-01-10", "genforelagt_dato": "2024-02-01"},
        None,
    ),
    ("22 days, seen again since", REFUSAL, {"rehabteam_dato": "2024-01-10", "genforelagt_dato": "2024-01-20"}, None),
    (
        "22 days, seen again after the start",
        REFUSAL,
        {"rehabteam_dato": "2024-01-10", "genforelagt_dato": "2024-02-02"},
        "advarsel",
    ),
    ("22 days, Ankestyrelsen", REFUSAL, {"rehabteam_dato": "2024-01-10", "myndighed": "AST"}, None),
    ("no date of the team", REFUSAL, NO_TEAM, None),
    ("before 2017", REFUSAL, {"rehabteam_dato": "2016-01-01", "paabdato": "2016-11-01", "afgdato": "2016-12-31"}, None),
    (
        "from 2017",
        REFUSAL,
        {"rehabteam_dato": "2016-01-01", "paabdato": "2016-11-01", "afgdato": "2017-01-01"},
        "advarsel",
    ),
]
R20 = [(title, base | {"lovgrundlag": "17_2"}, *rest) for title, base, *rest in R20]
R21: list[Line] = [
    ("granted without the team", GRANT, NO_TEAM | {"lovgrundlag": "17_3"}, "bekraeft"),
    ("granted after the team", GRANT, {"lovgrundlag": "17_3"}, None),
    ("granted, the team on the day", GRANT, {"lovgrundlag": "17_3", "rehabteam_dato": "2024-03-15"}, None),
    ("granted, the team the day after", GRANT, {"lovgrundlag": "17_3", "rehabteam_dato": "2024-03-16"}, "bekraeft"),
    ("refused", REFUSAL, NO_TEAM | {"lovgrundlag": "17_3"}, None),
    *((f"{code} on 17_3", TAKEN_AWAY, {"afgoerelse": code, "lovgrundlag": "17_3"}, "fejl") for code in "FHGN"),
    *(
        (f"{code} on 17_4 in 2019", TAKEN_AWAY, IN_2019 | {"afgoerelse": code, "lovgrundlag": "17_4"}, "fejl")
        for code in "FHGN"
    ),
    ("F on 17_3 in 2019", TAKEN_AWAY, IN_2019 | {"lovgrundlag": "17_3"}, None),
    ("F on 17_4 from 2020", TAKEN_AWAY, IN_2020 | {"lovgrundlag": "17_4"}, None),
    ("seniorførtidspension of 2019 (17_3)", GRANT, NO_TEAM | IN_2019 | {"lovgrundlag": "17_3"}, None),
    ("17_4 in 2019", GRANT, NO_TEAM | IN_2019 | {"lovgrundlag": "17_4"}, "bekraeft"),
    ("17_3 in 2020", GRANT, NO_TEAM | IN_2020 | {"lovgrundlag": "17_3"}, "bekraeft"),
    ("17_4 in 2020", GRANT, NO_TEAM | IN_2020 | {"lovgrundlag": "17_4"}, None),
    ("asked 31 May 2016", GRANT, NO_TEAM | OLD_DAYS | {"lovgrundlag": "17_4", "ansdato": "2016-05-31"}, None),
    ("asked 1 June 2016", GRANT, NO_TEAM | OLD_DAYS | {"lovgrundlag": "17_4", "ansdato": "2016-06-01"}, "bekraeft"),
    ("Ankestyrelsen", GRANT, NO_TEAM | {"lovgrundlag": "17_3", "myndighed": "AST"}, "bekraeft"),
]
DOUBTED = OBVIOUS | COORDINATOR | {"sundkoord_vurdering": "A"}
R24: list[Line] = [
    ("the coordinator said no", DOUBTED, {}, "advarsel"),
    ("the coordinator said yes", DOUBTED, {"sundkoord_vurdering": "T"}, None),
    ("terminal too", DOUBTED, {"terminal": "J"}, None),
    ("refused for residence", DOUBTED, {"afgoerelse": "A", "afslagshjemmel": "bopael"}, "advarsel"),
    (
        "refused without the team in 2019",
        DOUBTED,
        IN_2019
        | {"afgoerelse": "A", "afslagshjemmel": "bopael", "lovgrundlag": "17_4", "sundkoord_dato": "2019-12-01"},
        None,
    ),
    ("the team after the decision", DOUBTED, {"rehabteam_dato": "2024-03-16"}, "advarsel"),
    ("the team on the day of the decision", DOUBTED, {"rehabteam_dato": "2024-03-15"}, None),
    ("the team was heard", DOUBTED, {"rehabteam_dato": "2024-01-20"}, None),
    ("Ankestyrelsen", DOUBTED, {"myndighed": "AST"}, None),
]
REFUSED_AGAINST = REFUSAL | {"rehabteam_indstilling": "T"}
R34: list[Line] = [
    ("against the team", REFUSED_AGAINST, {}, "advarsel"),
    ("seen again the day of the meeting", REFUSED_AGAINST, {"genforelagt_dato": "2024-01-25"}, None),
    ("seen again on the day of the decision", REFUSED_AGAINST, {"genforelagt_dato": "2024-03-15"}, None),
    ("seen again the day after", REFUSED_AGAINST, {"genforelagt_dato": "2024-03-16"}, "advarsel"),
    ("seen before the meeting", REFUSED_AGAINST, {"genforelagt_dato": "2024-01-24"}, "advarsel"),
    ("the team said fleksjob", REFUSED_AGAINST, {"rehabteam_indstilling": "FLEKSJOB"}, None),
    ("granted", GRANT, {}, None),
    ("begun in 2012", REFUSED_AGAINST, {"paabdato": "2012-12-31"}, None),
    ("Ankestyrelsen", REFUSED_AGAINST, {"myndighed": "AST"}, None),
]
R36: list[Line] = [
    ("17_2 at the citizen's wish", REFUSAL, {"lovgrundlag": "17_2"}, None),
    ("17_2, raised by the municipality", REFUSAL, {"lovgrundlag": "17_2", "anledning": "kommune"}, "advarsel"),
    ("17_3, raised by the municipality", REFUSAL, {"lovgrundlag": "17_3", "anledning": "kommune"}, "advarsel"),
    ("17_4, raised by the municipality", GRANT, {"lovgrundlag": "17_4", "anledning": "kommune"}, None),
    ("17_4 at the citizen's wish", GRANT, {"lovgrundlag": "17_4"}, "advarsel"),
    ("17_4, refused", REFUSAL, {"lovgrundlag": "17_4", "anledning": "kommune"}, "advarsel"),
    ("17_4 at the citizen's wish in 2019", GRANT, IN_2019 | {"lovgrundlag": "17_4"}, None),
    ("17_4 at the citizen's wish in 2020", GRANT, IN_2020 | {"lovgrundlag": "17_4"}, "advarsel"),
    ("Ankestyrelsen", GRANT, {"lovgrundlag": "17_4", "myndighed": "AST"}, None),
]
R40: list[Line] = [
    ("21 days", REFUSAL, {"ansdato": "2024-01-11"}, None),
    ("22 days", REFUSAL, {"ansdato": "2024-01-10"}, "advarsel"),
    ("22 days, 17_2", REFUSAL, {"ansdato": "2024-01-10", "lovgrundlag": "17_2"}, None),
    ("22 days, Ankestyrelsen", REFUSAL, {"ansdato": "2024-01-10", "myndighed": "AST"}, None),
    ("30 days in 2019", REFUSAL, IN_2019 | {"ansdato": "2019-11-01"}, None),
    ("30 days in 2020", REFUSAL, IN_2020 | {"ansdato": "2019-11-01"}, "advarsel"),
]
R40 = [(title, base | {"lovgrundlag": "17_3"}, *rest) for title, base, *rest in R40]
ALL: dict[str, list[Line]] = {"R04": R04, "R20": R20, "R21": R21, "R24": R24, "R34": R34, "R36": R36, "R40": R40}


@each_case(ALL)
def test_a_rule_about_the_team(case: Case) -> None:
    assert case.said() == case.expected
