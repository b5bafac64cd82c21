"""Taking receipts in: every file is read, matched with what was sent, and noted in the ledger."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import polars as pl

from dagster_project.errors import ConfigurationError
from dagster_project.indberetning.archive import Archive, read_archive
from dagster_project.indberetning.receipt_file import bare_name, digest_of, parse_receipt
from dagster_project.indberetning.receipts import append_to_ledger, match_receipt, read_ledger
from dagster_project.indberetning.report import ReceiptReport, TakenReceipt
from dagster_project.settings import Settings
from dagster_project.warehouse import writer_lock


def receive(settings: Settings, files: Iterable[Path], *, now: datetime) -> ReceiptReport:
    """Take receipt files in, in the order given. What cannot count is reported and changes nothing.

    Raises:
        ConfigurationError: when a file cannot be read; the files before it are taken in.
    """
    with writer_lock(settings):
        archive = read_archive(settings.reporting_dir)
        return ReceiptReport(tuple(_take(settings.reporting_dir, file, archive, now) for file in files))


def waiting_receipts(settings: Settings) -> list[Path]:
    """The files in `kvitteringer/` that were not taken in yet, by name.

    Hidden files are left alone: a sender that copies slowly copies under such a name and renames.
    """
    taken = set(read_ledger(settings.reporting_dir).select("fil", "digest").unique().iter_rows())
    folder = settings.reporting_dir / "kvitteringer"
    files = sorted(file for file in folder.glob("*") if file.is_file() and not file.name.startswith("."))
    return [file for file in files if (bare_name(file.name), digest_of(file.read_bytes())) not in taken]


def _take(root: Path, file: Path, archive: Archive, now: datetime) -> TakenReceipt:
    try:
        receipt = parse_receipt(file.name, file.read_bytes())
    except OSError as error:
        raise ConfigurationError(
            "en læsbar kvitteringsfil", type(error).__name__, str(file), "ret stien eller rettighederne"
        ) from None
    rows = match_receipt(receipt, archive, read_ledger(root), now)
    append_to_ledger(root, rows)
    return _summary(receipt.name, rows)


def _summary(name: str, rows: pl.DataFrame) -> TakenReceipt:
    counted = dict(rows.filter(pl.col("grund").is_null()).group_by("status").len().iter_rows())
    reported = dict(rows.filter(pl.col("grund").is_not_null()).group_by("grund").len().iter_rows())
    return TakenReceipt(name, counted.get("modtaget", 0), counted.get("afvist", 0), reported)
