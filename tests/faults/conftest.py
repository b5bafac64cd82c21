"""A published house with two generations of a small country, copied for each fault; the ledger becomes a page."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.faults.ledger import Ledger
from tests.lib.home import Home
from tests.lib.small_world import Country
from tests.lib.workshop import Workshop

COUNTRY = Country(1, date(2008, 1, 1), date(2008, 12, 31), ("657", "661", "740"), (15, 12, 10), 260)
_failed: list[str] = []


@dataclass(frozen=True)
class House(Home):
    """A home with the landing and the study that it was made from."""

    workshop: Workshop

    @property
    def environment(self) -> dict[str, str]:
        ours = {name: value for name, value in self.workshop.environment.items() if name.startswith("VEJE_")}
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("VEJE_", "DAGSTER_"))}
        return inherited | ours | {"VEJE_HOME": str(self.path)}

    def study(self, changes: dict[str, int]) -> None:
        """Another study than the one that is published, so that a run has something to do."""
        self.workshop.write_study(COUNTRY, changes)

    def moved(self, folder: Path) -> "House":
        """A copy of the same somewhere else, or an empty one where there is nothing to copy."""
        return House(self.copied_to(folder).path if self.path.exists() else folder, self.workshop)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--hus", type=Path, help="keep the published house in this folder, and use the one that is there")


@pytest.fixture(scope="session")
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> House:
    """Two generations: of `min_celle` 5, then 10; nobody works on it."""
    root = (request.config.getoption("hus") or tmp_path_factory.mktemp("fejl")).resolve()
    if (root / "bygget").exists():
        return House(root / "hjem", Workshop(root))
    root.mkdir(exist_ok=True)
    workshop = Workshop.in_folder(root)
    workshop.lay_out(COUNTRY, {})
    assert workshop.run() == 0
    workshop.write_study(COUNTRY, {"min_celle": 10})
    assert workshop.run() == 0
    (root / "bygget").touch()
    return House(root / "hjem", workshop)


@pytest.fixture(scope="session")
def ledger(request: pytest.FixtureRequest) -> Iterator[Ledger]:
    kept = Ledger()
    yield kept
    # Part of the faults leaves the rows of the others: the page would say less than was measured.
    if kept.rows:
        kept.write(is_whole=not _failed and len(kept.rows) == request.session.testscollected)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.failed:  # type: ignore[attr-defined]
        _failed.append(item.nodeid)
    return report
