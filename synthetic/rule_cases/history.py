"""Cases of the rules that look at what else is known of the person: decisions, courses, DREAM."""

from synthetic.rule_cases.case import CONFIRM, GRANTED, RESTED, WARNING, RuleCase, Value

_DAY = "2024-03-15"
_REVIEW: dict[str, Value] = {"ANLEDNING": "revision", "HAVDE_FTP": "J"}
_COURSE: dict[str, Value] = {"RESSOURCEFORLOEB": "J"}
_FIXED = (("T", "2018-07-02", {"REVISIONSDATO": "2024-02-01"}),)
_FROM_APRIL: dict[str, Value] = {"VIRKNINGSDATO": "2025-04-07"}  # a Monday
_DECIDED = "2025-03-14"

_SENT, _UNDECIDED = "2024-05-15", {"AFGOERELSE": "I", "AFGDATO": None}

CASES = (
    RuleCase("R17 J uden forløb", "T", "2026-02-02", {"R17": WARNING}, _COURSE),
    RuleCase("R17 J uden forløb før reformen", "T", "2026-01-30", {}, _COURSE),
    RuleCase("R17 J, begyndt dagen før reformen", "T", "2026-02-02", {}, _COURSE, course="2026-01-31"),
    RuleCase("R17 J, begyndt på reformens dag", "T", "2026-02-03", {"R17": WARNING}, _COURSE, course="2026-02-01"),
    RuleCase("R17 N med forløb", "T", _DAY, {"R17": WARNING}, course="2024-03-14"),
    RuleCase("R17 N, forløb fra afgørelsens dag", "T", _DAY, {}, course="2024-03-15"),
    RuleCase("R26 på den fastsatte dag", "T", _DAY, {}, _REVIEW | {"PAABDATO": "2024-02-01"}, before=_FIXED),
    RuleCase("R26 på en anden dag", "T", _DAY, {"R26": WARNING}, _REVIEW | {"PAABDATO": "2024-02-02"}, before=_FIXED),
    RuleCase("R26 ingen dag fastsat", "T", _DAY, {"R26": WARNING}, _REVIEW, before=(GRANTED,)),
    RuleCase("R27 frakendt uden pension", "F", _DAY, {"R27": WARNING}, before=()),
    RuleCase("R27 genoptaget uden hvile", "G", _DAY, {"R27": WARNING}, before=(GRANTED,)),
    RuleCase("R27 hvilende to gange", "H", _DAY, {"R27": WARNING}, before=(GRANTED, RESTED)),
    RuleCase("R27 inddraget efter tilkendelse", "N", _DAY, {}),
    RuleCase("R33 tilkendt to gange", "T", _DAY, {"R33": WARNING}, before=(GRANTED,)),
    RuleCase("R33 frakendt under hvile", "F", _DAY, {"R33": WARNING}, before=(GRANTED, RESTED)),
    # R31 speaks once the first row is exported and the later one delivered.
    RuleCase("R31 en anden afgørelse", "T", _SENT, {"R31": CONFIRM, "R27": WARNING}, later=("H", "2026-04-10", {})),
    RuleCase("R31 flyttet 93 dage", "T", _SENT, {"R31": CONFIRM}, later=("T", "2024-08-16", {})),
    RuleCase("R31 flyttet 92 dage", "T", _SENT, {}, later=("T", "2024-08-15", {})),
    RuleCase(
        "R31 en ny, uafgjort sag", "T", _SENT, {"R31": CONFIRM}, later=("T", _SENT, _UNDECIDED | {"ANSDATO": 700})
    ),
    RuleCase("R31 annulleret", "T", _SENT, {}, later=("T", _SENT, _UNDECIDED)),
    RuleCase("R33 genoptaget sag", "T", _DAY, {}, {"ANLEDNING": "genoptagelse", "HAVDE_FTP": "J"}, before=(GRANTED,)),
    RuleCase(
        "R30 fleksjob i fjerde uge",
        "T",
        _DECIDED,
        {"R30": WARNING},
        _FROM_APRIL,
        weeks=(("", 14), ("783", 3), ("771", 1), ("783", 40)),
    ),
    RuleCase("R30 pension fra første uge", "T", _DECIDED, {}, _FROM_APRIL, weeks=(("771", 14), ("783", 44))),
    RuleCase("R39 tilkendt, aldrig udbetalt", "T", _DECIDED, {"R39": WARNING}, weeks=(("", 60),)),
    RuleCase("R39 tilkendt, udbetalt", "T", _DECIDED, {}, weeks=(("", 30), ("783", 30))),
    RuleCase("R39 hvilende, stadig udbetalt", "H", _DECIDED, {"R39": WARNING}, weeks=(("783", 60),)),
    RuleCase("R39 hvilende, standset", "H", _DECIDED, {}, weeks=(("783", 13), ("", 47))),
    RuleCase("R39 frakendt, stadig udbetalt", "F", _DECIDED, {"R39": WARNING}, weeks=(("783", 60),)),
    RuleCase("R39 frakendt, standset", "F", _DECIDED, {}, weeks=(("783", 22), ("", 38))),
    RuleCase(
        "R39 fleksjob, som ingen har", "H", _DECIDED, {"R39": WARNING}, {"ANLEDNING": "fleksjob"}, weeks=(("", 60),)
    ),
    RuleCase("R39 fleksjob", "H", _DECIDED, {}, {"ANLEDNING": "fleksjob"}, weeks=(("", 16), ("771", 44))),
)
