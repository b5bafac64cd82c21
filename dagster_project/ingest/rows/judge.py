"""A batch of text rows parsed and held against the rules."""

import polars as pl

from dagster_project.ingest.mapping.declared import RegisterMapping
from dagster_project.ingest.mapping.layout import OUTSIDE, Place
from dagster_project.ingest.rows.cells import delivered, trimmed
from dagster_project.ingest.rows.parse import Repairs, value, values
from dagster_project.ingest.rows.rules import BIRTH, Door, all_checks, births, first_broken
from dagster_project.registers.spec import Kind, RegisterSpec


def judge_rows(
    frame: pl.DataFrame, spec: RegisterSpec, places: tuple[Place, ...], door: Door, repairs: Repairs
) -> pl.DataFrame:
    """Add to ``frame`` the parsed value of each column (named by `parse.value`), and `regel` and `kolonne`.

    Args:
        frame: as `Batch.frame`.
        spec: the register.
        places: where its columns come from, those that the file has.
        door: what the rules need to know of the delivery.
        repairs: lost zeros by code list.

    Returns:
        All rows in order; `regel` is null where every rule is kept.
    """
    there = [place.column for place in places]
    text = delivered(frame, places, door.tom)
    parsed = text.with_columns(values(text, places, repairs, pnr_is_date=door.pnr_is_date))
    if door.pnr_is_date:
        numbers = [column for column in there if column.kind is Kind.PNR]
        relatives = [column for column in there if column.kind is Kind.RELATIVE]
        parsed = parsed.with_columns(births(parsed, column).alias(BIRTH) for column in numbers)
        # A relative's number that is no date reads as none; the row stays, and the malformed are counted.
        parsed = parsed.with_columns(
            pl.when(births(parsed, column).is_not_null()).then(pl.col(value(column))).alias(value(column))
            for column in relatives
        )
    return first_broken(parsed, all_checks(spec, there, door))


def inside_register(frame: pl.DataFrame, mapping: RegisterMapping) -> pl.Series:
    """Which rows belong to the register by ``uden_for``; a row that cannot be taken apart does, and breaks a rule."""
    if mapping.uden_for is None or OUTSIDE not in frame.columns:
        return pl.repeat(value=True, n=len(frame), eager=True)
    told = trimmed(frame.get_column(OUTSIDE)).is_in(mapping.uden_for.lig).fill_null(value=False)
    return ~(told & frame.get_column("felter_ok") & frame.get_column("kodning").is_null())


def malformed_relatives(frame: pl.DataFrame, places: tuple[Place, ...]) -> dict[str, int]:
    """How many cells of each relative's column are neither empty nor a number."""
    columns = [place.column for place in places if place.column.kind is Kind.RELATIVE]
    malformed = [pl.col(column.name).is_not_null() & pl.col(value(column)).is_null() for column in columns]
    counts = frame.select(expr.sum().alias(column.name) for expr, column in zip(malformed, columns, strict=True))
    return counts.row(0, named=True) if columns else {}
