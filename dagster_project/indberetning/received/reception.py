"""Taking receipts in: every file is read, matched with what was sent, and noted in the ledger."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import polars as pl

from dagster_project.errors import ConfigurationError
from dagster_project.indberetning.outcomes import ReceiptReport, TakenReceipt
from dagster_project.indberetning.received.receipt_file import parse_receipt
from dagster_project.indberetning.received.receipts import match_receipt
from dagster_project.indberetning.received.received_file import ReceivedFile, bare_name, digest_of
from dagster_project.indberetning.sent.archive import Archive, read_archive
from dagster_project.indberetning.sent.ledger import (
    Receipt,
    append_to_ledger,
    begin_taking_in,
    end_taking_in,
    read_ledger,
    receipts_done_with,
)
from dagster_project.settings import Settings
from dagster_project.warehouse import writer_lock


def receive(
    settings: Settings, files: Iterable[Path], *, now: datetime, then: Callable[[], None] = lambda: None
) -> ReceiptReport:
    """Take receipt files in, in the order given. What cannot count is reported and changes nothing.

    Args:
        settings: where the reporting folders lie.
        files: the receipt files.
        now: the moment noted with each line.
        then: what belongs to the taking-in (showing the new states). Killed before it is done, the same files asked for
            again go on from there.

    Returns:
        Lines that count and lines that do not, by file and reason.

    Raises:
        ConfigurationError: when a file cannot be read; none is taken in.
    """
    root = settings.reporting_dir
    with writer_lock(settings):
        receipts = [parse_receipt(file.name, content_of(file)) for file in files]
        archive, before = read_archive(root), begin_taking_in(root)
        taken = [_take(root, receipt, archive, before, now) for receipt in receipts]
        then()
        end_taking_in(root)
    return ReceiptReport(tuple(taken))


def waiting_receipts(settings: Settings) -> list[Path]:
    """The files in `kvitteringer/` that were not taken in yet, by name.

    Hidden files are left alone: a sender that copies slowly copies under such a name and renames.

    Raises:
        ConfigurationError: when a file cannot be read.
    """
    taken = receipts_done_with(settings.reporting_dir)
    folder = settings.reporting_dir / "kvitteringer"
    files = sorted(file for file in folder.glob("*") if file.is_file() and not file.name.startswith("."))
    return [file for file in files if (bare_name(file.name), digest_of(content_of(file))) not in taken]


def content_of(file: Path) -> bytes:
    """The bytes of a file.

    Raises:
        ConfigurationError: when it cannot be read.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise ConfigurationError(
            "en læsbar fil med kvitteringer eller bekræftelser",
            type(error).__name__,
            str(file),
            "ret stien eller rettighederne",
        ) from None


def _take(
    root: Path, receipt: ReceivedFile, archive: Archive, before: dict[Receipt, pl.DataFrame], now: datetime
) -> TakenReceipt:
    """Take one in; what a killed taking-in had taken in (``before``) stands, once."""
    rows = before.pop((receipt.name, receipt.digest), None)
    if rows is None:
        matched = match_receipt(receipt, archive, read_ledger(root))
        rows = append_to_ledger(root, (receipt.name, receipt.digest), matched, now)
    return _summary(receipt, rows)


def _summary(receipt: ReceivedFile, rows: pl.DataFrame) -> TakenReceipt:
    counted = dict(rows.filter(pl.col("grund").is_null()).group_by("status").len().iter_rows())
    reported = dict(rows.filter(pl.col("grund").is_not_null()).group_by("grund").len().iter_rows())
    return TakenReceipt(receipt.name, counted.get("modtaget", 0), counted.get("afvist", 0), reported)
