"""Entry of the command `veje`: parse, run the verb, turn errors into a message and an exit code."""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from functools import partial
from io import TextIOWrapper
from pathlib import Path

from dagster_project.causes import explain, is_fault
from dagster_project.cli.arguments import build_parser
from dagster_project.errors import VejeError
from dagster_project.interruption import exit_code, is_asked, watched
from dagster_project.process import keep_to_itself

# What a verb leaves when it is broken off; each is whole at every moment.
_LEFT = {
    "run": "det publicerede er som før, medmindre 'veje status' viser en ny generation; 'veje run' tager det op igen",
    "indberet": "mapper med manifest.json er sendt og hele, resten er ikke dannet; kør måneden igen",
    "kvittering": "bogførte kvitteringer gælder, resten venter; giv de samme filer igen",
    "bekraeft": "en bekræftelse, der er lagt, tages med næste gang; kør igen",
    "rul-tilbage": "enten den gamle eller den foregående generation er publiceret ('veje status'), aldrig en halv",
    "glem": "det publicerede er som før, og filer, der er skrevet om, er hele; kør igen, så slettes resten",
    "manifest": "manifestet er enten helt eller ikke skrevet; kør igen",
    "udtraek": "mappen er enten hel eller ikke skrevet; kør igen",
    "syntese": "mappen er kun delvis skrevet; slet den, og kør igen",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `veje` with ``arguments`` (default: those of the process) and return its exit code.

    Exit codes: 0 done, 1 unexpected failure, 2 wrong usage or configuration, 3 a gate stopped the run, 4 a delivery was
    refused; 130 and 143 when Ctrl-C or SIGTERM ended it, as shells count.
    """
    keep_to_itself()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a sign must not fail the work that it tells of.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    parsed = build_parser().parse_args(arguments)
    with watched(partial(_broken_off, parsed.verb)):
        code = _ended(parsed)
    if arguments is None and is_asked():
        # Not by the long way: DuckDB waits for the threads of a query that was broken off, whatever time they take.
        sys.stdout.flush()
        os._exit(code)
    return code


def _ended(parsed: argparse.Namespace) -> int:
    """The exit code of the verb, whatever ended it; what ends a process otherwise goes on."""
    try:
        # Late, because the verbs import Dagster, and wrong words should be answered at once.
        from dagster_project.cli.verbs import VERBS  # noqa: PLC0415

        return VERBS[parsed.verb](parsed)
    except BaseException as error:
        if is_asked() or isinstance(error, KeyboardInterrupt):
            _tell(_broken_off(parsed.verb))
            return exit_code()
        if isinstance(error, VejeError):
            _tell(str(error), trail=getattr(error, "trail", "") or _trail(error) if parsed.debug else "")
            return error.exit_code
        if not is_fault(error):
            raise
        # Its text may quote a row: only cause and kind are shown, and with --debug where it was.
        told = explain(error, f"veje {parsed.verb}", _home())
        _tell(str(told), trail=_trail(error) if parsed.debug else "")
        return told.exit_code


def _broken_off(verb: str) -> str:
    """The one sentence after Ctrl-C or SIGTERM."""
    return f"Afbrudt: {_LEFT.get(verb, 'intet er ændret')}."


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
