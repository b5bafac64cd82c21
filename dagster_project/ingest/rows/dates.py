"""Every form in which a delivery writes a day, brought to a date; what is none becomes null.

A clock is taken when it is midnight: any other would mean that the day depends on a zone or a rounding that nobody has
told, and guessing it moves births and pensions by a day.
"""

from datetime import date, datetime, time

import polars as pl

from dagster_project.clock import COPENHAGEN
from dagster_project.ingest.mapping.declared import DateForm

_CLOCK = r"[ T:]00:00:00([.,]0+)?$"
_ZONED = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}([.,][0-9]+)? ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)$"
_ISO = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_DAY_FIRST = r"^[0-9]{2}(-[0-9]{2}-|\.[0-9]{2}\.|/[0-9]{2}/)[0-9]{4}$"
_COMPACT = r"^[0-9]{8}([.,]0+)?$"
_SAS_MONTHS = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
_SAS = f"^[0-9]{{2}}({_SAS_MONTHS})[0-9]{{4}}$"
_MONTHS = {month: f"{at:02d}" for at, month in enumerate(_SAS_MONTHS.split("|"), start=1)}
_PIVOT = "30"
"""Two-digit years from here on are of the 1900s."""


def dates(texts: pl.Series, form: DateForm | None = None) -> pl.Series:
    """The day of each text, null for null and for what is no day of any form.

    Args:
        texts: trimmed cells.
        form: one more form that the cells may have, declared in the mapping.
    """
    found = _iso(texts, form).str.to_date("%Y-%m-%d", strict=False)
    if form is DateForm.YYYYMM_ULTIMO:
        found = found.dt.month_end().zip_with(texts.str.contains(_digits(6)).fill_null(value=False), found)
    found = found.set(found.dt.year() < 1, None)
    zoned = texts.str.contains(_ZONED)
    if not zoned.any():
        return found
    days = pl.Series([_day_of(text) for text in texts.filter(zoned)], dtype=pl.Date)
    return found.scatter(zoned.arg_true(), days)


def _iso(texts: pl.Series, form: DateForm | None) -> pl.Series:
    """`YYYY-MM-DD` of each text whose form is known, whether or not there is such a day."""
    bare = pl.col("texts").str.replace(_CLOCK, "")
    upper = bare.str.to_uppercase()
    known = (
        pl.when(bare.str.contains(_ISO))
        .then(bare)
        .when(bare.str.contains(_DAY_FIRST))
        .then(pl.concat_str(bare.str.slice(6, 4), bare.str.slice(3, 2), bare.str.slice(0, 2), separator="-"))
        .when(bare.str.contains(_COMPACT))
        .then(pl.concat_str(bare.str.slice(0, 4), bare.str.slice(4, 2), bare.str.slice(6, 2), separator="-"))
        .when(upper.str.contains(_SAS))
        .then(
            pl.concat_str(
                upper.str.slice(5, 4), upper.str.slice(2, 3).replace_strict(_MONTHS, default=None),
                upper.str.slice(0, 2), separator="-",
            )
        )
    )  # fmt: skip
    declared = [] if form is None else [_declared(bare, form)]
    return texts.to_frame("texts").select(pl.coalesce(*declared, known)).to_series()


def _declared(bare: pl.Expr, form: DateForm) -> pl.Expr:
    """The same for a form that only a mapping can tell from the others; numbers may end in `.0`."""
    digits = bare.str.replace(r"[.,]0+$", "")
    match form:
        case DateForm.YYMMDD:  # a number has lost its zeros: 2000-01-01 is 101
            whole = digits.str.zfill(6)
            century = pl.when(whole.str.slice(0, 2) >= _PIVOT).then(pl.lit("19")).otherwise(pl.lit("20"))
            parts = [century + whole.str.slice(0, 2), whole.str.slice(2, 2), whole.str.slice(4, 2)]
            return pl.when(digits.str.contains("^[0-9]{3,6}$")).then(pl.concat_str(*parts, separator="-"))
        case DateForm.YYYYMM | DateForm.YYYYMM_ULTIMO:
            parts = [digits.str.slice(0, 4), digits.str.slice(4, 2), pl.lit("01")]
            return pl.when(digits.str.contains(_digits(6))).then(pl.concat_str(*parts, separator="-"))
        case DateForm.YEAR_END:
            return pl.when(digits.str.contains(_digits(4))).then(digits + "-12-31")
        case DateForm.YEAR_START:
            return pl.when(digits.str.contains(_digits(4))).then(digits + "-01-01")


def _digits(count: int) -> str:
    return f"^[0-9]{{{count}}}$"


def _day_of(text: str) -> date | None:
    """The Danish day of a time stamp with a zone, None unless it is midnight there."""
    try:
        there = datetime.fromisoformat(text.replace(",", ".").replace(" ", "T", 1).replace(" ", ""))
        here = there.astimezone(COPENHAGEN)
    except (ValueError, OverflowError):
        return None
    return here.date() if here.time() == time() else None
