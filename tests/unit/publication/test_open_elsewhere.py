"""A published file that another program holds open for writing is open, not damaged."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dagster_project.publication.content import open_published
from dagster_project.publication.files import current_generation
from dagster_project.publication.generations import publish
from dagster_project.settings import load_settings
from tests.unit.publication.small_warehouse import fill_warehouse, run_at, small_study

pytestmark = pytest.mark.slow

HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('holder', flush=True); sys.stdin.read()"


@contextmanager
def held(file: Path) -> Iterator[None]:
    """The file open for writing in another process, as the DuckDB shell opens it."""
    command = [sys.executable, "-c", HOLD, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:  # noqa: S603
        assert other.stdout is not None
        other.stdout.readline()
        yield
        other.kill()


def test_what_another_program_holds_is_read_all_the_same(tmp_path: Path) -> None:
    settings = load_settings({"VEJE_HOME": str(tmp_path)})
    fill_warehouse(settings)
    generation = publish(settings, small_study(), run_at(0)).name
    # The owner of everything may write whatever the mode says; everybody else has to change it first.
    settings.published_file.chmod(0o600)
    with held(settings.published_file):
        assert current_generation(settings) == generation
        with open_published(settings.published_file) as con:
            assert con.execute("SELECT count(*) FROM kvalitet.generation").fetchone() == (1,)
        again = publish(settings, small_study(), run_at(5))
    assert (again.name, again.is_new) == (generation, False)
    assert [file.name for file in settings.published_dir.glob(".*")] == []


@pytest.mark.parametrize("which", ["published", "generation"])
def test_what_is_published_may_not_be_written_to(tmp_path: Path, which: str) -> None:
    settings = load_settings({"VEJE_HOME": str(tmp_path)})
    fill_warehouse(settings)
    name = publish(settings, small_study(), run_at(0)).name
    file = settings.published_file if which == "published" else settings.generations_dir / name / "veje.duckdb"
    assert file.stat().st_mode & 0o777 == 0o400
