"""Cases of the rules about the rehabilitation team and the health coordinator."""

from synthetic.rule_cases.case import AST, CONFIRM, FAULT, NO_TEAM, WARNING, RuleCase, Value

_DAY = "2024-03-14"
_REFUSED_ALONE: dict[str, Value] = NO_TEAM | {"LOVGRUNDLAG": "17_3"}
_OBVIOUS: dict[str, Value] = NO_TEAM | {"LOVGRUNDLAG": "18_AAB"}
_HEARD: dict[str, Value] = {"SUNDKOORD_DATO": -43, "SUNDKOORD_VURDERING": "T"}
_RAISED: dict[str, Value] = {"LOVGRUNDLAG": "17_4", "ANLEDNING": "kommune"}
_IN_2016: dict[str, Value] = {"PAABDATO": "2016-06-15"}

CASES = (
    RuleCase("R04 uden team", "T", _DAY, {"R04": CONFIRM}, NO_TEAM),
    RuleCase("R04 team efter afgørelsen", "A", _DAY, {"R04": CONFIRM}, {"REHABTEAM_DATO": 1}),
    RuleCase("R04 team på påbegyndelsesdagen", "T", _DAY, {}, {"REHABTEAM_DATO": -43}),
    RuleCase("R04 team efter påbegyndelsen", "T", _DAY, {"R04": WARNING}, {"REHABTEAM_DATO": -42}),
    RuleCase("R04 forelagt på ny", "T", _DAY, {}, {"REHABTEAM_DATO": -42, "GENFORELAGT_DATO": -20}),
    RuleCase("R04 team 366 dage før", "T", _DAY, {"R04": WARNING}, {"REHABTEAM_DATO": -43 - 366}),
    RuleCase("R04 team 365 dage før", "T", _DAY, {}, {"REHABTEAM_DATO": -43 - 365}),
    RuleCase(
        "R04 pension efter loven af 2003",
        "T",
        _DAY,
        {},
        NO_TEAM | {"LOVGRUNDLAG": "20_1", "HAVDE_FTP": "J"},
        pension="2012-05-01",
    ),
    RuleCase(
        "R04 pension efter loven af 2013",
        "T",
        _DAY,
        {"R04": CONFIRM},
        NO_TEAM | {"LOVGRUNDLAG": "20_1", "HAVDE_FTP": "J"},
        pension="2013-05-01",
    ),
    RuleCase("R04 Ankestyrelsen", "T", _DAY, {}, NO_TEAM | AST),
    RuleCase("R05 afslag efter 17_3", "A", _DAY, {}, _REFUSED_ALONE),
    RuleCase("R05 ikke efter 17_2", "A", _DAY, {"R04": CONFIRM}, NO_TEAM | {"LOVGRUNDLAG": "17_2"}),
    RuleCase("R05 17_4 i 2019", "A", "2019-12-30", {}, NO_TEAM | _RAISED),
    RuleCase("R05 17_4 i 2020", "A", "2020-01-02", {"R04": CONFIRM, "R36": WARNING}, NO_TEAM | _RAISED),
    RuleCase("R05 søgt 1. juni 2016", "A", "2016-07-15", {}, NO_TEAM | _RAISED | _IN_2016 | {"ANSDATO": "2016-06-01"}),
    RuleCase(
        "R05 søgt 31. maj 2016",
        "A",
        "2016-07-15",
        {"R04": CONFIRM},
        NO_TEAM | _RAISED | _IN_2016 | {"ANSDATO": "2016-05-31"},
    ),
    RuleCase("R06 åbenbar, koordinator hørt", "T", _DAY, {}, _OBVIOUS | _HEARD),
    RuleCase("R06 koordinator dagen efter", "T", _DAY, {"R04": CONFIRM}, _OBVIOUS | _HEARD | {"SUNDKOORD_DATO": -42}),
    RuleCase("R06 afslag på bopæl", "A", _DAY, {}, _OBVIOUS | _HEARD | {"AFSLAGSHJEMMEL": "bopael"}),
    RuleCase(
        "R06 afslag på arbejdsevne", "A", _DAY, {"R04": CONFIRM}, _OBVIOUS | _HEARD | {"AFSLAGSHJEMMEL": "arbejdsevne"}
    ),
    RuleCase("R06 ikke dokumenteret", "T", _DAY, {"R04": CONFIRM}, NO_TEAM | _HEARD),
    RuleCase("R07 terminal", "T", _DAY, {}, _OBVIOUS | {"TERMINAL": "J"}),
    RuleCase("R07 ikke terminal", "T", _DAY, {"R04": CONFIRM}, _OBVIOUS | {"TERMINAL": "N"}),
    RuleCase("R20 21 dage", "A", _DAY, {"R20": WARNING}, {"LOVGRUNDLAG": "17_2", "REHABTEAM_DATO": -64}),
    RuleCase("R20 20 dage", "A", _DAY, {}, {"LOVGRUNDLAG": "17_2", "REHABTEAM_DATO": -63}),
    RuleCase(
        "R20 forelagt på ny siden",
        "A",
        _DAY,
        {},
        {"LOVGRUNDLAG": "17_2", "REHABTEAM_DATO": -64, "GENFORELAGT_DATO": -50},
    ),
    RuleCase("R20 i 2016", "A", "2016-12-30", {}, {"LOVGRUNDLAG": "17_2", "REHABTEAM_DATO": -64}),
    RuleCase("R21 tilkendt uden team", "T", _DAY, {"R04": CONFIRM, "R21": CONFIRM}, _REFUSED_ALONE),
    RuleCase("R21 tilkendt efter team", "T", _DAY, {}, {"LOVGRUNDLAG": "17_3"}),
    RuleCase("R21 frakendt", "F", _DAY, {"R21": FAULT, "R22": FAULT}, {"LOVGRUNDLAG": "17_3"}),
    RuleCase("R21 seniorførtidspension i 2019", "T", "2019-06-14", {}, {"LOVGRUNDLAG": "17_3"}),
    RuleCase("R21 17_4 i 2019", "T", "2019-06-14", {"R04": CONFIRM, "R21": CONFIRM}, NO_TEAM | _RAISED),
    RuleCase("R24 koordinator imod", "T", _DAY, {"R24": WARNING}, _OBVIOUS | _HEARD | {"SUNDKOORD_VURDERING": "A"}),
    RuleCase(
        "R24 koordinator imod, terminal",
        "T",
        _DAY,
        {},
        _OBVIOUS | _HEARD | {"SUNDKOORD_VURDERING": "A", "TERMINAL": "J"},
    ),
    RuleCase("R34 imod teamet", "A", _DAY, {"R34": WARNING}, {"REHABTEAM_INDSTILLING": "T"}),
    RuleCase("R34 forelagt på ny", "A", _DAY, {}, {"REHABTEAM_INDSTILLING": "T", "GENFORELAGT_DATO": -10}),
    RuleCase("R36 17_2 på kommunens initiativ", "A", _DAY, {"R36": WARNING}, _RAISED | {"LOVGRUNDLAG": "17_2"}),
    RuleCase("R36 17_2 på borgerens", "A", _DAY, {}, {"LOVGRUNDLAG": "17_2"}),
    RuleCase("R36 17_4 på borgerens", "T", _DAY, {"R36": WARNING}, {"LOVGRUNDLAG": "17_4"}),
    RuleCase("R36 17_4 på kommunens", "T", _DAY, {}, _RAISED),
    RuleCase("R36 afslag efter 17_4", "A", _DAY, {"R36": WARNING}, _RAISED),
    RuleCase("R36 17_4 på borgerens i 2019", "T", "2019-12-30", {}, {"LOVGRUNDLAG": "17_4"}),
    RuleCase("R40 22 dage", "A", _DAY, {"R40": WARNING}, _REFUSED_ALONE | {"ANSDATO": -65}),
    RuleCase("R40 21 dage", "A", _DAY, {}, _REFUSED_ALONE | {"ANSDATO": -64}),
    RuleCase("R40 i 2019", "A", "2019-12-30", {}, {"LOVGRUNDLAG": "17_3", "ANSDATO": -65}),
)
