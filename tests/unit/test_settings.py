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
