"""Every Arrow type that a column may come in: what is stored, whether it is needed or surplus."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.lib.landing import MAN, WOMAN, Landing

LAST_DAY = date(2007, 12, 31)
REFUSED = "afvist"
QUARANTINE = "karantæne"

MIDNIGHT, NOON = datetime(2007, 12, 31), datetime(2007, 12, 31, 12)
DANISH_MIDNIGHT = datetime(2007, 12, 30, 23, tzinfo=UTC)
NEVER = datetime(9999, 12, 31)

DATES: dict[str, tuple[pa.Array, Any]] = {
    "date32": (pa.array([LAST_DAY], pa.date32()), LAST_DAY),
    "date64": (pa.array([LAST_DAY], pa.date64()), LAST_DAY),
    "date32 beyond year 9999": (pa.array([5_000_000], pa.int32()).cast(pa.date32()), QUARANTINE),
    "seconds": (pa.array([MIDNIGHT], pa.timestamp("s")), LAST_DAY),
    "milliseconds": (pa.array([MIDNIGHT], pa.timestamp("ms")), LAST_DAY),
    "microseconds": (pa.array([MIDNIGHT], pa.timestamp("us")), LAST_DAY),
    "nanoseconds": (pa.array([MIDNIGHT], pa.timestamp("ns")), LAST_DAY),
    "noon": (pa.array([NOON], pa.timestamp("us")), QUARANTINE),
    "Danish midnight in UTC": (pa.array([DANISH_MIDNIGHT], pa.timestamp("us", "UTC")), LAST_DAY),
    "Danish midnight": (pa.array([DANISH_MIDNIGHT], pa.timestamp("us", "Europe/Copenhagen")), LAST_DAY),
    "Danish midnight elsewhere": (pa.array([DANISH_MIDNIGHT], pa.timestamp("ms", "America/New_York")), LAST_DAY),
    "midnight in UTC": (pa.array([MIDNIGHT.replace(tzinfo=UTC)], pa.timestamp("us", "UTC")), QUARANTINE),
    "the last day of all": (pa.array([NEVER], pa.timestamp("us")), date(9999, 12, 31)),
    "whole number": (pa.array([20071231], pa.int32()), LAST_DAY),
    "float": (pa.array([20071231.0], pa.float64()), LAST_DAY),
    "decimal": (pa.array([Decimal("20071231.00")], pa.decimal128(12, 2)), LAST_DAY),
    "text": (pa.array(["31DEC2007"], pa.string()), LAST_DAY),
    "large text": (pa.array(["31-12-2007"], pa.large_string()), LAST_DAY),
    "bytes": (pa.array([b"20071231"], pa.binary()), LAST_DAY),
    "dictionary": (pa.array(["2007-12-31"]).dictionary_encode(), LAST_DAY),
    "nothing": (pa.nulls(1), None),
    "nothing of a date": (pa.array([None], pa.date32()), None),
    "NaN": (pa.array([float("nan")], pa.float64()), None),
    "duration": (pa.array([timedelta(days=1)], pa.duration("us")), REFUSED),
    "clock": (pa.array([1], pa.int64()).cast(pa.time64("us")), REFUSED),
    "wide decimal": (pa.array([Decimal(20071231)], pa.decimal256(50, 0)), REFUSED),
    "list": (pa.array([[LAST_DAY]]), REFUSED),
    "structure": (pa.array([{"dag": LAST_DAY}]), REFUSED),
}


def parquet(columns: dict[str, Any], **options: Any) -> bytes:
    out = BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return out.getvalue()


def days(count: int) -> list[str]:
    return [str(date(2010, 1, 1) + timedelta(days=number)) for number in range(count)]


def outcomes(landing: Landing, register: str, column: str, files: dict[str, bytes]) -> dict[str, Any]:
    """Deliver each file on a day of its own, take all in at once, and tell what became of the one row of each."""
    delivered = dict(zip(files, days(len(files)), strict=True))
    for case, content in files.items():
        landing.deliver(register, delivered[case], {"a.parquet": content}, manifest=False)
    landing.ingest(register)
    refused = landing.rows("SELECT leverance::VARCHAR, 'afvist' FROM kvalitet.leverance WHERE status = 'afvist'")
    set_aside = landing.rows("SELECT leverance::VARCHAR, 'karantæne' FROM kvalitet.karantaene")
    stored = landing.rows(f"SELECT leverance::VARCHAR, {column} FROM raa.{register}")
    assert len(refused) + len(set_aside) + len(stored) == len(files)
    found = dict([*refused, *set_aside, *stored])
    return {case: found[day] for case, day in delivered.items()}


def pension(til: pa.Array, number: int, **more: Any) -> dict[str, Any]:
    fra = date(1995, 1, 1) + timedelta(days=number)
    return {"PNR": pa.array([MAN]), "FRA": pa.array([fra]), "TIL": til, **more}


@pytest.fixture(scope="module")
def dates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    files = {case: parquet(pension(array, number)) for number, (case, (array, _)) in enumerate(DATES.items())}
    for number, unit in enumerate(("ms", "us", "ns"), start=100):
        array = pa.array([MIDNIGHT], pa.timestamp(unit))
        files[f"int96 {unit}"] = parquet(pension(array, number), use_deprecated_int96_timestamps=True)
    never = pension(pa.array([NEVER], pa.timestamp("us")), 200)
    files["int96 never"] = parquet(never, use_deprecated_int96_timestamps=True)
    return outcomes(Landing(tmp_path_factory.mktemp("typer")), "foertidspension", "til", files)


@pytest.mark.parametrize("case", DATES)
def test_a_day_of_every_type(case: str, dates: dict[str, Any]) -> None:
    assert dates[case] == DATES[case][1]


@pytest.mark.parametrize(
    ("case", "expected"),
    [("int96 ms", LAST_DAY), ("int96 us", LAST_DAY), ("int96 ns", LAST_DAY), ("int96 never", NEVER.date())],
)
def test_a_date_of_int96_survives_as_it_is(case: str, expected: date, dates: dict[str, Any]) -> None:
    assert dates[case] == expected


def test_a_surplus_column_of_any_type_hurts_nobody(landing: Landing) -> None:
    """Also beside a row that is kept for correction, which writes out the whole row."""
    odd = [case for case, (_, expected) in DATES.items() if expected in (REFUSED, QUARANTINE)]
    for case, day in zip(odd, days(len(odd)), strict=True):
        surplus = pa.chunked_array([DATES[case][0], DATES[case][0]])
        columns = {"PNR": pa.array([MAN, "12"]), "FRA": pa.array([date(1995, 1, 1)] * 2), "TIL": pa.nulls(2)}
        landing.deliver("foertidspension", day, {"a.parquet": parquet({**columns, "ANDET": surplus})}, manifest=False)
    landing.ingest("foertidspension")
    assert {(row[0], row[4]) for row in landing.account("foertidspension")} == {(2, 1)}
    assert len(landing.account("foertidspension")) == len(odd)
    assert all("ekstra kolonner: ANDET" in reason for _, reason in landing.verdict("foertidspension"))


NUMBERS: dict[str, tuple[pa.Array, Any]] = {
    "int8": (pa.array([100], pa.int8()), 100.0),
    "uint64": (pa.array([250000], pa.uint64()), 250000.0),
    "float32": (pa.array([250000.5], pa.float32()), 250000.5),
    "float64 far from one": (pa.array([1e-7], pa.float64()), 1e-7),
    "decimal": (pa.array([Decimal("250000.50")], pa.decimal128(18, 2)), 250000.5),
    "text with a comma": (pa.array(["250000,50"]), 250000.5),
    "text with an exponent": (pa.array(["2.5e+05"]), 250000.0),
    "not a number": (pa.array([float("nan")]), None),
    "infinite": (pa.array([float("inf")]), QUARANTINE),
    # Not needed, so not refused; that it cannot be read is said.
    "half precision": (pa.array([100.0], pa.float16()), None),
    "truth": (pa.array([True]), QUARANTINE),
}


def test_a_column_that_may_be_absent_and_cannot_be_read_is_said_so(landing: Landing) -> None:
    row = {"PNR": pa.array([MAN]), "AAR": pa.array([2007]), "BRUTTO": pa.array([1.0])}
    array = pa.array([100.0], pa.float16())
    landing.deliver("ind", "2010-06-30", {"a.parquet": parquet({**row, "ERHVERVSINDK": array})}, manifest=False)
    landing.ingest("ind")
    ((status, reason),) = landing.verdict("ind")
    assert status == "advarsel"
    assert "kolonnen ERHVERVSINDK har en type, der ikke kan læses (halffloat)" in reason


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    files = {
        case: parquet(
            {
                "PNR": pa.array([MAN]),
                "AAR": pa.array([1980.0 + at]),
                "BRUTTO": pa.array([1.0]),
                "ERHVERVSINDK": array,
            }
        )
        for at, (case, (array, _)) in enumerate(NUMBERS.items())
    }
    return outcomes(Landing(tmp_path_factory.mktemp("tal")), "ind", "erhvervsindk", files)


@pytest.mark.parametrize("case", NUMBERS)
def test_a_number_of_every_type(case: str, numbers: dict[str, Any]) -> None:
    assert numbers[case] == NUMBERS[case][1]


def test_a_number_of_a_person_is_the_same_person_in_every_type(landing: Landing) -> None:
    types = {
        "int64": pa.array([101700001, 202750002], pa.int64()),
        "float64": pa.array([101700001.0, 202750002.0], pa.float64()),
        "decimal": pa.array([Decimal(101700001), Decimal(202750002)], pa.decimal128(12, 0)),
        "text": pa.array([MAN, WOMAN]),
    }
    for at, (persons, day) in enumerate(zip(types.values(), days(len(types)), strict=True)):
        columns = {"PNR": persons, "AAR": pa.array([2000 + at] * 2, pa.int16()), "BRUTTO": pa.array([1, 2])}
        landing.deliver("ind", day, {"a.parquet": parquet(columns)}, manifest=False)
    landing.ingest("ind")
    assert landing.rows("SELECT count(*), count(DISTINCT person_id) FROM raa.ind") == [(2 * len(types), 2)]
