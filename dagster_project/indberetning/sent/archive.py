"""The folders on disk: they are the record of what was sent, so a state of its own that could differ is not kept.

A folder appears by one rename of a finished temporary one: a kill at any step leaves it whole or not there.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from dagster_project.errors import VejeError
from dagster_project.indberetning.sent.layout import Folder, Pair, Sending, manifest_bytes
from dagster_project.indberetning.sent.layouts import LAYOUTS, NEWEST, Layout, newest

STATE = "tilstand"
"""Folder beside the authorities: half-made folders, the receipts taken in, the case of each record."""
MANIFEST = "manifest.json"
SYNCED_AT_ONCE = 32
_MONTH = re.compile(r"\d{4}-\d{2}")
_ORIGIN = {
    **dict.fromkeys(("mappe", "maaned"), pl.String),
    "loebenr": pl.Int64,
    **dict.fromkeys(("fil", "dannet"), pl.String),
    "layout": pl.Int64,
}


@dataclass(frozen=True)
class Archive:
    """What was sent.

    ``rows``: every row of every reporting file by the names of the newest layout, with ``mappe``, ``maaned``,
    ``loebenr``, ``fil``, ``dannet`` and the ``layout`` that it was sent in;
    ``folders``: every folder, ascending; ``hashes``: SHA-256 of each reporting file by its name.
    """

    rows: pl.DataFrame
    folders: tuple[Folder, ...]
    hashes: dict[str, str]

    @cached_property
    def newest(self) -> dict[Pair, Folder]:
        """The newest folder of each authority and month."""
        return {(folder.authority, folder.month): folder for folder in self.folders}


def read_archive(root: Path, layouts: Mapping[int, Layout] = LAYOUTS) -> Archive:
    """Read every folder under ``root``, each by the layout that its manifest names.

    Raises:
        VejeError: when a reporting file is not the one that its manifest describes, or of an unknown layout.
    """
    folders = sorted(_folders(root))
    manifests = [_manifest(root, folder) for folder in folders]
    texts = [_checked(root, folder, manifest) for folder, manifest in zip(folders, manifests, strict=True)]
    sent = list(zip(folders, manifests, texts, strict=True))
    columns = newest(layouts).columns
    parts = [_rows_of([one for one in sent if one[1]["layout"] == number], layouts[number]) for number in layouts]
    _require_known(root, sent, layouts)
    rows = pl.concat([_no_rows(columns), *parts], how="diagonal_relaxed").select(*columns, *_ORIGIN)
    hashes = {entry["navn"]: entry["sha256"] for manifest in manifests for entry in manifest["filer"][:1]}
    return Archive(rows.sort("mappe", "maaned", "loebenr", maintain_order=True), tuple(folders), hashes)


def _no_rows(columns: tuple[str, ...]) -> pl.DataFrame:
    kinds = {column: pl.Int64 if column == "version" else pl.String for column in columns}
    return pl.DataFrame(schema={**kinds, **_ORIGIN})


def _rows_of(sent: list[tuple[Folder, dict[str, Any], bytes]], layout: Layout) -> pl.DataFrame:
    """The rows of the folders of one layout, read in one go."""
    header = ";".join(layout.columns).encode() + b"\r\n"
    rows = layout.read(header + b"".join(content.partition(b"\r\n")[2] for _, _, content in sent))
    origin = pl.DataFrame(
        {
            "mappe": [folder.authority for folder, _, _ in sent],
            "maaned": [folder.month for folder, _, _ in sent],
            "loebenr": [folder.number for folder, _, _ in sent],
            "fil": [folder.records_name for folder, _, _ in sent],
            "dannet": [str(manifest["dannet"]) for _, manifest, _ in sent],
            "layout": [layout.number for _ in sent],
        },
        schema=_ORIGIN,
    )
    counts = pl.Series([int(manifest["filer"][0]["raekker"]) for _, manifest, _ in sent], dtype=pl.Int64)
    placed = origin.select(pl.all().repeat_by(counts).explode(empty_as_null=False))
    return pl.concat([rows, placed], how="horizontal")


def _require_known(root: Path, sent: list[tuple[Folder, dict[str, Any], bytes]], layouts: Mapping[int, Layout]) -> None:
    for folder, manifest, _ in sent:
        if manifest["layout"] not in layouts:
            raise VejeError(
                f"et layout, som denne udgave af Veje kan læse ({', '.join(map(str, layouts))})",
                f"layout {manifest['layout']}",
                str(path_of(root, folder) / MANIFEST),
                "brug den udgave af Veje, som skrev mappen, eller en nyere",
            )


def folders_sent(root: Path) -> set[Folder]:
    """The folders that are there: what was sent, without a look into any of them."""
    return set(_folders(root))


def last_errors(root: Path, folder: Folder | None) -> bytes | None:
    """The bytes of the error list in ``folder``; None without one."""
    return (path_of(root, folder) / folder.errors_name).read_bytes() if folder else None


def path_of(root: Path, folder: Folder) -> Path:
    """`<root>/<myndighed>/<YYYY-MM>/<loebenr>`."""
    return root / folder.authority / folder.month / folder.serial


def write_folders(root: Path, sendings: Mapping[Folder, Sending], layout: Layout = NEWEST) -> list[Path]:
    """Write the files of every folder, then let one folder after the other appear: that is the sending.

    All files are on the disk before the first folder appears: a kill or a power cut leaves each whole or not there.
    """
    drafts = [_write_draft(root, folder, content, layout) for folder, content in sendings.items()]
    _sync([path for draft in drafts for path in (*draft.iterdir(), draft)])
    targets = [path_of(root, folder) for folder in sendings]
    for draft, target in zip(drafts, targets, strict=True):
        _make_folder(target.parent)
        _appear(draft, target)
    _sync({folder for target in targets for folder in (target.parent, target.parent.parent, root)})
    return targets


def _write_draft(root: Path, folder: Folder, content: Sending, layout: Layout) -> Path:
    draft = root / STATE / "kladde" / folder.stem
    _make_folder(draft)
    _write_file(draft / folder.records_name, content.records.content)
    _write_file(draft / folder.errors_name, content.errors.content)
    _write_file(draft / folder.sheet_name, content.sheet.content)
    _write_file(draft / MANIFEST, manifest_bytes(folder, content, layout))
    return draft


def clear_drafts(root: Path) -> None:
    """Remove what a killed run left half made; it was never sent."""
    shutil.rmtree(root / STATE / "kladde", ignore_errors=True)


def replace_file(file: Path, content: bytes) -> None:
    """Write ``content`` so that a reader sees the old file or the new one, never a part."""
    _make_folder(file.parent)
    draft = file.with_name(f".{file.name}.kladde")
    draft.unlink(missing_ok=True)
    _write_file(draft, content)
    _sync([draft])
    _appear(draft, file)
    _sync([file.parent])


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


def _appear(draft: Path, target: Path) -> None:
    draft.rename(target)


def _sync(paths: Iterable[Path]) -> None:
    """Wait until the files and folders are on the disk: many at a time, for the disk takes their waiting in one go."""
    with ThreadPoolExecutor(SYNCED_AT_ONCE) as pool:
        for _ in pool.map(_sync_one, paths):
            pass


def _sync_one(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
