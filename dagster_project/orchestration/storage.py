"""Dagster's own storage with its SQLite files kept open: a run tells of a thousand events, one at a time.

Dagster makes an engine, opens the file and closes it again for each event: a third of the processor of a small run.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import dagster as dg
import sqlalchemy as sa
from dagster._core.instance.ref import InstanceRef
from dagster._core.storage.base_storage import DagsterStorage
from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage
from dagster._core.storage.runs.sqlite.sqlite_run_storage import SqliteRunStorage
from dagster._core.storage.schedules.sqlite.sqlite_schedule_storage import SqliteScheduleStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._core.storage.sqlite_storage import (
    DagsterSqliteStorage,
    _event_logs_directory,
    _runs_directory,
    _schedule_directory,
)
from dagster._serdes import ConfigurableClassData
from dagster_shared.yaml_utils import load_yaml_from_globs

# Keys of `dagster.yaml` with which a site has chosen a storage of its own.
STORAGES = {"storage", "run_storage", "event_log_storage", "schedule_storage"}


def open_instance(home: Path) -> dg.DagsterInstance:
    """The Dagster instance of a folder with a `dagster.yaml`; its files are kept open until it is left.

    A site that has chosen a storage in `dagster.yaml` has that one.
    """
    chosen = load_yaml_from_globs(str(home / "dagster.yaml")) or {}
    ours = {"module": __name__, "class": KeptOpenStorage.__name__, "config": {"base_dir": str(home)}}
    overrides = {} if STORAGES.intersection(chosen) else {"storage": {"custom": ours}}
    return dg.DagsterInstance.from_ref(InstanceRef.from_dir(str(home), overrides=overrides))


def _kept_open(conn_string: str) -> sa.Engine:
    """An engine that keeps the connection that is not in use; a thread may take over where another left it."""
    engine = sa.create_engine(
        conn_string,
        pool_size=1,
        connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS, "check_same_thread": False},
    )
    sa.event.listen(engine, "connect", _without_waiting)
    return engine


def _without_waiting(connection: sqlite3.Connection, _record: object) -> None:
    """No event waits for the disk: after a power cut the last are missing, and what they told of is done again."""
    connection.execute("PRAGMA synchronous = NORMAL")


@contextmanager
def _plainly() -> Iterator[None]:
    """What the database says (a full disk), without the statement and the whole event, which Dagster would print."""
    try:
        yield
    except sa.exc.OperationalError as error:
        raise error.orig or error from None


class KeptOpenEventLog(SqliteEventLogStorage):
    """The event log, one connection for each of its files."""

    @cached_property
    def _engines(self) -> dict[str, sa.Engine]:
        return {}

    @contextmanager
    def _connect(self, shard: str) -> Iterator[sa.Connection]:
        with self._db_lock:
            if shard not in self._engines:
                self._engines[shard] = _kept_open(self.conn_string_for_shard(shard))
                self._initdb(self._engines[shard])
            with _plainly(), self._engines[shard].begin() as connection:
                yield connection

    def dispose(self) -> None:
        """Close the files."""
        super().dispose()
        for engine in self._engines.values():
            engine.dispose()
        self._engines.clear()


class KeptOpenRuns(SqliteRunStorage):
    """The list of runs, one connection."""

    @cached_property
    def _engine(self) -> sa.Engine:
        return _kept_open(self._conn_string)

    @contextmanager
    def connect(self) -> Iterator[sa.Connection]:
        """A transaction."""
        with _plainly(), self._engine.begin() as connection:
            yield connection

    def dispose(self) -> None:
        """Close the file."""
        super().dispose()
        self._engine.dispose()


class KeptOpenStorage(DagsterSqliteStorage):
    """The files of `DagsterSqliteStorage`, where it has them."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        """As the one it stands in for."""
        self.base_dir = base_dir
        self._run_storage = KeptOpenRuns.from_local(_runs_directory(base_dir))
        self._event_log_storage = KeptOpenEventLog(_event_logs_directory(base_dir))
        self._schedule_storage = SqliteScheduleStorage.from_local(_schedule_directory(base_dir))
        self._inst_data = inst_data
        DagsterStorage.__init__(self)  # type: ignore[no-untyped-call,arg-type]  # Dagster's own words for it

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData, config_value: Any) -> "KeptOpenStorage":
        """As Dagster makes it from its configuration."""
        return cls.from_local(inst_data=inst_data, **config_value)
