"""Users' lists lie over our own, file by file."""

from pathlib import Path

import pytest

from dagster_project.errors import ConfigurationError
from dagster_project.registers.codelists import (
    code_list_path,
    compose_code_lists,
    own_lists,
    read_codes,
    require_known_lists,
)
from dagster_project.settings import CODE_LISTS, PROJECT_ROOT, Settings, load_settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    lists = tmp_path / "egne"
    lists.mkdir()
    (lists / "foranst.csv").write_text("foranst,foranstaltning\n01,a\n01,b\n", encoding="utf-8-sig")
    (lists / "README.md").write_text("x\n")
    return load_settings({"VEJE_HOME": str(tmp_path), "VEJE_KODELISTER": str(lists)})


def test_a_users_list_takes_the_place_of_ours_and_the_others_stay(settings: Settings, tmp_path: Path) -> None:
    assert code_list_path(settings, "foranst").parent == tmp_path / "egne"
    assert code_list_path(settings, "kommune").parent == CODE_LISTS
    written = compose_code_lists(settings, tmp_path / "ud")
    assert [file.name for file in written] == sorted(file.name for file in CODE_LISTS.glob("*.csv"))
    assert (tmp_path / "ud" / "foranst.csv").read_bytes() == (tmp_path / "egne" / "foranst.csv").read_bytes()


def test_codes_are_text_and_each_stands_once(settings: Settings) -> None:
    assert read_codes(settings, "foranst", "foranst") == ("01",)
    assert "101" in read_codes(settings, "kommune", "kom")


def test_a_list_without_its_column_is_an_error_that_names_both(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "egne" / "kommune.csv").write_text("kode\n101\n")
    with pytest.raises(ConfigurationError, match=r"(?s)kom.*kommune\.csv") as caught:
        read_codes(settings, "kommune", "kom")
    assert "VEJE_KODELISTER" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("komune.csv", "mente du kommune.csv?"),
        ("HFAUDD.CSV", "mente du hfaudd.csv?"),
        ("foranst.csv.txt", "mente du foranst.csv?"),
        ("dream_ydelser.xlsx", "mente du dream_ydelse.csv?"),
        ("tabel.csv", "dannes af tabellernes erklæring"),
    ],
)
def test_a_file_that_is_no_list_is_an_error_that_names_the_nearest(
    name: str, said: str, settings: Settings, tmp_path: Path
) -> None:
    require_known_lists(settings)
    (tmp_path / "egne" / name).write_text("x\n")
    with pytest.raises(ConfigurationError) as caught:
        require_known_lists(settings)
    assert name in str(caught.value)
    assert said in str(caught.value)
    with pytest.raises(ConfigurationError):
        compose_code_lists(settings, tmp_path / "ud")


def test_the_page_of_code_lists_knows_every_list() -> None:
    page = (PROJECT_ROOT / "docs" / "code_lists.md").read_text(encoding="utf-8").replace("indberetning_*.csv", "")
    lists = [name for name in own_lists() if not name.startswith("indberetning_")]
    assert [name for name in lists if f"`{name}.csv`" not in page] == []
