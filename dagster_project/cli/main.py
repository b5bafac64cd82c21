"""Entry of the command `veje`: parse, run the verb, turn errors into a message and an exit code."""

import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from dagster_project.causes import explain, is_fault
from dagster_project.cli.arguments import build_parser
from dagster_project.errors import VejeError
from dagster_project.process import keep_to_itself

UNEXPECTED = 1
# Dagster's own word for Ctrl-C and SIGTERM while a job runs; it is no Exception either.
_INTERRUPTED = "DagsterExecutionInterruptedError"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `veje` with ``arguments`` (default: those of the process) and return its exit code.

    Exit codes: 0 done, 1 unexpected failure, 2 wrong usage or configuration, 3 a gate stopped the run, 4 a delivery was
    refused.
    """
    keep_to_itself()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a sign must not fail the work that it tells of.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    parsed = build_parser().parse_args(arguments)
    # Late, because the verbs import Dagster, and wrong words should be answered at once.
    from dagster_project.cli.verbs import VERBS  # noqa: PLC0415

    try:
        return VERBS[parsed.verb](parsed)
    except VejeError as error:
        _tell(str(error), trail=getattr(error, "trail", "") or _trail(error) if parsed.debug else "")
        return error.exit_code
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt) or type(error).__name__ == _INTERRUPTED:
            _tell("Afbrudt: det, der er gjort færdigt, gælder, resten er som før. Kør igen for at gå videre.")
            return UNEXPECTED
        if not is_fault(error):
            raise
        # Its text may quote a row: only cause and kind are shown, and with --debug where it was.
        told = explain(error, f"veje {parsed.verb}", _home())
        _tell(str(told), trail=_trail(error) if parsed.debug else "")
        return told.exit_code


def _home() -> Path | None:
    from dagster_project.settings import load_settings  # noqa: PLC0415

    try:
        return load_settings().home
    except VejeError:
        return None


def _trail(error: BaseException) -> str:
    """The lines of code that led to an error, without its text."""
    return "Traceback (most recent call last):\n" + "".join(traceback.format_tb(error.__traceback__))


def _tell(message: str, trail: str = "") -> None:
    sys.stderr.write(f"{trail}\n{message}\n")


if __name__ == "__main__":
    sys.exit(main())
