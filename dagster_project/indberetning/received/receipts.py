"""Receipts matched with what was sent: which ones count, and why the others do not. Nothing is read or written here."""

import polars as pl

from dagster_project.indberetning.received.received_file import ReceivedFile
from dagster_project.indberetning.sent.archive import Archive

RECORD = ("indberetning_id", "version")
MATCHED = ("linje", *RECORD, "status", "kode", "tekst", "grund")


def match_receipt(receipt: ReceivedFile, archive: Archive, ledger: pl.DataFrame) -> pl.DataFrame:
    """The lines of one receipt file (`MATCHED`): with ``grund`` NULL where the receipt counts, else why it does not.

    Reasons: `ukendt_id`, `ukendt_version`, `gentaget`, `modstridende`, `ukendt_fil`, `forkert_sha256`, and those of
    `receipt_file`. A whole-file receipt counts for the records that have none yet and is reported for the others.
    """
    sent = archive.rows.select(*RECORD, "fil")
    settled = ledger.filter(pl.col("grund").is_null()).select(*RECORD, foer="status")
    readable = receipt.rows.filter(pl.col("grund").is_null())
    whole = readable.filter(pl.col("sendt_fil").is_not_null())
    single = readable.filter(pl.col("sendt_fil").is_null())
    hashes = pl.DataFrame(list(archive.hashes.items()), schema=["sendt_fil", "rigtig"], orient="row")
    files = _wrong_files(whole.join(hashes.cast(pl.String), on="sendt_fil", how="left"))
    of_files = files.filter(pl.col("grund").is_null()).drop(*RECORD).join(sent, left_on="sendt_fil", right_on="fil")
    candidates = pl.concat([_unknown_records(single, sent), of_files], how="diagonal").sort("linje", *RECORD)
    matched = _repeated(candidates, settled)
    refused = pl.concat([receipt.rows.filter(pl.col("grund").is_not_null()), files], how="diagonal")
    rows = pl.concat([matched, refused.filter(pl.col("grund").is_not_null())], how="diagonal")
    return rows.sort("linje", *RECORD).select(MATCHED)


def _wrong_files(whole: pl.DataFrame) -> pl.DataFrame:
    reason = (
        pl.when(pl.col("rigtig").is_null())
        .then(pl.lit("ukendt_fil"))
        .when(pl.col("sha256").str.to_lowercase().ne_missing(pl.col("rigtig")))
        .then(pl.lit("forkert_sha256"))
    )
    return whole.with_columns(grund=reason).drop("rigtig")


def _unknown_records(single: pl.DataFrame, sent: pl.DataFrame) -> pl.DataFrame:
    ids, versions = sent.select("indberetning_id").unique(), sent.select(RECORD).unique()
    known = single.join(ids.with_columns(kendt_id=True), on="indberetning_id", how="left").join(
        versions.with_columns(kendt_version=True), on=RECORD, how="left"
    )
    reason = (
        pl.when(pl.col("kendt_id").is_null())
        .then(pl.lit("ukendt_id"))
        .when(pl.col("kendt_version").is_null())
        .then(pl.lit("ukendt_version"))
    )
    return known.with_columns(grund=reason).drop("kendt_id", "kendt_version")


def _repeated(candidates: pl.DataFrame, settled: pl.DataFrame) -> pl.DataFrame:
    """Mark what the ledger, or an earlier line of the same file, has settled already."""
    known = candidates.join(settled, on=RECORD, how="left", maintain_order="left")
    open_row = pl.col("grund").is_null()
    first = pl.col("status").filter(open_row).first().over(RECORD)
    place = pl.when(open_row).then(pl.int_range(pl.len()).over(*RECORD, "grund"))
    before = pl.coalesce("foer", pl.when(place > 0).then(first))
    reason = pl.when(before == pl.col("status")).then(pl.lit("gentaget")).otherwise(pl.lit("modstridende"))
    return known.with_columns(grund=pl.coalesce("grund", pl.when(before.is_not_null()).then(reason))).drop("foer")
