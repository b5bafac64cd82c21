"""What a process of ours may leave behind or hand on: no readable file, no memory image, no telemetry, no secret."""

import os
import resource
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


def keep_to_itself() -> None:
    """Make this process, and what it starts, leave nothing of its data where it should not be. Call it first.

    New files are for their owner alone. A core dump is the memory of the process in plain bytes, CPR numbers among
    them, in the working directory: there is none. Dagster uploads nothing, whatever its instance is set to.
    """
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
    # A process of Python's own counts what others share, and complains of one that was broken off; it frees it too.
    os.environ.setdefault("PYTHONWARNINGS", "ignore::UserWarning:multiprocessing.resource_tracker")


def child_environment(**variables: str) -> dict[str, str]:
    """The environment of this process with ``variables`` laid over it, for a program that we start."""
    return {**os.environ, **variables}


@contextmanager
def overlaid_environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Set ``variables`` for a library that reads nothing else, and put back what stood there before.

    What is set may be a secret: every program that we start later would inherit it.
    """
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
