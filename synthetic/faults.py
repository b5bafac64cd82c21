"""Faulty rows: copies of good rows with one thing wrong, each quarantine rule planted, and what is expected of them."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import numpy as np
import polars as pl

from synthetic.files import UNDECODABLE, TextForm, first_lines, header, records

TOO_FEW, TOO_MANY = "for faa felter", "for mange felter"
NUL = "\0"
_NAMED = {"<nul>": NUL, "<byte>": UNDECODABLE}


@dataclass(frozen=True)
class Fault:
    """``regel`` is broken by ``vaerdi`` in ``kolonne`` of a copied row for which ``naar`` holds."""

    regel: str
    kolonne: str
    vaerdi: str
    naar: pl.Expr | None = None


@dataclass(frozen=True)
class Expected:
    """A line that is to end in quarantine."""

    linje: int
    regel: str
    kolonne: str


def _declared() -> dict[str, list[Fault]]:
    with Path(__file__).with_name("faults.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        name: [Fault(row["regel"], row["kolonne"], _NAMED.get(row["vaerdi"], row["vaerdi"]), _when(row)) for row in own]
        for name, own in groupby(rows, key=itemgetter("register"))
    }


def _when(row: dict[str, str]) -> pl.Expr | None:
    """The condition of the columns ``naar`` and ``er``; an empty ``er`` is NULL."""
    return pl.col(row["naar"]).eq_missing(pl.lit(row["er"] or None)) if row["naar"] else None


FAULTS = _declared()
"""What is planted in each register, in the order of `faults.csv`."""


def with_faults(
    frame: pl.DataFrame, form: TextForm, faults: Sequence[Fault], rng: np.random.Generator
) -> tuple[list[str], list[Expected]]:
    """The lines of a frame with faulty copies among them, and where these begin. The good rows all stay."""
    lines = records(frame, form)
    spots = np.sort(rng.choice(len(lines), size=len(faults), replace=False))
    made = [_faulty(frame, form, lines, fault, rng) for fault in faults]
    everything: list[str] = []
    numbers: list[int] = []
    for begin, end, bad in zip(np.r_[0, spots], np.r_[spots, len(lines)], [*made, None], strict=True):
        everything += lines[begin:end]
        if bad is not None:
            numbers.append(len(everything))
            everything.append(bad)
    starts = first_lines(header(frame.columns, form), everything)
    return everything, [Expected(starts[i], f.regel, f.kolonne) for i, f in zip(numbers, faults, strict=True)]


def _faulty(frame: pl.DataFrame, form: TextForm, lines: Sequence[str], fault: Fault, rng: np.random.Generator) -> str:
    """A copy of a good row with the fault; rows with quoted fields are left alone so that fields can be counted."""
    rows = np.arange(frame.height) if fault.naar is None else np.flatnonzero(frame.select(fault.naar).to_series())
    row = int(rng.choice(rows))
    while '"' in lines[row]:
        row = int(rng.choice(rows))
    fields = lines[row].split(form.delimiter)
    if fault.vaerdi == TOO_FEW:
        return form.delimiter.join(fields[:-1])
    if fault.vaerdi == TOO_MANY:
        return form.delimiter.join([*fields, "1"])
    fields[frame.columns.index(fault.kolonne)] = fault.vaerdi
    return form.delimiter.join(fields)
