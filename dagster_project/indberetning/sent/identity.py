"""Who decided, which record a decision makes, and what a PNR says about a birth date. No rules of the act here."""

import uuid
from datetime import date
from functools import cache

import duckdb
import numpy as np
import polars as pl

from dagster_project.indberetning.rules.lists import CodeLists
from dagster_project.registers.pnr import DIGITS, NO_DATE, birth_days

REPORTING_SINCE = date(2013, 1, 1)
"""The reform that the reporting columns belong to; before it an empty one breaks no rule."""
ABROAD = "000"
UNKNOWN = "ukendt"
"""Folder of the records whose authority does not exist."""

# SHA-1 with the version and variant bits of RFC 4122 set: the same as `uuid.uuid5`, for a column at a time.
_UUID5 = """
    WITH hashed AS (SELECT nr, sha1(from_hex(?) || encode(navn)) AS h FROM navne)
    SELECT concat(h[1:8], '-', h[9:12], '-5', h[14:16], '-',
        substr('89ab', (instr('0123456789abcdef', h[17]) - 1) % 4 + 1, 1), h[18:20], '-', h[21:32]) AS id
    FROM hashed ORDER BY nr
"""


def authority_codes() -> pl.Expr:
    """The authority as the record names it, from MYNDIGHED; an empty one before 2013 is BOPKOM (abroad: UDK)."""
    before = pl.col("afgdato") < REPORTING_SINCE
    residence = pl.when(pl.col("bopkom") == ABROAD).then(pl.lit("UDK")).otherwise(pl.col("bopkom"))
    return pl.coalesce("myndighed", pl.when(before).then(residence)).alias("myndighed")


def authority_kinds(lists: CodeLists) -> pl.Expr:
    """`kommune`, `udk`, `ast` or `ukendt` for the column ``myndighed``."""
    code = pl.col("myndighed")
    kind = pl.when(code.is_in(lists.municipalities)).then(pl.lit("kommune"))
    named = code.is_in(lists.values.get("MYNDIGHED", ()))
    return kind.when(named).then(code.str.to_lowercase()).otherwise(pl.lit(UNKNOWN)).alias("slags")


def record_ids(frame: pl.DataFrame) -> pl.Series:
    """UUIDv5(NAMESPACE_URL, `veje:indberetning:<myndighed>:<SAGSID>:<AFGOERELSE>`) of each row, in its order.

    The second and later decisions of a case (``afgnr``) have `:<AFGNR>` behind it.
    """
    name = pl.format(
        "veje:indberetning:{}:{}:{}", pl.col("myndighed").fill_null(""), pl.col("sagsid"), pl.col("afgoerelse")
    )
    numbered = pl.when(pl.col("afgnr") > 1).then(pl.format("{}:{}", name, pl.col("afgnr"))).otherwise(name)
    return _uuids(frame, numbered).rename("indberetning_id")


def case_ids(frame: pl.DataFrame) -> pl.Series:
    """UUIDv5 of `veje:sag:<SAGSID>:<AFGNR>`: the key of an event, for the state that outlives the register.

    A SAGSID may hold a CPR number, so it is not kept itself.
    """
    name = pl.format("veje:sag:{}:{}", pl.col("sagsid"), pl.col("afgnr").fill_null(1))
    return _uuids(frame, name).rename("sag")


def _uuids(frame: pl.DataFrame, name: pl.Expr) -> pl.Series:
    names = frame.select(navn=name).with_row_index("nr")
    with hasher().cursor() as connection:
        connection.register("navne", names)
        ids = connection.execute(_UUID5, [uuid.NAMESPACE_URL.hex]).pl()["id"]
        connection.unregister("navne")
    return ids


@cache
def hasher() -> duckdb.DuckDBPyConnection:
    """One empty database for the whole process, for its hashes: opening one takes longer than hashing a month."""
    return duckdb.connect()


def birth_dates(pnr: pl.Series) -> pl.Series:
    """The birth date in each PNR; NULL without one, and when it is no date (pseudonymised numbers)."""
    numbers = pl.DataFrame({"pnr": pnr}).with_row_index("nr")
    whole = numbers.filter(pl.col("pnr").str.contains(r"^[0-9]{10}$"))
    digits = np.frombuffer("".join(whole["pnr"]).encode("ascii"), dtype=np.uint8).reshape(-1, DIGITS)
    days = pl.Series("dage", birth_days(digits), dtype=pl.Int32)
    dated = whole.select("nr", dage=days).filter(pl.col("dage") != NO_DATE)
    return numbers.join(dated, on="nr", how="left").sort("nr")["dage"].cast(pl.Date)
