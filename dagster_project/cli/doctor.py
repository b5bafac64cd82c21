"""`veje doctor`: is everything in order here. It looks, and changes nothing but the state of runs that are dead."""

import json
import platform
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dagster_project.clock import COPENHAGEN, now
from dagster_project.errors import VejeError
from dagster_project.ingest.mapping import load_mapping
from dagster_project.publication.files import current_generation
from dagster_project.registers import REGISTERS
from dagster_project.settings import PROJECT_ROOT, Settings
from dagster_project.study import load_study

OK, WARNING, FAULT = "ok", "advarsel", "fejl"
_SIGNS = {OK: "✓", WARNING: "!", FAULT: "✗"}
# A run of the seed writes half a GB; below this a national one will not end.
LITTLE_DISK = 5 * 1024**3


@dataclass(frozen=True)
class Finding:
    """One thing looked at: what, how it is, and what to do."""

    emne: str
    udfald: str
    tekst: str


def examine(settings: Settings) -> list[Finding]:
    """Everything that is looked at, each by itself: one fault hides no other.

    Args:
        settings: the installation.
    """
    looks: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
        _python,
        _time,
        _landing,
        _study,
        _mapping,
        _keys,
        _disk,
        _published,
        _runs,
    )
    return [finding for look in looks for finding in _shielded(look, settings)]


def print_findings(settings: Settings, *, as_json: bool) -> int:
    """Print what `examine` found; 0, or 2 when something is wrong."""
    found = examine(settings)
    if as_json:
        sys.stdout.write(json.dumps({"fund": [vars(one) for one in found]}, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("".join(f"{_SIGNS[one.udfald]} {one.emne:<14} {one.tekst}\n" for one in found))
    return 2 if any(one.udfald == FAULT for one in found) else 0


def _shielded(look: Callable[[Settings], Iterator[Finding]], settings: Settings) -> list[Finding]:
    name = look.__name__.removeprefix("_")
    try:
        return list(look(settings))
    except VejeError as error:
        return [Finding(name, FAULT, f"{error.where}: {error.found}; {error.remedy}")]
    except OSError as error:
        return [Finding(name, FAULT, f"kan ikke læses ({error.strerror})")]


def _python(_settings: Settings) -> Iterator[Finding]:
    yield Finding("Python", OK, f"{platform.python_version()} i {sys.prefix}")
    lock, stamp = PROJECT_ROOT / "uv.lock", Path(sys.prefix) / ".synced"
    if lock.is_file() and stamp.is_file() and lock.stat().st_mtime > stamp.stat().st_mtime:
        yield Finding("miljø", WARNING, "uv.lock er nyere end miljøet; kør 'make setup'")


def _time(_settings: Settings) -> Iterator[Finding]:
    yield Finding("tid", OK, f"{now():%Y-%m-%d %H:%M} ({COPENHAGEN.key})")


def _landing(settings: Settings) -> Iterator[Finding]:
    if not settings.landing.is_dir():
        yield Finding("leverancer", FAULT, f"{settings.landing} findes ikke; ret VEJE_LANDING")
        return
    there = {folder.name for folder in settings.landing.iterdir() if folder.is_dir()}
    missing = [name for name in REGISTERS if name not in there]
    known = len(REGISTERS) - len(missing)
    text = f"{settings.landing}: {known} af {len(REGISTERS)} registre"
    if missing:
        yield Finding("leverancer", WARNING if known else FAULT, f"{text}; mangler {', '.join(missing)}")
    else:
        yield Finding("leverancer", OK, text)


def _study(settings: Settings) -> Iterator[Finding]:
    study = load_study(settings.study_file)
    first, last = study.periode
    yield Finding("studie", OK, f"{study.navn}: {first} til {last}, {len(study.kommuner)} kommuner")


def _mapping(settings: Settings) -> Iterator[Finding]:
    load_mapping(settings)
    yield Finding("kilder", OK, str(settings.sources_file or "ingen (registrenes egne navne)"))


def _keys(settings: Settings) -> Iterator[Finding]:
    for file in (settings.key_file, settings.storage_key_file):
        if not file.exists():
            needed = settings.is_production and file == settings.key_file
            text = f"{file} findes ikke" + ("; læg den dér" if needed else " (dannes ved første kørsel)")
            yield Finding("nøgle", FAULT if needed else OK, text)
        elif stat.S_IMODE(file.stat().st_mode) & 0o077:
            yield Finding("nøgle", FAULT, f"{file} kan læses af andre; kør 'chmod 600 {file}'")
        else:
            yield Finding("nøgle", OK, str(file))


def _disk(settings: Settings) -> Iterator[Finding]:
    folder = settings.home
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    text = f"{free / 1024**3:.0f} GB ledige ved {settings.home}"
    yield Finding("plads", OK if free > LITTLE_DISK else WARNING, text)


def _published(settings: Settings) -> Iterator[Finding]:
    generation = current_generation(settings)
    if generation is None and settings.published_file.exists():
        yield Finding("publiceret", FAULT, f"{settings.published_file} kan ikke læses; kør 'veje rul-tilbage'")
    else:
        yield Finding("publiceret", OK, f"generation {generation}" if generation else "intet endnu; kør 'veje run'")


def _runs(settings: Settings) -> Iterator[Finding]:
    """Runs that Dagster holds for unfinished: a killed one keeps the others waiting."""
    if not settings.dagster_home.is_dir():
        return
    import dagster as dg  # noqa: PLC0415  (takes a second)

    from dagster_project.cli.dagster_home import prepare_dagster_home  # noqa: PLC0415

    unfinished = dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.STARTING])
    from dagster_project.orchestration.dead_runs import close_dead_runs  # noqa: PLC0415

    with dg.DagsterInstance.from_config(str(prepare_dagster_home(settings))) as instance:
        for run_id in close_dead_runs(instance):
            yield Finding("kørsler", WARNING, f"{run_id[:8]} var slået ihjel og er nu lukket")
        open_runs = instance.get_run_records(unfinished)
    for record in open_runs:
        run = record.dagster_run
        yield Finding("kørsler", WARNING, f"{run.job_name} {run.run_id[:8]} er ikke afsluttet; se 'veje log'")
    if not open_runs:
        yield Finding("kørsler", OK, "ingen uafsluttede")
