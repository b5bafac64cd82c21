"""What an asset's failure may say: Dagster keeps exception texts, and a database error may quote a row."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from dagster_project.errors import UnexpectedFailure, VejeError, kind_and_place

_REMEDY = "se efter plads på disken og rettigheder til mapperne; ellers kør igen med --debug, og meld fejlen"


@contextmanager
def shielded(step: str) -> Iterator[None]:
    """Let our own errors through and replace every other one by its kind and place, without its text.

    Raises:
        UnexpectedFailure: for an exception that is not a `VejeError`.
    """
    try:
        yield
    except VejeError:
        raise
    except Exception as error:
        kind, place = kind_and_place(error)
        failure = UnexpectedFailure("at trinnet gennemføres", kind, f"{step} ({place})", _REMEDY)
        # Where it was, for --debug: lines of code, never the text of the error.
        failure.trail = "".join(traceback.format_tb(error.__traceback__))
        # From nothing, so that the original (and the values in its text) is not shown with it.
        raise failure from None
