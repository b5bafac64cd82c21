"""The environment is read in one place, and wrong values are configuration errors."""

from pathlib import Path

import pytest

from dagster_project.errors import ConfigurationError
from dagster_project.settings import PROJECT_ROOT, load_settings


def test_everything_has_a_default_below_the_project() -> None:
    settings = load_settings({})
    assert settings.landing == PROJECT_ROOT / "data" / "seed" / "leverancer"
    assert settings.home == PROJECT_ROOT / "var"
    assert settings.key_file == PROJECT_ROOT / "var" / "noegle"
    assert not settings.is_production


def test_the_key_lies_in_the_home_of_the_run_unless_it_is_named(tmp_path: Path) -> None:
    assert load_settings({"VEJE_HOME": str(tmp_path)}).key_file == tmp_path / "noegle"
    named = load_settings({"VEJE_HOME": str(tmp_path), "VEJE_NOEGLE_FIL": str(tmp_path / "andet")})
    assert named.key_file == tmp_path / "andet"
    assert named.storage_key_file == tmp_path / "andet.lager"


def test_an_unknown_environment_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="VEJE_MILJOE"):
        load_settings({"VEJE_MILJOE": "test"})


def test_a_missing_folder_of_code_lists_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="VEJE_KODELISTER"):
        load_settings({"VEJE_KODELISTER": str(tmp_path / "ingen")})


def test_dagsters_folder_lies_in_the_home_unless_the_site_names_one(tmp_path: Path) -> None:
    assert load_settings({"VEJE_HOME": str(tmp_path)}).dagster_home == tmp_path / "dagster"
    named = load_settings({"VEJE_HOME": str(tmp_path), "DAGSTER_HOME": str(tmp_path / "andet")})
    assert named.dagster_home == tmp_path / "andet"


def test_a_misspelt_variable_is_named_with_the_one_that_was_meant() -> None:
    with pytest.raises(ConfigurationError, match="mente du VEJE_LANDING"):
        load_settings({"VEJE_LANDNING": "et/andet/sted"})
    assert load_settings({"VEJE_DBT_LAGER": "eget"}).home == PROJECT_ROOT / "var"


def test_the_file_beside_the_readme_fills_in_what_the_environment_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dagster_project.settings.PROJECT_ROOT", tmp_path)
    (tmp_path / ".env").write_text(
        "VEJE_HOME=eget\nVEJE_LANDING=andet\nVEJE_MILJOE=produktion\nPATH=intet\nVEJE_KILDER=\n"
    )
    monkeypatch.setenv("VEJE_LANDING", str(tmp_path / "miljoet"))
    for name in ("VEJE_HOME", "VEJE_MILJOE", "VEJE_KILDER"):
        monkeypatch.delenv(name, raising=False)
    settings = load_settings()
    assert settings.home == tmp_path / "eget"
    assert settings.landing == tmp_path / "miljoet"
    assert settings.is_production
    assert settings.sources_file is None


def test_a_misspelt_name_in_the_file_is_an_error_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dagster_project.settings.PROJECT_ROOT", tmp_path)
    (tmp_path / ".env").write_text("VEJE_HJEM=eget\n")
    with pytest.raises(ConfigurationError, match="VEJE_HJEM"):
        load_settings()
