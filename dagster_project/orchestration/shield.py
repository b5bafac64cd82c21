"""What an asset's failure may say: Dagster keeps exception texts, and a database error may quote a row."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dagster_project.causes import explain, is_fault
from dagster_project.errors import UnexpectedFailure, VejeError
from dagster_project.interruption import is_asked


@contextmanager
def shielded(step: str, home: Path | None = None) -> Iterator[None]:
    """Let our own errors through and replace every other one by its cause, kind and place, without its text.

    ``home`` is a folder on the disk that is written to: a full one shows as the error of whichever library met it.

    Raises:
        VejeError: for an exception that is not one: `UnexpectedFailure`, unless its cause is known.
        KeyboardInterrupt: when the process was asked to end, whatever a library made of the signal.
    """
    _go_on()
    try:
        yield
    except BaseException as error:
        # DuckDB turns the signal into an error of a query; a pool that is shut down, into one of its own.
        _go_on()
        if isinstance(error, VejeError) or not is_fault(error):
            raise
        failure = explain(error, step, home)
        if isinstance(failure, UnexpectedFailure):
            # Where it was, for --debug: lines of code, never the text of the error.
            failure.trail = "".join(traceback.format_tb(error.__traceback__))
        # From nothing, so that the original (and the values in its text) is not shown with it.
        raise failure from None


def _go_on() -> None:
    if is_asked():
        raise KeyboardInterrupt from None
