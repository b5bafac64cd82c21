"""Connections to DuckDB files: encrypted ones of our own, and the lock that keeps to one writer.

No SQL of the domain belongs here. A second DuckDB opener fails at once instead of waiting, hence a file lock with a
bounded wait.
"""

import fcntl
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import duckdb_extension_httpfs

from dagster_project.causes import holder_of
from dagster_project.errors import ConfigurationError, WarehouseBusy
from dagster_project.keys import load_storage_key
from dagster_project.settings import Settings

SCHEMAS = ("raa", "studie", "kode", "staging", "intermediate", "forloeb", "marts", "kvalitet", "indberetning")


def connect() -> duckdb.DuckDBPyConnection:
    """An in-memory connection that can attach encrypted files; what spills is encrypted too, nothing is fetched.

    DuckDB reads all of an extension to verify its signature, a tenth of a second each time, and a run connects some
    eighty times: it is verified when a process loads that file first.
    """
    extension = crypto_extension()
    seen = (extension, extension.stat().st_mtime_ns, extension.stat().st_size)
    connection = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_unsigned_extensions": str(seen in _VERIFIED).lower(),
        },
    )
    prepare(connection)
    _VERIFIED.add(seen)
    return connection


_VERIFIED: set[tuple[Path, int, int]] = set()


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Load the crypto from the installed wheel and encrypt what spills (also used by dbt's connection)."""
    connection.execute(f"LOAD {quoted(crypto_extension())}")
    connection.execute("SET temp_file_encryption = true")


def crypto_extension() -> Path:
    """The installed extension file: `INSTALL` would need a network."""
    folder = Path(duckdb_extension_httpfs.__file__).parent
    return next(folder.rglob("httpfs.duckdb_extension"))


def attach_encrypted(
    connection: duckdb.DuckDBPyConnection, file: Path, alias: str, key: str, *, read_only: bool = False
) -> None:
    """Attach (creating it 0600 when it is not there) an encrypted DuckDB file under ``alias``."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    mode = ", READ_ONLY" if read_only else ""
    old_mask = os.umask(0o077)
    try:
        connection.execute(f"ATTACH {quoted(file)} AS {alias} (ENCRYPTION_KEY '{key}'{mode})")
    finally:
        os.umask(old_mask)


def quoted(file: Path) -> str:
    """A path as a literal of SQL: folders may be named as people write, apostrophes and all."""
    return "'" + str(file).replace("'", "''") + "'"


@contextmanager
def open_warehouse(settings: Settings, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse attached as ``lager`` and in use, every schema there; writers hold the lock until they leave.

    Args:
        settings: where the file and its key lie.
        read_only: nothing can be written; the lock is held all the same, since one process at a time opens the file.

    Yields:
        The connection.

    Raises:
        WarehouseBusy: when another writer keeps the lock beyond ``settings.lock_wait_seconds``.
    """
    with writer_lock(settings), _attached(settings, read_only=read_only) as connection:
        yield connection


@contextmanager
def _attached(settings: Settings, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = connect()
    try:
        connection.execute(f"SET temp_directory = {quoted(settings.warehouse_dir / 'tmp')}")
        key = load_storage_key(settings)
        file = settings.warehouse_file
        _patiently(settings, lambda: attach_encrypted(connection, file, "lager", key, read_only=read_only))
        connection.execute("USE lager")
        if not read_only:
            for schema in SCHEMAS:
                connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        yield connection
    finally:
        connection.close()


@contextmanager
def writer_lock(settings: Settings) -> Iterator[None]:
    """Hold the one lock of everything under ``VEJE_HOME``; re-entrant within a process.

    A run holds it from its first step to its last: two runs that took turns step by step would build each on the
    other's data. Who has to wait says so on standard error.

    Raises:
        WarehouseBusy: when another process keeps the lock beyond ``settings.lock_wait_seconds``.
        ConfigurationError: when nothing can be written there.
    """
    if settings.warehouse_dir in _HELD:
        yield
        return
    descriptor = _open_lock(settings)
    try:
        _wait_for(descriptor, settings)
        _HELD.add(settings.warehouse_dir)
        yield
    finally:
        _HELD.discard(settings.warehouse_dir)
        os.close(descriptor)


_HELD: set[Path] = set()


def _patiently(settings: Settings, attach: Callable[[], None]) -> None:
    """Attach, and wait for a process that has the file open but not the lock of a run: somebody's DuckDB shell."""
    waiting = _Waiting(settings)
    while True:
        try:
            attach()
            return
        except duckdb.IOException as error:
            holder = holder_of(error)
            if holder is None:
                raise
        waiting.turn(str(holder))


def _open_lock(settings: Settings) -> int:
    try:
        settings.warehouse_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(settings.warehouse_dir / "laas", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise ConfigurationError(
            "en mappe, der kan skrives i", type(error).__name__, f"{settings.home} (VEJE_HOME)", "ret sti eller adgang"
        ) from None


def _wait_for(descriptor: int, settings: Settings) -> None:
    waiting = _Waiting(settings)
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            waiting.turn(f"en anden kørsel{_named_in(descriptor)}")
    # For who waits; of a process that was killed the number stays, but the lock does not.
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(os.getpid()).encode(), 0)


def _named_in(descriptor: int) -> str:
    pid = os.pread(descriptor, 20, 0).decode(errors="replace")
    return f" (proces {pid})" if pid.isdigit() else ""


class _Waiting:
    """One bounded wait: says once that it waits, and gives up when the time is over."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.deadline = time.monotonic() + settings.lock_wait_seconds
        self.told = settings.lock_wait_seconds <= 0

    def turn(self, holder: str) -> None:
        """Sleep a little; ``holder`` is who keeps us waiting.

        Raises:
            WarehouseBusy: when the time is over.
        """
        folder, seconds = self.settings.warehouse_dir, f"{self.settings.lock_wait_seconds:.0f} sekunder"
        if time.monotonic() >= self.deadline:
            raise WarehouseBusy(
                "at ingen anden skriver i lageret",
                f"{holder} har det åbent, stadig efter {seconds}",
                str(folder),
                "vent til den er færdig, eller luk den, og kør igen",
            ) from None
        if not self.told:
            self.told = True
            sys.stderr.write(f"{holder[0].upper()}{holder[1:]} har {folder} åbent: venter op til {seconds}\n")
            sys.stderr.flush()
        time.sleep(0.2)
