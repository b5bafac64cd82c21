"""Errors of libraries are told by their cause, never by their text, and the disk is blamed when it was the disk."""

import errno
from pathlib import Path
from types import SimpleNamespace

import duckdb
import polars as pl
import pytest

from dagster_project.causes import explain, holder_of, is_fault
from dagster_project.errors import ConfigurationError, UnexpectedFailure, VejeError, WarehouseBusy

SECRET = "0101" + "501234"
HELD = "Conflicting lock is held in /bin/dbeaver (PID 4711)"
LOCKED = f'IO Error: Could not set lock on file "/a/veje.duckdb": {HELD}. {SECRET}'


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (duckdb.IOException(LOCKED), WarehouseBusy, "dbeaver (proces 4711)"),
        (duckdb.InvalidInputException("Wrong encryption key used to open"), ConfigurationError, "en anden nøgle"),
        (duckdb.IOException("Corrupt database file: computed checksum 1"), UnexpectedFailure, "beskadiget"),
        (duckdb.OutOfMemoryException("failed to allocate data"), UnexpectedFailure, "hukommelse nok"),
        (MemoryError(SECRET), UnexpectedFailure, "hukommelse nok"),
        (OSError(errno.ENOSPC, SECRET), UnexpectedFailure, "disken er fuld"),
        (OSError(errno.EROFS, SECRET), UnexpectedFailure, "skrivebeskyttet"),
        (PermissionError(errno.EACCES, SECRET), UnexpectedFailure, "rettighederne"),
        (duckdb.CatalogException(SECRET), UnexpectedFailure, "en fejl i Veje"),
        (ArithmeticError(SECRET), UnexpectedFailure, "en fejl i Veje"),
    ],
)
def test_each_cause_has_its_words(error: Exception, kind: type[VejeError], words: str, tmp_path: Path) -> None:
    told = explain(thrown(error), "et trin", tmp_path)
    assert type(told) is kind
    assert words in str(told)
    assert SECRET not in str(told)
    assert ("disk" in str(told)) == (words in {"disken er fuld", "skrivebeskyttet"})


def test_little_room_is_the_cause_of_what_writers_say_and_of_nothing_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=3 << 20))
    assert "kun 3 MB ledig plads" in str(explain(thrown(duckdb.IOException("could not write")), "x", tmp_path))
    assert "disk" not in str(explain(thrown(ZeroDivisionError()), "x", tmp_path))


def test_only_a_lock_has_a_holder() -> None:
    assert holder_of(duckdb.IOException("IO Error: no such file")) is None
    assert str(holder_of(duckdb.IOException("Could not set lock on file"))) == "et andet program"


def test_a_panic_of_a_library_is_a_fault_and_the_end_of_a_process_is_none() -> None:
    assert is_fault(pl.exceptions.PanicException())
    assert is_fault(ValueError())
    assert not any(is_fault(end) for end in (KeyboardInterrupt(), SystemExit(1), GeneratorExit()))


def thrown(error: Exception) -> BaseException:
    try:
        raise error
    except Exception as caught:
        return caught
