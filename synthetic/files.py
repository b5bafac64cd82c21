"""Files of a delivery in the formats that the contract allows: the same bytes for the same frame, and manifests."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat

DATE_FORMS = {"iso": "%Y-%m-%d", "dansk": "%d-%m-%Y", "tal": "%Y%m%d"}
# Written in place of a byte that Windows-1252 does not have: the surrogate that Python decodes such a byte to.
UNDECODABLE = "\udc81"
STAMP = re.compile(rb"\d\d[A-Z]{3}\d\d:\d\d:\d\d:\d\d")


@dataclass(frozen=True)
class TextForm:
    """How a text file looks."""

    delimiter: str = ";"
    encoding: Literal["utf-8", "utf-8-sig", "cp1252"] = "utf-8"
    dates: Literal["iso", "dansk", "tal"] = "iso"
    decimal_comma: bool = False
    newline: str = "\n"
    lower_case: bool = False
    renamed: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Written:
    """A file as the manifest lists it."""

    navn: str
    sha256: str
    raekker: int
    bytes: int


def records(frame: pl.DataFrame, form: TextForm) -> list[str]:
    """The rows of a frame as lines of text without their line ends; a quoted field may hold line breaks."""
    columns = []
    for name, kind in frame.schema.items():
        cell = pl.col(name)
        if kind == pl.Date:
            cell = cell.dt.strftime(DATE_FORMS[form.dates])
        elif kind in (pl.Float64, pl.Float32):
            cell = cell.round(2).cast(pl.Utf8)
            cell = cell.str.replace(".", ",", literal=True) if form.decimal_comma else cell
        columns.append(_quoted(cell.cast(pl.Utf8).fill_null(""), form.delimiter).alias(name))
    return frame.select(pl.concat_str(columns, separator=form.delimiter).alias("linje"))["linje"].to_list()


def _quoted(cell: pl.Expr, delimiter: str) -> pl.Expr:
    needs = cell.str.contains(f'["\n\r{delimiter}]')
    doubled = pl.concat_str(pl.lit('"'), cell.str.replace_all('"', '""', literal=True), pl.lit('"'))
    return pl.when(needs).then(doubled).otherwise(cell)


def header(columns: Sequence[str], form: TextForm) -> str:
    """The header line."""
    named = [(form.renamed or {}).get(c, c) for c in columns]
    return form.delimiter.join(c.lower() if form.lower_case else c for c in named)


def write_lines(path: Path, head: str, lines: Sequence[str], form: TextForm) -> Written:
    """Write a text file; a name ending in ``.gz`` is packed with an empty time stamp."""
    text = form.newline.join([head, *lines]) + form.newline
    errors = "surrogateescape" if form.encoding == "cp1252" else "strict"
    data = text.encode(form.encoding, errors)
    return _write(path, gzip.compress(data, 9, mtime=0) if path.suffix == ".gz" else data, len(lines))


def first_lines(head: str, lines: Sequence[str]) -> list[int]:
    """The physical line (the header is 1) on which every record begins."""
    breaks = np.array([line.count("\n") + 1 for line in [head, *lines]])
    return [int(line) for line in np.cumsum(breaks)[:-1] + 1]


def write_parquet(path: Path, frame: pl.DataFrame) -> Written:
    """Write a frame as Parquet; the bytes depend on the frame and the library's version alone."""
    table = frame.to_arrow()
    return write_table(path, table.cast(pa.schema([pa.field(f.name, _plain(f.type)) for f in table.schema])))


def write_table(path: Path, table: pa.Table) -> Written:
    """Write an Arrow table as Parquet, straight to disk."""
    return write_tables(path, table.schema, [table])


def write_tables(path: Path, schema: pa.Schema, tables: Iterable[pa.Table]) -> Written:
    """Write Arrow tables of one schema after each other into one Parquet file; memory holds one of them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with pq.ParquetWriter(path, schema, compression="zstd", compression_level=9, store_schema=False) as writer:
        rows = 0
        for table in tables:
            writer.write_table(table)
            rows += table.num_rows
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Written(path.name, digest, rows, path.stat().st_size)


def _plain(kind: pa.DataType) -> pa.DataType:
    return pa.string() if pa.types.is_large_string(kind) or str(kind) == "string_view" else kind


def write_xpt(path: Path, frame: pl.DataFrame, name: str) -> Written:
    """Write a frame as a SAS transport file; its time stamps are set to the SAS epoch."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pyreadstat.write_xport(frame.to_pandas(), str(path), table_name=name, file_format_version=5)
    data = path.read_bytes()
    stamped = _without_stamps(data)
    return _write(path, stamped, frame.height)


def _without_stamps(data: bytes) -> bytes:
    """Overwrite the creation and change times (16 characters ddMMMyy:hh:mm:ss) in the header records."""
    return STAMP.sub(b"01JAN10:00:00:00", data)


def _write(path: Path, data: bytes, rows: int) -> Written:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return Written(path.name, hashlib.sha256(data).hexdigest(), rows, len(data))


def write_manifest(folder: Path, files: Sequence[Written]) -> None:
    """``manifest.json`` beside the files of ``<register>/<leverance>``."""
    listed = [f.__dict__ for f in sorted(files, key=lambda f: f.navn)]
    content = {"register": folder.parent.name, "leverance": folder.name, "syntetisk": True, "filer": listed}
    (folder / "manifest.json").write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
