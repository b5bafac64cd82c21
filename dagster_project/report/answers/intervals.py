"""Intervals of shares and of their differences, 95 %.

Wilson (1927) for one share and Newcombe's hybrid of two such (1998, method 10) for a difference: both hold for small
groups and for shares near 0 and 1, where the textbook's interval does not.
"""

import polars as pl

Z = 1.959963984540054


def wilson(count: pl.Expr, total: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Lower and upper end (0-1) of the interval of ``count`` of ``total``."""
    share, square = count / total, Z * Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = Z / (1 + square / total) * (share * (1 - share) / total + square / (4 * total * total)).sqrt()
    return (middle - half).clip(0, 1), (middle + half).clip(0, 1)


def newcombe(one: tuple[pl.Expr, pl.Expr], other: tuple[pl.Expr, pl.Expr]) -> tuple[pl.Expr, pl.Expr]:
    """Lower and upper end of the interval of a share minus another; each is (count, total), of different persons."""
    first, second = one[0] / one[1], other[0] / other[1]
    (low1, high1), (low2, high2) = wilson(*one), wilson(*other)
    difference = first - second
    lower = difference - ((first - low1) ** 2 + (high2 - second) ** 2).sqrt()
    upper = difference + ((high1 - first) ** 2 + (second - low2) ** 2).sqrt()
    return lower, upper
