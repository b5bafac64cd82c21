"""What we write as a SAS dataset, two readers of others read: pandas, and ReadStat by pyreadstat."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyreadstat
import pytest

from synthetic.sas7bdat import as_rows, columns_of, write_rows, write_sas7bdat


def by_pandas(file: Path) -> pl.DataFrame:
    return pl.from_pandas(pd.read_sas(file, encoding="infer"))


def by_readstat(file: Path) -> pl.DataFrame:
    return pyreadstat.read_sas7bdat(file, output_format="polars")[0]


@pytest.mark.parametrize("read", [by_pandas, by_readstat])
def test_text_numbers_dates_and_what_is_missing(tmp_path: Path, read: object) -> None:
    frame = pl.DataFrame(
        {"PNR": ["0101700001", "æ€", "x"], "FRA": [date(1995, 1, 1), None, date(1900, 2, 3)], "TAL": [1.5, None, 1e10]}
    )
    write_sas7bdat(tmp_path / "a.sas7bdat", frame)
    found = read(tmp_path / "a.sas7bdat")  # type: ignore[operator]
    assert found.with_columns(pl.col("FRA").cast(pl.Date)).equals(frame)


@pytest.mark.parametrize("rows", [0, 1, 600, 5000])
@pytest.mark.parametrize("read", [by_pandas, by_readstat])
def test_any_number_of_rows_on_any_number_of_pages(tmp_path: Path, read: object, rows: int) -> None:
    frame = pl.DataFrame({"A": np.arange(rows) * 1.0, "B": [f"{at:07d}" for at in range(rows)]})
    columns = columns_of(frame) if rows else columns_of(pl.DataFrame({"A": [1.0], "B": ["1234567"]}))
    pieces = [as_rows(frame[at : at + 300], columns) for at in range(0, rows, 300)]
    write_rows(tmp_path / "a.sas7bdat", columns, rows, pieces)
    found = read(tmp_path / "a.sas7bdat")  # type: ignore[operator]
    assert found.columns == ["A", "B"]
    assert [found[name].to_list() for name in "AB"] == [frame[name].to_list() for name in "AB"]


@pytest.mark.parametrize("read", [by_pandas, by_readstat])
def test_as_many_columns_as_dream_has(tmp_path: Path, read: object) -> None:
    frame = pl.DataFrame({f"y_{at:04d}": ["111", "890"] for at in range(1700)})
    write_sas7bdat(tmp_path / "a.sas7bdat", frame)
    assert read(tmp_path / "a.sas7bdat").equals(frame)  # type: ignore[operator]
