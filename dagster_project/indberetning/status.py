"""Where the reporting stands, as published tables: states, calendar, times, and receipts that changed nothing."""

from datetime import date, datetime, timedelta

import polars as pl

from dagster_project.clock import COPENHAGEN
from dagster_project.indberetning.duty.calendar import AHEAD, open_matters
from dagster_project.indberetning.duty.times import late_reporting, processing_times
from dagster_project.indberetning.rules.facts import Inputs, build_events
from dagster_project.indberetning.rules.lists import load_code_lists
from dagster_project.indberetning.sent.archive import Archive, read_archive
from dagster_project.indberetning.sent.identity import UNKNOWN
from dagster_project.indberetning.sent.layout import ANNULMENT
from dagster_project.indberetning.sent.ledger import read_ledger
from dagster_project.indberetning.source import read_newest_basis
from dagster_project.settings import Settings

KEY = "indberetning_id"
STATUS_SCHEMA = {
    "myndighed": pl.String,
    "maaned": pl.String,
    "tilstand": pl.String,
    "antal": pl.Int64,
    "aeldste_aabne": pl.Date,
    "revisioner_forfaldne": pl.Int64,
}
RECEIPT_ERROR_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "fil": pl.String,
    "linje": pl.Int64,
    "indberetning_id": pl.String,
    "version": pl.Int64,
    "grund": pl.String,
    "modtaget": pl.Datetime("us"),
}


def status_frames(settings: Settings, *, now: datetime) -> dict[str, pl.DataFrame]:
    """The published tables by their full names, from the newest basis and the reporting folder.

    Before the first basis there are no events, and the tables hold what was sent and answered.
    """
    return frames_of(settings, read_newest_basis(settings), today=now.astimezone(COPENHAGEN).date())


def frames_of(settings: Settings, inputs: Inputs, *, today: date) -> dict[str, pl.DataFrame]:
    """The published tables, from the tables of a basis and the reporting folder."""
    root = settings.reporting_dir
    lists = load_code_lists(settings)
    events = build_events(inputs.decisions, lists)
    ledger = read_ledger(root)
    return {
        "marts.indberetning_frist": open_matters(
            inputs.decisions, events, reviews_of(events, _beyond_a_year(inputs)), lists
        ),
        "marts.sagsbehandlingstid": processing_times(events),
        "marts.forsinket_indberetning": late_reporting(events),
        "marts.indberetning_status": reporting_status(events, read_archive(root), ledger, today),
        "kvalitet.kvittering_fejl": receipt_errors(ledger),
    }


def reporting_status(events: pl.DataFrame, archive: Archive, ledger: pl.DataFrame, today: date) -> pl.DataFrame:
    """Versions by authority, month and state (`STATUS_SCHEMA`), sorted.

    A version that was sent is `sendt` until its receipt makes it `modtaget` or `afvist`. An event that no file holds
    (held back, or its month not exported) is `dannet`. ``aeldste_aabne``: the first day of sending among `sendt`, the
    first AFGDATO among `dannet`. ``revisioner_forfaldne`` counts the decisions of the row whose REVISIONSDATO has
    passed without a new decision, at the version that stands.

    Args:
        events: `facts.build_events`, every event of the register.
        archive: what was sent.
        ledger: the receipts taken in.
        today: the day that REVISIONSDATO is measured against.
    """
    overdue = overdue_reviews(events, today)
    versions = pl.concat([_sent_versions(archive, ledger), _unsent(events, archive)])
    counted = versions.with_columns(forfalden=pl.col("staar") & pl.col(KEY).is_in(overdue.implode()))
    return (
        counted.group_by("myndighed", "maaned", "tilstand")
        .agg(
            antal=pl.len(),
            aeldste_aabne=pl.col("aaben_fra").min(),
            revisioner_forfaldne=pl.col("forfalden").sum(),
        )
        .select(pl.col(column).cast(kind) for column, kind in STATUS_SCHEMA.items())
        .sort("myndighed", "maaned", "tilstand")
    )


def reviews_of(events: pl.DataFrame, day: date) -> pl.DataFrame:
    """The events whose REVISIONSDATO lies before ``day`` and is not settled."""
    return events.filter(pl.col(KEY).is_in(overdue_reviews(events, day).implode()))


def _beyond_a_year(inputs: Inputs) -> date:
    newest = inputs.decisions["leverance"].max()
    return (newest if isinstance(newest, date) else date.min) + AHEAD + timedelta(days=1)


def receipt_errors(ledger: pl.DataFrame) -> pl.DataFrame:
    """The receipts that changed nothing (`RECEIPT_ERROR_SCHEMA`), in the order taken in; times of Danish clocks."""
    wall_clock = pl.col("modtaget").dt.convert_time_zone(COPENHAGEN.key).dt.replace_time_zone(None)
    return ledger.filter(pl.col("grund").is_not_null()).with_columns(wall_clock).select(RECEIPT_ERROR_SCHEMA.keys())


def overdue_reviews(events: pl.DataFrame, today: date) -> pl.Series:
    """Ids of the decisions whose REVISIONSDATO passed before ``today`` without a new decision of the person.

    A rest or its end (H, G) before the date leaves the date standing (section 7.1 of the guideline), unless it sets
    one of its own; every other later decision, and any decision from the date on, is a new one.
    """
    due = events.filter(pl.col("revisionsdato") < today).select(KEY, "person_id", "afgdato", "revisionsdato")
    later = events.select("person_id", "afgoerelse", ny_dag="afgdato", ny_frist="revisionsdato")
    pairs = due.join(later, on="person_id").filter(pl.col("ny_dag") > pl.col("afgdato"))
    settles = (
        ~pl.col("afgoerelse").is_in(["H", "G"])
        | pl.col("ny_frist").is_not_null()
        | (pl.col("ny_dag") >= pl.col("revisionsdato"))
    )
    return due.join(pairs.filter(settles), on=KEY, how="anti")[KEY]


def _sent_versions(archive: Archive, ledger: pl.DataFrame) -> pl.DataFrame:
    receipts = ledger.filter(pl.col("grund").is_null()).select(KEY, "version", "status")
    state = pl.col("status").fill_null("sendt")
    day = pl.col("dannet").str.to_datetime(time_zone="UTC").dt.convert_time_zone(COPENHAGEN.key).dt.date()
    newest = pl.col("version") == pl.col("version").max().over(KEY)
    return archive.rows.join(receipts, on=[KEY, "version"], how="left").select(
        KEY,
        "maaned",
        myndighed="mappe",
        tilstand=state,
        aaben_fra=pl.when(state == "sendt").then(day),
        staar=newest & (pl.col("haendelse") != ANNULMENT),
    )


def _unsent(events: pl.DataFrame, archive: Archive) -> pl.DataFrame:
    latest = archive.rows.sort("version").unique([KEY, "maaned"], keep="last", maintain_order=True)
    standing = latest.filter(pl.col("haendelse") != ANNULMENT)
    folder = pl.when(pl.col("slags") == UNKNOWN).then(pl.lit(UNKNOWN)).otherwise(pl.col("myndighed"))
    return events.join(standing, on=[KEY, "maaned"], how="anti").select(
        KEY,
        "maaned",
        myndighed=folder,
        tilstand=pl.lit("dannet"),
        aaben_fra="afgdato",
        # A moved record that is held back stands, and counts, in its old month.
        staar=~pl.col(KEY).is_in(standing[KEY].implode()),
    )
