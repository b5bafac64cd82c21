"""Ctrl-C and SIGTERM end a process soon, whatever it is doing, with one sentence and the exit code of shells."""

import signal
import subprocess
import sys
import time

import pytest

from dagster_project.interruption import is_asked
from dagster_project.settings import PROJECT_ROOT

BEGIN = """
import contextlib, sys, time
import duckdb
from dagster_project.interruption import is_asked, exit_code, watched
"""
# A query of hours, whose library makes an error of its own of the signal.
IN_A_LIBRARY = """
with watched(lambda: "AFBRUDT"):
    print("i gang", flush=True)
    connection = duckdb.connect()
    try:
        connection.execute("SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b").fetchall()
    except BaseException as error:
        print(type(error).__name__, is_asked(), flush=True)
    connection.close()
    sys.exit(exit_code())
"""
# Somebody who takes every end as one more error to live with.
DEAF = """
with watched(lambda: "AFBRUDT", grace=GRACE):
    print("i gang", flush=True)
    while True:
        with contextlib.suppress(BaseException):
            time.sleep(60)
"""


def ended_by(script: str, *signals: signal.Signals) -> tuple[int, float, str]:
    """Exit code, seconds after the first signal, and everything that was written."""
    child = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", BEGIN + script],
        cwd=PROJECT_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "i gang\n"
    began = time.monotonic()
    for number in signals:
        time.sleep(0.3)
        child.send_signal(number)
    told = child.communicate(timeout=60)[0]
    return child.returncode, time.monotonic() - began, told


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_error_that_comes_of_the_signal_is_known_as_that(number: signal.Signals, code: int) -> None:
    ended, seconds, told = ended_by(IN_A_LIBRARY, number)
    assert ended == code
    assert told.split()[:2] == ["RuntimeError", "True"]
    assert seconds < 5


def test_who_goes_on_is_ended_when_the_time_is_over() -> None:
    ended, _, told = ended_by(DEAF.replace("GRACE", "0.5"), signal.SIGTERM)
    assert (ended, told.strip()) == (143, "AFBRUDT")


def test_the_second_signal_ends_at_once() -> None:
    ended, seconds, told = ended_by(DEAF.replace("GRACE", "50"), signal.SIGINT, signal.SIGINT)
    assert (ended, told.strip()) == (130, "AFBRUDT")
    assert seconds < 40


def test_nobody_is_asked_without_a_watch() -> None:
    assert not is_asked()
