"""Runs a verb of `veje` in forks of this process; each is killed with SIGKILL at its n-th write below the house.

As a script: `kill_driver.py HOUSE WORK MOMENTS VERB…`. HOUSE is copied to `WORK/uforstyrret` and `WORK/<n>`; in each of
the latter the verb is killed at that write, and then run again. Forks before DuckDB or Dagster have opened anything.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pandas  # noqa: F401  (DuckDB imports it on its first parameter: once here, not in every child)

import dagster_project.orchestration.build  # noqa: F401  (the slow imports, once)
from dagster_project.cli.main import main

CHANGES = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"}


def writes(event: str, arguments: tuple[object, ...], home: str) -> bool:
    """Whether an audit event of Python is a write below ``home``; Dagster's own folder and logs are not counted."""
    path = str(arguments[0]) if arguments else ""
    if not path.startswith(home) or "/dagster/" in path or "/log/" in path:
        return False
    return event in CHANGES or (event == "open" and bool(int(str(arguments[2] or 0)) & (os.O_WRONLY | os.O_RDWR)))


def watch(home: Path, on_write: Callable[[int, str], None]) -> None:
    """Call ``on_write`` with the number and name of each write from now on."""
    seen = iter(range(1, 1_000_000))

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if writes(event, arguments, str(home)):
            on_write(next(seen), Path(str(arguments[0])).name)

    sys.addaudithook(hook)


def child(home: Path, words: list[str], on_write: Callable[[int, str], None] | None = None) -> int:
    """The wait status of the verb in a fork."""
    if not (process := os.fork()):
        os.environ["VEJE_HOME"] = str(home)
        os.dup2(os.open(home.parent / f"{home.name}.txt", os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600), 1)
        os.dup2(1, 2)
        if on_write:
            watch(home, on_write)
        os._exit(main(words))
    return os.waitpid(process, 0)[1]


def copied(house: Path, home: Path) -> Path:
    return Path(shutil.copytree(house, home, symlinks=True))


def killing(moment: int) -> Callable[[int, str], None]:
    def kill(number: int, _name: str) -> None:
        if number == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    return kill


def evenly(many: int, most: int) -> list[int]:
    """At most ``most`` of the numbers 1 to ``many``, the first and the last among them."""
    return sorted({1 + nr * (many - 1) // max(1, most - 1) for nr in range(most)}) if many else []


def run(house: Path, work: Path, most: int, words: list[str]) -> dict[str, object]:
    names = work / "skrivninger"
    home = copied(house, work / "uforstyrret")
    with names.open("w", buffering=1) as stream:
        undisturbed = child(home, words, lambda _number, name: print(name, file=stream))
    written = names.read_text().splitlines()
    moments = evenly(len(written), most)
    killed, again = [], []
    for moment in moments:
        home = copied(house, work / str(moment))
        killed.append(os.WIFSIGNALED(child(home, words, killing(moment))))
        again.append(os.waitstatus_to_exitcode(child(home, words)))
    return {
        "writes": len(written),
        "code": os.waitstatus_to_exitcode(undisturbed),
        "moments": moments,
        "killed": killed,
        "again": again,
    }


if __name__ == "__main__":
    told = run(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
    (Path(sys.argv[2]) / "udfald.json").write_text(json.dumps(told))
