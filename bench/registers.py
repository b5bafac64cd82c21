"""Registers of any size for measurements: right in form, drawn without meaning."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from dagster_project.registers.weeks import column_of_week, week_at
from synthetic.dst.extracts import incomes, population
from synthetic.dst.numbers import with_pseudonyms
from synthetic.files import write_parquet, write_tables
from synthetic.sas7bdat import SasColumn, write_rows

NATIONAL = 3_651_089
"""Persons of the country on the report's reference date; a row each in the registers here."""
WEEKS = 984
_SPELL = 25
"""Weeks of a spell: a person has some forty."""
_PIECE = 10_000
_CODES = ("", "111", "730", "890", "783")
_NAMES = [column_of_week(week_at(at)) for at in range(WEEKS)]


def numbers(begin: int, count: int) -> pl.Series:
    """CPR-like numbers: a date and a running number, all different."""
    days = pl.date_range(pl.date(1940, 1, 1), pl.date(1999, 12, 31), eager=True).dt.strftime("%d%m%y")
    at = np.arange(begin, begin + count)
    return days.gather(at % len(days)) + pl.Series(at // len(days)).cast(pl.String).str.zfill(4)


def _careers(rows: int, codes: NDArray[Any]) -> Iterator[tuple[int, NDArray[Any]]]:
    """Slices of persons: where each begins, and what each of their weeks has of ``codes``, shape (persons, weeks)."""
    rng = np.random.default_rng(1)
    for begin in range(0, rows, _PIECE):
        spells = rng.integers(0, len(codes), (min(_PIECE, rows - begin), -(-WEEKS // _SPELL)))
        yield begin, np.repeat(codes[spells], _SPELL, axis=1)[:, :WEEKS]


def write_dream_csv(folder: Path, rows: int) -> None:
    """One comma file, as the November 2015 delivery was."""
    with (folder / "dream.csv").open("wb") as stream:
        for begin, weeks in _careers(rows, np.array(_CODES)):
            columns = {name: weeks[:, at] for at, name in enumerate(_NAMES)}
            frame = pl.DataFrame({"PNR": numbers(begin, len(weeks)), **columns})
            frame.write_csv(stream, include_header=begin == 0, quote_style="never")


def write_dream_parquet(folder: Path, rows: int) -> None:
    """One file, a slice of persons a row group."""
    schema = pa.schema([("PNR", pa.string()), *((name, pa.string()) for name in _NAMES)])
    codes = pa.array(_CODES)

    def tables() -> Iterator[pa.Table]:
        for begin, weeks in _careers(rows, np.arange(len(_CODES))):
            columns = [codes.take(pa.array(weeks[:, at])) for at in range(WEEKS)]
            yield pa.Table.from_arrays(
                [numbers(begin, len(weeks)).to_arrow().cast(pa.string()), *columns], schema=schema
            )

    write_tables(folder / "dream.parquet", schema, tables())


def write_dream_sas(folder: Path, rows: int) -> None:
    """One dataset with three characters a week and numbers of twelve digits."""
    columns = [SasColumn("PNR", 12, is_text=True), *(SasColumn(name, 3, is_text=True) for name in _NAMES)]
    codes = np.array([code.ljust(3).encode() for code in _CODES])

    def pieces() -> Iterator[NDArray[np.uint8]]:
        for begin, weeks in _careers(rows, codes):
            pnr = np.array([f"{700_000_000_000 + begin + at:012d}" for at in range(len(weeks))], dtype="S12")
            careers = np.ascontiguousarray(weeks).view(np.uint8)
            yield np.concatenate([pnr.view(np.uint8).reshape(-1, 12), careers], axis=1)

    write_rows(folder / "dream.sas7bdat", columns, rows, pieces())


def write_bef(folder: Path, rows: int, *, dst: bool) -> None:
    """A row a person at one snapshot, in the form of the national generator or of Danmarks Statistik."""
    rng, pnr = np.random.default_rng(2), numbers(0, rows)
    frame = pl.DataFrame(
        {
            "PNR": pnr,
            "REFERENCETID": pl.repeat(date(2007, 1, 1), rows, eager=True),
            "KOEN": pl.Series(rng.integers(1, 3, rows)).cast(pl.String),
            "FOED_DAG": pl.Series(rng.integers(10_958, 13_000, rows), dtype=pl.Int32).cast(pl.Date),
            "KOM": np.array(["657", "661", "740", "791"])[rng.integers(0, 4, rows)],
            "IE_TYPE": pl.Series(rng.integers(1, 4, rows)).cast(pl.String),
            "CIVST": np.array(["U", "G", "F"])[rng.integers(0, 3, rows)],
            "MOR_ID": pnr.shuffle(seed=3),
            "FAR_ID": pnr.shuffle(seed=4),
            "E_FAELLE_ID": pnr.shuffle(seed=5).set(pl.Series(rng.random(rows) < 0.5), ""),
        }
    )
    if dst:
        population(folder, with_pseudonyms({"bef": frame}, 1)["bef"])
    else:
        write_parquet(folder / "bef.parquet", frame)


def write_ind(folder: Path, rows: int, *, dst: bool) -> None:
    """A row a person of one year, in the form of the national generator or of Danmarks Statistik."""
    rng = np.random.default_rng(3)
    income = np.round(rng.normal(250_000, 60_000, rows), 2)
    frame = pl.DataFrame({"PNR": numbers(0, rows), "AAR": pl.repeat(2007, rows, eager=True), "BRUTTO": income})
    if dst:
        incomes(folder, with_pseudonyms({"ind": frame}, 1)["ind"])
    else:
        write_parquet(folder / "ind.parquet", frame)
