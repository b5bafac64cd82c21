"""Dagster keeps what an exception says: no text of a foreign error may reach it."""

import traceback

import pytest

from dagster_project.errors import ConfigurationError, UnexpectedFailure
from dagster_project.orchestration.shield import shielded

SECRET = "0101" + "501234"


def test_a_foreign_error_is_replaced_by_its_kind_and_place() -> None:
    with pytest.raises(UnexpectedFailure) as caught, shielded("raa/bef"):
        raise ValueError("could not convert " + SECRET)
    told = "".join(traceback.format_exception(caught.value))
    assert "ValueError" in told
    assert "raa/bef" in told
    assert SECRET not in told
    assert "test_shield.py" in caught.value.trail
    assert SECRET not in caught.value.trail


def test_our_own_errors_pass_unchanged() -> None:
    error = ConfigurationError("a", "b", "c", "d")
    with pytest.raises(ConfigurationError) as caught, shielded("x"):
        raise error
    assert caught.value is error


def test_nothing_happens_when_nothing_fails() -> None:
    with shielded("x"):
        done = True
    assert done
