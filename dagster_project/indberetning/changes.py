"""What has to be sent: the records as they now stand against everything that was sent. Pure; no files here.

Versions count per `indberetning_id` over all months. When AFGDATO moves, the annulment in the old month carries the
previous version + 1 and the new record + 2, whichever month is written first: so a later record may already stand in
the new month while the old month's annulment still waits with the number that was left for it.
"""

import polars as pl

from dagster_project.indberetning.sent.layout import ANNULMENT, COLUMNS, CONTENT, CORRECTION, NEW

KEY = "indberetning_id"


def find_changes(records: pl.DataFrame, stopped: pl.Series, sent: pl.DataFrame, mentioned: pl.Series) -> pl.DataFrame:
    """The rows to send now, with ``maaned`` (the month whose file they belong to) and the layout's columns.

    Args:
        records: every event as it now stands (`records.build_records`), one row per id.
        stopped: ids of the events that a stop rule holds back.
        sent: every row ever sent, with ``maaned``.
        mentioned: the sent ids whose SAGSID the register still holds; a case that is not mentioned is unchanged.
    """
    latest = sent.sort("version").unique(KEY, keep="last", maintain_order=True)
    passing = records.filter(~pl.col(KEY).is_in(stopped.implode()))
    return pl.concat(
        [
            _news_and_corrections(passing, latest),
            _annulments_of_latest(records, passing, latest, mentioned),
            _waiting_annulments(sent, latest),
        ]
    ).sort("maaned", KEY, "version")


def _news_and_corrections(passing: pl.DataFrame, latest: pl.DataFrame) -> pl.DataFrame:
    joined = passing.join(latest, on=KEY, how="left", suffix="_sendt")
    in_place = pl.col("maaned") == pl.col("maaned_sendt")
    stands = pl.col("haendelse") != ANNULMENT
    differs = pl.any_horizontal(pl.col(column).ne_missing(pl.col(f"{column}_sendt")) for column in CONTENT)
    event = (
        pl.when(pl.col("version").is_null() | ~stands | ~in_place)
        .then(pl.lit(NEW))
        .when(differs)
        .then(pl.lit(CORRECTION))
    )
    # A moved record leaves one number for the annulment of the old month.
    version = pl.col("version").fill_null(0) + pl.when(stands & ~in_place).then(2).otherwise(1)
    changed = joined.with_columns(haendelse=event, version=version).filter(pl.col("haendelse").is_not_null())
    return _rows(changed)


def _annulments_of_latest(
    records: pl.DataFrame, passing: pl.DataFrame, latest: pl.DataFrame, mentioned: pl.Series
) -> pl.DataFrame:
    standing = latest.filter(pl.col("haendelse") != ANNULMENT)
    gone = standing.filter(pl.col(KEY).is_in(mentioned.implode())).join(records, on=KEY, how="anti")
    moved = standing.join(passing.select(KEY, ny_maaned="maaned"), on=KEY).filter(
        pl.col("ny_maaned") != pl.col("maaned")
    )
    return _annul(pl.concat([gone, moved.drop("ny_maaned")]))


def _waiting_annulments(sent: pl.DataFrame, latest: pl.DataFrame) -> pl.DataFrame:
    """Records that stand in a month although a later version of them stands (or is annulled) in another."""
    last_of_month = sent.sort("version").unique([KEY, "maaned"], keep="last", maintain_order=True)
    overtaken = last_of_month.join(latest.select(KEY, "version"), on=[KEY, "version"], how="anti")
    return _annul(overtaken.filter(pl.col("haendelse") != ANNULMENT))


def _annul(standing: pl.DataFrame) -> pl.DataFrame:
    """An annulment repeats the annulled version's values under the next number."""
    return _rows(standing.with_columns(pl.lit(ANNULMENT).alias("haendelse"), pl.col("version") + 1))


def _rows(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select("maaned", pl.col("version").cast(pl.Int64), *(c for c in COLUMNS if c != "version"))
