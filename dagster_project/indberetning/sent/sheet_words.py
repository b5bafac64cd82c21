"""The words of the entry sheet: the twelve items of § 131 stk. 2, and what the layout's own codes say."""

EVENTS = {
    "ny": "Ny post: tast den",
    "rettelse": "Rettelse: ret den post, der er tastet",
    "annullering": "Annullering: slet den post, der er tastet",
}
"""What whoever types does with the card."""
CODES_OF_THE_REGISTER = {
    "myndighed": "MYNDIGHED",
    "grundlag": "LOVGRUNDLAG",
    "anledning": "ANLEDNING",
    "afgoerelse": "AFGOERELSE",
    "havde_ftp": "HAVDE_FTP",
    "ressourceforloeb": "RESSOURCEFORLOEB",
}
"""Columns whose codes have their words in the code lists."""
_YES_NO = {"J": "Ja", "N": "Nej"}
WORDS: dict[str, dict[str, str]] = {
    "ordning": {"1984": "Ordningen fra før 2003", "2003": "Ordningen fra 2003 til 2012", "2013": "Ordningen fra 2013"},
    "fulgt_rehabteam": {**_YES_NO, "IF": "Ikke forelagt for teamet", "IO": "Teamets indstilling er ikke oplyst"},
    "fulgt_sundhedskoordinator": {
        **_YES_NO,
        "IR": "Sundhedskoordinatoren er ikke spurgt",
        "IO": "Vurderingen er ikke oplyst",
    },
    "skal_vurderes_paa_ny": _YES_NO,
}
"""What the codes of the layout itself say."""
WITHOUT_CPR = "Intet dansk CPR-nummer: tast fødselsdatoen fra sagen"
"""UDK's cases may have none (§ 131 stk. 4 nr. 1)."""
ITEMS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("1", "Myndighed og sagsbehandler", ("myndighed", "sagsbehandler")),
    ("2", "CPR-nummer", ("cpr",)),
    ("3", "Sagen påbegyndt", ("paabegyndt",)),
    ("4", "Ordning og grundlag", ("ordning", "grundlag")),
    ("5", "Havde førtidspension i forvejen", ("havde_ftp",)),
    ("6", "Anledning", ("anledning",)),
    ("7", "Afgørelse og dato", ("afgoerelse", "afgoerelsesdato")),
    ("8", "Fulgte rehabiliteringsteamets indstilling", ("fulgt_rehabteam",)),
    ("9", "Fulgte sundhedskoordinatorens vurdering", ("fulgt_sundhedskoordinator",)),
    ("10", "Skal vurderes på ny, og hvornår", ("skal_vurderes_paa_ny", "revisionsdato")),
    ("11", "Diagnoser", ("diagnose_1", "diagnose_2", "diagnose_3")),
    ("12", "Har været i ressourceforløb", ("ressourceforloeb",)),
)
"""Number, heading and columns of each item of § 131 stk. 2."""
