"""dbt in this process: imported once, parsed once, run stage by stage, and nothing left open behind it.

A dbt process of its own takes seconds before its first line of work, and a run has four stages. `dbtRunner` is dbt's
own face for other programs; DuckDB files are released between stages, because the warehouse has one writer.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from dagster_project.errors import UnexpectedFailure
from dagster_project.process import overlaid_environment
from dagster_project.settings import PROJECT_ROOT, Settings
from dagster_project.transform.env import build_env
from dagster_project.transform.report_tables import require_declared
from dagster_project.warehouse import writer_lock

DBT_DIR = PROJECT_ROOT / "dbt"
SOURCES = {".sql", ".yml", ".csv", ".md"}
Event = dict[str, Any]
"""An event of dbt as it stands in its structured log: ``info`` and ``data``; ``rows`` too when a relation was built."""
QUIETLY = ("--log-level", "none", "--log-level-file", "none", "--no-use-colors")
BUILT = {"LogModelResult", "LogSeedResult"}


@dataclass(frozen=True)
class BuildResult:
    """How a stage ended: names of the tests that failed on the rows, and of the nodes that could not be built."""

    failed_tests: tuple[str, ...]
    broken: tuple[str, ...]

    @property
    def success(self) -> bool:
        """True when every node was built and every test passed."""
        return not (self.failed_tests or self.broken)


def manifest_file(settings: Settings) -> Path:
    """``manifest.json`` of the project as it is now; parsed again only when a file of it has changed."""
    target = _target(settings)
    stamp, manifest = target / "fingeraftryk", target / "manifest.json"
    fingerprint = _fingerprint(settings)
    if not (manifest.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == fingerprint):
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        _parsed(settings, fingerprint)
        stamp.write_text(fingerprint, encoding="utf-8")
    return manifest


def build_stage(
    settings: Settings, name: str, selection: Sequence[str], on_event: Callable[[Event], None]
) -> BuildResult:
    """``dbt build`` of what ``selection`` (dbt's words) names; ``on_event`` is told each structured event on the way.

    Events come one at a time, from a thread of dbt's. What dbt says stands in ``log/dbt/<name>.log``: a person sees
    one line per step.

    Args:
        settings: whose warehouse is built in.
        name: of the step, for its log.
        selection: what to build.
        on_event: told each structured event.

    Returns:
        The tests that failed on the rows, and the nodes that could not be built.

    Raises:
        UnexpectedFailure: when dbt itself could not run (its words are not shown: they may quote a row).
    """
    manifest = _parsed(settings, _fingerprint(settings))
    log = settings.home / "log" / "dbt" / f"{name}.log"
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with writer_lock(settings), log.open("w", encoding="utf-8") as stream:

        def told(event: Event) -> None:
            stream.write(f"{event['info']['msg']}\n")
            on_event(event)

        done = _invoke(settings, ["build", "--no-write-json", *selection], manifest, told)
    if done.result is None or not hasattr(done.result, "results"):
        raise UnexpectedFailure(
            "at dbt kan køre", type(done.exception).__name__, str(DBT_DIR), "se log/dbt, og kør igen"
        )
    failed = [row.node for row in done.result.results if row.status in {"error", "fail"}]
    return BuildResult(
        tuple(node.name for node in failed if node.resource_type == "test"),
        tuple(node.name for node in failed if node.resource_type != "test"),
    )


@lru_cache(maxsize=1)
def _parsed(settings: Settings, _fingerprint_now: str) -> Any:
    """The parsed project; kept for the stages to come, until a file of it changes."""
    require_declared()
    done = _invoke(settings, ["parse"], None, lambda _event: None)
    if not done.success:
        # Parsing sees no rows, so its words may be shown.
        raise UnexpectedFailure("at dbt-projektet kan læses", str(done.exception)[-2000:], str(DBT_DIR), "ret modellen")
    return done.result


def _invoke(settings: Settings, words: list[str], manifest: Any, on_event: Callable[[Event], None]) -> Any:
    # dbt takes seconds to import, and only a run that builds something needs it.
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager  # noqa: PLC0415
    from dbt.cli.main import dbtRunner  # noqa: PLC0415
    from dbt_common.events.functions import msg_to_dict  # noqa: PLC0415

    folders = ["--project-dir", str(DBT_DIR), "--profiles-dir", str(DBT_DIR), "--target-path", str(_target(settings))]

    one_at_a_time = Lock()

    def told(message: Any) -> None:
        # Thousands of debug messages, and none of them is of use here. dbt tells from each of its threads.
        if message.info.level != "debug":
            with one_at_a_time:
                on_event(_with_rows(msg_to_dict(message), DuckDBConnectionManager))

    runner = dbtRunner(manifest=manifest, callbacks=[told])
    try:
        # The project reads its paths and its key with `env_var`.
        with overlaid_environment(build_env(settings)):
            return runner.invoke([*QUIETLY, *words, *folders])
    finally:
        # Its own `close_all_connections` only forgets the connection, and the file would stay open.
        if DuckDBConnectionManager._ENV is not None:
            DuckDBConnectionManager._ENV.close()
            DuckDBConnectionManager._ENV = None


def _with_rows(event: Event, connections: Any) -> Event:
    """The event, with the rows of the relation that it says was built: counted while dbt has the file open."""
    node = event["data"].get("node_info", {})
    if event["info"]["name"] not in BUILT or node.get("node_status") != "success":
        return event
    with connections.env().conn.cursor() as cursor:
        relation = node["node_relation"]["relation_name"]
        return event | {"rows": cursor.execute(f"SELECT count(*) FROM {relation}").fetchone()[0]}


def _target(settings: Settings) -> Path:
    return settings.home / "dagster" / "dbt"


def _fingerprint(settings: Settings) -> str:
    digest = hashlib.sha256()
    folders = [DBT_DIR, PROJECT_ROOT / "data" / "seed" / "kodelister"]
    for folder in [*folders, *([settings.code_lists] if settings.code_lists else [])]:
        for file in sorted(folder.rglob("*")):
            if file.suffix in SOURCES and file.is_file():
                # The folder counts: it decides a model's schema and the stage that builds it.
                digest.update(f"{file.relative_to(folder)}\0".encode() + file.read_bytes())
    return digest.hexdigest()
