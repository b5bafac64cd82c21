"""The printed tables as the generator reads them: figures are looked up at run time, never typed into code."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import ceil
from pathlib import Path

from dagster_project.settings import PUBLISHED_TABLES

# The contract's tolerances in percentage points where the report computed on another base (docs/contract/tables.md).
TOLERANCE = Fraction(1, 10)
WIDER_TOLERANCE = {("5.3", "holstebro"): Fraction(3, 10)}
WHOLE_PERCENT = {"6.1": ("partner",)}

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class PrintedCell:
    """One printed cell: the value in force, the decimals it is printed with."""

    value: Decimal
    decimals: int


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (PUBLISHED_TABLES / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def cells() -> dict[Key, PrintedCell]:
    """Every cell of every printed table by (table, row, column, statistic), corrections applied, blanks as zero."""
    found = {}
    for path in sorted(Path(PUBLISHED_TABLES).glob("*.csv")):
        if not path.name.startswith(("tabel_", "bilag_")):
            continue
        for row in _rows(path.name):
            key = (row["table"], row["row_key"], row["column_key"], row["statistic"])
            found[key] = PrintedCell(Decimal(row["value"] or 0), _decimals(row, key))
    for row in _rows("authoritative.csv"):
        if row["kind"] == "correction":
            key = (row["table"], row["row_key"], row["column_key"], row["statistic"])
            found[key] = PrintedCell(Decimal(row["authoritative_value"]), found[key].decimals)
    return found


def _decimals(row: dict[str, str], key: Key) -> int:
    whole = row["row_key"] in WHOLE_PERCENT.get(row["table"], ()) or row["table"].startswith("bilag_2")
    digits = row["printed"].replace("%", "").replace("år", "").strip().partition(",")[2]
    return 0 if whole or (key[3] != "percent" and key[3] != "years") else len(digits)


def value(table: str, row: str, column: str, statistic: str = "percent") -> Decimal:
    """The value in force of one printed cell; a KeyError names a cell that is not printed."""
    return cells()[table, row, column, statistic].value


def count(table: str, row: str, column: str) -> int:
    """A printed N in force."""
    return int(value(table, row, column, "n"))


def rows_of(table: str, statistic: str = "percent") -> list[str]:
    """Row keys of a table in printed order, without the total."""
    keys = (row for t, row, _, s in cells() if t == table and s == statistic and row != "alle")
    return list(dict.fromkeys(keys))


def open_window(table: str, row: str, column: str, n: int) -> tuple[int, int]:
    """As `share_window` for a sample of any size: the whole numbers known of the full population do not apply."""
    return _printed_window(table, row, column, n)


def share_window(table: str, row: str, column: str, n: int) -> tuple[int, int]:
    """Smallest and largest numerator over ``n`` that reads as printed.

    Known whole numbers behind a percentage win; where they stand on a base one lower, one more is allowed.
    """
    low, high = _printed_window(table, row, column, n)
    for known in _rows("derived_counts.csv"):
        if (known["table"], known["row_key"], known["column_key"]) == (table, row, column):
            spare = n - int(known["base_n"])
            return max(low, int(known["count_min"])), min(high, int(known["count_max"]) + spare)
    return low, high


def _printed_window(table: str, row: str, column: str, n: int) -> tuple[int, int]:
    cell = cells()[table, row, column, "percent"]
    share, half = Fraction(cell.value), Fraction(1, 2 * 10**cell.decimals)
    if _on_another_base(table, row, column):
        tolerance = WIDER_TOLERANCE.get((table, column), TOLERANCE)
        return max(0, ceil((share - tolerance) * n / 100)), int((share + tolerance) * n / 100)
    # Half up: the lower end of the interval reads as printed, the upper end does not.
    return max(0, ceil((share - half) * n / 100)), ceil((share + half) * n / 100) - 1


def _on_another_base(table: str, row: str, column: str) -> bool:
    """Columns marked ``percentage_base``, and cells whose nearest whole number does not round to the printed share."""
    marked = any(
        r["kind"] == "percentage_base" and (r["table"], r["column_key"]) == (table, column)
        for r in _rows("authoritative.csv")
    )
    return marked or any(_misses(r) for r in _rows("derived_counts.csv") if _names(r, table, row, column))


def _names(known: dict[str, str], table: str, row: str, column: str) -> bool:
    return (known["table"], known["row_key"], known["column_key"]) == (table, row, column)


def _misses(known: dict[str, str]) -> bool:
    cell = cells()[known["table"], known["row_key"], known["column_key"], "percent"]
    share, printed_share = Fraction(int(known["count_min"]) * 100, int(known["base_n"])), Fraction(cell.value)
    half = Fraction(1, 2 * 10**cell.decimals)
    return not printed_share - half <= share < printed_share + half


def statements(measure: str) -> Iterator[tuple[str, str, Fraction]]:
    """(group, municipalities joined by '+', share in percent) of the text's statements about ``measure``."""
    for row in _rows("figures_in_text.csv"):
        if row["measure"] == measure and row["unit"] == "percent" and row["qualifier"] not in ("over", "under"):
            yield row["group"], row["municipality"], Fraction(row["value"])


def text_share(measure: str, group: str) -> Fraction:
    """A share in percent that the text states of a whole group; just under the number where it says "knap"."""
    row = next(r for r in _rows("figures_in_text.csv") if (r["measure"], r["group"]) == (measure, group))
    return Fraction(row["value"]) - (Fraction(2, 5) if row["qualifier"] == "knap" else 0)
