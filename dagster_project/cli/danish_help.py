"""Help of the verbs in Danish: argparse itself speaks English."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]


class DanishHelp(argparse.RawDescriptionHelpFormatter):
    """argparse speaks English before the usage too."""

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]  # noqa: D102
        super().add_usage(usage, actions, groups, "brug: " if prefix is None else prefix)


def danish_verb(verbs: "Verbs", name: str, help_: str, example: str) -> argparse.ArgumentParser:
    """A verb whose help is Danish throughout and ends in an example."""
    verb = verbs.add_parser(
        name, help=help_, description=help_[0].upper() + help_[1:], add_help=False,
        formatter_class=DanishHelp, epilog=f"Eksempel:\n  {example}",
    )  # fmt: skip
    verb._positionals.title, verb._optionals.title = "argumenter", "valg"
    verb.add_argument("-h", "--help", action="help", help="vis denne hjælp")
    return verb
