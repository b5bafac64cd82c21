"""Several studies of one installation side by side: of each the edition that was published last, kept in full.

`publiceret/` shows the study that ran last. What another run publishes there takes nothing from a study's own folder,
`studier/<navn>/<generation>/`: the file, its manifest and its pages as they were published.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dagster_project.errors import ConfigurationError, VejeError
from dagster_project.publication.files import (
    FILE,
    MANIFEST,
    Places,
    current_generation,
    private_files,
    replace_with,
    sync,
)
from dagster_project.publication.manifest import read_manifest
from dagster_project.settings import Settings
from dagster_project.study import Study

DRAFT = ".kladde"
PAGES = "rapport"
_IS_A_FOLDER_NAME = re.compile(r"\w[\w.-]*")


@dataclass(frozen=True)
class Kept:
    """A study's own edition: its name, title, period and municipalities, the generation, and where it lies."""

    name: str
    title: str
    period: tuple[date, date]
    municipalities: tuple[str, ...]
    generation: str
    made: str
    synthetic: bool
    folder: Path


def require_apart(studies: dict[Path, Study]) -> None:
    """Let two study files not be one study, and let each have a name that a folder can have.

    Raises:
        ConfigurationError: naming the files.
    """
    seen: dict[str, Path] = {}
    for file, study in studies.items():
        if not _IS_A_FOLDER_NAME.fullmatch(study.navn):
            raise ConfigurationError(
                "et navn af bogstaver, tal, _ . og -", f"navn = {study.navn!r}", str(file), "ret navnet i studiefilen"
            )
        if study.navn in seen:
            raise ConfigurationError(
                "studier med hver sit navn",
                f"navn = {study.navn!r} i begge",
                f"{seen[study.navn]} og {file}",
                "giv det ene et andet navn",
            )
        seen[study.navn] = file


def is_published(settings: Settings, study: Study) -> bool:
    """Whether what readers see in `publiceret/` is this study's."""
    generation = current_generation(settings)
    manifest = read_manifest(Places(settings).folder(generation)) if generation else {}
    return bool(manifest.get("studie", {}).get("navn") == study.navn)


def keep(settings: Settings, study: Study) -> Path:
    """Keep what is published now as the edition of ``study``, in place of its earlier one; returns the folder.

    Raises:
        VejeError: when what is published is another study's.
    """
    generation = current_generation(settings)
    if generation is None or not is_published(settings, study):
        raise VejeError(
            f"en udgivelse af studiet {study.navn}", "et andet studies", str(settings.published_file), "kør igen"
        )
    made = Places(settings).folder(generation)
    home = settings.studies_dir / study.navn
    target = home / generation
    if not target.is_dir():
        _lay_out(settings, made, home / DRAFT)
        (home / DRAFT).rename(target)
        sync(home)
    for earlier in home.iterdir():
        if earlier != target:
            shutil.rmtree(earlier)
    return target


def _lay_out(settings: Settings, made: Path, draft: Path) -> None:
    """A whole edition, before it has a name: who is killed here leaves the earlier one."""
    shutil.rmtree(draft, ignore_errors=True)
    with private_files():
        draft.mkdir(parents=True)
        replace_with(made / FILE, draft / FILE)
        shutil.copyfile(made / MANIFEST, draft / MANIFEST)
        shutil.copytree(settings.report_dir, draft / PAGES)
    sync(draft)


def kept(settings: Settings) -> list[Kept]:
    """The studies that have an edition of their own, by name."""
    return sorted(_kept(settings.studies_dir), key=lambda one: one.name)


def kept_of(settings: Settings, study: Study) -> dict[str, Any]:
    """The manifest of the edition of ``study``; empty when it has none."""
    editions = [one for one in kept(settings) if one.name == study.navn]
    return read_manifest(editions[0].folder) if editions else {}


def _kept(home: Path) -> Iterator[Kept]:
    for file in home.glob(f"*/[0-9]*/{MANIFEST}"):
        manifest = read_manifest(file.parent)
        told = manifest["studie"]
        first, last = (date.fromisoformat(day) for day in told["periode"])
        yield Kept(
            told["navn"], told["titel"], (first, last), tuple(told["kommuner"]), file.parent.name,
            str(manifest["dannet"]), bool(manifest.get("syntetisk")), file.parent,
        )  # fmt: skip
