"""How the cases of the reporting rules are written: one line each, and read back as what a rule says."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.lib.reporting import Values, broken_rules

Line = tuple[Any, ...]
"""Title, decision, changes to it, the expected severity (None: nothing), and what else the basis holds (optional)."""


def cases(rule: str, lines: Sequence[Line]) -> list[Any]:
    """The lines of one rule for `pytest.mark.parametrize`, named by rule and title."""
    return [pytest.param(rule, *line[1:4], (*line, {})[4], id=f"{rule}: {line[0]}") for line in lines]


def said(rule: str, decision: Values, changes: Values, around: dict[str, Any]) -> str | None:
    """What the rule says of the decision: its severity, or nothing."""
    return broken_rules(decision | changes, **around).get(rule)
