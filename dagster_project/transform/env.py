"""The environment that the dbt project reads: every path and the key of one installation, built in one place."""

import json

from dagster_project.keys import load_storage_key
from dagster_project.settings import Settings
from dagster_project.transform.code_lists import lay_out_code_lists, tables_in_use
from dagster_project.transform.report_tables import declared

SECRET = "DBT_ENV_SECRET_VEJE_LAGER"  # noqa: S105 - dbt masks variables of this prefix; the value is set at run time


def build_env(settings: Settings) -> dict[str, str]:
    """Every variable that a dbt command needs; writes the code lists that count into ``lager/kodelister``.

    Raises:
        ConfigurationError: when a code list of the user lacks a column that the models read.
    """
    log_dir = settings.home / "log" / "dbt"
    for folder in (settings.home, log_dir.parent, log_dir):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        "VEJE_DBT_LAGER": str(settings.warehouse_file),
        "VEJE_DBT_TMP": str(settings.warehouse_dir / "tmp"),
        "VEJE_DBT_KODELISTER": str(lay_out_code_lists(settings)),
        "VEJE_DBT_TABELLER": json.dumps(declared(tables_in_use(settings)), ensure_ascii=True),
        SECRET: load_storage_key(settings),
        "DBT_LOG_PATH": str(log_dir),
        "DBT_TARGET_PATH": str(log_dir / "target"),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DBT_LOG_LEVEL_FILE": "warn",
        "DBT_VERSION_CHECK": "false",
        # A test that needs a later stage waits for it.
        "DBT_INDIRECT_SELECTION": "buildable",
        # Unit tests belong to the test suite, not to a run.
        "DBT_EXCLUDE_RESOURCE_TYPES": "unit_test",
    }
