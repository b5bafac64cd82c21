"""A publication killed at any step and started again ends in the content of an undisturbed one."""

import subprocess
import sys
from pathlib import Path

import pytest

from dagster_project.publication.files import published_generations
from dagster_project.publication.generations import publish
from dagster_project.settings import PROJECT_ROOT
from tests.unit.publication.small_warehouse import content_digest, fill_warehouse, run_at, small_settings, small_study

pytestmark = pytest.mark.slow

BEFORE_SWAP = (
    "write_tables",
    "audit",
    "write_manifest",
    "_let_readers_see",
    "swap_in",
)
AFTER_SWAP = ("mark", "prune")


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("draebt")
    driver = [sys.executable, "-m", "tests.unit.publication.kill_driver", str(root), *BEFORE_SWAP, *AFTER_SWAP]
    subprocess.run(driver, check=True, cwd=PROJECT_ROOT)  # noqa: S603  (our own interpreter and module)
    return root


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    settings = small_settings(tmp_path_factory.mktemp("uforstyrret"))
    fill_warehouse(settings)
    first = publish(settings, small_study(), run_at(0)).digest
    fill_warehouse(settings, extra=1)
    return first, publish(settings, small_study(), run_at(1)).digest


@pytest.mark.parametrize("step", BEFORE_SWAP + AFTER_SWAP)
def test_killed_and_started_again(homes: Path, undisturbed: tuple[str, str], step: str) -> None:
    settings = small_settings(homes / step)
    assert content_digest(settings.published_file) == undisturbed[step in AFTER_SWAP]
    publish(settings, small_study(), run_at(2))
    assert content_digest(settings.published_file) == undisturbed[1]
    assert len(published_generations(settings)) == 2
    folders = (settings.generations_dir, settings.published_dir)
    left = {path.name for folder in folders for path in folder.iterdir()}
    assert left == {*published_generations(settings), "generationer", "veje.duckdb"}
