"""Entry of the command `veje`: parse, run the verb, turn errors into a message and an exit code."""

import os
import sys
import traceback
from collections.abc import Sequence

from dagster_project.cli.arguments import build_parser
from dagster_project.errors import UnexpectedFailure, VejeError

UNEXPECTED = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `veje` with ``arguments`` (default: those of the process) and return its exit code.

    Exit codes: 0 done, 1 unexpected failure, 2 wrong usage or configuration, 3 a gate stopped the run, 4 a delivery was
    refused.
    """
    os.umask(0o077)
    parsed = build_parser().parse_args(arguments)
    # Late, because the verbs import Dagster, and wrong words should be answered at once.
    from dagster_project.cli.verbs import VERBS  # noqa: PLC0415

    try:
        return VERBS[parsed.verb](parsed)
    except VejeError as error:
        _tell(str(error), debug=parsed.debug)
        return error.exit_code
    except KeyboardInterrupt:
        _tell("Afbrudt. Intet er publiceret; kør igen for at begynde forfra.", debug=False)
        return UNEXPECTED
    except Exception as error:
        # Its text may quote a row: only the kind is shown, and --debug is for the developer at the machine.
        unexpected = UnexpectedFailure(
            "at kommandoen gennemføres",
            type(error).__name__,
            f"veje {parsed.verb}",
            "kør igen med --debug, og meld fejlen",
        )
        _tell(str(unexpected), debug=parsed.debug)
        return UNEXPECTED


def _tell(message: str, *, debug: bool) -> None:
    if debug:
        traceback.print_exc()
    sys.stderr.write(f"\n{message}\n")


if __name__ == "__main__":
    sys.exit(main())
