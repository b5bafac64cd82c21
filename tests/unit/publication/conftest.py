"""A home with a small warehouse to publish from, and an audit that most tests take in their own process."""

from pathlib import Path

import pytest

from dagster_project.publication.content import Content, open_published, read_content
from dagster_project.settings import Settings
from tests.unit.publication.small_warehouse import fill_warehouse, small_settings


@pytest.fixture
def audit_in_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare most tests the fresh process; those marked `fresh_process` have it."""
    if "fresh_process" not in request.fixturenames:
        for module in ("generations", "refresh"):
            monkeypatch.setattr(f"dagster_project.publication.{module}.audit", read_here)


@pytest.fixture
def fresh_process() -> None:
    """Ask for the audit as it is."""


def read_here(file: Path) -> Content:
    with open_published(file) as con:
        return read_content(con)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = small_settings(tmp_path / "Ane's hjem")
    fill_warehouse(settings)
    return settings
