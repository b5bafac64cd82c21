"""`veje tjek`: what a run would say of the deliveries, told at once and stored nowhere."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from dagster_project.cli.look_words import Looked, delivery_lines, last_lines, percent
from dagster_project.errors import ConfigurationError
from dagster_project.gates.limits import checks_of
from dagster_project.ingest.door.landing import deliveries, unknown_registers
from dagster_project.ingest.mapping import load_mapping
from dagster_project.ingest.preview import FoundDelivery, preview
from dagster_project.registers import REGISTERS
from dagster_project.settings import Settings
from dagster_project.study import load_study

REFUSED = 4


def look(settings: Settings, folder: Path | None, sources: Path | None, *, as_json: bool) -> int:
    """Look at a landing folder, at the folder of a register, or at one delivery.

    0, or 4 when one would be refused, when a register would have more rows in quarantine than a gate lets through, and
    when there is no delivery at all.

    Args:
        settings: of the installation.
        folder: what to look at; None is the landing folder.
        sources: a mapping in place of that of ``VEJE_KILDER``.
        as_json: one JSON object instead of lines.

    Raises:
        ConfigurationError: when there is no such folder, or study, mapping or code lists are unusable.
    """
    landing, registers, only = _scope(folder or settings.landing)
    settings = replace(settings, landing=landing, sources_file=sources.resolve() if sources else settings.sources_file)
    study, mapping = load_study(settings.study_file), load_mapping(settings)
    found: list[FoundDelivery] = []
    for register in registers:
        for one in preview(REGISTERS[register], settings, study, mapping, only):
            found.append(one)
            if not as_json:
                _say(*delivery_lines(one))
    strays = unknown_registers(landing, set(REGISTERS)) if len(registers) > 1 else []
    missing = [name for name in registers if not deliveries(landing, name)]
    stopped = _too_many(found, study.navn)
    code = REFUSED if stopped or not found or any(one.afvises for one in found) else 0
    looked = Looked(landing, tuple(found), tuple(stopped), tuple(missing), tuple(strays), code)
    _say(*([looked.as_json()] if as_json else last_lines(looked)))
    return code


def _scope(folder: Path) -> tuple[Path, tuple[str, ...], date | None]:
    """The landing folder, the registers and the delivery that ``folder`` means."""
    folder = folder.resolve()
    if not folder.is_dir():
        raise ConfigurationError(
            "en mappe med leverancer", "mappen findes ikke", str(folder), "ret stien (MAPPE eller VEJE_LANDING)"
        )
    if folder.name in REGISTERS:
        return folder.parent, (folder.name,), None
    if folder.parent.name in REGISTERS and (day := _as_day(folder.name)):
        return folder.parent.parent, (folder.parent.name,), day
    return folder, tuple(REGISTERS), None


def _too_many(found: list[FoundDelivery], studie: str) -> list[str]:
    """What a gate would say of the rows that would go to quarantine, register by register."""
    (check,) = (one for one in checks_of("leverance", studie) if one.navn == "karantaene_andel")
    said = []
    for register in dict.fromkeys(one.register for one in found):
        files = [file for one in found if one.register == register for file in one.filer if file.set]
        rows = sum(file.raekker or 0 for file in files)
        broken = sum((file.raekker or 0) * file.i_karantaene / file.set for file in files)
        if check.stop is not None and rows and 100 * broken / rows > check.stop:
            share, allowed = percent(broken / rows), check.allowed(check.stop)
            said.append(f"{register}: {share} ville komme i karantæne ({allowed}); en kørsel ville blive stoppet")
    return said


def _as_day(name: str) -> date | None:
    try:
        return date.fromisoformat(name)
    except ValueError:
        return None


def _say(*lines: str) -> None:
    if lines:
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()
