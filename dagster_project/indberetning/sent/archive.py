"""The folders on disk: they are the record of what was sent, so a state of its own that could differ is not kept.

A folder appears by one rename of a finished temporary one: a kill at any step leaves it whole or not there.
"""

import hashlib
import json
import os
import re
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from dagster_project.errors import VejeError
from dagster_project.indberetning.sent.layout import (
    SCHEMA,
    Folder,
    Pair,
    Sending,
    manifest_bytes,
    read_records,
)

STATE = "tilstand"
"""Folder beside the authorities: half-made folders, the receipts taken in, the case of each record."""
MANIFEST = "manifest.json"
_MONTH = re.compile(r"\d{4}-\d{2}")


@dataclass(frozen=True)
class Archive:
    """What was sent.

    ``rows``: every row of every reporting file with ``mappe``, ``maaned``, ``loebenr``, ``fil``, ``dannet``;
    ``folders``: every folder, ascending; ``hashes``: SHA-256 of each reporting file by its name.
    """

    rows: pl.DataFrame
    folders: tuple[Folder, ...]
    hashes: dict[str, str]

    @cached_property
    def newest(self) -> dict[Pair, Folder]:
        """The newest folder of each authority and month."""
        return {(folder.authority, folder.month): folder for folder in self.folders}


def read_archive(root: Path) -> Archive:
    """Read every folder under ``root``.

    Raises:
        VejeError: when a reporting file is not the one that its manifest describes.
    """
    folders = sorted(_folders(root))
    manifests = [_manifest(root, folder) for folder in folders]
    contents = [_checked(root, folder, manifest) for folder, manifest in zip(folders, manifests, strict=True)]
    counts = [int(manifest["filer"][0]["raekker"]) for manifest in manifests]
    header, *_ = contents[0].partition(b"\r\n") if contents else (b"",)
    joined = header + b"\r\n" + b"".join(content.partition(b"\r\n")[2] for content in contents)
    rows = read_records(joined) if contents else pl.DataFrame(schema=SCHEMA)
    origin = pl.DataFrame(
        {
            "mappe": [folder.authority for folder in folders],
            "maaned": [folder.month for folder in folders],
            "loebenr": [folder.number for folder in folders],
            "fil": [folder.records_name for folder in folders],
            "dannet": [str(manifest["dannet"]) for manifest in manifests],
        },
        schema={"mappe": pl.String, "maaned": pl.String, "loebenr": pl.Int64, "fil": pl.String, "dannet": pl.String},
    )
    placed = origin.select(pl.all().repeat_by(pl.Series(counts, dtype=pl.Int64)).explode(empty_as_null=False))
    hashes = {entry["navn"]: entry["sha256"] for manifest in manifests for entry in manifest["filer"][:1]}
    return Archive(pl.concat([rows, placed], how="horizontal"), tuple(folders), hashes)


def last_errors(root: Path, folder: Folder | None) -> bytes | None:
    """The bytes of the error list in ``folder``; None without one."""
    return (path_of(root, folder) / folder.errors_name).read_bytes() if folder else None


def path_of(root: Path, folder: Folder) -> Path:
    """`<root>/<myndighed>/<YYYY-MM>/<loebenr>`."""
    return root / folder.authority / folder.month / folder.serial


def write_folder(root: Path, folder: Folder, content: Sending) -> Path:
    """Write the two files and the manifest, then let the folder appear: that is the sending."""
    draft = root / STATE / "kladde" / folder.stem
    _make_folder(draft)
    _write_file(draft / folder.records_name, content.records.content)
    _write_file(draft / folder.errors_name, content.errors.content)
    _write_file(draft / MANIFEST, manifest_bytes(folder, content))
    target = path_of(root, folder)
    _make_folder(target.parent)
    _appear(draft, target)
    return target


def clear_drafts(root: Path) -> None:
    """Remove what a killed run left half made; it was never sent."""
    shutil.rmtree(root / STATE / "kladde", ignore_errors=True)


def replace_file(file: Path, content: bytes) -> None:
    """Write ``content`` so that a reader sees the old file or the new one, never a part."""
    _make_folder(file.parent)
    draft = file.with_name(f".{file.name}.kladde")
    draft.unlink(missing_ok=True)
    _write_file(draft, content)
    _appear(draft, file)


def _folders(root: Path) -> list[Folder]:
    return [
        Folder(file.parts[-4], file.parts[-3], int(file.parts[-2]))
        for file in root.glob(f"*/*/*/{MANIFEST}")
        if _MONTH.fullmatch(file.parts[-3]) and file.parts[-2].isdecimal()
    ]


def _manifest(root: Path, folder: Folder) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((path_of(root, folder) / MANIFEST).read_bytes())
    return manifest


def _checked(root: Path, folder: Folder, manifest: dict[str, Any]) -> bytes:
    file = path_of(root, folder) / folder.records_name
    content = file.read_bytes() if file.is_file() else b""
    if hashlib.sha256(content).hexdigest() != manifest["filer"][0]["sha256"]:
        raise VejeError(
            "den fil, som manifestet beskriver",
            "en fil, der mangler eller er ændret efter afsendelsen",
            str(file),
            "læg den sendte fil tilbage fra en sikkerhedskopi; filerne er regnskabet over det indberettede",
        )
    return content


def _make_folder(folder: Path) -> None:
    for part in reversed([folder, *folder.parents]):
        if not part.exists():
            part.mkdir(mode=0o700, exist_ok=True)


def _write_file(file: Path, content: bytes) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(descriptor)


def _appear(draft: Path, target: Path) -> None:
    draft.rename(target)
    for folder in {draft, target.parent}:
        if folder.is_dir():
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
