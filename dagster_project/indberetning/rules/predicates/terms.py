"""The words that the predicates are written in. Before 2013 an empty reporting column breaks no rule."""

from datetime import date

import polars as pl

from dagster_project.indberetning.rules.history import RESUMPTION, REVIEW
from dagster_project.indberetning.sent.identity import ABROAD

__all__ = ["RESUMPTION", "REVIEW"]

DECIDED = pl.col("afgdato")
BEGUN = pl.col("paabdato")
REQUESTED = pl.col("ansdato")
NUMBERS_CHANGED = date(2020, 1, 1)
"""From here on the refusal without the team is § 17 stk. 3; from 2016-06-01 it was stk. 4 (lov 456/2016)."""
EXCEPTIONS_SINCE = date(2016, 6, 1)


def decision(codes: str) -> pl.Expr:
    """AFGOERELSE is one of the letters in ``codes``."""
    return pl.col("afgoerelse").is_in(list(codes))


def among(column: str, *values: str) -> pl.Expr:
    """The column holds one of ``values``; empty is none of them."""
    return pl.col(column).is_in(values).fill_null(value=False)


def other(column: str, *values: str) -> pl.Expr:
    """The column holds something, and none of ``values``."""
    return ~pl.col(column).is_in(values).fill_null(value=True)


def missing(column: str) -> pl.Expr:
    """The reporting column is empty where it has to be filled."""
    return pl.col(column).is_null() & pl.col("felter_kraeves")


def not_among(column: str, *values: str) -> pl.Expr:
    """The reporting column holds something else than ``values``, or is empty where it has to be filled."""
    return missing(column) | other(column, *values)


def authority(*kinds: str) -> pl.Expr:
    """The authority is one of these kinds (`kommune`, `udk`, `ast`)."""
    return pl.col("slags").is_in(kinds)


ABROAD_BASIS = among("lovgrundlag", "62") & (authority("udk") | (authority("ast") & among("bopkom", ABROAD)))
"""§ 62 is UDK's basis, and Ankestyrelsen's in UDK's cases: it satisfies a rule that demands a LOVGRUNDLAG."""
_SINCE_2016 = pl.coalesce(REQUESTED, BEGUN, DECIDED) >= EXCEPTIONS_SINCE
REFUSAL_CODE = _SINCE_2016 & pl.when(DECIDED >= NUMBERS_CHANGED).then(among("lovgrundlag", "17_3")).otherwise(
    among("lovgrundlag", "17_4")
)
"""LOVGRUNDLAG is the refusal without the team, by the act of AFGDATO; applications before June 2016 had none."""
SENIOR_PENSION = among("anledning", "seniorpension")
HIGHER_PENSION = among("ordning", "1984") | among("pensionens_ordning", "1984")
"""Under the act of 1984 a pensioner could be granted a higher pension."""
