"""One mutant on trial: the copy is changed, and a forked process runs the tests until the first that fails.

The parent has imported the libraries once, and nothing of ours: a fork begins with them and reads our changed tree.
"""

import os
import resource
import signal
import sys
import traceback
from pathlib import Path

import duckdb  # noqa: F401 - imported for the forks
import numpy as np  # noqa: F401
import polars as pl  # noqa: F401
import pytest
import scipy.optimize
import scipy.sparse.csgraph  # noqa: F401

# Processor seconds: a changed loop may never end, and a busy machine is no reason to call that noticed.
MOST_SECONDS = 60


def tests_pass(copy: Path, tests: list[str]) -> bool:
    """Whether the tests of ``copy`` are green; a change that no Python can import, or that never ends, is noticed."""
    child = os.fork()
    if child == 0:
        _run(copy, tests)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == pytest.ExitCode.OK


def _run(copy: Path, tests: list[str]) -> None:
    code = 1
    try:
        os.setsid()
        os.chdir(copy)
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        # A mutant is as large as its source and as old as the second: cached bytecode would stand for both.
        sys.dont_write_bytecode = True
        with (copy / "mutant.log").open("w", encoding="utf-8") as log:
            os.dup2(log.fileno(), 1)
            os.dup2(log.fileno(), 2)
            code = int(pytest.main(["-q", "-x", "-p", "no:cacheprovider", "-m", "not slow", *tests]))
    except BaseException:  # a fork must never go on in the parent's place
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
