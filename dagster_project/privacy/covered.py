"""Covers what has the form of a CPR number in text from outside, whoever the number belongs to."""

import re

import polars as pl

COVERED = "**********"
CPR_FORM = r"(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{2}[- ]?[0-9]{4}"
"""Day and month of a possible date, year, four digits; also inside longer text: rather one covered too many."""


def cover(text: pl.Expr) -> pl.Expr:
    """The column without CPR numbers."""
    return text.str.replace_all(CPR_FORM, COVERED)


def cover_text(text: str) -> str:
    """The text without CPR numbers."""
    return re.sub(CPR_FORM, COVERED, text)
