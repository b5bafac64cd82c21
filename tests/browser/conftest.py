"""The pages of a report in the distribution's own Chromium: part of `make browser` alone, never of a plain run.

The report is that of ``VEJE_HOME`` (`make run` writes one). Pictures of what was seen lie in `var/browser` afterwards,
to be looked at.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from dagster_project.settings import PROJECT_ROOT, load_settings

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SEEN = PROJECT_ROOT / "var" / "browser"
WIDE, PHONE = {"width": 1300, "height": 900}, {"width": 390, "height": 844}


@dataclass
class Opened:
    """A page that was opened: what it asked for and complained of on the way."""

    page: Any
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test a page of the report; without a report one that says so."""
    if "name" in metafunc.fixturenames:
        pages = sorted(file.name for file in load_settings().report_dir.glob("*.html"))
        metafunc.parametrize("name", pages or [""])


@pytest.fixture(scope="session")
def report() -> Path:
    """The folder of the report."""
    folder = load_settings().report_dir
    if not (folder / "index.html").is_file():
        pytest.skip(f"ingen rapport i {folder}: kør make run først")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running browser."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright mangler: kør make browser")
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.skip(f"ingen browser: {', '.join(CHROMIUM)} findes ikke på denne maskine")
    SEEN.mkdir(parents=True, exist_ok=True)
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


def open_page(chromium: Any, file: Path, size: dict[str, int] = WIDE, **options: Any) -> Opened:
    """Open a page from its file, in a window of ``size``; ``options`` of the browser's context."""
    opened = Opened(chromium.new_context(viewport=size, locale="da-DK", **options).new_page())
    opened.page.on("request", lambda request: opened.requests.append(request.url))
    opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
    opened.page.on("console", lambda told: opened.errors.append(told.text) if told.type == "error" else None)
    opened.page.goto(file.as_uri(), wait_until="load")
    return opened
