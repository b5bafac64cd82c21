"""What an error list shows of a record: the dates and codes that a rule looked at, never a free text."""

from collections.abc import Callable

import polars as pl

from dagster_project.indberetning.rules.diagnoses import is_icd10, who_form
from dagster_project.indberetning.rules.predicates.content import CODED

EMPTY, FILLED, UNLISTED = "tom", "udfyldt", "ukendt værdi"
DERIVED = {
    "virkning": "virkning",
    "frist": "frist",
    "fylder_18": "fylder 18",
    "fylder_19": "fylder 19",
    "fylder_40": "fylder 40",
    "fylder_60": "fylder 60",
    "folkepension_fra": "folkepension fra",
    "seneste_moede": "teamets sidste møde",
    "fastsat_revision": "fastsat revision",
    "foerste_forloeb": "første forløb i AMFORA",
    "pensionens_ordning": "pensionen er efter loven fra",
    "tilstand": "pension før",
    "tilstand_fra": "siden",
    "sendt_afgoerelse": "sendt AFGOERELSE",
    "sendt_afgdato": "sendt AFGDATO",
    "sendt_myndighed": "sendt MYNDIGHED",
    "indkomst_aar": "indkomståret",
    "erhvervsindk": "erhvervsindkomst",
    "graense": "årets grænse",
    "i_fleksjob_fra": "fleksjob fra ugen",
    "i_loen_fra": "løn fra ugen",
    "ventet_stop": "ventet stop",
}
"""What is worked out, and not a column of the register: in lower case in the rule table."""


def shown(tokens: str) -> pl.Expr:
    """The text of ``fundet``: each of the (blank-separated) facts with its value, `tom` where there is none."""
    return pl.concat_str([_one(token) for token in tokens.split()], separator=", ")


def show_value(column: str) -> pl.Expr:
    """The value of a fact as it may be shown, NULL where it is empty."""
    if column in DERIVED or column.endswith("dato") or column == "leverance":
        return _number_or_date(column)
    return _TEXTS.get(column, _code)(column)


def _one(token: str) -> pl.Expr:
    column = token.lower()
    label = token if token.isupper() else DERIVED[column]
    return pl.concat_str(pl.lit(f"{label} "), show_value(column).fill_null(EMPTY))


def _number_or_date(column: str) -> pl.Expr:
    value = pl.col(column)
    # Kroner are shown whole.
    return value.round(0).cast(pl.Int64).cast(pl.String) if column == "erhvervsindk" else value.cast(pl.String)


def _code(column: str) -> pl.Expr:
    """A listed code as it is; anything else is somebody's text."""
    value = pl.col(column)
    if column not in CODED:
        return value
    return pl.when(pl.col(f"{column}_kendt")).then(value).when(value.is_not_null()).then(pl.lit(UNLISTED))


def _filled(column: str) -> pl.Expr:
    return pl.when(pl.col(column).is_not_null()).then(pl.lit(FILLED))


def _diagnosis(column: str) -> pl.Expr:
    value = pl.col(column)
    formed = pl.when(is_icd10(value)).then(who_form(value))
    return formed.when(value.is_not_null()).then(pl.lit(UNLISTED))


def _authority(column: str) -> pl.Expr:
    value = pl.col(column)
    return pl.when(pl.col("slags") != "ukendt").then(value).when(value.is_not_null()).then(pl.lit(UNLISTED))


_TEXTS: dict[str, Callable[[str], pl.Expr]] = {
    **dict.fromkeys(("cpr", "sagsid", "sagsbehandler", "arbejdsfunktioner", "anke_af"), _filled),
    **dict.fromkeys(("diag1", "diag2", "diag3"), _diagnosis),
    "myndighed": _authority,
}
