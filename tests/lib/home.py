"""A `VEJE_HOME` of a test's own, and the command line on it as a user has it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dagster_project.settings import PROJECT_ROOT, Settings, load_settings

VEJE = str(Path(sys.executable).with_name("veje"))


@dataclass(frozen=True)
class Home:
    """A `VEJE_HOME` of its own, and the command line on it."""

    path: Path

    @property
    def environment(self) -> dict[str, str]:
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(("VEJE_", "DAGSTER_"))}
        return {**inherited, "VEJE_HOME": str(self.path)}

    @property
    def settings(self) -> Settings:
        return load_settings(self.environment)

    def copied_to(self, folder: Path) -> "Home":
        """The same home somewhere else, links as links."""
        return Home(Path(shutil.copytree(self.path, folder, symlinks=True)))

    def veje(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - our own command
            [VEJE, *words],
            cwd=PROJECT_ROOT,
            env={**self.environment, **variables},
            capture_output=True,
            text=True,
            check=False,
        )

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(self.settings.published_file), read_only=True) as connection:
            return connection.execute(query).fetchall()
