"""What leaves as files: figures, what is held back, what does not exist, and the note that remembers it."""

import json
import sys
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import duckdb
import polars as pl
import pytest

from dagster_project.clock import COPENHAGEN
from dagster_project.errors import ConfigurationError
from dagster_project.settings import Settings, load_settings
from dagster_project.udtraek import FORMATS, give_out

GENERATION = "20260102T030405Z"
NOW = datetime(2026, 1, 3, 12, 0, tzinfo=COPENHAGEN)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A published file with two released tables, one of them with a figure that is held back and one that is none."""
    settings = load_settings({"VEJE_HOME": str(tmp_path / "hjem")})
    folder = settings.generations_dir / GENERATION
    folder.mkdir(parents=True)
    told = {
        "generation": GENERATION,
        "dannet": "2026-01-02T04:04:05+01:00",
        "studie": {"titel": "Prøve"},
        "indhold": "a1",
    }
    (folder / "manifest.json").write_text(json.dumps(told))
    with duckdb.connect(str(settings.published_file)) as con:
        con.execute("CREATE SCHEMA frigivelse; CREATE SCHEMA kvalitet; CREATE SCHEMA marts")
        con.execute(f"CREATE TABLE kvalitet.generation AS SELECT '{GENERATION}' AS generation")
        con.execute("CREATE TABLE marts.hemmelig AS SELECT 3 AS antal")
        con.execute(
            """CREATE TABLE frigivelse.tabel AS FROM (VALUES
               ('Århus', 'a', 12.5::DOUBLE, 40::BIGINT, 'vist'), ('Århus', 'b', NULL, NULL, 'diskretion'),
               ('=Skive', 'a', NULL, 7, 'vist')) AS t(sted, "række", andel, antal, status)"""
        )
        con.execute("COMMENT ON TABLE frigivelse.tabel IS 'En tabel'")
        con.execute("COMMENT ON COLUMN frigivelse.tabel.andel IS 'Andel i pct.'")
        con.execute("CREATE TABLE frigivelse.tom(sted VARCHAR, antal BIGINT, status VARCHAR)")
    return settings


def test_csv_is_for_danish_spreadsheets(settings: Settings) -> None:
    given = give_out(settings, "csv", None, NOW)
    assert given.files == ["datapackage.json", "tabel.csv", "tom.csv"]
    assert (given.folder / "tabel.csv").read_bytes() == (
        "\ufeffsted;række;andel;antal;status\r\nÅrhus;a;12,5;40;vist\r\nÅrhus;b;:;:;diskretion\r\n'=Skive;a;;7;vist\r\n"
    ).encode()
    assert (given.folder / "tom.csv").read_text("utf-8-sig") == "sted;antal;status\n"


def test_the_package_says_what_columns_are_and_reads_back(settings: Settings) -> None:
    folder = give_out(settings, "csv", None, NOW).folder
    package = json.loads((folder / "datapackage.json").read_text())
    one = next(resource for resource in package["resources"] if resource["name"] == "tabel")
    assert one["schema"]["fields"][2] == {
        "name": "andel",
        "type": "number",
        "description": "Andel i pct.",
        "decimalChar": ",",
    }
    rows = pl.read_csv(
        folder / one["path"],
        separator=one["dialect"]["delimiter"],
        decimal_comma=True,
        null_values=one["schema"]["missingValues"],
        encoding="utf8-lossy",
    )
    assert rows["andel"].to_list() == [12.5, None, None]
    assert rows["antal"].to_list() == [40, None, 7]


def test_parquet_keeps_types(settings: Settings) -> None:
    folder = give_out(settings, "parquet", None, NOW).folder
    assert pl.read_parquet(folder / "tabel.parquet")["antal"].to_list() == [40, None, 7]


def test_a_workbook_has_a_sheet_a_table_and_one_about_the_figures(settings: Settings) -> None:
    one = give_out(settings, "xlsx", settings.home / "en", NOW)
    other = give_out(settings, "xlsx", settings.home / "to", NOW)
    assert (one.folder / "veje.xlsx").read_bytes() == (other.folder / "veje.xlsx").read_bytes()
    with ZipFile(one.folder / "veje.xlsx") as book:
        names = book.read("xl/workbook.xml").decode()
        words = book.read("xl/sharedStrings.xml").decode()
        sheet = book.read("xl/worksheets/sheet2.xml").decode()
    assert [name in names for name in ("Om tallene", "tabel", "tom")] == [True] * 3
    assert "Prøve" in words
    assert "=Skive" in words
    assert "<f>" not in sheet
    assert "12.5" in sheet


def test_px_is_a_full_cube_with_dots_for_what_is_missing(settings: Settings) -> None:
    folder = give_out(settings, "px", None, NOW).folder
    text = (folder / "tabel.px").read_text("utf-8-sig")
    assert 'VALUES("sted")="Århus","=Skive";' in text
    assert 'STUB="sted","række";' in text
    assert 'VALUES("indhold")="andel","antal";' in text
    assert text.endswith('DATA=\n12.5 40\n".." ".."\n"." 7\n"." ".";\n')
    assert not (folder / "tom.px").exists()


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_but_what_is_released_leaves(settings: Settings, form: str) -> None:
    folder = give_out(settings, form, None, NOW).folder
    assert all(b"hemmelig" not in file.read_bytes() for file in folder.iterdir())
    assert all(file.stat().st_mode & 0o077 == 0 for file in folder.iterdir())


def test_what_was_given_out_is_remembered(settings: Settings) -> None:
    given = give_out(settings, "csv", None, NOW)
    (note,) = (settings.home / "udleveret").iterdir()
    told = json.loads(note.read_text())
    assert (told["generation"], told["indhold"], told["format"]) == (GENERATION, "a1", "csv")
    assert sorted(told["filer"]) == given.files
    assert all(len(digest) == 64 for digest in told["filer"].values())


def test_a_folder_with_something_in_it_is_left_alone(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "ud").mkdir()
    (tmp_path / "ud" / "mit.txt").write_text("mit")
    with pytest.raises(ConfigurationError, match="tom mappe"):
        give_out(settings, "csv", tmp_path / "ud", NOW)
    assert [file.name for file in (tmp_path / "ud").iterdir()] == ["mit.txt"]
    assert not (settings.home / "udleveret").exists()


def test_what_a_killed_one_left_is_no_hindrance(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / ".ud.kladde").mkdir()
    (tmp_path / ".ud.kladde" / "halv.csv").write_text("halv")
    (tmp_path / "ud").mkdir()
    given = give_out(settings, "csv", tmp_path / "ud", NOW)
    assert sorted(file.name for file in given.folder.iterdir()) == given.files


def test_the_same_once_more_finds_what_it_gave_out_and_nothing_else(settings: Settings, tmp_path: Path) -> None:
    """Killed before it said so, the command is given again: what lies there is what was noted."""
    first = give_out(settings, "csv", tmp_path / "ud", NOW)
    assert give_out(settings, "csv", tmp_path / "ud", NOW) == first
    (tmp_path / "ud" / "tabel.csv").write_text("rettet")
    with pytest.raises(ConfigurationError, match="tom mappe"):
        give_out(settings, "csv", tmp_path / "ud", NOW)


def test_nothing_lies_outside_before_it_is_noted(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules[give_out.__module__], "_remember", killed)
    with pytest.raises(KeyboardInterrupt):
        give_out(settings, "csv", None, NOW)
    assert not (settings.home / "udtraek" / f"{GENERATION}-csv").exists()


def test_before_the_first_publication_there_is_nothing_to_give(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="veje run"):
        give_out(load_settings({"VEJE_HOME": str(tmp_path)}), "csv", None, NOW)
