"""Week columns of DREAM as runs of equal weeks.

A person has some 1,900 weeks and changes benefit a few dozen times: runs take a thousandth of the room, and a million
rows stream through a gigabyte. `raa.dream` is a view that spells them out again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
from numba import njit
from numpy.typing import NDArray

from dagster_project.ingest.readers.piece import Coded
from dagster_project.ingest.readers.tokenizer import Alphabet, Records, gather
from dagster_project.ingest.rows.cells import MISSING
from dagster_project.ingest.rows.parse import Repairs
from dagster_project.registers.spec import RegisterSpec

RUN_TYPE = "STRUCT(kode VARCHAR, uger USMALLINT)[]"
ARROW_RUNS = pa.list_(pa.struct([("kode", pa.string()), ("uger", pa.uint16())]))
_DIGITS = 4
_OFFSETS = np.array([0, 1, 11, 111, 1111], dtype=np.int32)
"""Index of the first text of 0, 1, 2, 3, 4 digits among all such texts."""
_PLAIN_TEXTS = ("", *(f"{value:0{width}d}" for width in range(1, _DIGITS + 1) for value in range(10**width)))
_MISSING, _ODD = -1, -2
_POINT_ZERO = re.compile(r"(?<=[0-9])[.,]0+$")


@dataclass(frozen=True)
class WeekColumns:
    """Which weeks a file has and where, and how codes are repaired."""

    fields: NDArray[np.int32]
    """Number of the field of each week from the first week of DREAM on, -1 where the file has none."""
    repairs: dict[str, str]
    tom: frozenset[str] = frozenset()
    """Texts that the mapping calls empty cells."""

    @cached_property
    def canonical(self) -> NDArray[np.int32]:
        """Index of the repaired text of each text of up to four digits."""
        index = {text: number for number, text in enumerate(_PLAIN_TEXTS)}
        own = np.arange(len(_PLAIN_TEXTS), dtype=np.int32)
        for wrong, right in self.repairs.items():
            if wrong in index and right in index:
                own[index[wrong]] = index[right]
        for text in self.tom & index.keys():
            own[index[text]] = 0
        return own


def week_columns(
    spec: RegisterSpec, found: Mapping[int, int], repairs: Repairs, tom: tuple[str, ...]
) -> WeekColumns | None:
    """The week columns of a file, None for a register without weeks.

    Args:
        spec: the register.
        found: week (from the first of DREAM) to field, at least one.
        repairs: lost zeros by code list.
        tom: texts that the mapping calls empty cells.
    """
    if spec.weeks is None:
        return None
    fields = np.full(max(found) + 1, -1, dtype=np.int32)
    fields[list(found)] = list(found.values())
    return WeekColumns(fields, repairs[spec.weeks.name], frozenset(tom))


def runs_from_text(data: NDArray[np.uint8], records: Records, weeks: WeekColumns, alphabet: Alphabet) -> pa.Array:
    """The runs of each record: Arrow lists of (kode, uger), kode null for weeks that the file has not."""
    codes = _week_codes(
        data, records.field_starts, records.field_ends, records.first_fields, weeks.fields, weeks.canonical, _OFFSETS
    )
    odd = np.argwhere(codes == _ODD)
    texts: list[str] = []
    if len(odd):
        at = records.first_fields[odd[:, 0]] + weeks.fields[odd[:, 1]]
        cells = gather(data, records.field_starts[at], records.field_ends[at], alphabet)
        texts = _place_odd(codes, odd, pl.Series(pl.from_arrow(cells)), weeks)
    return _as_runs(codes, texts)


def runs_from_columns(coded: Mapping[int, Coded], rows: int, weeks: WeekColumns) -> pa.Array:
    """The same from a table: ``coded`` holds the week columns by number of field."""
    codes = np.full((len(weeks.fields), rows), _MISSING, dtype=np.int32)
    texts: dict[str, int] = {}
    meaning: dict[str | None, int] = {None: 0}
    for week in np.flatnonzero(weeks.fields >= 0):
        column = coded[int(weeks.fields[week])]
        for text in set(column.texts) - meaning.keys():
            meaning[text] = _number((text or "").strip(), weeks, texts)
        meanings = np.array([*(meaning[text] for text in column.texts), 0], dtype=np.int32)
        np.take(meanings, column.numbers, out=codes[week], mode="clip")
    return _as_list(_run_lengths_of_columns(codes), list(texts))


def _place_odd(codes: NDArray[np.int32], odd: NDArray[np.int64], cells: pl.Series, weeks: WeekColumns) -> list[str]:
    """Number the cells that are not up to four bare digits, and return the texts that the new numbers mean."""
    texts: dict[str, int] = {}
    trimmed = cells.str.strip_chars()
    unique = trimmed.unique(maintain_order=True).to_list()
    numbers = [_number(text, weeks, texts) for text in unique]
    codes[odd[:, 0], odd[:, 1]] = trimmed.replace_strict(unique, numbers, return_dtype=pl.Int32).to_numpy()
    return list(texts)


def _number(text: str, weeks: WeekColumns, texts: dict[str, int]) -> int:
    text = _POINT_ZERO.sub("", text)
    if not text or text in weeks.tom or text.upper() in MISSING:
        return 0
    if text.isascii() and text.isdigit() and len(text) <= _DIGITS:
        return int(weeks.canonical[_OFFSETS[len(text)] + int(text)])
    return texts.setdefault(weeks.repairs.get(text, text), len(_PLAIN_TEXTS) + len(texts))


def _as_runs(codes: NDArray[np.int32], texts: list[str]) -> pa.Array:
    return _as_list(_run_lengths(codes), texts)


def _as_list(found: tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint16]], texts: list[str]) -> pa.Array:
    offsets, kode, uger = found
    words = pa.array([*_PLAIN_TEXTS, *texts], type=pa.string())
    runs: Any = pa.StructArray.from_arrays(
        [words.take(pa.array(kode, mask=kode == _MISSING)), pa.array(uger)], names=["kode", "uger"]
    )
    return pa.ListArray.from_arrays(pa.array(offsets), runs)


@njit(cache=True)
def _week_codes(data, starts, ends, first_fields, fields, canonical, offsets):  # type: ignore[no-untyped-def] # noqa: PLR0913, PLR0917
    """Index of each cell's text, shape (records, weeks): `_MISSING` without a column, `_ODD` when not bare digits."""
    codes = np.full((len(first_fields) - 1, len(fields)), _MISSING, np.int32)
    for i in range(len(first_fields) - 1):
        count = first_fields[i + 1] - first_fields[i]
        for week in range(len(fields)):
            if fields[week] < 0 or fields[week] >= count:
                continue
            start, end = starts[first_fields[i] + fields[week]], ends[first_fields[i] + fields[week]]
            width, value = end - start, 0
            for position in range(start, end):
                digit = data[position] - 48
                value = value * 10 + digit
                if width > _DIGITS or digit < 0 or digit > 9:
                    width = -1
                    break
            codes[i, week] = _ODD if width < 0 else canonical[offsets[width] + value]
    return codes


