"""The entry sheet: what somebody types into bi.star.dk, one card a record in the order of § 131 stk. 2 nr. 1-12.

One page that needs nothing beside it, written for eyes: words for codes, the code behind them. It holds CPR numbers
like the reporting file. Built of column expressions, for a month may have thousands of cards.
"""

from html import escape
from pathlib import Path

import polars as pl

from dagster_project.indberetning.rules.lists import CodeLists
from dagster_project.indberetning.sent.layout import File, Pair
from dagster_project.indberetning.sent.sheet_words import CODES_OF_THE_REGISTER, EVENTS, ITEMS, WITHOUT_CPR, WORDS

FRAME = Path(__file__).parent / "indtastning.html"
"""The page around the cards; the line `<!-- kort -->` is where they go."""
_DATES = ("paabegyndt", "afgoerelsesdato", "revisionsdato")
_HEAD, _, _TAIL = FRAME.read_text(encoding="utf-8").partition("<!-- kort -->\n")


def sheet_files(records: pl.DataFrame, lists: CodeLists) -> dict[Pair, File]:
    """The sheet of each authority and month (``mappe``, ``maaned``), cards in the order of the reporting file.

    Args:
        records: the rows to send, with the columns of the newest layout, and ``sagsid`` where it is known.
        lists: what codes mean, and meant.
    """
    cards = records.sort("indberetning_id", "version").select("mappe", "maaned", kort=_card(lists))
    sheets = cards.group_by("mappe", "maaned", maintain_order=True).agg(pl.col("kort").str.join(""), antal=pl.len())
    return {
        (row["mappe"], row["maaned"]): File(f"{_HEAD}{row['kort']}{_TAIL}".encode(), row["antal"], {})
        for row in sheets.iter_rows(named=True)
    }


def _card(lists: CodeLists) -> pl.Expr:
    head = pl.format(
        '<section class="{}">\n<p class="slags">{}</p>\n<h2>{}, {}</h2>\n<p class="id">Sag {} · {} · version {}</p>\n'
        "<table>\n",
        pl.col("haendelse"),
        pl.col("haendelse").replace_strict(EVENTS, default=pl.col("haendelse")),
        _escaped(pl.col("cpr")).fill_null("Uden CPR-nummer"),
        _word("afgoerelse", lists),
        _escaped(pl.col("sagsid")).fill_null("–"),
        _escaped(pl.col("indberetning_id")),
        pl.col("version"),
    )
    return pl.concat_str([head, *(_item(*item, lists) for item in ITEMS), pl.lit("</table>\n</section>\n")])


def _item(number: str, heading: str, columns: tuple[str, ...], lists: CodeLists) -> pl.Expr:
    values = pl.concat_str([_word(column, lists) for column in columns], separator="<br>", ignore_nulls=True)
    shown = pl.when(values == "").then(pl.lit("–")).otherwise(values)
    return pl.format(f'<tr><th scope="row">{number}. {escape(heading)}</th><td>{{}}</td></tr>\n', shown)


def _word(column: str, lists: CodeLists) -> pl.Expr:
    """The words of a code with the code behind them; a value that is no code as it is; NULL where there is none."""
    value = pl.col(column)
    if column in _DATES:
        return value.str.to_date("%Y-%m-%d", strict=False).dt.strftime("%d-%m-%Y")
    if column == "cpr":
        return _escaped(value).fill_null(WITHOUT_CPR)
    field = CODES_OF_THE_REGISTER.get(column, "")
    told = {code: _told(text, code) for code, text in {**lists.names.get(field, {}), **WORDS.get(column, {})}.items()}
    shown = value.replace_strict(told, default=_escaped(value)) if told else _escaped(value)
    day = pl.col("afgoerelsesdato").str.to_date("%Y-%m-%d", strict=False)
    for row in lists.meanings.filter(pl.col("felt") == field).iter_rows(named=True):
        meant = (value == row["vaerdi"]) & day.is_between(pl.lit(row["gyldig_fra"]), pl.lit(row["gyldig_til"]))
        shown = pl.when(meant).then(pl.lit(_told(row["tekst"], row["vaerdi"]))).otherwise(shown)
    return shown


def _told(text: str, code: str) -> str:
    return f"{escape(text)} <small>{escape(code)}</small>"


def _escaped(value: pl.Expr) -> pl.Expr:
    """Text of the register as text, whatever it holds."""
    return value.cast(pl.String).str.replace_many({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


EMPTY_SHEET = File(f'{_HEAD}<p class="tom">Ingen poster at taste.</p>\n{_TAIL}'.encode(), 0, {})
