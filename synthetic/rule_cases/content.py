"""Cases of the rules about what the fields say."""

from synthetic.rule_cases.case import AST, CONFIRM, FAULT, NO_TEAM, UDK, WARNING, RuleCase, Value

_DAY = "2024-03-15"
_NO_REASON: dict[str, Value] = {"SAERLIGE_OMSTAENDIGHEDER": None}
_SENIOR: dict[str, Value] = {"ANLEDNING": "seniorpension"}
_EMPTY = ("SAGSBEHANDLER", "LOVGRUNDLAG", "ANLEDNING", "RESSOURCEFORLOEB")
_LISTED = (
    *("LOVGRUNDLAG", "ANLEDNING", "HAVDE_FTP", "REHABTEAM_INDSTILLING", "SUNDKOORD_VURDERING", "TERMINAL"),
    *("RESSOURCEFORLOEB", "SAERLIGE_OMSTAENDIGHEDER", "SAMTYKKE", "AFSLAGSHJEMMEL", "UDSENDT"),
)

CASES = (
    RuleCase("R13 første dag", "F", "2023-01-01", {"R13": CONFIRM}, _NO_REASON),
    RuleCase("R13 dagen før", "F", "2022-12-31", {}, _NO_REASON),
    RuleCase("R13 sidste dag", "F", "2025-12-31", {"R13": CONFIRM}, _NO_REASON),
    RuleCase("R13 dagen efter", "F", "2026-01-01", {}, _NO_REASON),
    RuleCase("R13 Ankestyrelsen", "F", "2023-01-01", {"R13": WARNING}, _NO_REASON | AST),
    RuleCase("R16 havde pension", "T", _DAY, {"R16": CONFIRM}, {"HAVDE_FTP": "J"}),
    RuleCase("R16 genoptaget sag", "T", _DAY, {}, {"HAVDE_FTP": "J", "ANLEDNING": "genoptagelse"}),
    RuleCase("R16 højere pension efter 1984-loven", "T", _DAY, {}, {"HAVDE_FTP": "J"}, pension="2002-06-01"),
    RuleCase("R16 hvilende uden pension", "H", _DAY, {"R16": FAULT}, {"HAVDE_FTP": "N"}),
    RuleCase("R16 ikke sagt", "A", _DAY, {"R16": FAULT}, {"HAVDE_FTP": None}),
    RuleCase("R16 afslag til en pensionist", "A", _DAY, {}, {"HAVDE_FTP": "J"}),
    RuleCase("R18 senior, 17_2", "A", _DAY, {"R18": CONFIRM, "R36": WARNING}, _SENIOR | {"LOVGRUNDLAG": "17_2"}),
    RuleCase("R18 senior, 17_2 i 2019", "A", "2019-12-30", {}, _SENIOR | {"LOVGRUNDLAG": "17_2"}),
    RuleCase("R18 senior, 18_DOK", "T", _DAY, {}, _SENIOR),
    RuleCase("R18 Ankestyrelsen", "A", _DAY, {"R18": CONFIRM}, _SENIOR | {"LOVGRUNDLAG": "17_2"} | AST),
    RuleCase("R19 alt er der", "T", _DAY, {}),
    *(RuleCase(f"R19 {column} er tom", "T", _DAY, {"R19": FAULT}, {column: None}) for column in _EMPTY),
    *(RuleCase(f"R19 {column} er ukendt", "T", _DAY, {"R19": FAULT}, {column: "naboen"}) for column in _LISTED),
    RuleCase("R19 ukendt myndighed", "T", _DAY, {"R19": FAULT}, {"MYNDIGHED": "998"}),
    RuleCase("R19 uden diagnose", "T", _DAY, {"R19": FAULT}, {"DIAG1": None}),
    RuleCase("R19 afslag uden team, uden diagnose", "A", _DAY, {}, NO_TEAM | {"LOVGRUNDLAG": "17_3", "DIAG1": None}),
    RuleCase("R19 afslag på bopæl uden diagnose", "A", _DAY, {}, {"AFSLAGSHJEMMEL": "bopael", "DIAG1": None}),
    *(RuleCase(f"R19 {column} i ord", "T", _DAY, {"R19": FAULT}, {column: "ryg"}) for column in ("DIAG1", "DIAG2")),
    RuleCase("R19 tredje diagnose i ord", "T", _DAY, {"R19": FAULT}, {"DIAG3": "hjerte"}),
    RuleCase("R19 diagnose med dansk D", "T", _DAY, {}, {"DIAG1": "DM54.5"}),
    RuleCase("R19 sagsbehandler er en formel", "T", _DAY, {"R19": FAULT}, {"SAGSBEHANDLER": "=1+1"}),
    RuleCase("R22 frakendt efter 43A", "F", _DAY, {"R22": FAULT}, {"LOVGRUNDLAG": "43A"}),
    RuleCase("R22 hvilende efter 44", "H", _DAY, {"R22": FAULT}, {"LOVGRUNDLAG": "44"}),
    RuleCase("R22 tilkendt efter 44", "T", _DAY, {"R22": FAULT}, {"LOVGRUNDLAG": "44"}),
    RuleCase("R22 frakendt i udlandet", "F", _DAY, {}, UDK),
    RuleCase("R22 genoptaget efter 43A", "G", _DAY, {}),
    RuleCase("R22 inddraget efter 43A", "N", _DAY, {}),
    RuleCase("R25 senior, 17_1", "T", _DAY, {"R25": CONFIRM}, _SENIOR | {"LOVGRUNDLAG": "17_1"}),
    RuleCase("R25 senior, 18_AAB", "T", _DAY, {}, _SENIOR | {"LOVGRUNDLAG": "18_AAB"}),
    RuleCase("R25 senior, 17_1 i 2019", "T", "2019-12-30", {}, _SENIOR | {"LOVGRUNDLAG": "17_1"}),
    RuleCase("R32 UDK og en kommune", "T", _DAY, {"R32": CONFIRM}, UDK | {"BOPKOM": "661"}),
    RuleCase("R32 UDK efter 18_DOK", "T", _DAY, {"R32": CONFIRM}, UDK | {"LOVGRUNDLAG": "18_DOK"}),
    RuleCase("R32 kommune efter 62", "T", _DAY, {"R32": CONFIRM}, {"LOVGRUNDLAG": "62"}),
    RuleCase("R32 Ankestyrelsen efter 62", "T", _DAY, {}, UDK | AST),
    RuleCase("R38 udsendt", "F", "2021-07-01", {"R38": CONFIRM}, {"UDSENDT": "J"}),
    RuleCase("R38 udsendt, dagen før", "F", "2021-06-30", {}, {"UDSENDT": "J"}),
    RuleCase("R38 ikke udsendt", "F", "2021-07-01", {}, {"UDSENDT": "N"}),
)
