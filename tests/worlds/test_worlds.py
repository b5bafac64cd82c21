"""A hundred studies and the named ones: what became of each is written to `var/verdener.txt`."""

import time
from pathlib import Path

import pytest

from dagster_project.settings import PROJECT_ROOT
from tests.lib.any_study import judge
from tests.lib.named_studies import NAMED
from tests.lib.random_country import Drawn, drawn
from tests.lib.workshop import Workshop

pytestmark = [pytest.mark.hours, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

LEDGER = PROJECT_ROOT / "var/verdener.txt"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop.in_folder(Path(tmp_path_factory.mktemp("verdener")))


@pytest.mark.parametrize("name", NAMED)
def test_a_named_study_is_published(workshop: Workshop, name: str) -> None:
    assert judged(workshop, name, NAMED[name]) == ()


def test_any_study_is_published_or_stopped_for_a_reason_of_its_data(workshop: Workshop, number: int) -> None:
    judged(workshop, str(number), drawn(number))


def judged(workshop: Workshop, name: str, study: Drawn) -> tuple[str, ...]:
    """What stopped it; noted with its seconds, also when it fails."""
    began, worked = time.monotonic(), time.process_time()
    told = "FEJL"
    try:
        outcome = judge(workshop, study)
        told = str(outcome)
        return outcome.stopped_by
    except BaseException as error:
        told = f"FEJL: {type(error).__name__}: {' '.join(str(error).split())[:400]}"
        raise
    finally:
        seconds = f"{time.monotonic() - began:.0f} s, {time.process_time() - worked:.0f} s af processoren"
        LEDGER.parent.mkdir(exist_ok=True)
        with LEDGER.open("a", encoding="utf-8") as ledger:
            ledger.write(f"{name}: {told} ({seconds})\n")
