"""The warehouse is encrypted, private, and has one writer who is waited for a bounded time."""

import fcntl
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from dagster_project.errors import ConfigurationError, WarehouseBusy
from dagster_project.keys import load_storage_key
from dagster_project.settings import Settings, load_settings
from dagster_project.warehouse import connect, crypto_extension, open_warehouse, writer_lock

CELL = "et-ord-i-en-celle"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"VEJE_HOME": str(tmp_path / "hjem")})


def test_what_is_written_cannot_be_read_from_the_bytes(settings: Settings) -> None:
    with open_warehouse(settings) as connection:
        connection.execute("CREATE TABLE raa.t AS SELECT ? AS x", [CELL])
    content = settings.warehouse_file.read_bytes()
    assert CELL.encode() not in content
    with pytest.raises(duckdb.Error):
        duckdb.connect(str(settings.warehouse_file))
    with open_warehouse(settings, read_only=True) as connection:
        assert connection.execute("SELECT x FROM raa.t").fetchone() == (CELL,)


def test_files_and_folders_are_private(settings: Settings) -> None:
    with open_warehouse(settings):
        pass
    assert settings.warehouse_file.stat().st_mode & 0o077 == 0
    assert settings.warehouse_dir.stat().st_mode & 0o077 == 0


def test_a_second_writer_waits_a_bounded_time_and_says_so(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with writer_lock(settings):
        pass
    descriptor = os.open(settings.warehouse_dir / "laas", os.O_RDWR)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        with pytest.raises(WarehouseBusy, match="anden kørsel"), writer_lock(replace(settings, lock_wait_seconds=0.3)):
            pass
    finally:
        os.close(descriptor)
    assert "venter" in capsys.readouterr().err


def test_a_process_that_has_the_file_open_without_the_lock_is_waited_for(settings: Settings) -> None:
    with open_warehouse(settings) as connection:
        connection.execute("CREATE TABLE raa.t AS SELECT 1 AS x")
    hold = """import sys, time
from pathlib import Path
from dagster_project.warehouse import attach_encrypted, connect
with connect() as con:
    attach_encrypted(con, Path(sys.argv[1]), 'lager', sys.argv[2])
    print('open', flush=True)
    time.sleep(2)
"""
    words = [sys.executable, "-c", hold, str(settings.warehouse_file), load_storage_key(settings)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as other:  # noqa: S603 - our own code
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with open_warehouse(settings) as connection:
            assert connection.execute("SELECT x FROM raa.t").fetchone() == (1,)


def test_the_lock_may_be_taken_again_by_its_holder(settings: Settings) -> None:
    with writer_lock(settings), writer_lock(settings), open_warehouse(settings) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    with writer_lock(settings):
        pass


def test_a_home_that_is_no_folder_is_wrong_configuration(tmp_path: Path) -> None:
    (tmp_path / "fil").touch()
    settings = load_settings({"VEJE_HOME": str(tmp_path / "fil")})
    with pytest.raises(ConfigurationError, match="VEJE_HOME"), open_warehouse(settings):
        pass


def test_crypto_that_somebody_changed_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The signature is verified once for each file in a process: another one is not the one that was."""
    connect().close()
    changed = bytearray(crypto_extension().read_bytes())
    changed[len(changed) // 2] ^= 0xFF
    other = tmp_path / "httpfs.duckdb_extension"
    other.write_bytes(changed)
    monkeypatch.setattr("dagster_project.warehouse.crypto_extension", lambda: other)
    with pytest.raises(duckdb.IOException, match="signature"):
        connect()
