"""A landing folder of its own for each test."""

from pathlib import Path

import pytest

from tests.lib.landing import Landing


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path)
