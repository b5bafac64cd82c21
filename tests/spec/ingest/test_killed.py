"""An ingestion that is killed and started again ends as one that was left in peace."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dagster_project.privacy.vault import open_vault
from dagster_project.settings import PROJECT_ROOT
from tests.lib.landing import MAN, WOMAN, Landing, csv_of

DAY = "2010-06-30"
ROWS: tuple[dict[str, str], ...] = ({}, {"PNR": WOMAN, "BRUTTO": "x"}, {})
STEPS = {"load_delivery": "before a row is read", "set_statuses": "after", "summarise": "when the vault has committed"}


def kill(landing: Landing, step: str) -> None:
    command = [sys.executable, "-m", "tests.spec.ingest.kill_driver", str(landing.root), step]
    done = subprocess.run(command, cwd=PROJECT_ROOT, check=False)  # noqa: S603 - our own script
    assert done.returncode == -signal.SIGKILL, f"{step} was never reached"


def state(landing: Landing) -> dict[str, Any]:
    query = "SELECT person_id, aar, brutto, leverance, fil, linje, status FROM raa.ind ORDER BY leverance, fil, linje"
    return {
        "rows": [row[1:] for row in landing.rows(query)],
        "account": landing.account("ind"),
        "quarantine": landing.quarantine("ind"),
        "verdict": landing.verdict("ind"),
        "kept": kept(landing),
    }


def kept(landing: Landing) -> list[tuple[Any, ...]]:
    """Quarantined rows in the vault."""
    with open_vault(landing.settings, read_only=True) as vault:
        return vault.execute("SELECT linje, raekke FROM karantaene ORDER BY ALL").fetchall()


@pytest.mark.parametrize("step", STEPS)
def test_the_second_attempt_ends_as_an_undisturbed_one(tmp_path: Path, step: str) -> None:
    undisturbed, killed = Landing(tmp_path / "a"), Landing(tmp_path / "b")
    for landing in (undisturbed, killed):
        landing.deliver("ind", DAY, {"a.csv": csv_of("ind", *ROWS)})
        landing.deliver("ind", "2011-01-31", {"a.csv": csv_of("ind", {"BRUTTO": "2"}, {"PNR": ""})})
    kill(killed, step)
    undisturbed.ingest("ind")
    killed.ingest("ind")
    assert state(killed) == state(undisturbed)


def test_a_delivery_that_is_corrected_after_the_kill_leaves_nothing_of_the_first(landing: Landing) -> None:
    landing.deliver("ind", DAY, {"a.csv": csv_of("ind", *ROWS)})
    kill(landing, "summarise")
    landing.deliver("ind", DAY, {"a.csv": csv_of("ind", {}, {"PNR": MAN, "AAR": "2008"})})
    landing.ingest("ind")
    assert kept(landing) == []
