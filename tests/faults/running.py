"""A verb in a process of its own, up to a step."""

import subprocess

from dagster_project.settings import PROJECT_ROOT
from tests.lib.home import VEJE, Home


def started(home: Home, *words: str, until: str) -> subprocess.Popen[str]:
    """The verb, running, when the line of the step ``until`` has come; output and errors in one stream.

    Raises:
        AssertionError: when it ended before.
    """
    process = subprocess.Popen(  # noqa: S603 - our own command
        [VEJE, *words],
        cwd=PROJECT_ROOT,
        env={**home.environment, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    seen: list[str] = []
    for line in process.stdout:
        seen.append(line)
        if until in line:
            return process
    raise AssertionError(f"{until} never came: {''.join(seen)[-2000:]}")
