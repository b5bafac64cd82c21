"""Where the reporting stands, as published tables: states, broken rules, calendar, times, receipts without effect."""

from dataclasses import fields
from datetime import date, timedelta

import polars as pl

from dagster_project.clock import COPENHAGEN
from dagster_project.indberetning.cases import read_cases
from dagster_project.indberetning.duty.calendar import AHEAD, open_matters
from dagster_project.indberetning.duty.reviews import unsettled_reviews
from dagster_project.indberetning.duty.times import late_reporting, processing_times
from dagster_project.indberetning.plan import Ground, Lookup, Plan, Sent, make_plan, undone_events
from dagster_project.indberetning.rules.facts import Inputs, build_events
from dagster_project.indberetning.rules.lists import load_code_lists
from dagster_project.indberetning.rules.table import HOLDS_BACK
from dagster_project.indberetning.sent.archive import Archive, read_archive
from dagster_project.indberetning.sent.confirmations import counting, read_confirmations
from dagster_project.indberetning.sent.errors import ERROR_COLUMNS
from dagster_project.indberetning.sent.ledger import read_ledger
from dagster_project.indberetning.source import read_newest_basis
from dagster_project.settings import Settings

KEY = "indberetning_id"
AT_A_TIME = 250_000
"""Events judged in one go."""
HELD, WAITING, SENT = "holdt", "venter", "sendt"
STATUS_SCHEMA = {
    "myndighed": pl.String,
    "maaned": pl.String,
    "tilstand": pl.String,
    "antal": pl.Int64,
    "aeldste_aabne": pl.Date,
}
ERROR_SCHEMA = {
    **dict.fromkeys(ERROR_COLUMNS, pl.String),
    "afgnr": pl.Int64,
    **dict.fromkeys(("myndighed", "maaned"), pl.String),
    "holdt_siden": pl.Date,
}
RECEIPT_ERROR_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "fil": pl.String,
    "linje": pl.Int64,
    "indberetning_id": pl.String,
    "version": pl.Int64,
    "grund": pl.String,
    "modtaget": pl.Datetime("us"),
}


def status_frames(settings: Settings, *, lookup: Lookup) -> dict[str, pl.DataFrame]:
    """The published tables by their full names, from the newest basis and the reporting folder.

    Before the first basis there are no events, and the tables hold what was sent and answered.

    Args:
        settings: where the basis and the reporting folders lie.
        lookup: the vault, for rules that look at the CPR number; no number is in any of the tables.
    """
    return frames_of(settings, read_newest_basis(settings), lookup=lookup)


def frames_of(settings: Settings, inputs: Inputs, *, lookup: Lookup) -> dict[str, pl.DataFrame]:
    """The published tables, from the tables of a basis and the reporting folder."""
    root, lists = settings.reporting_dir, load_code_lists(settings)
    events, archive, ledger = build_events(inputs.decisions, lists), read_archive(root), read_ledger(root)
    sent, ground = (
        Sent(archive.rows, read_cases(root), counting(read_confirmations(root))),
        Ground(inputs, lists, lookup),
    )
    plan = _whole_plan(ground, sent, events)
    reviews = unsettled_reviews(events, _beyond_a_year(inputs))
    return {
        "marts.indberetning_frist": open_matters(inputs.decisions, events, reviews, lists),
        "marts.sagsbehandlingstid": processing_times(events),
        "marts.forsinket_indberetning": late_reporting(events),
        "marts.indberetning_status": reporting_status(plan, archive, ledger),
        "kvalitet.indberetning_fejl": standing_errors(
            plan, pl.concat([events, undone_events(ground, sent)], how="diagonal")
        ),
        "kvalitet.kvittering_fejl": receipt_errors(ledger),
    }


