"""`marts.sagsbehandlingstid` and `marts.forsinket_indberetning`: how long cases take, how late they become known."""

import polars as pl

TIME_SCHEMA = {
    "myndighed": pl.String,
    "kvartal": pl.String,
    "grundlag": pl.String,
    "antal": pl.Int64,
    "median_dage": pl.Float64,
    "p90_dage": pl.Float64,
    "over_3_maaneder": pl.Int64,
    "med_brev": pl.Int64,
}
LATE_SCHEMA = {"maaned": pl.String, "kendt_efter_maaneder": pl.Int64, "antal": pl.Int64}
NOT_KNOWN = "uoplyst"


def processing_times(events: pl.DataFrame) -> pl.DataFrame:
    """Days from PAABDATO to AFGDATO of T and A, by authority, quarter of AFGDATO and LOVGRUNDLAG (`TIME_SCHEMA`).

    ``over_3_maaneder`` counts those after the day of § 21, ``med_brev`` those of them with FRISTBREV_DATO from
    PAABDATO to that day.
    """
    decided = events.filter(pl.col("afgoerelse").is_in(["T", "A"]) & (pl.col("paabdato") <= pl.col("afgdato")))
    limit = pl.col("paabdato").dt.offset_by("3mo")
    late = pl.col("afgdato") > limit
    return (
        decided.with_columns(
            kvartal=pl.format("{}-K{}", pl.col("afgdato").dt.year(), pl.col("afgdato").dt.quarter()),
            grundlag=pl.col("lovgrundlag").fill_null(NOT_KNOWN),
            dage=(pl.col("afgdato") - pl.col("paabdato")).dt.total_days(),
            sen=late,
            brev=late & pl.col("fristbrev_dato").is_between(pl.col("paabdato"), limit).fill_null(value=False),
        )
        .group_by("myndighed", "kvartal", "grundlag")
        .agg(
            antal=pl.len(),
            median_dage=pl.col("dage").median(),
            p90_dage=pl.col("dage").quantile(0.9, "linear"),
            over_3_maaneder=pl.col("sen").sum(),
            med_brev=pl.col("brev").sum(),
        )
        .select(pl.col(column).cast(kind) for column, kind in TIME_SCHEMA.items())
        .sort("myndighed", "kvartal", "grundlag")
    )


def late_reporting(events: pl.DataFrame) -> pl.DataFrame:
    """The triangle (`LATE_SCHEMA`): decisions by month of AFGDATO and months until the delivery that brought them.

    The delivery is that of the row in force: a decision that was corrected later counts as known later.
    """
    day, known = pl.col("afgdato"), pl.col("leverance")
    months = (known.dt.year() - day.dt.year()) * 12 + known.dt.month() - day.dt.month()
    return (
        events.filter(known.is_not_null())
        .group_by("maaned", kendt_efter_maaneder=months)
        .agg(antal=pl.len())
        .select(pl.col(column).cast(kind) for column, kind in LATE_SCHEMA.items())
        .sort("maaned", "kendt_efter_maaneder")
    )
