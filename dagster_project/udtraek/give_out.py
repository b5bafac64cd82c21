"""Give out the released tables of the published generation, and remember what was given."""

import hashlib
import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dagster_project.errors import ConfigurationError
from dagster_project.publication.content import open_published
from dagster_project.publication.files import Places, current_generation, private_files, sync
from dagster_project.publication.given_out import NOTES
from dagster_project.settings import Settings
from dagster_project.udtraek.plain import write_csv, write_parquet
from dagster_project.udtraek.px import write_px
from dagster_project.udtraek.released import Released, read_released
from dagster_project.udtraek.workbook import about, write_workbook

FORMATS = ("csv", "xlsx", "px", "parquet")
PACKAGE = "datapackage.json"
TYPES = {"Float64": "number", "Int64": "integer", "Int32": "integer", "Boolean": "boolean", "Date": "date"}


@dataclass(frozen=True)
class GivenOut:
    """What was written: the generation, the folder, and the files in it by name."""

    generation: str
    folder: Path
    files: list[str]


def give_out(settings: Settings, form: str, folder: Path | None, now: datetime) -> GivenOut:
    """Write every table of ``frigivelse`` as files, all or none.

    Args:
        settings: the installation.
        form: one of `FORMATS`.
        folder: a folder that is not there, or is empty; None is ``udtraek/<generation>-<form>`` in the home.
        now: the current time.

    Returns:
        What was written; ``udleveret/`` of the home then holds a note of it.

    Raises:
        ConfigurationError: when nothing is published, or the folder has something in it.
    """
    generation = current_generation(settings)
    if generation is None:
        raise ConfigurationError(
            "en publiceret generation", "ingen", str(settings.published_file), "kør 'veje run' først"
        )
    folder = (folder or settings.home / "udtraek" / f"{generation}-{form}").resolve()
    if (given := _given_before(settings, generation, form, folder)) is not None:
        return given
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigurationError("en ny eller tom mappe", "der ligger noget i den", str(folder), "vælg en anden --ud")
    told = json.loads((Places(settings).folder(generation) / "manifest.json").read_text(encoding="utf-8"))
    with open_published(settings.published_file) as con:
        tables = read_released(con)
    draft = folder.with_name(f".{folder.name}.kladde")
    with private_files():
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        made = datetime.fromisoformat(told["dannet"])
        files = _write(tables, form, told, made, draft)
        digests = _digests(files)
        for file in files:
            sync(file)
        # Noted first: what lies where somebody may take it has left the house, whatever happens to this process.
        _remember(settings, form, told, digests, now)
        if folder.exists():
            folder.rmdir()
        draft.replace(folder)
        sync(folder.parent)
    return GivenOut(generation, folder, list(digests))


def _given_before(settings: Settings, generation: str, form: str, folder: Path) -> GivenOut | None:
    """What lies in ``folder``, when it is what this very command has put there (and was killed before it said so)."""
    if not folder.is_dir():
        return None
    there = _digests([file for file in folder.iterdir() if file.is_file()])
    notes = (settings.home / NOTES).glob(f"{generation}-{form}-*.json")
    noted = (json.loads(note.read_text(encoding="utf-8"))["filer"] for note in notes)
    return GivenOut(generation, folder, list(there)) if there and there in noted else None


def _digests(files: list[Path]) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(files)}


def _write(tables: list[Released], form: str, told: dict[str, object], made: datetime, folder: Path) -> list[Path]:
    if form == "xlsx":
        return [write_workbook(tables, about(told), made, folder / "veje.xlsx")]
    files: dict[str, list[Path]] = {}
    for table in tables:
        if form == "px":
            files[table.name] = write_px(table, made, folder)
        else:
            files[table.name] = (write_csv if form == "csv" else write_parquet)(table, folder)
    package = folder / PACKAGE
    described = _package(tables, files, form, told)
    package.write_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return [package, *(file for written in files.values() for file in written)]


def _package(
    tables: list[Released], files: dict[str, list[Path]], form: str, told: dict[str, object]
) -> dict[str, object]:
    """A Data Package (frictionless): what each file and each column is, for programs."""
    plain = {"csv": {"dialect": {"delimiter": ";", "header": True}, "encoding": "utf-8-sig"}}.get(form, {})
    resources = [
        {
            "name": file.stem,
            "path": file.name,
            "format": form,
            "description": table.text,
            **plain,
            "schema": {
                "fields": [_field(table, name) for name in table.rows.columns],
                "missingValues": ["", ":"],
            },
        }
        for table in tables
        for file in files[table.name]
    ]
    return {
        "name": "veje",
        "title": "Veje til førtidspension",
        "version": told["generation"],
        "created": told["dannet"],
        "resources": resources,
    }


def _field(table: Released, name: str) -> dict[str, str]:
    kind = TYPES.get(str(table.rows.schema[name]), "string")
    decimal = {"decimalChar": ","} if kind == "number" else {}
    return {"name": name, "type": kind, "description": table.columns.get(name, ""), **decimal}


def _remember(settings: Settings, form: str, told: dict[str, object], digests: dict[str, str], now: datetime) -> None:
    """A note for each time: what has left can be held against what leaves later."""
    folder = settings.home / NOTES
    folder.mkdir(parents=True, exist_ok=True)
    note = {
        "generation": told["generation"],
        "indhold": told["indhold"],
        "format": form,
        "tidspunkt": now.isoformat(timespec="seconds"),
        "filer": digests,
    }
    file = folder / f"{told['generation']}-{form}-{now:%Y%m%dT%H%M%S}.json"
    staged = file.with_name(f".{file.name}.ny")
    staged.write_text(json.dumps(note, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    sync(staged)
    staged.replace(file)
    sync(folder)
