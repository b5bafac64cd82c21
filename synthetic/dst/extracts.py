"""Each register as its extracts look: names of columns and files, types, and forms of dates."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import polars as pl

from synthetic.dst.numbers import RELATIVES
from synthetic.files import TextForm, header, records, write_lines, write_parquet
from synthetic.sas7bdat import write_sas7bdat

FIRST_KNOWN = date(1992, 1, 1)
"""Pensions that began before it have no date (999999)."""
FIRST_ASKED = date(1990, 1, 1)
"""The register holds the living of its time: what ended before is not in it."""
GROSS_SINCE = 2008
"""ARLEDGR became ARLEDGR_BRUTTO and ARLEDGR_NETTO."""


def decisions(folder: Path, rows: pl.DataFrame) -> None:
    """Ankestyrelsen's register as text with bars, one file a year, dates as SAS writes them."""
    day = pl.coalesce("AFGDATO", "ANSDATO").dt.year()
    for year, part in _by(rows, day):
        dated = part.with_columns(pl.col(pl.Date).dt.strftime("%d%b%Y").str.to_uppercase())
        _text(folder / f"tilkendelser{year}.txt", dated, TextForm(delimiter="|"))


def population(folder: Path, rows: pl.DataFrame) -> None:
    """A folder a year: Parquet with numbers for codes and relatives, one year as text without the day."""
    coded = rows.with_columns(pl.col("KOEN", "IE_TYPE", "KOM").cast(pl.Int32), _number(*RELATIVES))
    for year, part in _by(coded, pl.col("REFERENCETID").dt.year()):
        home = folder / f"year={year}"
        lower = part.rename(str.lower)
        if part["REFERENCETID"].n_unique() == 1 and part["REFERENCETID"][0] == date(2008, 1, 1):
            text = lower.drop("referencetid").with_columns(pl.col("foed_dag").dt.strftime("%Y%m%d"))
            _text(home / "bef2008.csv", text.with_columns(_digits(*map(str.lower, RELATIVES))), TextForm())
        else:
            write_parquet(home / "part-0000.parquet", lower)


def careers(folder: Path, rows: pl.DataFrame) -> None:
    """DREAM as one packed comma file."""
    _text(folder / "dream201006.csv.gz", rows, TextForm(delimiter=","))


def measures(folder: Path, rows: pl.DataFrame) -> None:
    """AMFORA as text with whole numbers for days, one file a year of the start."""
    kept = rows.drop("leverance", strict=False)
    for year, part in _by(kept, pl.col("STARTDTO").dt.year()):
        _text(folder / f"amfora{year}.csv", part, TextForm(dates="tal"))


def medicine(folder: Path, rows: pl.DataFrame) -> None:
    """LMDB as SAS files, one a year, the number called PNR12."""
    for year, part in _by(rows, pl.col("EKSD").dt.year()):
        named = part.select(PNR12="PNR", EKSD="EKSD", ATC="ATC", APK=pl.col("APK").cast(pl.Float64))
        write_sas7bdat(folder / f"lmdb{year}.sas7bdat", named)


def educations(folder: Path, rows: pl.DataFrame) -> None:
    """UDDA as text, the day as SAS' date and time."""
    stamp = pl.col("HF_VFRA").dt.strftime("%d%b%Y").str.to_uppercase() + ":00:00:00"
    _text(folder / "udda2009.csv", rows.select("PNR", "HFAUDD", HF_VFRA=stamp).rename(str.lower), TextForm())


def incomes(folder: Path, rows: pl.DataFrame) -> None:
    """IND as Parquet, one file a year; the year stands in the name alone."""
    for year, part in _by(rows, pl.col("AAR").cast(pl.Int64)):
        write_parquet(folder / f"ind{year}.parquet", part.select("PNR", PERINDKIALT_13="BRUTTO"))


def unemployment(folder: Path, rows: pl.DataFrame) -> None:
    """IDAP as SAS files, the number as a number (its zeros are lost)."""
    for year, part in _by(rows, pl.col("AAR").cast(pl.Int64)):
        degree = "ARLEDGR" if year < GROSS_SINCE else "ARLEDGR_BRUTTO"
        named = part.select(_number("PNR"), pl.col("ARLEDGR").alias(degree))
        if year < GROSS_SINCE:
            write_sas7bdat(folder / f"idap{year}.sas7bdat", named)
        else:
            write_parquet(folder / f"idap{year}.parquet", named)


def pensions(folder: Path, rows: pl.DataFrame) -> None:
    """SOP: the start as YYMMDD in a number, unknown before 1992, and no end."""
    alive = rows.filter(pl.col("TIL").is_null() | (pl.col("TIL") >= FIRST_ASKED))
    start = pl.when(pl.col("FRA") < FIRST_KNOWN).then(pl.lit("999999")).otherwise(pl.col("FRA").dt.strftime("%y%m%d"))
    named = alive.select("PNR", SOP_STARTDATO=start.cast(pl.Int64)).unique(maintain_order=True)
    _text(folder / "sop2010.csv", named, TextForm(delimiter="\t"))


EXTRACTS: dict[str, Callable[[Path, pl.DataFrame], None]] = {
    "tilkendelsesregister": decisions,
    "dream": careers,
    "amfora": measures,
    "lmdb": medicine,
    "bef": population,
    "udda": educations,
    "ind": incomes,
    "idap": unemployment,
    "foertidspension": pensions,
}


def _by(rows: pl.DataFrame, year: pl.Expr) -> Iterator[tuple[int, pl.DataFrame]]:
    for (number,), part in rows.group_by(year.alias("_aar"), maintain_order=True):
        yield int(str(number)), part


def _number(*columns: str) -> pl.Expr:
    """Text of digits as Stata and R read it: a double, the zeros in front lost."""
    return pl.col(columns).replace("", None).cast(pl.Float64)


def _digits(*columns: str) -> pl.Expr:
    return pl.col(columns).cast(pl.Int64)


def _text(file: Path, rows: pl.DataFrame, form: TextForm) -> None:
    write_lines(file, header(rows.columns, form), records(rows, form), form)
