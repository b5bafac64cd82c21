"""What a run is made from."""

import dataclasses
import hashlib
import os
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dagster_project.errors import ConfigurationError, UnexpectedFailure
from dagster_project.operations import inputs
from dagster_project.operations.inputs import MadeFrom, describe_inputs, note_inputs, noted_inputs
from dagster_project.settings import CODE_LISTS, load_settings


@pytest.fixture(autouse=True)
def _one_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """What our code is has tests of its own (`test_source_code.py`), and takes seconds."""
    monkeypatch.setattr(inputs, "code_version", lambda: "kode")


MADE_FROM = MadeFrom({"b.csv": "1", "a.csv": "2"}, "s", {"kommune.csv": "3"}, "n", "k", "test", "2026-01-01", "m")


def test_a_landing_folder_that_is_not_there_is_wrong_configuration(tmp_path: Path) -> None:
    settings = load_settings({"VEJE_LANDING": str(tmp_path / "leverencer")})
    with pytest.raises(ConfigurationError, match="VEJE_LANDING"):
        describe_inputs(settings, bytes(32), None)


def test_an_empty_landing_folder_is_none_of_its_business(tmp_path: Path) -> None:
    assert describe_inputs(load_settings({"VEJE_LANDING": str(tmp_path)}), bytes(32), None).leverancer == {}


def test_names_that_are_no_text_can_be_written(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xe6.csv")).touch()
    (name,) = describe_inputs(load_settings({"VEJE_LANDING": str(tmp_path)}), bytes(32), None).leverancer
    assert name == "\\xe6.csv"


def test_every_file_is_hashed_under_its_path(tmp_path: Path) -> None:
    (tmp_path / "bef").mkdir()
    (tmp_path / "bef" / "a.csv").write_bytes(b"A")
    (tmp_path / "b.csv").write_bytes(b"B")
    made = describe_inputs(load_settings({"VEJE_LANDING": str(tmp_path)}), bytes(32), date(2026, 1, 2))
    assert made.leverancer == {
        "b.csv": hashlib.sha256(b"B").hexdigest(),
        "bef/a.csv": hashlib.sha256(b"A").hexdigest(),
    }
    assert (made.per, made.kilder, made.kode) == ("2026-01-02", "", "kode")
    assert describe_inputs(load_settings({"VEJE_LANDING": str(tmp_path)}), bytes(32), None).per == ""


def test_the_users_code_list_counts_for_ours_of_the_same_name_alone(tmp_path: Path) -> None:
    own = tmp_path / "lister"
    own.mkdir()
    (own / "kommune.csv").write_bytes(b"mine")
    (own / "README.md").write_bytes(b"no list")
    landing = {"VEJE_LANDING": str(tmp_path)}
    ours = describe_inputs(load_settings(landing), bytes(32), None).kodelister
    theirs = describe_inputs(load_settings(landing | {"VEJE_KODELISTER": str(own)}), bytes(32), None).kodelister
    assert set(ours) == set(theirs) == {file.name for file in CODE_LISTS.glob("*.csv")}
    assert {name for name in ours if ours[name] != theirs[name]} == {"kommune.csv"}
    assert theirs["kommune.csv"] == hashlib.sha256(b"mine").hexdigest()


def test_one_digest_of_everything_and_of_nothing_else() -> None:
    assert MADE_FROM.digest == MADE_FROM.digest
    assert len(MADE_FROM.digest) == 64
    other_order = dataclasses.replace(MADE_FROM, leverancer={"a.csv": "2", "b.csv": "1"})
    assert other_order.digest == MADE_FROM.digest
    for name in (field.name for field in dataclasses.fields(MadeFrom)):
        changed = {"x": "y"} if name in {"leverancer", "kodelister"} else "x"
        other = dataclasses.replace(MADE_FROM, **{name: changed})  # type: ignore[arg-type]
        assert other.digest != MADE_FROM.digest, name


def test_a_run_reads_what_it_noted_last() -> None:
    with duckdb.connect() as con:
        con.execute("CREATE SCHEMA studie")
        note_inputs(con, dataclasses.replace(MADE_FROM, per="2025-01-01"))
        note_inputs(con, MADE_FROM)
        assert noted_inputs(con) == MADE_FROM


@pytest.mark.parametrize("table", ["", "CREATE TABLE studie.input (input VARCHAR)",
                                   "CREATE TABLE studie.input AS SELECT '{}' AS input FROM range(2)"])  # fmt: skip
def test_a_warehouse_on_which_no_run_was_begun_is_an_error(table: str) -> None:
    with duckdb.connect() as con:
        con.execute(f"CREATE SCHEMA studie; {table}")
        with pytest.raises(UnexpectedFailure, match="veje run"):
            noted_inputs(con)


def test_another_fault_of_the_warehouse_is_not_told_as_that() -> None:
    con = duckdb.connect()
    con.close()
    with pytest.raises(duckdb.ConnectionException):
        noted_inputs(con)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("manifest.json", '{"syntetisk": true}', True),
        ("manifest.json", '\ufeff{"syntetisk": true}', True),
        ("manifest.json", '{"syntetisk": false}', False),
        ("manifest.json", '{"syntetisk": 1}', False),
        ("manifest.json", '["syntetisk"]', False),
        ("manifest.json", "{", False),
        ("manifest.jsonx", '{"syntetisk": true}', False),
        ("andet.json", '{"syntetisk": true}', False),
    ],
)
def test_made_up_is_what_a_manifest_calls_so(tmp_path: Path, name: str, text: str, said: bool) -> None:
    folder = tmp_path / "bef" / "2026-01-01"
    folder.mkdir(parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    assert describe_inputs(load_settings({"VEJE_LANDING": str(tmp_path)}), bytes(32), None).syntetisk is said
