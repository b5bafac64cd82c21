"""Parquet and SAS files are judged as the same rows in a CSV file would be."""

import json
from datetime import date, datetime
from decimal import Decimal

import pandas as pd
import polars as pl
import pyreadstat
import pytest

from dagster_project.ingest.readers import table_rows
from dagster_project.privacy.vault import quarantined_rows
from synthetic.sas7bdat import write_sas7bdat as write_frame
from tests.lib.landing import MAN, WOMAN, Landing, csv_of
from tests.lib.sas7bdat import Cell, write_sas7bdat

DAY = "2010-06-30"


def deliver(landing: Landing, register: str, frame: pl.DataFrame, name: str = "a.parquet") -> None:
    folder = landing.deliver(register, DAY, {}, manifest=False)
    frame.write_parquet(folder / name)
    landing.ingest(register)


def test_parquet_types_are_read_as_what_they_mean(landing: Landing) -> None:
    frame = pl.DataFrame(
        {
            "pnr": [MAN, WOMAN, MAN, MAN],
            "foranst": pl.Series(["1", "011", "1", None], dtype=pl.Categorical),
            "startdto": [date(2008, 1, 1), date(2008, 1, 2), date(1960, 1, 1), date(2008, 1, 1)],
            "slutdto": [20671231, 20080131, 20671231, 20671231],
            "timerpu": [37.0, 18.5, float("nan"), None],
        }
    )
    deliver(landing, "amfora", frame)
    assert landing.quarantine("amfora") == [("dato_umulig", "STARTDTO"), ("noegle_mangler", "FORANST")]
    assert landing.rows("SELECT linje FROM kvalitet.karantaene ORDER BY linje") == [(3,), (4,)]
    assert landing.rows("SELECT foranst, slutdto::VARCHAR, timerpu FROM raa.amfora ORDER BY linje") == [
        ("1", "2067-12-31", 37.0),
        ("11", "2008-01-31", 18.5),
    ]


def test_a_number_gets_its_lost_zeros_back_as_pnr_and_text_never(landing: Landing) -> None:
    folder = landing.deliver("ind", DAY, {"a.csv": f"PNR;AAR;BRUTTO\n{int(MAN)};2006;1\n"}, manifest=False)
    frame = pl.DataFrame({"PNR": [int(MAN), 1], "AAR": [2007.0, 2007.0], "BRUTTO": [1, 1]})
    frame.write_parquet(folder / "b.parquet")
    frame.with_columns(PNR=pl.col("PNR").cast(pl.Float64), AAR=2008).write_parquet(folder / "c.parquet")
    landing.ingest("ind")
    assert landing.quarantine("ind") == [("pnr_format", "PNR")] * 3
    landing.deliver("bef", DAY, {"a.csv": csv_of("bef", {})})
    landing.ingest("bef")
    assert landing.rows("SELECT aar FROM raa.ind SEMI JOIN raa.bef USING (person_id) ORDER BY aar") == [
        (2007,),
        (2008,),
    ]


def test_a_pnr_in_single_precision_is_refused(landing: Landing) -> None:
    frame = pl.DataFrame({"PNR": pl.Series([float(MAN)], dtype=pl.Float32), "AAR": [2007], "BRUTTO": [1]})
    deliver(landing, "ind", frame)
    ((status, reason),) = landing.verdict("ind")
    assert (status, "kolonnen PNR" in reason, "syv cifre" in reason) == ("afvist", True, True)


def test_floats_datetimes_and_bytes_in_parquet(landing: Landing) -> None:
    frame = pl.DataFrame(
        {
            "PNR": [MAN.encode(), b"\xff\xfe", WOMAN.encode()],
            "HFAUDD": [1009.0, None, 1031.0],
            "HF_VFRA": [datetime(1990, 1, 1), datetime(1990, 1, 1), None],
            "LISTE": [[1], [2], [3]],
        }
    )
    deliver(landing, "udda", frame)
    assert landing.quarantine("udda") == [("kodning", "PNR"), ("noegle_mangler", "HF_VFRA")]
    assert landing.rows("SELECT hfaudd, hf_vfra::VARCHAR FROM raa.udda") == [("1009", "1990-01-01")]


def test_decimals_and_numbers_far_from_one_are_numbers(landing: Landing) -> None:
    frame = pl.DataFrame(
        {
            "PNR": [MAN, WOMAN],
            "EKSD": pl.Series([Decimal("20080115.00"), Decimal("20080215.00")]),
            "ATC": ["N", "N"],
            "APK": [1e-7, 1e16],
        }
    )
    deliver(landing, "lmdb", frame)
    assert landing.quarantine("lmdb") == []
    assert landing.rows("SELECT eksd::VARCHAR, apk FROM raa.lmdb ORDER BY linje") == [
        ("2008-01-15", 1e-7),
        ("2008-02-15", 1e16),
    ]


