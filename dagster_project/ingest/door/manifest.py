"""`manifest.json`: what a delivery says of itself, held against what lies there."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dagster_project.ingest.door.landing import MANIFEST, DeliveryFolder, is_data, is_partitioned, shown
from dagster_project.ingest.door.told import told
from dagster_project.ingest.errors import FileRefused

_PIECE = 1 << 20


@dataclass(frozen=True)
class Listed:
    """One file of the manifest."""

    name: str
    sha256: str
    rows: int | None
    """None for files that are not read as data and say no number."""
    size: int | None


def read_manifest(folder: DeliveryFolder) -> dict[str, Listed] | None:
    """The files that the manifest lists by name, None when the delivery has no manifest.

    Raises:
        FileRefused: when it is malformed, or names another register, another date, or a path.
    """
    if folder.manifest is None:
        return None
    try:
        said = json.loads(folder.manifest.read_bytes().decode("utf-8-sig"))
    except (ValueError, OSError, RecursionError):
        raise FileRefused("manifest.json kan ikke læses som JSON i UTF-8") from None
    if not isinstance(said, dict) or not isinstance(said.get("filer"), list):
        raise FileRefused("manifest.json mangler listen 'filer'")
    for key, expected in (("register", folder.register), ("leverance", folder.leverance.isoformat())):
        if said.get(key) != expected:
            raise FileRefused(f"manifest.json har en anden værdi i '{key}' end mappens {expected}")
    listed = [_listed(item) for item in said["filer"]]
    if len({one.name for one in listed}) < len(listed):
        raise FileRefused("manifest.json nævner den samme fil to gange")
    return {one.name: one for one in listed}


def _listed(item: Any) -> Listed:
    if not isinstance(item, dict):
        raise FileRefused("manifest.json har en fil, der ikke er et objekt")
    name, digest, rows, size = (item.get(key) for key in ("navn", "sha256", "raekker", "bytes"))
    if not isinstance(name, str) or not name:
        raise FileRefused("manifest.json har en fil uden 'navn'")
    if "\\" in name or name in (".", "..") or ("/" in name and not is_partitioned(name)):
        raise FileRefused("manifest.json har et filnavn med en sti i")
    if not name.isprintable():
        raise FileRefused("manifest.json har et filnavn med tegn, der ikke kan vises")
    if not isinstance(digest, str):
        raise FileRefused(f"manifest.json mangler 'sha256' for {shown(name)}")
    if not _is_count(rows, needed=is_data(name)) or not _is_count(size, needed=False):
        raise FileRefused(f"manifest.json har ikke hele tal i 'raekker' eller 'bytes' for {shown(name)}")
    return Listed(name, digest.lower(), rows, size)


def _is_count(value: Any, *, needed: bool) -> bool:
    if value is None:
        return not needed
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def check_files(folder: DeliveryFolder, listed: dict[str, Listed], digests: dict[str, str]) -> None:
    """Hold names, sizes and hashes against the manifest (rows are held against it when they are counted).

    Args:
        folder: the delivery.
        listed: its manifest.
        digests: sha256 of every file that lies there.

    Raises:
        FileRefused: naming each file that does not agree, in the manifest's order, and then what it does not list.
    """
    wrong = [found for one in listed.values() if (found := _disagrees(folder, one, digests.get(one.name)))]
    wrong += [f"filen {shown(name)} står ikke i {MANIFEST}" for name in folder.data_files if name not in listed]
    if wrong:
        raise FileRefused(told(wrong, between="; "))


def _disagrees(folder: DeliveryFolder, one: Listed, sha256: str | None) -> str | None:
    if sha256 is None:
        return f"filen {shown(one.name)} står i {MANIFEST}, men findes ikke"
    if one.size is not None and one.size != (folder.path / one.name).stat().st_size:
        return f"filen {shown(one.name)} har en anden størrelse end i {MANIFEST}"
    return f"filen {shown(one.name)} har en anden sha256 end i {MANIFEST}" if one.sha256 != sha256 else None


def digest(path: Path) -> str:
    """The sha256 of a file, in hex."""
    sha = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            sha.update(piece)
    return sha.hexdigest()
