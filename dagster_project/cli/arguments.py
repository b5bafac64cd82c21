"""The words of the command line, a module a kind of verb. What a verb does lies in `verbs`."""

import argparse
from importlib.metadata import version

from dagster_project.cli.danish_help import DanishHelp
from dagster_project.cli.danish_parser import DanishParser
from dagster_project.cli.data_arguments import add_data_verbs
from dagster_project.cli.house_arguments import add_house_verbs
from dagster_project.cli.looking_arguments import add_looking_verbs
from dagster_project.cli.reporting_arguments import add_reporting_verbs


def build_parser() -> argparse.ArgumentParser:
    """The parser of `veje`; wrong words end with exit code 2 and the usage."""
    parser: argparse.ArgumentParser = DanishParser(
        prog="veje", description="Datavarehuset for førtidspension", add_help=False, formatter_class=DanishHelp,
        epilog="Hjælp til et verbum:\n  veje indberet --help",
    )  # fmt: skip
    parser._optionals.title = "valg"
    parser.add_argument("-h", "--help", action="help", help="vis denne hjælp")
    parser.add_argument("--version", action="version", version=f"veje {version('veje')}", help="vis versionen")
    parser.add_argument("--debug", action="store_true", help="vis hele fejlsporet ved en uventet fejl")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERBUM", title="verber")
    add_data_verbs(verbs)
    add_looking_verbs(verbs)
    add_reporting_verbs(verbs)
    add_house_verbs(verbs)
    for verb in verbs.choices.values():
        verb.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return parser
