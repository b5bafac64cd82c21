"""Ages and amounts that the law sets by date: birthdays, folkepension age, the income limit of resting pensions."""

from decimal import ROUND_FLOOR, Decimal

import polars as pl

YEARLY_ADDITION = Decimal("2.0")
"""Percent added every year before the adjustment percentage (bkg. § 7 stk. 3)."""


def adjust_limit(amount: int, percentage: Decimal | float | str) -> int:
    """The income limit of the year after: ``amount`` kr. plus 2.0 percent and the adjustment percentage.

    Rounded to the nearest amount in kr. that 12 divides (bkg. § 7 stk. 3); half way goes up.

    >>> adjust_limit(243660, "1.3")
    251700
    """
    percent = YEARLY_ADDITION + Decimal(str(percentage))
    months = Decimal(amount) * (100 + percent) / 100 / 12
    return int((months + Decimal("0.5")).to_integral_value(rounding=ROUND_FLOOR)) * 12


def birthday(born: pl.Expr, years: int) -> pl.Expr:
    """The day a person becomes ``years`` old; a birthday on 29 February falls on 1 March in common years."""
    return _on_the_first_of_march(born, born.dt.offset_by(f"{years}y"))


def pension_day(events: pl.DataFrame, ages: pl.DataFrame) -> pl.Series:
    """The day each person reaches folkepension age (§ 1 a of the act), aligned with ``events`` (``foed_dag``).

    Half years are six calendar months, the last day of the month where the day does not exist. NULL without a birth
    date, and for one outside the list.
    """
    dated = events.with_row_index("raekke").select("raekke", "foed_dag").sort("foed_dag", nulls_last=True)
    found = dated.join_asof(ages, left_on="foed_dag", right_on="foedt_fra").filter(
        pl.col("foed_dag") <= pl.col("foedt_til")
    )
    years = pl.format("{}y", pl.col("aar"))
    months = pl.format("{}mo", pl.col("maaneder"))
    whole = _on_the_first_of_march(pl.col("foed_dag"), pl.col("foed_dag").dt.offset_by(years))
    days = found.select("raekke", folkepension_fra=whole.dt.offset_by(months))
    return dated.select("raekke").join(days, on="raekke", how="left").sort("raekke")["folkepension_fra"]


def _on_the_first_of_march(born: pl.Expr, anniversary: pl.Expr) -> pl.Expr:
    # Polars moves 29 February to the 28th in a common year; the register's rule is the day after.
    moved = (born.dt.month() == 2) & (born.dt.day() == 29) & (anniversary.dt.day() == 28)
    return pl.when(moved).then(anniversary.dt.offset_by("1d")).otherwise(anniversary)


def income_limit(years: pl.DataFrame, limits: pl.DataFrame) -> pl.DataFrame:
    """``years`` (one column ``aar``) with the limit ``graense`` in force that year; NULL where none is known."""
    dated = years.with_columns(dag=pl.date(pl.col("aar"), 1, 1)).sort("dag")
    found = dated.join_asof(limits, left_on="dag", right_on="gyldig_fra")
    known = pl.col("dag") <= pl.col("gyldig_til")
    return found.select("aar", graense=pl.when(known).then(pl.col("beloeb")))
