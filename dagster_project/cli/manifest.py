"""`veje manifest`: write the manifest of a delivery that came without one."""

import json
import sys
from datetime import date
from pathlib import Path

from dagster_project.errors import ConfigurationError
from dagster_project.ingest.door.landing import MANIFEST
from dagster_project.ingest.door.write_manifest import write_manifest
from dagster_project.ingest.mapping import load_mapping
from dagster_project.registers import REGISTERS
from dagster_project.settings import Settings


def make_manifest(settings: Settings, folder: Path, *, replace: bool, as_json: bool) -> int:
    """Write `manifest.json` into a folder `<register>/<leverance>` and say so; 0.

    Raises:
        ConfigurationError: when the folder is no such folder, or has a manifest that is not to be replaced.
        DeliveryRefused: when one of its files cannot be read.
    """
    folder = folder.resolve()
    register, day = _named(folder)
    file = folder / MANIFEST
    if file.exists() and not replace:
        raise ConfigurationError(
            "en leverance uden manifest", f"{MANIFEST} er der allerede", str(file), "tilføj --erstat, hvis den er din"
        )
    count = write_manifest(folder, REGISTERS[register], day, load_mapping(settings).of(register))
    said = {"manifest": str(file), "register": register, "leverance": day.isoformat(), "filer": count}
    words = f"{file}: {count} {'fil' if count == 1 else 'filer'}"
    sys.stdout.write((json.dumps(said, ensure_ascii=False) if as_json else words) + "\n")
    return 0


def _named(folder: Path) -> tuple[str, date]:
    expected = "en mappe <register>/<ÅÅÅÅ-MM-DD>"
    if not folder.is_dir():
        raise ConfigurationError(expected, "mappen findes ikke", str(folder), "ret stien")
    register = folder.parent.name
    try:
        day = date.fromisoformat(folder.name) if len(folder.name) == len("2010-06-30") else None
    except ValueError:
        day = None
    if register not in REGISTERS or day is None:
        raise ConfigurationError(
            expected, f"{register}/{folder.name}", str(folder), f"registrene er {', '.join(REGISTERS)}"
        )
    return register, day
