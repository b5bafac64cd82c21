"""Each released table beside the page, as CSV and as a workbook: what a reader takes along is what may leave."""

import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from dagster_project.publication.content import open_published
from dagster_project.publication.files import Places
from dagster_project.publication.manifest import read_manifest
from dagster_project.settings import Settings
from dagster_project.udtraek.plain import write_csv
from dagster_project.udtraek.released import Released, read_released
from dagster_project.udtraek.workbook import about, write_workbook

FOLDER = "tabeller"
# The tables laid out as printed: what stands on the page. The rest is for programs, and comes with `veje udtraek`.
AS_PRINTED = ("tabel_", "figur_", "bilag_")


def write_table_files(settings: Settings) -> None:
    """Write ``tabeller/`` anew from the published file, with nothing left of the generation before.

    A generation without a manifest has no workbooks: nobody can say when it was made.
    """
    folder = settings.report_dir / FOLDER
    draft = folder.with_name(f".{FOLDER}.ny")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    with open_published(settings.published_file) as con:
        generation = con.execute("SELECT generation FROM kvalitet.generation").fetchall()[0][0]
        manifest = read_manifest(Places(settings).folder(generation))
        for table in read_released(con):
            if table.name.startswith(AS_PRINTED):
                _write(table, manifest, draft)
    shutil.rmtree(folder, ignore_errors=True)
    draft.replace(folder)


def tables_with_files(report_dir: Path) -> dict[str, list[str]]:
    """The forms that lie beside the page by the name of the table: ``{"tabel_5_3": ["csv", "xlsx"]}``."""
    found: dict[str, list[str]] = {}
    for file in sorted((report_dir / FOLDER).glob("*.*")):
        found.setdefault(file.stem, []).append(file.suffix.removeprefix("."))
    return found


def _write(table: Released, manifest: Mapping[str, Any], folder: Path) -> None:
    write_csv(table, folder)
    if manifest:
        made = datetime.fromisoformat(str(manifest["dannet"]))
        write_workbook([table], about(manifest), made, folder / f"{table.name}.xlsx")
