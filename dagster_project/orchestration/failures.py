"""What the steps of a run failed with, for whoever started it in this process.

A run goes on after a failed step with everything that does not depend on it: a study never stops reporting, nor the
other way round. So Dagster must not raise, and its events hold texts where the command line needs the errors.
"""

import dagster as dg

_raised: list[BaseException] = []


@dg.failure_hook(name="noter_fejl")
def note_failure(context: dg.HookContext) -> None:
    """Keep the error of a failed step."""
    if context.op_exception is not None:
        _raised.append(context.op_exception)


def take_failures() -> list[BaseException]:
    """The errors noted since this was last asked, in the order of the steps."""
    taken = list(_raised)
    _raised.clear()
    return taken
