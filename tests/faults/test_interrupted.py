"""Ctrl-C and SIGTERM at the steps of a run: one sentence within five seconds, and what is published as it was."""

import signal
import time
from pathlib import Path

import pytest

from tests.faults.conftest import House
from tests.faults.ledger import Ledger
from tests.faults.running import started
from tests.faults.state import published

pytestmark = [pytest.mark.hours, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

# The signal comes when the step named is done: in the middle of the next one.
MOMENTS = (
    ("kørslen begynder", signal.SIGINT),
    ("raa/bef", signal.SIGTERM),
    ("gate_raa", signal.SIGINT),
    ("gate_staging_studie", signal.SIGTERM),
    ("gate_marts", signal.SIGINT),
    ("marts/afstemning", signal.SIGTERM),
    ("frigivelse/tabeller", signal.SIGINT),
)
LIMIT = 5.0


def test_a_run_that_is_asked_to_end_says_one_sentence(house: House, ledger: Ledger, tmp_path: Path) -> None:
    house.study({"min_celle": 4})
    home = house.moved(tmp_path / "hjem")
    before, times = published(home.settings), []
    for step, number in MOMENTS:
        run = started(home, "run", until=step)
        time.sleep(0.2)
        asked = time.monotonic()
        run.send_signal(number)
        told = run.communicate()[0]
        times.append(time.monotonic() - asked)
        assert run.returncode == 128 + number, f"after {step}: {told}"
        assert told.count("Afbrudt:") == 1, told
        assert "Traceback" not in told
        assert "fejl i Veje" not in told
        assert published(home.settings) == before
    assert max(times) < LIMIT, times
    assert home.veje("run").returncode == 0
    steps = ", ".join(step for step, _ in MOMENTS)
    ledger.note(
        f"Ctrl-C and SIGTERM in a run, after {steps}",
        f"ended within {max(times):.1f} s with one sentence and 130 or 143; the next run published",
    )
