"""Reads deliveries with the standard library and Polars: an oracle that shares no code with generator or pipeline."""

import csv
import gzip
import io
import re
from pathlib import Path

import polars as pl
import pyreadstat

KEYS = {
    "tilkendelsesregister": ["SAGSID"],
    "bef": ["PNR", "REFERENCETID"],
    "udda": ["PNR", "HF_VFRA"],
    "ind": ["PNR", "AAR"],
    "idap": ["PNR", "AAR"],
    "foertidspension": ["PNR", "FRA"],
    "amfora": ["PNR", "FORANST", "STARTDTO"],
    "dream": ["PNR"],
}
DATES = {
    "ANSDATO",
    "AFGDATO",
    "PAABDATO",
    "REFERENCETID",
    "FOED_DAG",
    "HF_VFRA",
    "EKSD",
    "FRA",
    "TIL",
    "STARTDTO",
    "SLUTDTO",
}
NUMBERS = {"BRUTTO", "ARLEDGR", "APK"}


def text_rows(path: Path, only: frozenset[str] | None = None) -> pl.DataFrame:
    """Rows of a text file as strings with upper-case names, and ``linje``, the physical line where each begins.

    With ``only``, the rows of these PNRs (the first column).
    """
    data = path.read_bytes()
    data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "surrogateescape")
    delimiter = max(";,\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = [re.sub(r"^Y_(\d{3})$", r"Y_0\1", name.upper()) for name in next(reader)]
    rows, begin = [], reader.line_num + 1
    for row in reader:
        if only is None or row[0] in only:
            rows.append([*(row + [""] * len(names))[: len(names)], str(begin)])
        begin = reader.line_num + 1
    # A byte that cannot be decoded stands only in rows that are to be quarantined.
    clean = [[cell.encode("utf-8", "replace").decode() for cell in row] for row in rows]
    return pl.DataFrame(clean, schema=dict.fromkeys([*names, "linje"], pl.Utf8), orient="row").cast({"linje": pl.Int64})


def file_rows(path: Path, only: frozenset[str] | None = None) -> pl.DataFrame:
    """Rows of any file as strings."""
    if path.suffix == ".parquet":
        frame = pl.read_parquet(path)
    elif path.suffix == ".xpt":
        frame = pl.from_pandas(pyreadstat.read_xport(str(path))[0])
    else:
        return text_rows(path, only)
    frame = frame.rename(str.upper).with_row_index("linje", offset=1).cast({"linje": pl.Int64})
    return frame.with_columns(pl.exclude("linje").cast(pl.Utf8).fill_null(""))


def accepted(
    landing: Path, register: str, quarantine: pl.DataFrame, only: frozenset[str] | None = None
) -> pl.DataFrame:
    """Rows in force: all deliveries in order, the expected quarantine taken out, the last row of every key."""
    frames = []
    for delivery in sorted((landing / register).iterdir()):
        for path in sorted(p for p in delivery.iterdir() if p.name != "manifest.json"):
            bad = quarantine.filter(
                (pl.col("register") == register) & (pl.col("leverance") == delivery.name) & (pl.col("fil") == path.name)
            )["linje"]
            rows = file_rows(path, only).filter(~pl.col("linje").is_in(bad.implode()))
            frames.append(rows.with_columns(leverance=pl.lit(delivery.name)))
    whole = typed(pl.concat(frames, how="diagonal"))
    if register == "lmdb":
        newest = pl.col("leverance") == pl.col("leverance").max().over(pl.col("EKSD").dt.truncate("1mo"))
        return whole.filter(newest)
    return whole.unique(KEYS[register], keep="last", maintain_order=True)


def typed(frame: pl.DataFrame) -> pl.DataFrame:
    """Dates in their three forms, numbers with comma or point."""
    dates = [
        pl.coalesce(
            pl.col(c).str.strip_chars().str.slice(0, 10).str.to_date(f, strict=False)
            for f in ("%Y-%m-%d", "%d-%m-%Y", "%Y%m%d")
        ).alias(c)
        for c in frame.columns
        if c in DATES
    ]
    numbers = [pl.col(c).str.replace(",", ".").cast(pl.Float64) for c in frame.columns if c in NUMBERS]
    years = [pl.col("AAR").cast(pl.Float64).cast(pl.Int64)] if "AAR" in frame.columns else []
    return frame.with_columns(*dates, *numbers, *years)
