"""For whom and for which decisions each limb of a rule holds, and from when to when: from the contract again.

`WHOM` names the decisions and authorities of a limb; `DATES` the date that chooses, the first and the last day.
"""

EVERY, ALL = "TAFHGN", "kommune udk ast ukendt"
LOCAL, NOT_AST, NOT_UDK = "kommune", "kommune udk", "kommune ast"
CODED = (
    *("lovgrundlag", "anledning", "havde_ftp", "rehabteam_indstilling", "sundkoord_vurdering", "terminal"),
    *("ressourceforloeb", "saerlige_omstaendigheder", "samtykke", "afslagshjemmel", "udsendt"),
)
EMPTY = ("sagsbehandler", "lovgrundlag", "anledning", "ressourceforloeb")
Limb = tuple[str, str]

WHOM: dict[Limb, tuple[str, str]] = {
    ("R01", "ung"): ("T", ALL),
    ("R02", "virkning"): ("T", ALL),
    ("R02", "afgdato"): ("T", ALL),
    ("R03", "under_18"): ("T", ALL),
    ("R04", "uden_team"): ("TA", LOCAL),
    ("R04", "efter_paabegyndelse"): ("TA", LOCAL),
    ("R04", "foraeldet"): ("TA", LOCAL),
    ("R05", "afslag_uden_team"): ("A", LOCAL),
    # A refusal needs one of three grounds as well.
    ("R06", "aabenbar"): ("T", LOCAL),
    ("R07", "terminal"): ("T", LOCAL),
    ("R08", "afslag"): ("A", NOT_AST),
    ("R08", "tilkendelse"): ("T", NOT_AST),
    ("R08", "tidligt"): ("TA", NOT_AST),
    ("R09", "frist"): ("TA", LOCAL),
    ("R10", "paabegyndelse"): ("TA", ALL),
    ("R10", "udland"): ("TA", "udk"),
    ("R10", "aendring_efter"): ("FHGN", ALL),
    ("R10", "aendring_mangler"): ("FHGN", ALL),
    ("R11", "forkert"): (EVERY, ALL),
    ("R11", "langt_frem"): ("THG", ALL),
    ("R11", "folkepension"): ("THG", ALL),
    ("R12", "uden"): ("A", NOT_AST),
    ("R12", "foreliggende"): ("A", NOT_AST),
    ("R13", "frakendelse"): ("F", ALL),
    ("R14", "samtykke"): ("F", ALL),
    ("R15", "fra_60"): ("H", ALL),
    ("R15", "under_60"): ("H", ALL),
    ("R16", "aendring"): ("FHN", ALL),
    ("R16", "tilkendelse"): ("T", ALL),
    ("R16", "tom"): (EVERY, ALL),
    ("R17", "uden_forloeb"): (EVERY, ALL),
    ("R17", "med_forloeb"): (EVERY, ALL),
    ("R18", "senior"): (EVERY, NOT_UDK),
    ("R19", "myndighed"): (EVERY, "ukendt"),
    **{("R19", f"tom_{column}"): (EVERY, ALL) for column in EMPTY},
    **{("R19", f"ukendt_{column}"): (EVERY, ALL) for column in CODED},
    ("R19", "diag1_mangler"): ("TA", ALL),
    **{("R19", f"diag{number}_form"): (EVERY, ALL) for number in (1, 2, 3)},
    ("R19", "formel_sagsbehandler"): (EVERY, ALL),
    ("R19", "formel_sagsid"): (EVERY, ALL),
    ("R20", "tre_uger"): (EVERY, LOCAL),
    ("R21", "tilkendt"): ("T", ALL),
    ("R21", "aendring"): ("FHGN", ALL),
    ("R22", "grundlag"): ("", ALL),
    ("R23", "folkepension"): ("FHGN", ALL),
    ("R24", "sundkoord"): ("T", LOCAL),
    ("R25", "senior"): ("T", NOT_UDK),
    ("R26", "anden_dag"): (EVERY, ALL),
    ("R26", "ingen_dag"): (EVERY, ALL),
    ("R27", "uden_pension"): ("FHN", ALL),
    ("R27", "uden_hvile"): ("G", ALL),
    ("R28", "indkomst"): ("H", ALL),
    ("R29", "handlekommune"): (EVERY, LOCAL),
    ("R30", "i_arbejde"): ("T", ALL),
    ("R32", "bopael"): (EVERY, "udk"),
    ("R32", "kommune"): (EVERY, LOCAL),
    ("R32", "grundlag"): (EVERY, "udk"),
    ("R33", "aaben"): ("T", ALL),
    ("R33", "hvilende"): ("F", ALL),
    ("R34", "genforelaeggelse"): ("A", LOCAL),
    ("R35", "fremtid"): (EVERY, ALL),
    ("R35", "anmodning"): (EVERY, ALL),
    ("R35", "sen_virkning"): ("F", ALL),
    ("R36", "uden_anmodning"): (EVERY, LOCAL),
    ("R36", "kommunens_sag"): (EVERY, LOCAL),
    ("R37", "for_sent"): ("T", LOCAL),
    ("R38", "udsendt"): ("F", ALL),
    ("R39", "stadig_pension"): ("HF", ALL),
    ("R39", "uden_fleksjob"): ("H", ALL),
    ("R39", "uden_pension"): ("T", ALL),
    ("R40", "straks"): (EVERY, LOCAL),
}
"""Without letters: the kind of decision is not what decides (R22 goes by pairs)."""
ELSEWHERE = {("R19", "cpr"), ("R31", "genbrugt"), ("R31", "anden_sag"), ("R31", "ny_sag")}
"""Told where a vault and an archive are: `test_rules_content`, `test_reused_numbers`."""

