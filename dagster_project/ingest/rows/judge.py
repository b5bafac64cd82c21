"""A batch of text rows parsed and held against the rules."""

import polars as pl

from dagster_project.ingest.rows.parse import Repairs, trimmed, value, values
from dagster_project.ingest.rows.rules import BIRTH, Door, all_checks, births, first_broken
from dagster_project.registers.spec import Column, Kind, RegisterSpec


def judge_rows(
    frame: pl.DataFrame, spec: RegisterSpec, there: list[Column], door: Door, repairs: Repairs
) -> pl.DataFrame:
    """Add to ``frame`` the parsed value of each column (named by `parse.value`), and `regel` and `kolonne`.

    Args:
        frame: as `Batch.frame`.
        spec: the register.
        there: the columns of it that the file has.
        door: what the rules need to know of the delivery.
        repairs: lost zeros by code list.

    Returns:
        All rows in order; `regel` is null where every rule is kept.
    """
    parsed = trimmed(frame, there).with_columns(values(there, repairs))
    if door.pnr_is_date:
        numbers = [column for column in there if column.kind is Kind.PNR]
        relatives = [column for column in there if column.kind is Kind.RELATIVE]
        parsed = parsed.with_columns(births(parsed, column).alias(BIRTH) for column in numbers)
        # A relative's number that is no date reads as none; the row stays.
        parsed = parsed.with_columns(
            pl.when(births(parsed, column).is_not_null()).then(pl.col(value(column))).alias(value(column))
            for column in relatives
        )
    return first_broken(parsed, all_checks(spec, there, door))
