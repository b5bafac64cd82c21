"""The runbook names only commands, options, tables and files that there are, and its example counts right."""

import re
import shlex
from pathlib import Path

import pytest

from dagster_project.cli.arguments import build_parser
from dagster_project.cli.verbs import VERBS
from dagster_project.indberetning import adjust_limit
from dagster_project.indberetning.received.confirmation_file import HEADER
from dagster_project.indberetning.received.receipt_file import FILE_HEADER, RECORD_HEADER
from dagster_project.indberetning.rules.table import CONFIRM, CONFIRMED, FAULT, WARNING
from dagster_project.indberetning.sent.layout import EVENTS
from dagster_project.indberetning.status import HELD, SENT, WAITING, frames_of
from dagster_project.settings import CODE_LISTS, PROJECT_ROOT
from tests.lib.reporting import World, code_lists

TEXT = (PROJECT_ROOT / "docs" / "indberetning.md").read_text(encoding="utf-8")
COMMANDS = sorted({*re.findall(r"`(veje [^`]+)`", TEXT), *re.findall(r"^(veje .+)$", TEXT, re.MULTILINE)})


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_one(command: str) -> None:
    _, verb, *arguments = shlex.split(command)
    assert verb in VERBS
    if arguments or verb in {"run", "status", "dev", "rul-tilbage"}:
        assert build_parser().parse_args([verb, *arguments]).verb == verb


def test_the_duties_have_their_commands() -> None:
    told = {shlex.split(command)[1] for command in COMMANDS}
    assert told >= {"indberet", "kvittering", "bekraeft", "forklar", "status", "run", "rul-tilbage", "glem"}


def test_every_table_that_it_names_is_written(tmp_path: Path) -> None:
    world = World(tmp_path)
    written = set(frames_of(world.settings, world.inputs, lookup=world.lookup))
    named = set(re.findall(r"`((?:marts|kvalitet)\.[a-z_]+)`", TEXT))
    assert named == written


def test_rules_lists_states_and_headers_are_spelt_as_the_product_spells_them() -> None:
    assert set(re.findall(r"\bR\d\d\b", TEXT)) <= set(code_lists().rules["regel"])
    assert {name for name in re.findall(r"`([a-z_]+)\.csv`", TEXT) if (CODE_LISTS / f"{name}.csv").is_file()} >= {
        "kommune",
        "indkomstgraense_hvilende",
    }
    for header in (HEADER, RECORD_HEADER, FILE_HEADER):
        assert f"`{';'.join(header)}`" in TEXT
    for word in (HELD, WAITING, SENT, FAULT, CONFIRM, CONFIRMED, WARNING, *EVENTS):
        assert f"`{word}`" in TEXT


def test_the_example_of_next_years_amount_counts_right() -> None:
    amount, percentage, result = re.findall(r'adjust_limit\((\d+), "([\d.]+)"\)  # (\d+)', TEXT)[0]
    assert adjust_limit(int(amount), percentage) == int(result)


@pytest.mark.parametrize(
    "heading",
    [
        "Et sagsnummer bruges igen",
        "Remonstration",
        "Klage",
        "Hjemvisning",
        "Borgeren dør",
        "Borgeren flytter",
        "Udbetaling",
    ],
)
def test_what_is_unlike_the_rest_has_its_paragraph(heading: str) -> None:
    assert f"**{heading}" in TEXT
