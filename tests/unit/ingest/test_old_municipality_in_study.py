"""A study names municipalities as they are now."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from dagster_project.errors import ConfigurationError
from dagster_project.ingest.store.study_tables import write_study
from dagster_project.settings import load_settings
from dagster_project.study import load_study


def test_a_merged_municipality_in_the_study_is_an_error_that_says_what_it_became(tmp_path: Path) -> None:
    settings = load_settings({"VEJE_HOME": str(tmp_path)})
    study = replace(load_study(settings.study_file), kommuner=("651", "661"))
    with duckdb.connect() as con, pytest.raises(ConfigurationError, match="651 blev til 657"):
        write_study(con, study, settings)
