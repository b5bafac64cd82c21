"""Covers what has the form of a CPR number in columns of text from outside, whoever the number belongs to."""

import polars as pl

from dagster_project.words.cpr import COVERED, CPR_FORM, cover_text

__all__ = ["COVERED", "CPR_FORM", "cover", "cover_text"]


def cover(text: pl.Expr) -> pl.Expr:
    """The column without CPR numbers."""
    return text.str.replace_all(CPR_FORM, COVERED)