@njit(cache=True)
def _run_lengths(codes):  # type: ignore[no-untyped-def]
    """Runs of equal codes in each row, the missing end left out: list offsets, codes, lengths."""
    rows, weeks = codes.shape
    offsets, lasts = np.zeros(rows + 1, np.int32), np.full(rows, weeks)
    total = 0
    for i in range(rows):
        while lasts[i] > 0 and codes[i, lasts[i] - 1] == _MISSING:
            lasts[i] -= 1
        for week in range(lasts[i]):
            if week == 0 or codes[i, week] != codes[i, week - 1]:
                total += 1
        offsets[i + 1] = total
    kode, uger = np.empty(total, np.int32), np.zeros(total, np.uint16)
    at = -1
    for i in range(rows):
        for week in range(lasts[i]):
            if week == 0 or codes[i, week] != codes[i, week - 1]:
                at += 1
                kode[at] = codes[i, week]
            uger[at] += 1
    return offsets, kode, uger


@njit(cache=True)
def _run_lengths_of_columns(codes):  # type: ignore[no-untyped-def]
    """As `_run_lengths` of codes of shape (weeks, rows), where a week is missing in all rows or in none.

    Column by column, as they lie in memory; the last week is never missing.
    """
    weeks, rows = codes.shape
    offsets = np.zeros(rows + 1, np.int32)
    counts = offsets[1:]
    for week in range(weeks):
        for i in range(rows):
            counts[i] += week == 0 or codes[week, i] != codes[week - 1, i]
    for i in range(rows):
        offsets[i + 1] += offsets[i]
    kode, begins = np.empty(offsets[rows], np.int32), np.empty(offsets[rows], np.int32)
    at = offsets[:-1] - 1
    for week in range(weeks):
        for i in range(rows):
            if week == 0 or codes[week, i] != codes[week - 1, i]:
                at[i] += 1
                kode[at[i]] = codes[week, i]
                begins[at[i]] = week
    uger = np.empty(len(kode), np.uint16)
    for i in range(rows):
        for run in range(offsets[i], offsets[i + 1]):
            uger[run] = (begins[run + 1] if run + 1 < offsets[i + 1] else weeks) - begins[run]
    return offsets, kode, uger
