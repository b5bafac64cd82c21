"""What a run is made from."""

import os
from pathlib import Path

import pytest

from dagster_project.errors import ConfigurationError
from dagster_project.operations.inputs import describe_inputs
from dagster_project.settings import load_settings


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
