"""How the cases of the reporting rules are written: one line each, and read back as what a rule says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from tests.lib.reporting import Values, broken_rules

Line = tuple[Any, ...]
"""Title, decision, changes to it, the expected severity (None: nothing), and what else the basis holds (optional)."""


@dataclass(frozen=True)
class Case:
    """A line of one rule."""

    rule: str
    decision: Values
    expected: str | None
    around: Mapping[str, Any]

    def said(self) -> str | None:
        """What the rule says of the decision: its severity, or nothing."""
        return broken_rules(self.decision, **self.around).get(self.rule)


def each_case(lines: Mapping[str, Sequence[Line]]) -> pytest.MarkDecorator:
    """Run a test once for every line of every rule, as its argument ``case``, named by rule and title."""
    return pytest.mark.parametrize("case", [_case(rule, line) for rule, own in lines.items() for line in own])


def _case(rule: str, line: Line) -> Any:
    title, decision, changes, expected, around = (*line, {})[:5]
    return pytest.param(Case(rule, decision | changes, expected, around), id=f"{rule}: {title}")
