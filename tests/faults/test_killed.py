"""kill -9 at writes of the short verbs, and between the steps of a run: started again, nothing is lost."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dagster_project.settings import PROJECT_ROOT, load_settings
from tests.faults.conftest import House
from tests.faults.ledger import Ledger
from tests.faults.running import started
from tests.faults.state import published, state_of

pytestmark = [pytest.mark.hours, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

MOMENTS = 5
RECEIPT = "indberetning_id;version;status;kode;tekst\r\nukendt;1;modtaget;;\r\n"
CONFIRMATION = ("T0", "--regel", "R02", "--af", "AB", "--begrundelse", "set i sagen")
VERBS = {
    "indberet": ("--maaned", "2008-03"),
    "kvittering": ("{receipt}",),
    "bekraeft": CONFIRMATION,
    "rul-tilbage": (),
    "glem": ("--foer", "2012-01-01"),
    "udtraek": ("--format", "csv"),
}
STEPS = ("raa/dream", "dbt_staging", "forloeb/kvartal", "forloeb/gruppe", "frigivelse/tabeller", "publiceret")


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_killed_at_any_write_and_started_again(house: House, ledger: Ledger, tmp_path: Path, verb: str) -> None:
    receipt = tmp_path / "kvittering.csv"
    receipt.write_text(RECEIPT, encoding="utf-8")
    words = [verb, *(word.format(receipt=receipt) for word in VERBS[verb])]
    driver = [sys.executable, "-m", "tests.faults.kill_driver", str(house.path), str(tmp_path), str(MOMENTS), *words]
    subprocess.run(driver, check=True, cwd=PROJECT_ROOT, env=house.environment)  # noqa: S603 - our own module
    told = json.loads((tmp_path / "udfald.json").read_text())
    assert told["code"] == 0, (tmp_path / "uforstyrret.txt").read_text()
    assert all(told["killed"])
    wanted = state_of(_settings(house, tmp_path / "uforstyrret"))
    for moment, code in zip(told["moments"], told["again"], strict=True):
        assert state_of(_settings(house, tmp_path / str(moment))) == wanted, f"{verb}, write {moment}"
        assert code == 0, (tmp_path / f"{moment}.txt").read_text()
    moments = f"{len(told['moments'])} of {told['writes']} writes"
    ledger.note(f"`veje {verb}`: kill -9 at {moments}, started again", "the state of an undisturbed one")


def test_a_run_killed_between_its_steps_ends_in_the_content_of_an_undisturbed_one(
    house: House, ledger: Ledger, tmp_path: Path
) -> None:
    house.study({"min_celle": 3})
    undisturbed, killed = house.moved(tmp_path / "uforstyrret"), house.moved(tmp_path / "draebt")
    assert undisturbed.veje("run").returncode == 0
    before = published(killed.settings)
    for step in STEPS:
        run = started(killed, "run", until=step)
        run.kill()
        run.wait()
        if step != STEPS[-1]:
            assert published(killed.settings) == before
    done = killed.veje("run")
    assert done.returncode == 0, done.stderr
    assert published(killed.settings) == published(undisturbed.settings) != before
    shutil.rmtree(undisturbed.path)
    ledger.note(
        f"`veje run`: kill -9 after each of {', '.join(STEPS)}, started again each time",
        "the generation before stayed; the last run published the content of an undisturbed one",
    )


def _settings(house: House, home: Path):  # type: ignore[no-untyped-def]
    return load_settings({**house.environment, "VEJE_HOME": str(home)})
