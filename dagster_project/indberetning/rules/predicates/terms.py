"""The words that the predicates are written in. Before 2013 an empty reporting column breaks no rule."""

import polars as pl

DECIDED = pl.col("afgdato")
BEGUN = pl.col("paabdato")


def decision(codes: str) -> pl.Expr:
    """AFGOERELSE is one of the letters in ``codes``."""
    return pl.col("afgoerelse").is_in(list(codes))


def among(column: str, *values: str) -> pl.Expr:
    """The column holds one of ``values``; empty is none of them."""
    return pl.col(column).is_in(values).fill_null(value=False)


def missing(column: str) -> pl.Expr:
    """The reporting column is empty where it has to be filled."""
    return pl.col(column).is_null() & pl.col("felter_kraeves")


def not_among(column: str, *values: str) -> pl.Expr:
    """The reporting column holds something else than ``values``, or is empty where it has to be filled."""
    return missing(column) | ~pl.col(column).is_in(values).fill_null(value=True)
