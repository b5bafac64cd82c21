"""`veje udtraek`: the released tables as files."""

import json
import sys
from pathlib import Path

from dagster_project.clock import now
from dagster_project.settings import Settings
from dagster_project.udtraek import give_out


def write_release(settings: Settings, form: str, folder: Path | None, *, as_json: bool) -> int:
    """Write the files and say where they are; 0.

    Raises:
        ConfigurationError: as `give_out`.
    """
    given = give_out(settings, form, folder, now())
    said = {"generation": given.generation, "mappe": str(given.folder), "filer": given.files}
    words = f"{given.folder}: {len(given.files)} filer af generation {given.generation}; ':' er diskretioneret"
    sys.stdout.write((json.dumps(said, ensure_ascii=False) if as_json else words) + "\n")
    return 0
