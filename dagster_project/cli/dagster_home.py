"""Dagster's own folder of an installation: telemetry off, one run at a time."""

import shutil
from pathlib import Path

from dagster_project.settings import PROJECT_ROOT, Settings

CONFIGURATION = PROJECT_ROOT / "dagster.yaml"


def prepare_dagster_home(settings: Settings) -> Path:
    """Make the folder and lay `dagster.yaml` there; one that a site has laid there itself is left alone.

    The environment is not touched: who opens the instance names the folder, so that two installations in one process
    never share an event log.
    """
    home = settings.dagster_home
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (home / CONFIGURATION.name).exists():
        shutil.copyfile(CONFIGURATION, home / CONFIGURATION.name)
    return home
