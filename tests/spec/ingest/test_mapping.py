"""Extracts with the names that Danmarks Statistik has, taken in through the mapping that is shipped."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dagster_project.errors import ConfigurationError
from dagster_project.ingest.mapping import read_mapping
from dagster_project.settings import PROJECT_ROOT
from tests.lib.landing import Landing, csv_of

DST = PROJECT_ROOT / "data" / "seed" / "kilder" / "dst.toml"
SOMEBODY, SOMEBODY_ELSE = "000000004711", "000000004712"


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path, variables={"VEJE_KILDER": str(DST)}, study_changes={"pnr_format": "dst"})


def put(landing: Landing, register: str, files: dict[str, str]) -> None:
    for name, text in files.items():
        file = landing.folder(register, "2010-06-30") / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def test_the_year_of_the_income_stands_in_the_name_of_the_file(landing: Landing) -> None:
    put(landing, "ind", {"ind2007.csv": f"PNR;PERINDKIALT_13\n{SOMEBODY};250000\n"})
    landing.ingest("ind")
    assert landing.rows("SELECT aar, brutto FROM raa.ind") == [(2007, 250000.0)]


def test_the_degree_of_unemployment_changed_its_name(landing: Landing) -> None:
    put(
        landing,
        "idap",
        {
            "idap2007.csv": f"PNR;ARLEDGR\n{SOMEBODY};100\n",
            "idap2008.csv": f"PNR;ARLEDGR_BRUTTO;ARLEDGR_NETTO\n{SOMEBODY};200;150\n",
        },
    )
    landing.ingest("idap")
    assert landing.rows("SELECT aar, arledgr FROM raa.idap ORDER BY aar") == [(2007, 100.0), (2008, 200.0)]


def test_a_pension_begins_in_two_digits_of_the_year(landing: Landing) -> None:
    put(landing, "foertidspension", {"sop.csv": f"PNR;SOP_STARTDATO\n{SOMEBODY};970301\n{SOMEBODY_ELSE};999999\n"})
    landing.ingest("foertidspension")
    found = landing.rows("SELECT fra, til FROM raa.foertidspension ORDER BY fra")
    assert found == [(date(1991, 12, 31), None), (date(1997, 3, 1), None)]


def test_a_folder_of_the_year_says_the_day_that_the_file_does_not(landing: Landing) -> None:
    text = csv_of("bef", {"PNR": SOMEBODY, "REFERENCETID": None})
    put(landing, "bef", {"year=2008/bef2008.csv": text})
    landing.ingest("bef")
    assert landing.rows("SELECT referencetid, fil FROM raa.bef") == [(date(2008, 1, 1), "year=2008/bef2008.csv")]


def test_the_number_of_a_person_is_the_same_whatever_zeros_a_register_has_lost(landing: Landing) -> None:
    put(landing, "lmdb", {"lmdb.csv": f"PNR12;EKSD;ATC;APK\n{SOMEBODY};2008-01-15;N06AB04;1\n"})
    folder = landing.folder("ind", "2010-06-30")
    folder.mkdir(parents=True)
    pl.DataFrame({"PNR": [4711.0], "PERINDKIALT_13": [1.0]}).write_parquet(folder / "ind2007.parquet")
    landing.ingest("lmdb")
    landing.ingest("ind")
    found = landing.rows("SELECT person_id FROM raa.lmdb UNION SELECT person_id FROM raa.ind")
    assert len(found) == 1


def test_where_each_column_came_from_is_told(landing: Landing) -> None:
    put(landing, "ind", {"ind2007.csv": f"PNR;PERINDKIALT_13\n{SOMEBODY};250000\n"})
    landing.ingest("ind")
    told = landing.rows("SELECT kolonne, kilde FROM kvalitet.kilde WHERE register = 'ind' ORDER BY kolonne")
    assert told == [("AAR", "fra_navn aar"), ("BRUTTO", "PERINDKIALT_13"), ("PNR", "PNR")]


WRONG = {
    "an unknown register": ("[inf]\nfiler = 'x'\n", "linje 1", "[inf]"),
    "an unknown column": ("[ind.kolonner]\nLOEN = 'X'\n", "linje 2", "LOEN"),
    "an unknown form": ("[bef.kolonner]\n\nFOED_DAG = { kolonne = 'X', form = 'DDMM' }\n", "linje 3", "DDMM"),
    "an unknown group": ("[ind.kolonner]\nAAR = { fra_navn = 'aar' }\n", "linje 2", "aar"),
    "a number that is changed": (
        "[ind.kolonner]\nPNR = { kolonne = 'X', faktor = 2 }\n",
        "linje 2",
        "faktor",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_a_mapping_may_not_say_is_told_with_its_line(case: str, tmp_path: Path) -> None:
    text, line, found = WRONG[case]
    (tmp_path / "kilder.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as told:
        read_mapping(tmp_path / "kilder.toml")
    assert line in str(told.value)
    assert found in str(told.value)
