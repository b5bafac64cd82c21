"""`make check` runs every checker, also after one has failed, and shows the words of those alone."""

import sys

import pytest

from dagster_project.cli import checks


def test_every_checker_is_run_and_the_number_that_failed_is_the_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    programs = {"fejler": "print('linje 7'); raise SystemExit(3)", "består": "print('stille')"}
    monkeypatch.setattr(checks, "CHECKS", {name: [sys.executable, "-c", text] for name, text in programs.items()})
    assert checks.main() == 1
    told = capsys.readouterr().out
    assert all(word in told for word in ("✗ fejler", "linje 7", "✓ består", "1 af 2 kontroller bestået"))
    assert "stille" not in told
