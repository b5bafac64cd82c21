"""Takes a register in below the folder given, killed with SIGKILL when the step of that name begins (a script)."""

import os
import signal
import sys
from pathlib import Path

from dagster_project.ingest import register
from tests.lib.landing import Landing


def die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    root, step = Path(sys.argv[1]), sys.argv[2]
    setattr(register, step, die)
    Landing(root).ingest("ind")
