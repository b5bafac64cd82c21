"""Cases of the rules about age."""

from synthetic.rule_cases.case import AST, CONFIRM, UDK, WARNING, RuleCase

_AT_40, _AT_60, _AT_18 = "1984-03-15", "1964-03-15", "2006-06-15"
_PENSIONER = "1955-07-01"  # 67 on 2022-07-01
_MINOR = {"LOVGRUNDLAG": "18_AAB"}
_OPEN_CASE = {"PAABDATO": "2012-12-31", "FRISTBREV_DATO": "2013-03-01"}

CASES = (
    RuleCase("R01 dagen før 40 år", "T", "2024-03-14", {"R01": CONFIRM}, {"LOVGRUNDLAG": "17_1"}, _AT_40),
    RuleCase("R01 på 40-årsdagen", "T", "2024-03-15", {}, {"LOVGRUNDLAG": "17_1"}, _AT_40),
    RuleCase("R01 ung, kommunens sag", "T", "2024-03-14", {}, {"LOVGRUNDLAG": "17_4", "ANLEDNING": "kommune"}, _AT_40),
    RuleCase("R01 ny vurdering uden pension", "T", "2024-03-14", {"R01": CONFIRM}, {"LOVGRUNDLAG": "20_1"}, _AT_40),
    RuleCase(
        "R01 ny vurdering af en pension", "T", "2024-03-14", {}, {"LOVGRUNDLAG": "20_1", "HAVDE_FTP": "J"}, _AT_40
    ),
    RuleCase("R01 Ankestyrelsen", "T", "2024-03-14", {"R01": WARNING}, {"LOVGRUNDLAG": "17_1"} | AST, _AT_40),
    RuleCase("R01 udlandet", "T", "2024-03-14", {}, UDK, _AT_40),
    RuleCase("R01 begyndt under loven af 2003", "T", "2016-08-01", {}, {"LOVGRUNDLAG": "17_1"} | _OPEN_CASE, _AT_40),
    RuleCase("R02 virkning dagen før", "T", "2022-06-15", {}, {"VIRKNINGSDATO": "2022-06-30"}, _PENSIONER),
    RuleCase("R02 virkning på dagen", "T", "2022-06-15", {"R02": CONFIRM}, {"VIRKNINGSDATO": "2022-07-01"}, _PENSIONER),
    RuleCase("R02 afgjort på dagen", "T", "2022-07-01", {"R02": WARNING}, {"VIRKNINGSDATO": "2022-06-01"}, _PENSIONER),
    RuleCase("R02 virkning næste måned, før", "T", "2022-05-31", {}, {}, _PENSIONER),
    RuleCase("R02 virkning næste måned, efter", "T", "2022-06-15", {"R02": CONFIRM}, {}, _PENSIONER),
    RuleCase("R03 12 måneder før 18 år", "T", "2023-06-15", {}, _MINOR, _AT_18),
    RuleCase("R03 dagen før de 12 måneder", "T", "2023-06-14", {"R03": CONFIRM}, _MINOR, _AT_18),
    RuleCase("R03 dokumenteret", "T", "2024-06-14", {"R03": CONFIRM}, {}, _AT_18),
    RuleCase("R03 kommunens sag", "T", "2024-06-14", {}, {"LOVGRUNDLAG": "17_4", "ANLEDNING": "kommune"}, _AT_18),
    RuleCase("R03 Ankestyrelsen", "T", "2023-06-14", {"R03": WARNING}, _MINOR | AST, _AT_18),
    RuleCase("R03 udlandet", "T", "2024-06-14", {}, UDK, _AT_18),
    RuleCase("R14 uden samtykke fra 60 år", "F", "2024-03-15", {"R14": CONFIRM}, {"SAMTYKKE": None}, _AT_60),
    RuleCase("R14 uden samtykke dagen før", "F", "2024-03-14", {}, {"SAMTYKKE": None}, _AT_60),
    RuleCase("R14 nægtet", "F", "2024-03-15", {"R14": CONFIRM}, {"SAMTYKKE": "N"}, _AT_60),
    RuleCase("R14 med samtykke", "F", "2024-03-15", {}, {}, _AT_60),
    RuleCase("R14 Ankestyrelsen", "F", "2024-03-15", {"R14": WARNING}, {"SAMTYKKE": None} | AST, _AT_60),
    RuleCase("R15 indkomst fra 60 år", "H", "2024-03-15", {"R15": CONFIRM}, {"ANLEDNING": "indkomst"}, _AT_60),
    RuleCase("R15 aktivering fra 60 år", "H", "2024-03-15", {}, {"ANLEDNING": "aktivering"}, _AT_60),
    RuleCase("R15 indkomst dagen før", "H", "2024-03-14", {}, {"ANLEDNING": "indkomst"}, _AT_60),
    RuleCase("R15 sygedagpenge under 60", "H", "2024-03-14", {"R15": WARNING}, {"ANLEDNING": "sygedagpenge"}, _AT_60),
    RuleCase("R15 Ankestyrelsen", "H", "2024-03-15", {"R15": WARNING}, {"ANLEDNING": "indkomst"} | AST, _AT_60),
    RuleCase("R23 på folkepensionsdagen", "H", "2022-07-01", {"R23": CONFIRM, "R27": WARNING}, {}, _PENSIONER),
    RuleCase("R23 dagen før", "H", "2022-06-30", {}, {}, _PENSIONER),
    RuleCase("R23 Ankestyrelsen", "H", "2022-07-01", {"R23": WARNING, "R27": WARNING}, AST, _PENSIONER),
    RuleCase("R28 ingen kendt grænse før 2026", "H", "2025-06-16", {}, {"ANLEDNING": "indkomst"}),
    RuleCase("R29 en anden kommune", "T", "2024-03-14", {"R29": WARNING}, {"MYNDIGHED": "661", "BOPKOM": "740"}),
    RuleCase("R29 dagen før 19 år", "T", "2024-03-14", {}, {"MYNDIGHED": "661", "BOPKOM": "740"}, "2005-03-15"),
    RuleCase(
        "R29 på 19-årsdagen",
        "T",
        "2024-03-15",
        {"R29": WARNING},
        {"MYNDIGHED": "661", "BOPKOM": "740"},
        "2005-03-15",
    ),
    RuleCase(
        "R29 udlandet, 18 år", "T", "2024-03-14", {"R29": WARNING}, {"MYNDIGHED": "661", "BOPKOM": "000"}, "2005-03-15"
    ),
    RuleCase("R37 på 18-årsdagen", "T", "2024-06-15", {"R37": WARNING}, _MINOR, _AT_18),
    RuleCase("R37 på 19-årsdagen", "T", "2025-06-15", {}, _MINOR, _AT_18),
)
