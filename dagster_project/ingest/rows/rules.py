"""The nine rules of docs/contract/deliveries.md, in their order; the first that a row breaks quarantines it."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from dagster_project.ingest.rows.parse import value
from dagster_project.registers.pnr import DIGITS, NO_DATE, birth_days
from dagster_project.registers.spec import Column, Kind, Presence, RegisterSpec

BIRTH = "foedt_ifoelge_pnr"
NUMBERS = (Kind.INTEGER, Kind.DECIMAL)
CODES = (Kind.CODE, Kind.TEXT)


@dataclass(frozen=True)
class RowCheck:
    """A rule for one column: ``broken`` is true in rows that break it (null counts as kept)."""

    regel: str
    kolonne: str
    broken: pl.Expr


@dataclass(frozen=True)
class Door:
    """What the rules of one delivery need to know besides the register's declaration."""

    delivered: date
    pnr_is_date: bool
    """False for pseudonymised numbers (`pnr_format = "dst"`)."""
    codes: dict[str, tuple[str, ...]]
    """Known codes by name of code list."""
    tom: tuple[str, ...] = ()
    """Texts that the mapping calls empty cells."""


def first_broken(frame: pl.DataFrame, checks: list[RowCheck]) -> pl.DataFrame:
    """Add `regel` and `kolonne`: the first broken check of each row, null where all hold."""
    first = pl.coalesce(
        pl.when(check.broken.fill_null(value=False)).then(pl.lit(number, dtype=pl.Int32))
        for number, check in enumerate(checks)
    )
    regler = pl.Series([check.regel for check in checks], dtype=pl.String)
    kolonner = pl.Series([check.kolonne for check in checks], dtype=pl.String)
    number = frame.select(first.alias("nr")).to_series()
    judged = frame.with_columns(regel=regler.gather(number), kolonne=kolonner.gather(number))
    bad_name = pl.when(pl.col("regel") == "kodning").then(pl.col("kodning")).otherwise(pl.col("kolonne"))
    return judged.with_columns(kolonne=bad_name)


def all_checks(spec: RegisterSpec, there: list[Column], door: Door) -> list[RowCheck]:
    """Every check that the columns ``there`` allow, rule by rule and within a rule in the order of declaration.

    A file that is taken has all that are required; one that is only looked at may lack some.
    """
    return [
        RowCheck("antal_felter", "", ~pl.col("felter_ok")),
        RowCheck("kodning", "", pl.col("kodning").is_not_null()),
        *(_empty("noegle_mangler", column) for column in there if _needs_a_key(column)),
        *(_pnr(column, door) for column in there if column.kind is Kind.PNR),
        *_parsed("dato_format", there, (Kind.DATE,)),
        *_parsed("tal_format", there, NUMBERS),
        *(check for column in there for check in _code(column, door)),
        *_conditional(spec, there),
        *(check for column in there for check in _range(column, door)),
        *_impossible_dates(spec, there, door),
    ]


def births(frame: pl.DataFrame, column: Column) -> pl.Series:
    """The birth that each number says, null where the number is malformed or no date."""
    pnr = frame.get_column(value(column)).fill_null("9" * DIGITS)
    digits = np.frombuffer(pnr.str.join("").item().encode("ascii"), dtype=np.uint8)
    days = pl.Series(BIRTH, birth_days(digits.reshape(-1, DIGITS)))
    return days.set(days == NO_DATE, None).cast(pl.Date)


def _needs_a_key(column: Column) -> bool:
    return column.key and column.kind is not Kind.PNR and column.empty_as is None


def _empty(regel: str, column: Column) -> RowCheck:
    return RowCheck(regel, column.name, pl.col(column.name).is_null())


def _pnr(column: Column, door: Door) -> RowCheck:
    malformed = pl.col(value(column)).is_null()
    return RowCheck("pnr_format", column.name, malformed | pl.col(BIRTH).is_null() if door.pnr_is_date else malformed)


def _parsed(regel: str, there: list[Column], kinds: tuple[Kind, ...]) -> list[RowCheck]:
    """Not a value of its kind, or empty where it may not be."""
    columns = [column for column in there if column.kind in kinds]
    return [
        RowCheck(
            regel,
            column.name,
            pl.col(value(column)).is_null() & (pl.col(column.name).is_not_null() | (column.presence is Presence.CELL)),
        )
        for column in columns
    ]


def _code(column: Column, door: Door) -> list[RowCheck]:
    known = column.allowed
    if column.must_be_listed and column.repair:
        known = (*door.codes[column.repair.name], *column.extra_codes)
    code = pl.col(value(column))
    checks = []
    if column.kind in CODES and column.presence is Presence.CELL and not column.key:
        checks.append(_empty("kode_ukendt", column))
    if known is not None:
        checks.append(RowCheck("kode_ukendt", column.name, ~code.is_in(list(known))))
    if column.pattern is not None:
        checks.append(RowCheck("kode_ukendt", column.name, ~code.str.contains(f"^(?:{column.pattern})$")))
    return checks


def _conditional(spec: RegisterSpec, there: list[Column]) -> list[RowCheck]:
    names = {column.name: value(column) for column in there}
    return [
        RowCheck(
            "kode_ukendt",
            rule.column,
            (pl.col(names[rule.when]) == rule.value)
            & ~pl.col(names[rule.column]).is_in(list(rule.allowed)).fill_null(value=False),
        )
        for rule in spec.conditional_codes
        if {rule.when, rule.column} <= names.keys()
    ]


def _range(column: Column, door: Door) -> list[RowCheck]:
    number = pl.col(value(column))
    high = door.delivered.year if column.up_to_delivery_year else column.high
    limits = [
        *([number < column.low] if column.low is not None else []),
        *([number > high] if high is not None else []),
        *([number == 0] if column.not_zero else []),
    ]
    return [RowCheck("vaerdi_omraade", column.name, pl.any_horizontal(limits))] if limits else []


def _impossible_dates(spec: RegisterSpec, there: list[Column], door: Door) -> list[RowCheck]:
    names = {column.name: value(column) for column in there}
    born = door.pnr_is_date and any(column.kind is Kind.PNR for column in there)
    dates = [column for column in there if column.kind is Kind.DATE] if born else []
    return [
        *(RowCheck("dato_umulig", column.name, pl.col(value(column)) < pl.col(BIRTH)) for column in dates),
        *(
            RowCheck("dato_umulig", order.later, pl.col(names[order.later]) < pl.col(names[order.earlier]))
            for order in spec.date_orders
            if {order.earlier, order.later} <= names.keys()
        ),
    ]
