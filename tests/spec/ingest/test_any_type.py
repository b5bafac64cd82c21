"""A column of any type that Arrow has, and a file of any format with a byte changed: refused is at most its delivery.

A delivery of its own for each, and a good one at the end: whatever came before it, that one is taken in.
"""

import gzip
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest

from synthetic.sas7bdat import write_sas7bdat
from tests.lib.landing import MAN, Landing, csv_of

FIRST, LAST = date(2010, 1, 1), "2019-12-31"
PLAIN = {"PNR": MAN, "AAR": "2007", "BRUTTO": "1"}
YEAR_10000 = 2_932_897  # days after 1970

TYPES: dict[str, pa.Array] = {
    "duration": pa.array([timedelta(days=1)]),
    "decimal128": pa.array([Decimal("1.5")], pa.decimal128(38, 4)),
    "decimal256": pa.array([Decimal("1.5")], pa.decimal256(76, 4)),
    "decimal32": pa.array([Decimal("1.5")], pa.decimal32(5, 1)),
    "date beyond year 9999": pa.array([YEAR_10000], pa.date32()),
    "moment beyond year 9999": pa.array([YEAR_10000 * 86_400_000], pa.timestamp("ms")),
    "moment of a zone": pa.array([datetime(2007, 1, 1)], pa.timestamp("ns", "Europe/Copenhagen")),
    "time": pa.array([1], pa.time64("ns")),
    "bytes": pa.array([b"\xff\xfe"]),
    "bytes of one length": pa.array([b"\xff\xfe"], pa.binary(2)),
    "list": pa.array([[1, 2]]),
    "list of one length": pa.array([[1, 2]], pa.list_(pa.int8(), 2)),
    "struct": pa.array([{"a": 1}]),
    "map": pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int8())),
    "nothing": pa.nulls(1),
    "truth": pa.array([True]),
    "half": pa.array([1.0], pa.float16()),
    "unsigned": pa.array([2**64 - 1], pa.uint64()),
    "infinite": pa.array([float("inf")]),
    "dictionary": pa.array(["1"]).dictionary_encode(),
    "dictionary of numbers": pa.array([1]).dictionary_encode(),
    "view": pa.array(["1"], pa.string_view()),
    "runs": pa.array([1, 1]).slice(0, 1),
}


def _table(name: str, column: pa.Array) -> pa.Table:
    columns = {key: pa.array([value]) for key, value in PLAIN.items()}
    return pa.table(columns | {name: column})


def _days() -> Iterator[str]:
    day = FIRST
    while True:
        yield day.isoformat()
        day += timedelta(days=1)


def _taken(landing: Landing) -> dict[str, tuple[str, str]]:
    """Take everything in, a good delivery last; status and reason by day."""
    landing.deliver("ind", LAST, {"a.csv": csv_of("ind", {"AAR": "2009"})}, manifest=False)
    landing.ingest("ind")
    found = landing.rows("SELECT leverance::VARCHAR, status, grund FROM kvalitet.leverance")
    assert landing.rows(f"SELECT count(*) FROM raa.ind WHERE leverance = '{LAST}'") == [(1,)]
    assert not [reason for _, _, reason in found if MAN in str(reason)]
    return {day: (status, reason) for day, status, reason in found}


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """By name of the column (a surplus one, a key, a number) and type: what became of the delivery."""
    landing, days, made = Landing(tmp_path_factory.mktemp("typer")), _days(), {}
    for column in ("NOTE", "PNR", "BRUTTO"):
        for name, values in TYPES.items():
            made[f"{column}: {name}"] = day = next(days)
            folder = landing.deliver("ind", day, {}, manifest=False)
            pq.write_table(_table(column, values), folder / "a.parquet")
    made["twice"] = day = next(days)
    twice = pa.Table.from_arrays([pa.array([one]) for one in (*PLAIN.values(), "2")], [*PLAIN, "BRUTTO"])
    pq.write_table(twice, landing.deliver("ind", day, {}, manifest=False) / "a.parquet")
    found = _taken(landing)
    return {name: found[day] for name, day in made.items()}


@pytest.mark.parametrize("name", TYPES)
def test_a_surplus_column_of_any_type_costs_no_row(typed: dict[str, tuple[str, str]], name: str) -> None:
    assert typed[f"NOTE: {name}"][0] != "afvist", typed[f"NOTE: {name}"]


@pytest.mark.parametrize("column", ["PNR", "BRUTTO"])
@pytest.mark.parametrize("name", TYPES)
def test_a_needed_column_of_any_type_refuses_at_most_its_delivery(
    typed: dict[str, tuple[str, str]], name: str, column: str
) -> None:
    status, reason = typed[f"{column}: {name}"]
    assert status in {"godtaget", "advarsel", "afvist"}
    assert column in reason or status != "afvist"


def test_a_column_twice_refuses_its_delivery(typed: dict[str, tuple[str, str]]) -> None:
    assert typed["twice"][0] == "afvist"
    assert "BRUTTO to gange" in typed["twice"][1]


def _files(folder: Path) -> dict[str, bytes]:
    """The same rows in every format."""
    frame = pl.DataFrame({"PNR": [MAN] * 40, "AAR": ["2007"] * 40, "BRUTTO": [str(at) for at in range(40)]})
    frame.write_parquet(folder / "a.parquet")
    write_sas7bdat(folder / "a.sas7bdat", frame)
    pyreadstat.write_xport(frame.to_pandas(), str(folder / "a.xpt"), file_format_version=8)
    (folder / "a.csv").write_text(frame.write_csv(separator=";"), encoding="utf-8")
    (folder / "a.csv.gz").write_bytes(gzip.compress((folder / "a.csv").read_bytes()))
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def _spoilt(content: bytes, draw: random.Random, kind: str) -> bytes:
    at = draw.randrange(len(content))
    return content[:at] if kind == "cut" else content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


@pytest.mark.parametrize("kind", ["cut", "flipped"])
def test_a_cut_or_changed_file_of_any_format_refuses_at_most_its_delivery(
    tmp_path: Path, landing: Landing, kind: str
) -> None:
    draw, days = random.Random(kind), _days()  # noqa: S311 - no secret
    whole = tmp_path / "hele"
    whole.mkdir()
    for name, content in _files(whole).items():
        for _ in range(8):
            landing.deliver("ind", next(days), {name: _spoilt(content, draw, kind)}, manifest=False)
    found: dict[str, Any] = _taken(landing)
    assert len(found) == 5 * 8 + 1
    assert {status for status, _ in found.values()} <= {"godtaget", "advarsel", "afvist"}
    assert "afvist" in {status for status, _ in found.values()}
