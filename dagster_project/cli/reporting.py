"""`veje indberet`, `veje kvittering`, `veje bekraeft`: start the job and print what it did."""

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from dagster_project import clock
from dagster_project.cli.jobs import run_job
from dagster_project.errors import ConfigurationError
from dagster_project.indberetning import Given, leave_confirmation
from dagster_project.indberetning.sent.archive import folders_sent
from dagster_project.orchestration.partitions import REPORTING_MONTHS
from dagster_project.orchestration.reporting import CONFIRMATIONS_KEY, MONTH_KEY, RECEIPTS_KEY
from dagster_project.settings import Settings
from dagster_project.words.cpr import cover_text


def report_month(settings: Settings, month: str) -> int:
    """Export one month; the exit code is that of the job."""
    if not REPORTING_MONTHS.has_partition_key(month):
        first, last = REPORTING_MONTHS.get_first_partition_key(), REPORTING_MONTHS.get_last_partition_key()
        raise ConfigurationError(f"en måned fra {first} til {last}", month, "--maaned", "ret måneden")
    with telling_what_was_sent(settings):
        text = run_job(settings, "indberet", partition_key=month, report_of=MONTH_KEY)
    sys.stdout.write(f"{text}\n{settings.reporting_dir}\n")
    return 0


@contextmanager
def telling_what_was_sent(settings: Settings) -> Iterator[None]:
    """Where an export ends early (Ctrl-C, a full disk), say which folders are there: they count as sent."""
    before = folders_sent(settings.reporting_dir)
    try:
        yield
    except BaseException:
        sent = sorted(folders_sent(settings.reporting_dir) - before)
        lines = [f"  {folder.authority} {folder.month} {folder.serial}" for folder in sent]
        head = f"{len(sent)} mapper nåede at blive skrevet og gælder som sendt; det næste forsøg skriver resten."
        told = [head, *lines] if sent else ["Ingen mappe er skrevet, og intet er sendt."]
        sys.stderr.write("\n".join(told) + "\n")
        raise


def take_receipts(settings: Settings, files: Sequence[Path]) -> int:
    """Take receipt files in, in the order given."""
    missing = [cover_text(str(file)) for file in files if not file.is_file()]
    if missing:
        raise ConfigurationError("kvitteringsfiler, der findes", ", ".join(missing), "veje kvittering", "ret stien")
    with _named_harmlessly(settings, files) as paths:
        ops = {RECEIPTS_KEY.to_python_identifier(): {"config": {"filer": [str(path) for path in paths]}}}
        sys.stdout.write(f"{run_job(settings, 'kvittering', ops=ops, report_of=RECEIPTS_KEY)}\n")
    return 0


@contextmanager
def _named_harmlessly(settings: Settings, files: Sequence[Path]) -> Iterator[list[Path]]:
    """The same files under paths that may stand in Dagster's run store, which keeps what a run is asked for.

    A path with a CPR number in it is exchanged for a copy under a covered name, for as long as the job takes.
    """
    paths = [file.resolve() for file in files]
    odd = [path for path in paths if cover_text(str(path)) != str(path)]
    if not odd:
        yield paths
        return
    settings.reporting_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=settings.reporting_dir, prefix=".kvitteringer-") as folder:
        copies = {path: Path(folder, str(at), cover_text(path.name)) for at, path in enumerate(odd)}
        for path, copy in copies.items():
            copy.parent.mkdir()
            shutil.copyfile(path, copy)
        yield [copies.get(path, path) for path in paths]


def confirm_decision(settings: Settings, arguments: argparse.Namespace) -> int:
    """Leave the confirmation where the files of confirmations lie, and take in what waits there.

    The words never go through Dagster, whose run store keeps what a run is asked for: a SAGSID may hold a CPR number.
    """
    if not (arguments.af.strip() and arguments.begrundelse.strip()):
        raise ConfigurationError("hvem der bekræfter, og hvorfor", "en tom tekst", "veje bekraeft", "udfyld begge")
    given = Given(arguments.sagsid, arguments.afgnr, tuple(arguments.regel), arguments.af, arguments.begrundelse)
    leave_confirmation(settings, given, now=clock.now())
    sys.stdout.write(f"{run_job(settings, 'bekraeft', report_of=CONFIRMATIONS_KEY)}\n")
    return 0
