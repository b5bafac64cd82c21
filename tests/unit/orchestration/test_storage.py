"""The event log that is kept open: the files that Dagster's own storage reads, and a site's own choice of storage."""

import shutil
import sqlite3
import threading
from pathlib import Path

import dagster as dg
import pytest
import sqlalchemy as sa

from dagster_project.orchestration.storage import KeptOpenEventLog, open_instance
from dagster_project.settings import PROJECT_ROOT


@dg.job
def proeve() -> None:
    pass


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shutil.copyfile(PROJECT_ROOT / "dagster.yaml", tmp_path / "dagster.yaml")
    return tmp_path


def messages(instance: dg.DagsterInstance, run_id: str) -> list[str]:
    return [str(entry.dagster_event.message) for entry in instance.all_logs(run_id) if entry.dagster_event]


def test_what_is_told_while_it_is_open_is_read_by_dagsters_own_storage_meanwhile_and_after(home: Path) -> None:
    with open_instance(home) as kept:
        run = kept.create_run_for_job(proeve)
        kept.report_engine_event("en", run)
        with dg.DagsterInstance.from_config(str(home)) as beside:
            assert messages(beside, run.run_id) == ["en"]
            beside.report_engine_event("to", run)
        assert messages(kept, run.run_id) == ["en", "to"]
    with dg.DagsterInstance.from_config(str(home)) as after:
        assert messages(after, run.run_id) == ["en", "to"]
        assert [run.run_id for run in after.get_runs()] == [run.run_id]


def test_threads_tell_one_at_a_time(home: Path) -> None:
    with open_instance(home) as kept:
        run = kept.create_run_for_job(proeve)
        threads = [threading.Thread(target=kept.report_engine_event, args=(f"{nr}", run)) for nr in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(messages(kept, run.run_id)) == [f"{nr}" for nr in range(8)]


def test_nothing_is_left_open(home: Path) -> None:
    with open_instance(home) as kept:
        kept.report_engine_event("en", kept.create_run_for_job(proeve))
        assert isinstance(kept.event_log_storage, KeptOpenEventLog)
    open_files = [str(file.resolve()) for file in Path("/proc/self/fd").iterdir()]
    assert [file for file in open_files if file.startswith(str(home))] == []


def test_a_storage_that_a_site_has_chosen_is_left_to_it(home: Path) -> None:
    folder = home / "andetsteds"
    with (home / "dagster.yaml").open("a", encoding="utf-8") as stream:
        stream.write(f"storage:\n  sqlite:\n    base_dir: {folder}\n")
    with open_instance(home) as site:
        site.create_run_for_job(proeve)
    assert (folder / "history/runs.db").is_file()
    assert not (home / "history").exists()


def test_a_full_disk_is_told_without_the_event_that_it_had_no_room_for(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_instance(home) as kept:
        run = kept.create_run_for_job(proeve)
        log = kept.event_log_storage
        assert isinstance(log, KeptOpenEventLog)
        with log.run_connection(run.run_id) as connection:
            connection.execute(sa.text("PRAGMA max_page_count = 1"))
        with pytest.raises(sqlite3.OperationalError, match=r"^database or disk is full$"):
            kept.report_engine_event("x" * 100_000, run)
    assert "xxx" not in "".join(capsys.readouterr())
