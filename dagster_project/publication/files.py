"""The folders of generations: names, markers, the swap, and what a killed run left behind.

A generation folder becomes known by a marker, written after the swap. One without it never reached readers, unless
it is the very one that is published: then the run was killed between the two.
"""

import os
import shutil
import stat
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from dagster_project.publication.content import open_published
from dagster_project.settings import Settings

FILE = "veje.duckdb"
MANIFEST = "manifest.json"
PUBLISHED = "publiceret"
WITHDRAWN = "tilbagekaldt"
DRAFT = ".kladde"
READ_ONLY = 0o400


@dataclass(frozen=True)
class Places:
    """Every path that a publication touches."""

    settings: Settings

    @property
    def draft(self) -> Path:
        """Folder of the generation that is being written; never seen by readers."""
        return self.settings.generations_dir / DRAFT

    def folder(self, generation: str) -> Path:
        """Where a generation lies."""
        return self.settings.generations_dir / generation


@contextmanager
def private_files() -> Iterator[None]:
    """Create files 0600 and folders 0700 meanwhile."""
    old = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(old)


def current_generation(settings: Settings) -> str | None:
    """The name of the generation that readers see; None before the first, and when the file cannot be read."""
    if not settings.published_file.is_file():
        return None
    try:
        with open_published(settings.published_file) as con:
            row = con.execute("SELECT generation FROM kvalitet.generation").fetchone()
    except duckdb.Error:
        return None
    return str(row[0]) if row else None


def published_generations(settings: Settings) -> list[str]:
    """Generations that were published and not withdrawn, oldest first."""
    folders = settings.generations_dir.glob(f"*/{PUBLISHED}")
    return sorted(marker.parent.name for marker in folders if not (marker.parent / WITHDRAWN).exists())


def next_name(settings: Settings, now: datetime) -> str:
    """A name that sorts after every earlier one: the time in UTC, later when the clock stands still or goes back."""
    taken = [folder.name for folder in settings.generations_dir.glob("[0-9]*")]
    moment = now.astimezone(UTC)
    while taken and f"{moment:%Y%m%dT%H%M%SZ}" <= max(taken):
        moment = max(moment, datetime.strptime(max(taken), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)) + timedelta(seconds=1)
    return f"{moment:%Y%m%dT%H%M%SZ}"


def swap_in(settings: Settings, generation: str) -> None:
    """Let readers see ``generation``: one rename; who has the old file open keeps it.

    Nobody writes to what is published: a program that opens it for writing is refused, and so cannot shut others out.
    """
    source = Places(settings).folder(generation) / FILE
    source.chmod(READ_ONLY)
    replace_with(source, settings.published_file)


def replace_with(source: Path, target: Path) -> None:
    """Put ``source`` at ``target`` in one rename; both keep it (a hard link, or a copy where there is none)."""
    staged = target.with_name(f".{target.name}.ny")
    staged.unlink(missing_ok=True)
    try:
        staged.hardlink_to(source)
    except OSError:
        with private_files():
            shutil.copyfile(source, staged)
    sync(staged)
    staged.chmod(stat.S_IMODE(source.stat().st_mode))
    staged.replace(target)
    sync(target.parent)


def mark(folder: Path, marker: str) -> None:
    """Leave an empty file that says what became of a generation."""
    with private_files():
        (folder / marker).touch()
    sync(folder)


def sync(path: Path) -> None:
    """Have the disk hold what was written to a file or a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def clean_up(settings: Settings) -> None:
    """Remove what a killed run left: drafts, and generations that never reached readers."""
    places = Places(settings)
    current = current_generation(settings)
    shutil.rmtree(places.draft, ignore_errors=True)
    for leftover in settings.published_dir.glob(".*.ny*"):
        leftover.unlink()
    for folder in settings.generations_dir.glob("[0-9]*"):
        if (folder / PUBLISHED).exists():
            continue
        if folder.name == current:
            mark(folder, PUBLISHED)
        else:
            shutil.rmtree(folder)


def prune(settings: Settings, keep: int, also: Container[str] = ()) -> None:
    """Keep the last ``keep`` generations, those of ``also``, and always the published one."""
    current = current_generation(settings)
    folders = sorted(settings.generations_dir.glob("[0-9]*"))
    for folder in folders[: max(0, len(folders) - keep)]:
        if folder.name != current and folder.name not in also:
            shutil.rmtree(folder)
