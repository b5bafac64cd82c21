"""What left the house: the notes of `veje udtraek`, and the generations that they are of.

A later release is held against the last that left (see `disclosure.earlier`), so those generations are kept.
"""

import re
from pathlib import Path

from dagster_project.publication import files
from dagster_project.settings import Settings

# Below the home: a note of each time.
NOTES = "udleveret"
# How many that left a new release is held against.
REMEMBERED = 2
_NOTE = re.compile(r"(?P<generation>\d{8}T\d{6}Z)-[a-z]+-(?P<time>\d{8}T\d{6})\.json")


def last_given_out(settings: Settings, most: int = REMEMBERED) -> list[str]:
    """The generations that left, the last one first, by the names of their notes: a damaged note counts too.

    Args:
        settings: whose home.
        most: how many generations.
    """
    found = [_NOTE.fullmatch(note.name) for note in (settings.home / NOTES).glob("*.json")]
    left = sorted(((note["time"], note["generation"]) for note in found if note), reverse=True)
    return list(dict.fromkeys(generation for _, generation in left))[:most]


def published_files(settings: Settings, generations: list[str]) -> dict[str, Path | None]:
    """The published file of each generation; None where somebody removed it."""
    places = files.Places(settings)
    there = {name: places.folder(name) / files.FILE for name in generations}
    return {name: file if file.is_file() else None for name, file in there.items()}
