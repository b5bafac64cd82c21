"""Every delivery of a landing folder looked at, all faults of all files at once. Nothing is stored."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dagster_project.ingest.door.delivery import Status, judge_outside
from dagster_project.ingest.door.landing import DeliveryFolder, deliveries, is_data
from dagster_project.ingest.door.manifest import Listed
from dagster_project.ingest.mapping.declared import Mapping
from dagster_project.ingest.preview.file import Looking, preview_file
from dagster_project.ingest.preview.found import FoundDelivery, FoundFile
from dagster_project.ingest.preview.paste import lines_to_paste
from dagster_project.ingest.rows.known import known_codes, repairs_of
from dagster_project.ingest.rows.rules import Door
from dagster_project.registers.spec import RegisterSpec
from dagster_project.settings import Settings
from dagster_project.study import Study


def preview(
    spec: RegisterSpec, settings: Settings, study: Study, mapping: Mapping, only: date | None = None
) -> Iterator[FoundDelivery]:
    """Look at the deliveries of one register in order of their dates.

    Args:
        spec: the register.
        settings: where the landing folder and the code lists are; whether a missing manifest matters.
        study: says what kind of person numbers there are.
        mapping: what the supplier calls things.
        only: the one delivery to look at; None is all.

    Raises:
        ConfigurationError: when a code list is unusable.
    """
    codes = known_codes(settings, spec)
    said = mapping.of(spec.name)
    for folder in deliveries(settings.landing, spec.name):
        if only is None or folder.leverance == only:
            door = Door(folder.leverance, study.pnr_format != "dst", codes, said.tom)
            yield _delivery(folder, settings, Looking(spec, said, door, repairs_of(spec, codes)))


def _delivery(folder: DeliveryFolder, settings: Settings, looking: Looking) -> FoundDelivery:
    verdict, listed = judge_outside(folder, is_production=settings.is_production)
    looked = {name: preview_file(folder.path / name, name, looking) for name in folder.data_files}
    files = [replace(_against(file, listed.get(name)), fil=folder.told_names[name]) for name, file in looked.items()]
    is_refused = verdict.status is Status.REFUSED
    return FoundDelivery(
        folder.register,
        folder.leverance,
        fejl=verdict.reasons if is_refused else (),
        noter=() if is_refused else verdict.reasons,
        filer=tuple(files),
        kilder=lines_to_paste(looking.spec, looking.mapping, files),
    )


def _against(file: FoundFile, listed: Listed | None) -> FoundFile:
    """The same, with what the manifest says of its rows."""
    if listed is None or file.raekker is None or listed.rows == file.raekker or not is_data(file.fil):
        return file
    wrong = f"{file.raekker} rækker, men {listed.rows} i manifest.json"
    return replace(file, fejl=(*file.fejl, wrong))