def _whole_plan(ground: Ground, sent: Sent, events: pl.DataFrame) -> Plan:
    """`make_plan` of every month there is, so many events at a time as one machine holds the facts of."""
    months = pl.concat([events["maaned"], sent.rows["maaned"]]).value_counts().sort("maaned")
    batch = (pl.col("count").cum_sum() - 1) // AT_A_TIME
    batches = months.group_by(batch.alias("hold"), maintain_order=True).agg("maaned")["maaned"].to_list() or [[]]
    plans = [make_plan(ground, sent, set(one)) for one in batches]
    return Plan(*(pl.concat([getattr(plan, part.name) for plan in plans]) for part in fields(Plan)))


def reporting_status(plan: Plan, archive: Archive, ledger: pl.DataFrame) -> pl.DataFrame:
    """Versions by authority, month and state (`STATUS_SCHEMA`), sorted.

    What was sent is `sendt` until its receipt makes it `modtaget` or `afvist`. What an export of every month would
    write is `venter`; what it would write, were it not held back, is `holdt`. ``aeldste_aabne``: the first day of
    sending among `sendt`, the first AFGDATO among `venter` and `holdt`.

    Args:
        plan: what every month would hold now.
        archive: what was sent.
        ledger: the receipts taken in.
    """
    unsent = [_unsent(plan.held, HELD), _unsent(plan.changes, WAITING)]
    return (
        pl.concat([_sent_versions(archive, ledger), *unsent])
        .group_by("myndighed", "maaned", "tilstand")
        .agg(antal=pl.len(), aeldste_aabne=pl.col("aaben_fra").min())
        .select(pl.col(column).cast(kind) for column, kind in STATUS_SCHEMA.items())
        .sort("myndighed", "maaned", "tilstand")
    )


def standing_errors(plan: Plan, looked_at: pl.DataFrame) -> pl.DataFrame:
    """Every broken rule of every record as it now stands (`ERROR_SCHEMA`), sorted as the columns stand.

    ``holdt_siden``: the delivery that brought the row that is held back, for the rules that hold it; a record that was
    sent as it stands is not held back, whatever it breaks.
    """
    since = plan.held.select(KEY).join(looked_at.select(KEY, "leverance"), on=KEY)
    holds = pl.col("alvor").is_in(HOLDS_BACK)
    return (
        plan.errors.join(since, on=KEY, how="left")
        .with_columns(myndighed="mappe", holdt_siden=pl.when(holds).then("leverance"))
        .select(pl.col(column).cast(kind) for column, kind in ERROR_SCHEMA.items())
        .sort(pl.all())
    )


def receipt_errors(ledger: pl.DataFrame) -> pl.DataFrame:
    """The receipts that changed nothing (`RECEIPT_ERROR_SCHEMA`), in the order taken in; times of Danish clocks."""
    wall_clock = pl.col("modtaget").dt.convert_time_zone(COPENHAGEN.key).dt.replace_time_zone(None)
    return ledger.filter(pl.col("grund").is_not_null()).with_columns(wall_clock).select(RECEIPT_ERROR_SCHEMA.keys())


def _beyond_a_year(inputs: Inputs) -> date:
    newest = inputs.decisions["leverance"].max()
    return (newest if isinstance(newest, date) else date.min) + AHEAD + timedelta(days=1)


def _sent_versions(archive: Archive, ledger: pl.DataFrame) -> pl.DataFrame:
    receipts = ledger.filter(pl.col("grund").is_null()).select(KEY, "version", "status")
    state = pl.col("status").fill_null(SENT)
    day = pl.col("dannet").str.to_datetime(time_zone="UTC").dt.convert_time_zone(COPENHAGEN.key).dt.date()
    return archive.rows.join(receipts, on=[KEY, "version"], how="left").select(
        "maaned", myndighed="mappe", tilstand=state, aaben_fra=pl.when(state == SENT).then(day)
    )


def _unsent(rows: pl.DataFrame, state: str) -> pl.DataFrame:
    decided = pl.col("afgoerelsesdato").str.to_date("%Y-%m-%d")
    return rows.select("maaned", myndighed="mappe", tilstand=pl.lit(state), aaben_fra=decided)
