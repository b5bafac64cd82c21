"""A file of confirmations as an authority writes it: its bytes to a frame. Nothing is matched here.

`;` CSV `sagsid;afgnr;regel;bekraeftet_af;bekraeftet_den;begrundelse`. Instead of the SAGSID the case's own id may stand
there, for a SAGSID that holds a CPR number.
"""

import re

import polars as pl

from dagster_project.indberetning.received.received_file import Form, ReceivedFile, Schema
from dagster_project.indberetning.sent.identity import case_ids
from dagster_project.privacy.covered import cover

HEADER = ("sagsid", "afgnr", "regel", "bekraeftet_af", "bekraeftet_den", "begrundelse")
SCHEMA: Schema = {
    "linje": pl.Int64,
    "sag": pl.String,
    "sagsid": pl.String,
    "afgnr": pl.Int64,
    "regel": pl.String,
    "bekraeftet_af": pl.String,
    "bekraeftet_den": pl.Date,
    "begrundelse": pl.String,
    "grund": pl.String,
}
_CASE_ID = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
_TEXTS = ("sagsid", "regel", "bekraeftet_af", "begrundelse")


def parse_confirmations(name: str, content: bytes) -> ReceivedFile:
    """Read a file of confirmations (rows: `SCHEMA`); an unreadable one has a single row with ``grund``."""
    return Form((HEADER,), SCHEMA, _judged).parse(name, content)


def _judged(lines: pl.DataFrame) -> pl.DataFrame:
    frame = lines.with_columns(pl.when(pl.col(HEADER) != "").then(pl.col(HEADER)).name.keep())
    number = pl.col("afgnr").fill_null("1")
    typed = frame.with_columns(
        pl.when(number.str.contains(r"^[0-9]{1,9}$")).then(number).cast(pl.Int64).alias("afgnr"),
        pl.col("regel").str.to_uppercase(),
        dag=pl.col("bekraeftet_den").str.to_date("%Y-%m-%d", strict=False),
    )
    named = case_ids(typed)
    given = pl.col("sagsid").str.to_lowercase()
    reason = (
        pl.when(~pl.col("hel"))
        .then(pl.lit("antal_felter"))
        .when(pl.any_horizontal(pl.col("sagsid", "afgnr", "regel").is_null()))
        .then(pl.lit("ukendt_sag"))
        .when(pl.any_horizontal(pl.col("bekraeftet_af", "begrundelse").is_null()))
        .then(pl.lit("uden_navn_eller_begrundelse"))
        .when(pl.col("dag").is_null())
        .then(pl.lit("dato_format"))
    )
    known = typed.with_columns(
        sag=pl.when(given.str.contains(_CASE_ID)).then(given).otherwise(named),
        bekraeftet_den=pl.col("dag"),
        grund=reason,
    )
    return known.with_columns(cover(pl.col(column)) for column in _TEXTS)


def written_safely(sagsid: str, afgnr: int) -> str:
    """What stands for the case in a file that we write ourselves: the SAGSID, or the id of one with a CPR number."""
    frame = pl.DataFrame({"sagsid": [sagsid], "afgnr": [afgnr]})
    covered = frame.select(cover(pl.col("sagsid"))).item()
    return sagsid if covered == sagsid and not re.search(r'[;"\r\n]', sagsid) else str(case_ids(frame).item())