def test_a_column_with_undecodable_bytes_is_named_as_the_register_spells_it(landing: Landing) -> None:
    frame = pl.DataFrame({"pnr": [MAN, WOMAN, MAN], "Y_801": ["111", "\0", "1"], "0101701234x": ["", "", "\0"]})
    deliver(landing, "dream", frame)
    assert landing.quarantine("dream") == [("kodning", "y_0801"), ("kodning", "…X")]


def test_dream_in_parquet(landing: Landing) -> None:
    frame = pl.DataFrame({"PNR": [MAN, WOMAN], "Y_801": [111, None], "y_0802": ["0730", " "]})
    deliver(landing, "dream", frame)
    query = "SELECT ydelser[857:] FROM raa.dream ORDER BY linje"
    assert landing.rows(query) == [(["111", "730"],), (["", ""],)]


WEEKS_OF_MANY = {"PNR": [f"010170{at:04d}" for at in range(40)], "Y_801": ["111"] * 39 + [" "], "NOTE": [1.0] * 40}
CODES_OF_MANY = [[None, "0730", "111", "\0"][at % 4] for at in range(40)]


@pytest.mark.parametrize("kind", ["text", "categories", "numbers"])
@pytest.mark.parametrize("form", ["parquet", "sas7bdat", "xpt"])
def test_week_columns_of_any_type_and_file_in_several_pieces(
    landing: Landing, monkeypatch: pytest.MonkeyPatch, kind: str, form: str
) -> None:
    monkeypatch.setattr(table_rows, "_CELLS", 30)
    folder = landing.deliver("dream", DAY, {}, manifest=False)
    frame = pl.DataFrame(WEEKS_OF_MANY | {"y_0803": [code if code != "\0" else "890" for code in CODES_OF_MANY]})
    if kind == "numbers":
        frame = frame.with_columns(pl.col("y_0803").cast(pl.Float64))
    if form == "parquet":
        as_kept = frame.with_columns(pl.col("y_0803").cast(pl.Categorical)) if kind == "categories" else frame
        as_kept.write_parquet(folder / "a.parquet", row_group_size=25)
    elif form == "xpt":
        pyreadstat.write_xport(frame.to_pandas(), str(folder / "a.xpt"), file_format_version=8)
    else:
        write_frame(folder / "a.sas7bdat", frame)
    landing.ingest("dream")
    assert landing.account("dream") == [(40, 40, 0, 0, 0)]
    found = [weeks for (weeks,) in landing.rows("SELECT ydelser[857:] FROM raa.dream ORDER BY linje")]
    third = [{None: "", "\0": "890", "0730": "730"}.get(code, code) for code in CODES_OF_MANY]
    assert found == [["111" if at < 39 else "", None, third[at]] for at in range(40)]


def test_blank_rows_inside_a_transport_file_are_rows(landing: Landing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_rows, "_CELLS", 6)
    folder = landing.deliver("udda", DAY, {}, manifest=False)
    frame = pd.DataFrame(
        {"PNR": [MAN, "", "", WOMAN], "HFAUDD": ["1009", "", "", ""], "HF_VFRA": ["19900101", "", "", ""]}
    )
    pyreadstat.write_xport(frame, str(folder / "a.xpt"), file_format_version=5)
    landing.ingest("udda")
    assert landing.account("udda") == [(4, 1, 0, 0, 3)]


def test_a_row_with_a_bad_week_is_kept_as_it_was_delivered(landing: Landing) -> None:
    frame = pl.DataFrame(WEEKS_OF_MANY | {"y_0803": CODES_OF_MANY})
    deliver(landing, "dream", frame)
    assert landing.quarantine("dream") == [("kodning", "y_0803")] * 10
    row = next(one for one in quarantined_rows(landing.settings, "dream", most=10) if one.linje == 4)
    assert json.loads(row.raekke) == {"PNR": "0101700003", "Y_801": "111", "NOTE": "1.0", "y_0803": "\0"}


def test_a_damaged_parquet_file_is_refused(landing: Landing) -> None:
    landing.deliver("ind", DAY, {"a.parquet": b"PAR1xxxx"}, manifest=False)
    landing.ingest("ind")
    ((status, reason),) = landing.verdict("ind")
    assert (status, reason[:33]) == ("afvist", "a.parquet: filen kan ikke læses (")


