"""`make dbt ARGS="…"`: dbt by hand, on the warehouse of this installation, with the paths and the key that it needs."""

import subprocess
import sys
from pathlib import Path

from dagster_project.process import child_environment, keep_to_itself
from dagster_project.settings import Settings, load_settings
from dagster_project.transform.env import build_env
from dagster_project.transform.project import DBT_DIR
from dagster_project.warehouse import writer_lock


def main(words: list[str], settings: Settings | None = None) -> int:
    """Run ``dbt`` with ``words``, holding the warehouse meanwhile; its exit code.

    What it builds is judged by no gate: a run that comes after builds and judges it again.
    """
    settings = settings or load_settings()
    if not words:
        sys.stdout.write('make dbt ARGS="build -s int_tabel_6_1"\n')
        return 2
    with writer_lock(settings):
        environment = child_environment(
            **build_env(settings), DBT_PROJECT_DIR=str(DBT_DIR), DBT_PROFILES_DIR=str(DBT_DIR)
        )
        return subprocess.run(  # noqa: S603 - dbt of our own environment
            [str(Path(sys.executable).with_name("dbt")), *words], env=environment, check=False
        ).returncode


if __name__ == "__main__":
    keep_to_itself()
    sys.exit(main(sys.argv[1:]))
