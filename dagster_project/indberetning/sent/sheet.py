"""The entry sheet: what somebody types into bi.star.dk, one card a record in the order of § 131 stk. 2 nr. 1-12.

One page that needs nothing beside it, written for eyes: words for codes, the code in brackets. It holds CPR numbers
like the reporting file. Built of column expressions, for a month may have thousands of cards.
"""

import polars as pl

from dagster_project.indberetning.sent.layout import File, Pair

WORDS: dict[str, dict[str, str]] = {
    "haendelse": {"ny": "Ny post", "rettelse": "Rettelse", "annullering": "Annullering: slet posten, der er tastet"},
    "afgoerelse": {
        "T": "Tilkendelse",
        "A": "Afslag",
        "F": "Frakendelse",
        "H": "Gjort hvilende",
        "G": "Genoptaget efter hvile",
        "N": "Inddragelse",
    },
    "ordning": {
        "1984": "Loven fra 1984 (før 2003)",
        "2003": "Loven, som den var 2003-2012",
        "2013": "Loven fra 2013",
    },
    "havde_ftp": {"J": "Ja", "N": "Nej"},
    "fulgt_rehabteam": {"J": "Ja", "N": "Nej", "IF": "Ikke forelagt", "IO": "Ikke oplyst"},
    "fulgt_sundhedskoordinator": {"J": "Ja", "N": "Nej", "IR": "Ikke rådspurgt", "IO": "Ikke oplyst"},
    "skal_vurderes_paa_ny": {"J": "Ja", "N": "Nej"},
    "ressourceforloeb": {"J": "Ja", "N": "Nej"},
}
"""What the codes of the layout say; those of the register are in the code list `indberetning_vaerdi`."""
OF_THE_REGISTER = {"myndighed": "MYNDIGHED", "grundlag": "LOVGRUNDLAG", "anledning": "ANLEDNING"}
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
_STYLE = """body { font: 16px/1.4 sans-serif; margin: 2rem auto; max-width: 46rem; color: #111 }
section { border: 1px solid #555; border-radius: 6px; padding: 1rem 1.5rem; margin: 0 0 1.5rem; break-inside: avoid }
h2 { margin: 0; font-size: 1.15rem } .id { font: 12px monospace; color: #444 }
table { border-collapse: collapse; width: 100% }
td, th { padding: .3rem .5rem; border-top: 1px solid #bbb; text-align: left; vertical-align: top }
th { font-weight: normal; width: 55% } td { font-weight: bold }
@media print { body { margin: 0; max-width: none } header { display: none }
  section { break-after: page; border: 0 } section:last-child { break-after: auto } }"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_HEAD = f"""<!doctype html>
<html lang="da"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>Indtastning</title><style>{_STYLE}</style></head>
<body>
<header><h1>Til indtastning på bi.star.dk</h1>
<p>Ét kort pr. post, i rækkefølgen i § 131, stk. 2, nr. 1-12. Siden er Vejes egen og ikke en blanket fra STAR.
Den har CPR-numre: luk den, og slet kopien, når der er tastet. Udskriv: én post pr. side.</p></header>
"""
_TAIL = "</body></html>\n"


def sheet_files(records: pl.DataFrame, meanings: pl.DataFrame) -> dict[Pair, File]:
    """The sheet of each authority and month (``mappe``, ``maaned``), cards in the order of the reporting file.

    Args:
        records: the rows to send, with the columns of the newest layout.
        meanings: ``felt, vaerdi, gyldig_fra, gyldig_til, tekst``: what a code of the register meant, and when.
    """
    cards = records.sort("indberetning_id", "version").select("mappe", "maaned", kort=_card(meanings))
    sheets = cards.group_by("mappe", "maaned", maintain_order=True).agg(pl.col("kort").str.join(""), antal=pl.len())
    return {
        (row["mappe"], row["maaned"]): File(f"{_HEAD}{row['kort']}{_TAIL}".encode(), row["antal"], {})
        for row in sheets.iter_rows(named=True)
    }


def _card(meanings: pl.DataFrame) -> pl.Expr:
    head = pl.format(
        '<section><h2>{}: {}, {}</h2>\n<p class="id">{} · version {}</p>\n<table>\n',
        _word("haendelse", meanings),
        _escaped(pl.col("cpr")),
        _word("afgoerelse", meanings),
        _escaped(pl.col("indberetning_id")),
        pl.col("version"),
    )
    return pl.concat_str([head, *(_item(*item, meanings) for item in ITEMS), pl.lit("</table></section>\n")])


def _item(number: str, heading: str, columns: tuple[str, ...], meanings: pl.DataFrame) -> pl.Expr:
    values = pl.concat_str([_word(column, meanings) for column in columns], separator="<br>", ignore_nulls=True)
    shown = pl.when(values == "").then(pl.lit("–")).otherwise(values)
    return pl.format(f"<tr><th>{number}. {heading}</th><td>{{}}</td></tr>\n", shown)


def _word(column: str, meanings: pl.DataFrame) -> pl.Expr:
    """The words of a code with the code behind them; a value that is no code as it is; NULL where there is none."""
    value, shown = pl.col(column), _escaped(pl.col(column))
    for code, text in WORDS.get(column, {}).items():
        shown = pl.when(value == code).then(pl.lit(f"{text} ({code})")).otherwise(shown)
    day = pl.col("afgoerelsesdato").str.to_date("%Y-%m-%d")
    for row in meanings.filter(pl.col("felt") == OF_THE_REGISTER.get(column, "")).iter_rows(named=True):
        told = pl.lit(f"{row['tekst']} ({row['vaerdi']})")
        meant = (value == row["vaerdi"]) & day.is_between(pl.lit(row["gyldig_fra"]), pl.lit(row["gyldig_til"]))
        shown = pl.when(meant).then(told).otherwise(shown)
    return shown


def _escaped(value: pl.Expr) -> pl.Expr:
    """Text of the register as text, whatever it holds."""
    return value.cast(pl.String).str.replace_many({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


EMPTY_SHEET = File(f"{_HEAD}<p>Ingen poster at taste.</p>\n{_TAIL}".encode(), 0, {})
