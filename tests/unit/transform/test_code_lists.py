"""Code lists as dbt loads them: the user's own, valid always when they say nothing else."""

import csv
from pathlib import Path

import pytest

from dagster_project.errors import ConfigurationError
from dagster_project.settings import CODE_LISTS, Settings, load_settings
from dagster_project.transform.code_lists import NEEDED, lay_out_code_lists
from dagster_project.words.tables import TABLES


def settings_with(tmp_path: Path, **lists: str) -> Settings:
    own = tmp_path / "egne"
    own.mkdir()
    for name, text in lists.items():
        (own / f"{name}.csv").write_text(text, encoding="utf-8")
    return load_settings({"VEJE_HOME": str(tmp_path / "var"), "VEJE_KODELISTER": str(own)})


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_list_is_laid_out_and_the_needed_ones_have_validity(tmp_path: Path) -> None:
    folder = lay_out_code_lists(settings_with(tmp_path))
    assert {file.name for file in folder.iterdir()} == {file.name for file in CODE_LISTS.glob("*.csv")} | {"tabel.csv"}
    assert [row["tabel"] for row in rows_of(folder / "tabel.csv")] == [table.number for table in TABLES]
    for name in NEEDED:
        assert all(row["gyldig_fra"] and row["gyldig_til"] for row in rows_of(folder / f"{name}.csv")), name


def test_the_users_list_takes_the_place_of_ours_and_is_valid_always(tmp_path: Path) -> None:
    folder = lay_out_code_lists(settings_with(tmp_path, hfaudd="\ufeffhfaudd,niveau,kilde\n0777,forsker,DST\n"))
    assert rows_of(folder / "hfaudd.csv") == [
        {"hfaudd": "0777", "niveau": "forsker", "kilde": "DST", "gyldig_fra": "1900-01-01", "gyldig_til": "9999-12-31"}
    ]


def test_dates_that_the_list_has_are_kept(tmp_path: Path) -> None:
    text = "foranst,foranstaltning,lab,gyldig_fra,gyldig_til\n1,vejledning,J,2009-01-01,\n"
    (row,) = rows_of(lay_out_code_lists(settings_with(tmp_path, foranst=text)) / "foranst.csv")
    assert (row["gyldig_fra"], row["gyldig_til"]) == ("2009-01-01", "9999-12-31")


def test_a_list_without_a_needed_column_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="niveau"):
        lay_out_code_lists(settings_with(tmp_path, hfaudd="hfaudd\n0777\n"))


def test_a_list_of_a_name_that_we_do_not_have_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"andet\.csv"):
        lay_out_code_lists(settings_with(tmp_path, andet="kode\n1\n"))


def test_laying_out_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    settings = settings_with(tmp_path)
    first = {file.name: file.read_bytes() for file in lay_out_code_lists(settings).iterdir()}
    assert {file.name: file.read_bytes() for file in lay_out_code_lists(settings).iterdir()} == first
