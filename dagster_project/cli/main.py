"""Entry of the command `veje`: parse, run the verb, turn errors into a message and an exit code."""

import shutil
import sys
import traceback
from collections.abc import Sequence

from dagster_project.cli.arguments import build_parser
from dagster_project.errors import UnexpectedFailure, VejeError
from dagster_project.process import keep_to_itself

UNEXPECTED = 1
MEGABYTE = 1 << 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `veje` with ``arguments`` (default: those of the process) and return its exit code.

    Exit codes: 0 done, 1 unexpected failure, 2 wrong usage or configuration, 3 a gate stopped the run, 4 a delivery was
    refused.
    """
    keep_to_itself()
    parsed = build_parser().parse_args(arguments)
    # Late, because the verbs import Dagster, and wrong words should be answered at once.
    from dagster_project.cli.verbs import VERBS  # noqa: PLC0415

    try:
        return VERBS[parsed.verb](parsed)
    except VejeError as error:
        _tell(str(error), trail=getattr(error, "trail", "") or _trail(error) if parsed.debug else "")
        return error.exit_code
    except KeyboardInterrupt:
        _tell("Afbrudt. Intet er publiceret; kør igen for at begynde forfra.")
        return UNEXPECTED
    except Exception as error:
        # Its text may quote a row: only the kind is shown, and with --debug where it was.
        unexpected = UnexpectedFailure(
            "at kommandoen gennemføres",
            f"{type(error).__name__}{_want_of_room()}",
            f"veje {parsed.verb}",
            "se efter plads på disken og rettigheder til mapperne; ellers kør igen med --debug, og meld fejlen",
        )
        _tell(str(unexpected), trail=_trail(error) if parsed.debug else "")
        return UNEXPECTED


def _want_of_room() -> str:
    """A full disk shows as an error of whichever library met it first: say that it is full."""
    from dagster_project.settings import load_settings  # noqa: PLC0415

    try:
        home = load_settings().home
        folder = next(folder for folder in (home, *home.parents) if folder.exists())
        free = shutil.disk_usage(folder).free
    except (VejeError, OSError):
        return ""
    return f"; kun {free // MEGABYTE} MB ledig plads i {folder}" if free < 64 * MEGABYTE else ""


def _trail(error: BaseException) -> str:
    """The lines of code that led to an error, without its text."""
    return "Traceback (most recent call last):\n" + "".join(traceback.format_tb(error.__traceback__))


def _tell(message: str, trail: str = "") -> None:
    sys.stderr.write(f"{trail}\n{message}\n")


if __name__ == "__main__":
    sys.exit(main())
