"""What DREAM says of the weeks around a decision: counts of weeks in the windows that R30 and R39 look at.

A window is a number of whole weeks from a Monday. A rule speaks only when every week of its window is delivered.
"""

import polars as pl

_ARTS = {"leveret": "leveret", "771": "fleksjob", "783": "pension", "loen": "loen"}
AFTER_EFFECT, STILL_PAID, AROUND_FLEX, AFTER_GRANT = "efter_virkning", "stadig", "omkring", "efter_tilkendelse"
WINDOWS = (AFTER_EFFECT, STILL_PAID, AROUND_FLEX, AFTER_GRANT)
STILL_WEEKS, FLEX_WEEKS, GRANT_WEEKS = 4, 13, 26
"""Weeks in the last three windows; the first has three, or four when the effect begins on a Monday."""


def add_weeks(events: pl.DataFrame, weeks: pl.DataFrame) -> pl.DataFrame:
    """``events`` with ``<window>_<art>``, the number of weeks (0 without a DREAM row), and the first days of work.

    ``efter_virkning_uger`` is the length of that window; ``ventet_stop`` the day from which no pension is expected.
    """
    framed = events.with_columns(ventet_stop=_expected_stop()).with_columns(*_windows())
    counted = _count(framed, weeks)
    names = [f"{window}_{art}" for window in WINDOWS for art in _ARTS.values()]
    joined = framed.join(counted, on="indberetning_id", how="left")
    return joined.with_columns(pl.col(names).fill_null(0)).drop(
        *(f"{window}_{end}" for window in WINDOWS for end in ("fra", "til"))
    )


def _expected_stop() -> pl.Expr:
    """H: the month after the effect (AFGDATO where it is not said); F: the third month after (§ 44 stk. 1)."""
    month = pl.coalesce("virkningsdato", "afgdato").dt.month_start()
    resting = pl.when(pl.col("afgoerelse") == "H").then(month.dt.offset_by("1mo"))
    return resting.when(pl.col("afgoerelse") == "F").then(month.dt.offset_by("3mo"))


def _windows() -> list[pl.Expr]:
    granted = pl.col("afgoerelse") == "T"
    flex = (pl.col("afgoerelse") == "H") & (pl.col("anledning") == "fleksjob")
    effect = pl.when(granted).then(pl.col("virkningsdato"))
    effect_from, effect_to = _monday_from(effect), _monday_before(effect.dt.offset_by("21d"))
    around = _monday_before(pl.when(flex).then(pl.col("afgdato")))
    half = 7 * (FLEX_WEEKS // 2)
    still, paid = _monday_from(pl.col("ventet_stop")), _monday_from(pl.when(granted).then(pl.col("virkning")))
    ends = {
        AFTER_EFFECT: (effect_from, effect_to),
        STILL_PAID: (still, still.dt.offset_by(f"{7 * (STILL_WEEKS - 1)}d")),
        AROUND_FLEX: (around.dt.offset_by(f"-{half}d"), around.dt.offset_by(f"{half}d")),
        AFTER_GRANT: (paid, paid.dt.offset_by(f"{7 * (GRANT_WEEKS - 1)}d")),
    }
    named = [
        expr.alias(f"{name}_{end}")
        for name, pair in ends.items()
        for end, expr in zip(("fra", "til"), pair, strict=True)
    ]
    return [*named, ((effect_to - effect_from).dt.total_days() // 7 + 1).alias("efter_virkning_uger")]


def _monday_before(day: pl.Expr) -> pl.Expr:
    return day.dt.truncate("1w")


def _monday_from(day: pl.Expr) -> pl.Expr:
    return day.dt.offset_by("6d").dt.truncate("1w")


def _count(events: pl.DataFrame, weeks: pl.DataFrame) -> pl.DataFrame:
    """Weeks of each spell that lie in each window, summed per event and art."""
    ends = [f"{window}_{end}" for window in WINDOWS for end in ("fra", "til")]
    spells = weeks.filter(pl.col("art").is_in(list(_ARTS)))
    pairs = events.select("indberetning_id", "person_id", *ends).join(spells, on="person_id")
    inside = pairs.with_columns(_overlap(window) for window in WINDOWS)
    found = [
        pl.col(window).filter(pl.col("art") == art).sum().alias(f"{window}_{name}")
        for window in WINDOWS
        for art, name in _ARTS.items()
    ]
    first = pl.max_horizontal("fra", f"{AFTER_EFFECT}_fra").filter(pl.col(AFTER_EFFECT) > 0)
    days = [
        first.filter(pl.col("art").filter(pl.col(AFTER_EFFECT) > 0) == art).min().alias(name)
        for art, name in (("771", "i_fleksjob_fra"), ("loen", "i_loen_fra"))
    ]
    return inside.group_by("indberetning_id").agg(*found, *days)


def _overlap(window: str) -> pl.Expr:
    start, end = pl.max_horizontal("fra", f"{window}_fra"), pl.min_horizontal("til", f"{window}_til")
    days = (end - start).dt.total_days()
    there = pl.col(f"{window}_fra").is_not_null()
    return pl.when(there & (days >= 0)).then(days // 7 + 1).otherwise(0).alias(window)
