"""The words of the command: help in Danish, with an example that can be typed, for every verb and every argument."""

import argparse
import shlex

import pytest

from dagster_project.cli.arguments import build_parser

VERBS = next(action.choices for action in build_parser()._actions if isinstance(action, argparse._SubParsersAction))
ENGLISH = ("usage", "options:", "positional", "show this", "default", "required")


@pytest.mark.parametrize("name", VERBS)
def test_the_example_of_a_verb_is_one(name: str) -> None:
    example = str(VERBS[name].epilog).splitlines()[-1]
    words = shlex.split(example.strip())
    assert words[:2] == ["veje", name]
    assert build_parser().parse_args(words[1:]).verb == name


@pytest.mark.parametrize("name", VERBS)
def test_every_argument_says_what_it_is(name: str) -> None:
    silent = [action.dest for action in VERBS[name]._actions if not action.help]
    assert silent == []


@pytest.mark.parametrize("name", ["", *VERBS])
def test_help_is_danish(name: str) -> None:
    text = (VERBS[name] if name else build_parser()).format_help()
    assert text.startswith("brug: veje")
    assert text.count("brug: ") == 1
    assert [word for word in ENGLISH if word in text.lower()] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("indbret", "'indbret' er ikke et af run, syntese,"),
        ("indbret", "mente du 'indberet'?"),
        ("indberet", "mangler: --maaned"),
        ("indberet --maaned", "--maaned: mangler en værdi"),
        ("indberet --maaned 2026-13", "--maaned: '2026-13' er ikke en måned (ÅÅÅÅ-MM)"),
        ("status --jsn", "kendes ikke: --jsn"),
        ("studie ny a.toml --periode 2024-01-01", "--periode: skal have 2 værdier"),
        ("kvittering", "mangler: FIL"),
    ],
)
def test_wrong_words_are_told_in_danish(words: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        build_parser().parse_args(words.split())
    told = capsys.readouterr()
    assert caught.value.code == 2
    assert told.out == ""
    assert said in told.err
    assert "Hjælp: veje" in told.err
