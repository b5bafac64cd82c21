"""Publishes below each folder given, killed with SIGKILL when the step of that name begins (run as a script).

Forks before any DuckDB connection is opened; the parent never opens one.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pandas  # noqa: F401  (DuckDB imports it on its first parameter: once here, not in every child)

from dagster_project.publication import files, generations
from tests.unit.publication.small_warehouse import fill_warehouse, run_at, small_settings, small_study


def die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def publish_first(home: Path) -> None:
    settings = small_settings(home)
    fill_warehouse(settings)
    generations.publish(settings, small_study(), run_at(0))
    fill_warehouse(settings, extra=1)


def publish_until(home: Path, step: str) -> None:
    settings = small_settings(home)
    owner = generations if hasattr(generations, step) else files
    setattr(owner, step, die)
    generations.publish(settings, small_study(), run_at(1))


def in_child(work: Callable[[], None]) -> int:
    if not (child := os.fork()):
        work()
        os._exit(0)
    return os.waitpid(child, 0)[1]


def main(root: Path, steps: list[str]) -> None:
    first = root / "foerste"
    assert in_child(lambda: publish_first(first)) == 0
    for step in steps:
        shutil.copytree(first, root / step)
        status = in_child(lambda step=step: publish_until(root / step, step))  # type: ignore[misc]
        assert os.WIFSIGNALED(status), f"{step} was never reached"


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