_REFORM, _JUNE_2016, _IN_2020 = "2013-01-01", "2016-06-01", "2020-01-01"
DATES: dict[Limb, tuple[str, str, str | None]] = {
    **{("R01", "ung"): ("paabdato", _REFORM, None)},
    **{("R04", led): ("paabdato", _REFORM, None) for led in ("uden_team", "efter_paabegyndelse", "foraeldet")},
    ("R05", "afslag_uden_team"): ("ansdato", _JUNE_2016, None),
    ("R06", "aabenbar"): ("ansdato", _JUNE_2016, None),
    ("R07", "terminal"): ("ansdato", _JUNE_2016, None),
    **{("R08", led): ("afgdato", "2003-01-01", None) for led in ("afslag", "tilkendelse", "tidligt")},
    ("R10", "aendring_mangler"): ("afgdato", _REFORM, None),
    ("R13", "frakendelse"): ("afgdato", "2023-01-01", "2025-12-31"),
    ("R16", "tom"): ("afgdato", _REFORM, None),
    ("R17", "uden_forloeb"): ("afgdato", "2026-02-01", None),
    ("R18", "senior"): ("afgdato", _IN_2020, None),
    **{("R19", f"tom_{column}"): ("afgdato", _REFORM, None) for column in EMPTY},
    ("R20", "tre_uger"): ("afgdato", "2017-01-01", None),
    ("R21", "tilkendt"): ("ansdato", _JUNE_2016, None),
    ("R21", "aendring"): ("ansdato", _JUNE_2016, None),
    ("R22", "grundlag"): ("afgdato", _REFORM, None),
    ("R24", "sundkoord"): ("ansdato", _JUNE_2016, None),
    ("R25", "senior"): ("afgdato", _IN_2020, None),
    ("R29", "handlekommune"): ("afgdato", _REFORM, None),
    **{("R32", led): ("afgdato", _REFORM, None) for led in ("bopael", "kommune", "grundlag")},
    ("R34", "genforelaeggelse"): ("paabdato", _REFORM, None),
    ("R36", "uden_anmodning"): ("afgdato", _IN_2020, None),
    ("R36", "kommunens_sag"): ("afgdato", _IN_2020, None),
    ("R38", "udsendt"): ("afgdato", "2021-07-01", None),
    ("R40", "straks"): ("afgdato", _IN_2020, None),
}
"""Every other limb holds at all times."""
OF_THE_ACT = {"R01", "R04", "R05", "R06", "R07", "R20", "R24"}
"""The rules that a pension of the acts of 1984 and 2003 does not know."""
