"""The registers as extracts: the form is that of Danmarks Statistik, and no person is lost or doubled on the way."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pyreadstat
import pytest

from synthetic.dst import extracts
from synthetic.dst.numbers import with_pseudonyms

MAN, WOMAN = "0101700001", "0202750002"


def test_a_number_is_one_pseudonym_in_every_register_and_column() -> None:
    made = with_pseudonyms(
        {
            "bef": pl.DataFrame({"PNR": [MAN, WOMAN], "MOR_ID": [WOMAN, "12345"], "E_FAELLE_ID": ["", "0" * 10]}),
            "ind": pl.DataFrame({"PNR": [WOMAN]}),
        },
        1,
    )
    bef = made["bef"]
    assert bef["MOR_ID"].to_list() == [made["ind"]["PNR"][0], ""]
    assert bef["E_FAELLE_ID"].to_list() == ["", ""]
    assert bef["PNR"].str.contains(r"^[0-9]{12}$").all()
    assert bef["PNR"].n_unique() == 2


def written(tmp_path: Path, write: Callable[[Path, pl.DataFrame], None], rows: pl.DataFrame) -> list[str]:
    write(tmp_path, rows)
    return sorted(file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*") if file.is_file())


def test_incomes_are_one_file_a_year_that_names_the_year_alone(tmp_path: Path) -> None:
    rows = pl.DataFrame({"PNR": ["1" * 12, "2" * 12], "AAR": [2007.0, 2008.0], "BRUTTO": [1.0, 2.0]})
    assert written(tmp_path, extracts.incomes, rows) == ["ind2007.parquet", "ind2008.parquet"]
    assert pl.read_parquet(tmp_path / "ind2008.parquet").columns == ["PNR", "PERINDKIALT_13"]


def test_pensions_of_before_1992_have_no_date_and_those_that_ended_early_are_gone(tmp_path: Path) -> None:
    rows = pl.DataFrame(
        {
            "PNR": ["1" * 12, "2" * 12, "3" * 12],
            "FRA": [date(1985, 1, 1), date(2003, 4, 5), date(1980, 1, 1)],
            "TIL": [None, None, date(1989, 12, 31)],
        }
    )
    assert written(tmp_path, extracts.pensions, rows) == ["sop2010.csv"]
    lines = (tmp_path / "sop2010.csv").read_text(encoding="utf-8").split()
    assert lines == ["PNR", "SOP_STARTDATO", "1" * 12, "999999", "2" * 12, "30405"]


def test_the_population_is_folders_of_numbers_and_one_of_text(tmp_path: Path) -> None:
    rows = pl.DataFrame(
        {
            "PNR": ["012345678901"] * 2,
            "REFERENCETID": [date(2007, 1, 1), date(2008, 1, 1)],
            "KOEN": ["1", "1"],
            "FOED_DAG": [date(1970, 1, 1)] * 2,
            "KOM": ["657", "657"],
            "IE_TYPE": ["1", "1"],
            "CIVST": ["U", "U"],
            "MOR_ID": ["012345678902", ""],
            "FAR_ID": ["", ""],
            "E_FAELLE_ID": ["", ""],
        }
    )
    files = written(tmp_path, extracts.population, rows)
    assert files == ["year=2007/part-0000.parquet", "year=2008/bef2008.csv"]
    typed = pl.read_parquet(tmp_path / files[0], hive_partitioning=False)
    assert typed.schema["mor_id"] == pl.Float64
    assert typed["mor_id"][0] == 12345678902.0
    assert "referencetid" not in (tmp_path / files[1]).read_text(encoding="utf-8")


@pytest.mark.parametrize(("year", "name"), [(2007.0, "ARLEDGR"), (2008.0, "ARLEDGR_BRUTTO")])
def test_the_degree_of_unemployment_changed_its_name(tmp_path: Path, year: float, name: str) -> None:
    (file,) = written(
        tmp_path, extracts.unemployment, pl.DataFrame({"PNR": ["0" * 11 + "7"], "AAR": [year], "ARLEDGR": [5.0]})
    )
    if file.endswith(".sas7bdat"):
        columns = pyreadstat.read_sas7bdat(str(tmp_path / file))[0].columns.to_list()
    else:
        columns = pl.read_parquet(tmp_path / file).columns
    assert columns == ["PNR", name]
