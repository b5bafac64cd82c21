"""Codes that no list knows, most frequent first, so that a list can be mended before the run."""

import re

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from dagster_project.ingest.door.delivery import ReadableFile
from dagster_project.ingest.preview.found import UnknownCode
from dagster_project.ingest.rows.batch import Batch
from dagster_project.ingest.rows.parse import value
from dagster_project.ingest.rows.rules import Door
from dagster_project.registers.spec import Column, RegisterSpec

MOST_CODES = 10
"""Codes of a column that are named."""
_CODE = re.compile(r"[0-9A-Za-zÆØÅæøå.]{1,8}")
_NUMBERISH = re.compile(r"[0-9]{5,}")


def unknown_codes(
    judged: pl.DataFrame, rows: list[Batch], opened: ReadableFile, spec: RegisterSpec, door: Door
) -> tuple[UnknownCode, ...]:
    """Unknown codes of every column, at most `MOST_CODES` a column.

    Args:
        judged: as `judge_rows` gives it.
        rows: the batches that it came from, for week columns.
        opened: the file.
        spec: its register.
        door: the code lists.
    """
    found: list[UnknownCode] = []
    for place in opened.layout.places if not judged.is_empty() else ():
        found += _most(place.column.name, _unknown(judged, place.column, door))
    if spec.weeks:
        found += _most("y_ÅÅUU", _unknown_weeks(rows, door.codes[spec.weeks.name]))
    return tuple(found)


def _unknown(judged: pl.DataFrame, column: Column, door: Door) -> pl.DataFrame:
    """Texts and how often; those that quarantine the row, and those of a list that does not."""
    is_unknown = (pl.col("regel") == "kode_ukendt") & (pl.col("kolonne") == column.name)
    if column.repair and not column.must_be_listed:
        listed = [*door.codes[column.repair.name], *column.extra_codes]
        is_unknown |= pl.col("regel").is_null() & ~pl.col(value(column)).is_in(listed)
    texts = judged.filter(is_unknown.fill_null(value=False)).select(kode=pl.col(column.name).fill_null(""))
    return texts.group_by("kode").agg(antal=pl.len())


def _unknown_weeks(rows: list[Batch], known: tuple[str, ...]) -> pl.DataFrame:
    runs = [batch.weeks for batch in rows if batch.weeks is not None]
    if not runs:
        return pl.DataFrame(schema={"kode": pl.String, "antal": pl.Int64})
    flat = pc.list_flatten(pa.chunked_array(runs)).combine_chunks()
    weeks = pl.DataFrame({"kode": pl.from_arrow(flat.field("kode")), "antal": pl.from_arrow(flat.field("uger"))})
    unknown = weeks.filter(pl.col("kode").is_not_null() & ~pl.col("kode").is_in(["", *known]))
    return unknown.group_by("kode").agg(pl.col("antal").cast(pl.Int64).sum())


def _most(kolonne: str, counts: pl.DataFrame) -> list[UnknownCode]:
    """The most frequent; what has not the form of a code could be anything and is told as such."""
    told: dict[str, int] = {}
    for kode, antal in counts.sort("antal", "kode", descending=[True, False]).iter_rows():
        word = _shown(kode)
        told[word] = told.get(word, 0) + antal
    ordered = sorted(told.items(), key=lambda one: (-one[1], one[0]))
    return [UnknownCode(kolonne, kode, antal) for kode, antal in ordered[:MOST_CODES]]


def _shown(kode: str) -> str:
    if not kode:
        return "(tom)"
    return kode if _CODE.fullmatch(kode) and not _NUMBERISH.search(kode) else "(anden tekst)"
