"""Released tables as CSV for Danish spreadsheets, and as Parquet."""

import codecs
from pathlib import Path

import polars as pl

from dagster_project.udtraek.released import Released

# As Danmarks Statistik writes a figure that is held back.
SUPPRESSED = ":"


def write_csv(table: Released, folder: Path) -> list[Path]:
    """One file: semicolons, decimal comma, `:` for what is suppressed, nothing for what does not exist.

    It begins with a byte order mark: without it Excel takes Danish letters for something else.
    """
    file = folder / f"{table.name}.csv"
    text = table.rows.with_columns(_as_text(table, name) for name in table.rows.columns)
    file.write_bytes(codecs.BOM_UTF8 + text.write_csv(separator=";", line_terminator="\r\n").encode())
    return [file]


def write_parquet(table: Released, folder: Path) -> list[Path]:
    """One file as the table is: what is suppressed is NULL and ``status`` says so."""
    file = folder / f"{table.name}.parquet"
    table.rows.write_parquet(file, metadata={"veje:tekst": table.text})
    return [file]


def _as_text(table: Released, name: str) -> pl.Expr:
    column = pl.col(name)
    kind = table.rows.schema[name]
    if kind == pl.String:
        # A cell that a spreadsheet would take for a formula is text.
        return pl.when(column.str.contains(r"^[=+\-@\t]")).then("'" + column).otherwise(column).alias(name)
    written = column.cast(pl.String)
    if kind == pl.Float64:
        written = written.str.strip_suffix(".0").str.replace(".", ",", literal=True)
    if kind == pl.Boolean:
        written = pl.when(column).then(pl.lit("ja")).when(~column).then(pl.lit("nej"))
    hidden = table.suppressed(name) if name in table.figures else pl.lit(value=False)
    return pl.when(hidden).then(pl.lit(SUPPRESSED)).otherwise(written).alias(name)
