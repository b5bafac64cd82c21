"""What has to be sent: the records as they now stand against everything that was sent. Pure; no files here.

Versions count per `indberetning_id` over all months. When AFGDATO moves, the annulment in the old month carries the
previous version + 1 and the new record + 2, whichever month is written first: so a later record may already stand in
the new month while the old month's annulment still waits with the number that was left for it.
"""

from collections.abc import Mapping

import polars as pl

from dagster_project.indberetning.sent.layout import ANNULMENT, CORRECTION, NEW
from dagster_project.indberetning.sent.layouts import LAYOUTS, Layout, newest

KEY = "indberetning_id"
_KNOWN = (
    pl.col(KEY).alias("sendt_id"),
    pl.col("afgoerelse").alias("sendt_afgoerelse"),
    pl.col("afgoerelsesdato").str.to_date("%Y-%m-%d").alias("sendt_afgdato"),
    pl.col("myndighed").alias("sendt_myndighed"),
    pl.col("cpr").alias("sendt_cpr"),
)
"""What a rule may ask about a record that was sent."""


def find_changes(
    records: pl.DataFrame,
    held: pl.Series,
    sent: pl.DataFrame,
    mentioned: pl.Series,
    layouts: Mapping[int, Layout] = LAYOUTS,
) -> pl.DataFrame:
    """The rows to send now, with ``maaned`` (the month whose file they belong to) and the layout's columns.

    Args:
        records: every event as it now stands (`records.build_records`), one row per id.
        held: ids of the events that are held back.
        sent: every row ever sent, with ``maaned`` and the ``layout`` that it was sent in.
        mentioned: the sent ids whose case the register has a word to say about; the others are unchanged.
        layouts: every layout that was ever sent; the newest is the one to write.
    """
    layout = newest(layouts)
    latest = sent.sort("version").unique(KEY, keep="last", maintain_order=True)
    passing = records.filter(~pl.col(KEY).is_in(held.implode()))
    return pl.concat(
        [
            _rows(_news_and_corrections(passing, latest, layouts), layout),
            _rows(_annulments_of_latest(records, passing, latest, mentioned), layout),
            _rows(_waiting_annulments(sent, latest), layout),
        ]
    ).sort("maaned", KEY, "version")


def find_held(
    records: pl.DataFrame, held: pl.Series, sent: pl.DataFrame, layouts: Mapping[int, Layout] = LAYOUTS
) -> pl.DataFrame:
    """The rows that would be sent, were their events not held back, with ``slags`` (NULL where there is no record now).

    An event that is held back although nothing has changed since it was sent is none of them: there is nothing to send.

    Args: as `find_changes`; ids of ``held`` without a record are those of cases that are undecided now.
    """
    latest = sent.sort("version").unique(KEY, keep="last", maintain_order=True)
    kept = records.filter(pl.col(KEY).is_in(held.implode()))
    undone = latest.filter((pl.col("haendelse") != ANNULMENT) & pl.col(KEY).is_in(held.implode()))
    annulled = _annul(undone.join(records, on=KEY, how="anti"))
    news, layout = _news_and_corrections(kept, latest, layouts), newest(layouts)
    rows = pl.concat([_rows(news, layout), _rows(annulled, layout)])
    return rows.join(records.select(KEY, "slags"), on=KEY, how="left").sort("maaned", KEY, "version")


def known_of_cases(events: pl.DataFrame, rows: pl.DataFrame, cases: pl.DataFrame) -> pl.DataFrame:
    """What STAR knows of the case of each event, by the columns of `facts.NOTHING_SENT`.

    Where a record with the event's own id stands, it is that one; else one of the case under another id.

    Args:
        events: from `facts.build_events`.
        rows: every row ever sent.
        cases: the pairs (``indberetning_id``, ``sag``).
    """
    sent = standing_of_cases(rows, cases).select("sag", *_KNOWN)
    pairs = events.select(KEY, "sag").join(sent, on="sag").with_columns(egen=pl.col("sendt_id") == pl.col(KEY))
    chosen = pairs.sort(KEY, "egen", "sendt_afgdato", "sendt_id").unique(KEY, keep="last", maintain_order=True)
    return chosen.drop("sag", "sendt_id", "egen")


def record_before(events: pl.DataFrame, rows: pl.DataFrame, cases: pl.DataFrame) -> pl.DataFrame:
    """What STAR knew of the case of each event before its own record came, by the columns of `known_of_cases`.

    A record that stands came with its last `ny`; corrections of it since are no other record.

    Args: as `known_of_cases`.
    """
    standing = standing_of_cases(rows, cases).select(KEY)
    came = (
        rows.filter(pl.col("haendelse") == NEW)
        .join(standing, on=KEY, how="semi")
        .group_by(KEY)
        .agg(kom=pl.col("version").max())
    )
    told = rows.filter(pl.col("haendelse") != ANNULMENT).join(cases, on=KEY)
    pairs = events.select(KEY, "sag").join(told.select("sag", "version", "dannet", *_KNOWN), on="sag")
    own = (pl.col("sendt_id") == pl.col(KEY)) & (pl.col("version") >= pl.col("kom")).fill_null(value=False)
    others = pairs.join(came, on=KEY, how="left").filter(~own).sort(KEY, "dannet", "version")
    newest = others.unique(KEY, keep="last", maintain_order=True)
    return newest.drop("sag", "version", "dannet", "sendt_id", "kom")


def standing_of_cases(rows: pl.DataFrame, cases: pl.DataFrame) -> pl.DataFrame:
    """The newest version of every record that was sent and not annulled, with the ``sag`` that it is about."""
    latest = rows.sort("version").unique(KEY, keep="last", maintain_order=True)
    return latest.filter(pl.col("haendelse") != ANNULMENT).join(cases, on=KEY)


def _news_and_corrections(passing: pl.DataFrame, latest: pl.DataFrame, layouts: Mapping[int, Layout]) -> pl.DataFrame:
    joined = passing.join(latest, on=KEY, how="left", suffix="_sendt")
    in_place = pl.col("maaned") == pl.col("maaned_sendt")
    stands = pl.col("haendelse") != ANNULMENT
    differs = pl.any_horizontal(_differs(column, layouts) for column in newest(layouts).content)
    event = (
        pl.when(pl.col("version").is_null() | ~stands | ~in_place)
        .then(pl.lit(NEW))
        .when(differs)
        .then(pl.lit(CORRECTION))
    )
    # A moved record leaves one number for the annulment of the old month.
    version = pl.col("version").fill_null(0) + pl.when(stands & ~in_place).then(2).otherwise(1)
    return joined.with_columns(haendelse=event, version=version).filter(pl.col("haendelse").is_not_null())


def _differs(column: str, layouts: Mapping[int, Layout]) -> pl.Expr:
    """The value is another than the one sent; a layout that did not have the column has said nothing else."""
    had_it = [layout.number for layout in layouts.values() if column in layout.knows]
    return pl.col(column).ne_missing(pl.col(f"{column}_sendt")) & pl.col("layout").is_in(had_it)


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
    return standing.with_columns(pl.lit(ANNULMENT).alias("haendelse"), pl.col("version") + 1)


def _rows(frame: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    columns = (column for column in layout.columns if column != "version")
    return frame.select("maaned", pl.col("version").cast(pl.Int64), *columns)
