"""Diagnosis codes as the register writes them, and in WHO's form."""

import polars as pl

# Danish D, category, dot, up to two digits, and the letters that SKS adds; `D50` is a category, not a Danish D.
_ICD10 = r"^D?([A-Z][0-9]{2})\.?([0-9]{0,2})[A-Z]{0,2}$"


def is_icd10(code: pl.Expr) -> pl.Expr:
    """Whether the code has the form of ICD-10, with or without the Danish `D` and dot; empty has not."""
    return code.str.to_uppercase().str.contains(_ICD10).fill_null(value=False)


def who_form(code: pl.Expr) -> pl.Expr:
    """The code without Danish `D`, dot and SKS letters; one of another form loses only its dots."""
    text = code.str.to_uppercase()
    parts = pl.concat_str(text.str.extract(_ICD10, 1), text.str.extract(_ICD10, 2).fill_null(""))
    return pl.coalesce(parts, text.str.replace_all(".", "", literal=True))
