"""Write the manifest of a delivery folder, as a supplier would have written it."""

import json
import os
from datetime import date
from pathlib import Path

from dagster_project.errors import ConfigurationError, DeliveryRefused
from dagster_project.ingest.door.delivery import inspect
from dagster_project.ingest.door.landing import MANIFEST, DeliveryFolder, shown
from dagster_project.ingest.door.manifest import digest
from dagster_project.ingest.errors import FileRefused
from dagster_project.ingest.mapping.declared import RegisterMapping
from dagster_project.registers.spec import RegisterSpec


def write_manifest(folder: Path, spec: RegisterSpec, day: date, mapping: RegisterMapping) -> int:
    """Write `manifest.json` with the name, sha256, size and rows of every data file, whole or not at all.

    Args:
        folder: of the delivery.
        spec: its register.
        day: its date.
        mapping: what the supplier calls things: where quoted records end may depend on the delimiter, which is chosen
            by the names of columns.

    Returns:
        How many files are listed.

    Raises:
        DeliveryRefused: when a file cannot be read, or there is none.
        ConfigurationError: when the folder cannot be written in.
    """
    delivery = DeliveryFolder(spec.name, day, folder)
    if delivery.odd or not delivery.data_files:
        odd = ", ".join(shown(name) for name in delivery.odd)
        raise _refused(folder, f"{odd}: et link, en FIFO eller en enhed" if odd else "ingen datafiler")
    listed = [_entry(folder, name, spec, mapping) for name in delivery.data_files]
    said = {"register": spec.name, "leverance": day.isoformat(), "filer": listed}
    _put(folder / MANIFEST, json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    return len(listed)


def _entry(folder: Path, name: str, spec: RegisterSpec, mapping: RegisterMapping) -> dict[str, object]:
    path = folder / name
    before = path.stat()
    try:
        rows = inspect(path, name, spec, mapping).file.rows
    except FileRefused as refusal:
        raise _refused(folder, f"{shown(name)}: {refusal.reason}") from None
    entry = {"navn": name, "sha256": digest(path), "raekker": rows, "bytes": before.st_size}
    after = path.stat()
    if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise _refused(folder, f"{shown(name)}: filen blev ændret imens; bliver den kopieret lige nu?")
    return entry


def _refused(folder: Path, found: str) -> DeliveryRefused:
    return DeliveryRefused(
        "datafiler, der kan læses", found, str(folder), f"ret filen, og kør igen; {MANIFEST} er ikke skrevet"
    )


def _put(file: Path, text: str) -> None:
    """Written beside, synced and renamed: a run that looks meanwhile sees no manifest or all of it."""
    beside = file.with_name(f".{file.name}.ny")
    try:
        with beside.open("w", encoding="utf-8") as stream:
            os.fchmod(stream.fileno(), 0o644)
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(file)
    except OSError as error:
        raise ConfigurationError(
            "en mappe, der kan skrives i", error.strerror or type(error).__name__, str(file.parent), "ret rettighederne"
        ) from None
