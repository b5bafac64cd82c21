"""argparse speaks English: a parser whose errors are Danish, and name the verb or the value that was meant."""

import argparse
import re
import sys
from difflib import get_close_matches
from typing import NoReturn

# What argparse says (Python 3.11 to 3.13), and what it is in Danish.
_DANISH = (
    (r"the following arguments are required: (.*)", r"mangler: \1"),
    (r"unrecognized arguments: (.*)", r"kendes ikke: \1"),
    (r"expected one argument", "mangler en værdi"),
    (r"expected at least one argument", "mangler mindst én værdi"),
    (r"expected (\d+) arguments", r"skal have \1 værdier"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 kan være \2"),
    (r"argument (\S+): ", r"\1: "),
)


class DanishParser(argparse.ArgumentParser):
    """Ends with exit code 2, the usage and a Danish sentence where words are wrong."""

    def error(self, message: str) -> NoReturn:
        """Say in Danish what was wrong, and end with 2."""
        for english, danish in _DANISH:
            message = re.sub(english, danish, message)
        self._print_message(self.format_usage(), sys.stderr)
        self.exit(2, f"{self.prog}: {message}\nHjælp: {self.prog} --help\n")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is None or value in action.choices:
            return
        known = [str(choice) for choice in action.choices]
        near = get_close_matches(str(value), known, n=1)
        meant = f"; mente du '{near[0]}'?" if near else ""
        raise argparse.ArgumentError(action, f"'{value}' er ikke et af {', '.join(known)}{meant}")