def test_a_list_where_a_cell_should_be_is_refused(landing: Landing) -> None:
    deliver(landing, "ind", pl.DataFrame({"PNR": [[MAN]], "AAR": [2007], "BRUTTO": [1]}))
    assert landing.verdict("ind") == [
        ("afvist", "a.parquet: kolonnen PNR har en type, der ikke kan læses (large_list<element: large_string>)"),
    ]


def test_sas_transport_files(landing: Landing) -> None:
    folder = landing.deliver("foertidspension", DAY, {}, manifest=False)
    frame = pd.DataFrame(
        {"PNR": [MAN, WOMAN, "x"], "FRA": [date(1995, 1, 1)] * 3, "TIL": [date(1996, 1, 1), None, None]}
    )
    pyreadstat.write_xport(frame, str(folder / "a.xpt"), file_format_version=8)
    landing.ingest("foertidspension")
    assert landing.quarantine("foertidspension") == [("pnr_format", "PNR")]
    assert landing.rows("SELECT til::VARCHAR FROM raa.foertidspension ORDER BY linje") == [("1996-01-01",), (None,)]
    assert landing.account("foertidspension") == [(3, 2, 0, 0, 1)]


def test_a_large_file_is_read_in_pieces_and_rows_are_numbered_through(
    landing: Landing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_rows, "_CELLS", 30)
    numbers = [f"010170{at:04d}" for at in range(95)]
    deliver(landing, "ind", pl.DataFrame({"PNR": numbers, "AAR": [2007] * 95, "BRUTTO": [1] * 94 + [None]}))
    assert landing.rows("SELECT count(*), count(DISTINCT linje), max(linje) FROM raa.ind") == [(94, 94, 94)]
    assert landing.rows("SELECT linje FROM kvalitet.karantaene") == [(95,)]


@pytest.mark.parametrize("cells", [8_000_000, 8])
def test_sas_datasets(landing: Landing, monkeypatch: pytest.MonkeyPatch, cells: int) -> None:
    monkeypatch.setattr(table_rows, "_CELLS", cells)
    folder = landing.deliver("foertidspension", DAY, {}, manifest=False)
    rows: list[list[Cell]] = [
        [MAN, date(1995, 1, 1), date(1996, 1, 1), 19950101.0, "æ€"],
        [WOMAN, date(1995, 1, 1), None, 3.5, ""],
        ["x", date(1995, 1, 1), None, None, "y"],
        [WOMAN, date(1960, 1, 1), date(2008, 2, 29), None, ""],
        [WOMAN, date(2000, 2, 29), date(2000, 2, 28), None, ""],
    ]
    write_sas7bdat(folder / "a.sas7bdat", ["pnr", "FRA", "Til", "BELOEB", "NOTE"], rows)
    landing.ingest("foertidspension")
    assert landing.verdict("foertidspension")[0][0] == "advarsel", landing.verdict("foertidspension")
    assert landing.quarantine("foertidspension") == [
        ("pnr_format", "PNR"),
        ("dato_umulig", "FRA"),
        ("dato_umulig", "TIL"),
    ]
    assert landing.rows("SELECT linje FROM kvalitet.karantaene ORDER BY linje") == [(3,), (4,), (5,)]
    assert landing.rows("SELECT til::VARCHAR FROM raa.foertidspension ORDER BY linje") == [("1996-01-01",), (None,)]
    assert landing.account("foertidspension") == [(5, 2, 0, 0, 3)]


def test_numbers_in_a_sas_dataset_are_codes_years_and_dates(landing: Landing) -> None:
    folder = landing.deliver("amfora", DAY, {}, manifest=False)
    write_sas7bdat(
        folder / "a.sas7bdat", ["PNR", "FORANST", "STARTDTO", "SLUTDTO"], [[MAN, 1.0, 20080101.0, 20671231.0]]
    )
    landing.ingest("amfora")
    assert landing.rows("SELECT foranst, startdto::VARCHAR, slutdto::VARCHAR FROM raa.amfora") == [
        ("1", "2008-01-01", "2067-12-31")
    ]


def test_a_damaged_sas_dataset_is_refused(landing: Landing) -> None:
    landing.deliver("ind", DAY, {"a.sas7bdat": b"", "b.xpt": b"HEADER"}, manifest=False)
    landing.ingest("ind")
    ((status, reason),) = landing.verdict("ind")
    assert (status, reason[:34]) == ("afvist", "a.sas7bdat: filen kan ikke læses (")
