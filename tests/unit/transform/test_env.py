"""What dbt is told, and what it is kept from."""

import stat
from pathlib import Path

from dagster_project.keys import load_storage_key
from dagster_project.settings import load_settings
from dagster_project.transform import build_env
from dagster_project.transform.env import SECRET


def test_all_paths_lie_below_home(tmp_path: Path) -> None:
    settings = load_settings({"VEJE_HOME": str(tmp_path / "var")})
    env = build_env(settings)
    paths = ("VEJE_DBT_LAGER", "VEJE_DBT_TMP", "VEJE_DBT_KODELISTER", "DBT_LOG_PATH", "DBT_TARGET_PATH")
    assert all(Path(env[name]).is_relative_to(settings.home) for name in paths)
    assert stat.S_IMODE(Path(env["DBT_LOG_PATH"]).stat().st_mode) == 0o700


def test_the_key_is_a_secret_of_dbt_and_in_no_other_variable(tmp_path: Path) -> None:
    settings = load_settings({"VEJE_HOME": str(tmp_path / "var")})
    env = build_env(settings)
    key = load_storage_key(settings)
    assert SECRET.startswith("DBT_ENV_SECRET_")
    assert [name for name, value in env.items() if key in value] == [SECRET]


def test_telemetry_is_off(tmp_path: Path) -> None:
    assert build_env(load_settings({"VEJE_HOME": str(tmp_path / "var")}))["DBT_SEND_ANONYMOUS_USAGE_STATS"] == "false"
