"""Cases of the rules about the steps of a case."""

from synthetic.rule_cases.case import AST, CONFIRM, FAULT, UDK, WARNING, RuleCase, Value

_DAY = "2024-03-15"
_OVERDUE: dict[str, Value] = {"PAABDATO": "2024-02-01", "REHABTEAM_DATO": "2024-01-25", "ANSDATO": "2024-01-15"}
_NAMELESS: dict[str, Value] = {"ARBEJDSFUNKTIONER": None}

CASES = (
    RuleCase("R08 afslag uden mødetilbud", "A", _DAY, {"R08": CONFIRM}, {"MOEDETILBUD_DATO": None}),
    RuleCase("R08 afslag før mødetilbuddet", "A", _DAY, {"R08": CONFIRM}, {"MOEDETILBUD_DATO": 1}),
    RuleCase("R08 afslag på mødetilbuddets dag", "A", _DAY, {}, {"MOEDETILBUD_DATO": 0}),
    RuleCase("R08 tilkendt uden mødetilbud", "T", _DAY, {"R08": WARNING}, {"MOEDETILBUD_DATO": None}),
    RuleCase("R08 tilbud 32 dage før start", "T", _DAY, {"R08": WARNING}, {"MOEDETILBUD_DATO": -43 - 32}),
    RuleCase("R08 tilbud 31 dage før start", "T", _DAY, {}, {"MOEDETILBUD_DATO": -43 - 31}),
    RuleCase("R08 Ankestyrelsen", "A", _DAY, {}, {"MOEDETILBUD_DATO": None} | AST),
    RuleCase("R09 på fristens dag", "T", "2024-05-01", {}, _OVERDUE),
    RuleCase("R09 dagen efter", "T", "2024-05-02", {"R09": WARNING}, _OVERDUE),
    RuleCase("R09 brev på fristens dag", "T", "2024-05-02", {}, _OVERDUE | {"FRISTBREV_DATO": "2024-05-01"}),
    RuleCase("R09 brev før start", "T", "2024-05-02", {"R09": WARNING}, _OVERDUE | {"FRISTBREV_DATO": "2024-01-31"}),
    RuleCase("R10 uden påbegyndelse", "T", _DAY, {"R10": FAULT}, {"PAABDATO": None}),
    RuleCase("R10 påbegyndt dagen efter", "T", _DAY, {"R10": FAULT}, {"PAABDATO": 1, "MOEDETILBUD_DATO": -5}),
    RuleCase("R10 påbegyndt på dagen", "T", _DAY, {}, {"PAABDATO": 0, "MOEDETILBUD_DATO": 0}),
    RuleCase("R10 hvilende uden påbegyndelse", "H", _DAY, {"R10": WARNING}, {"PAABDATO": None}),
    RuleCase("R10 hvilende, påbegyndt dagen efter", "H", _DAY, {"R10": FAULT}, {"PAABDATO": 1}),
    RuleCase("R10 udland, en anden dag", "T", _DAY, {"R10": WARNING}, UDK | {"ANSDATO": -44}),
    RuleCase("R10 udland, ansøgningens dag", "T", _DAY, {}, UDK),
    RuleCase("R11 revision på afgørelsens dag", "T", _DAY, {"R11": FAULT}, {"REVISIONSDATO": 0}),
    RuleCase("R11 revision om 6 år", "T", _DAY, {}, {"REVISIONSDATO": "2030-03-15"}),
    RuleCase("R11 revision om 6 år og en dag", "T", _DAY, {"R11": WARNING}, {"REVISIONSDATO": "2030-03-16"}),
    RuleCase("R11 revision af et afslag", "A", _DAY, {"R11": FAULT}, {"REVISIONSDATO": "2026-03-15"}),
    RuleCase(
        "R11 revision ved folkepension", "T", _DAY, {"R11": WARNING}, {"REVISIONSDATO": "2027-03-15"}, "1960-03-15"
    ),
    RuleCase("R11 revision dagen før", "T", _DAY, {}, {"REVISIONSDATO": "2027-03-14"}, "1960-03-15"),
    RuleCase("R12 uden arbejdsfunktioner", "A", _DAY, {"R12": CONFIRM}, _NAMELESS),
    RuleCase("R12 N", "A", _DAY, {"R12": CONFIRM}, {"ARBEJDSFUNKTIONER": "N"}),
    RuleCase("R12 uden, på bopæl", "A", _DAY, {}, _NAMELESS | {"AFSLAGSHJEMMEL": "bopael"}),
    RuleCase("R12 uden, 17_2", "A", _DAY, {"R12": WARNING}, _NAMELESS | {"LOVGRUNDLAG": "17_2"}),
    RuleCase("R12 uden, Ankestyrelsen", "A", _DAY, {}, _NAMELESS | AST),
    RuleCase("R35 afgjort efter leverancen", "T", "2026-04-10", {"R35": FAULT}),
    RuleCase("R35 afgjort på leverancens dag", "T", "2026-03-31", {}),
    RuleCase("R35 anmodning efter start", "A", _DAY, {"R35": WARNING}, {"LOVGRUNDLAG": "17_2", "ANSDATO": -42}),
    RuleCase("R35 anmodning på startdagen", "A", _DAY, {}, {"LOVGRUNDLAG": "17_2", "ANSDATO": -43}),
    RuleCase("R35 frakendt fra sen dag", "F", _DAY, {"R35": WARNING}, {"VIRKNINGSDATO": "2024-06-16"}),
    RuleCase("R35 frakendt inden 3 måneder", "F", _DAY, {}, {"VIRKNINGSDATO": "2024-06-15"}),
)
