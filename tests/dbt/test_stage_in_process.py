"""dbt run in this process: the warehouse is free afterwards, failures have names, and parsing is paid once."""

from pathlib import Path

import pytest

from dagster_project.keys import load_storage_key
from dagster_project.process import child_environment
from dagster_project.settings import Settings
from dagster_project.transform import build_stage, manifest_file
from dagster_project.transform.project import Event
from dagster_project.warehouse import open_warehouse
from tests.lib.dbt_persons import REGISTERS
from tests.lib.dbt_world import read_cells, settings_for, small_study, write_world

STAGING = ("--select", "resource_type:seed fqn:veje.staging")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = settings_for(tmp_path_factory.mktemp("Ane's proces"))
    write_world(settings, small_study(), REGISTERS)
    return settings


def test_a_stage_is_built_its_events_are_told_and_the_warehouse_is_free_afterwards(settings: Settings) -> None:
    events: list[Event] = []
    assert build_stage(settings, "staging", STAGING, events.append).success
    told = {event["info"]["name"] for event in events}
    assert {"LogSeedResult", "LogModelResult", "LogTestResult"} <= told
    assert read_cells(settings, "SELECT count(*) FROM staging.stg_bef")[0][0] == len(REGISTERS["bef"])
    rows = {event["data"]["node_info"]["node_name"]: event["rows"] for event in events if "rows" in event}
    assert rows["stg_bef"] == len(REGISTERS["bef"])
    assert rows["stg_ind"] == len(REGISTERS["ind"])
    assert "stg_bef" in (settings.home / "log" / "dbt" / "staging.log").read_text(encoding="utf-8")


def test_the_key_of_the_warehouse_is_not_left_in_the_environment(settings: Settings) -> None:
    assert build_stage(settings, "staging", ("--select", "stg_bef"), lambda _event: None).success
    assert load_storage_key(settings) not in child_environment().values()


def test_a_second_stage_finds_the_project_parsed(settings: Settings) -> None:
    manifest = manifest_file(settings)
    before = manifest.stat().st_mtime_ns
    assert build_stage(settings, "staging", ("--select", "stg_bef"), lambda _event: None).success
    assert manifest_file(settings).stat().st_mtime_ns == before


def test_a_test_that_fails_on_the_rows_is_told_apart_from_a_model_that_cannot_be_built(tmp_path: Path) -> None:
    settings = settings_for(tmp_path)  # its own: what it breaks stays broken
    write_world(settings, small_study(), REGISTERS)
    assert build_stage(settings, "staging", STAGING, lambda _event: None).success
    with open_warehouse(settings) as con:
        con.execute("INSERT INTO raa.idap SELECT * FROM raa.idap LIMIT 1")
    twice = build_stage(settings, "staging", ("--select", "stg_idap"), lambda _event: None)
    assert twice.failed_tests
    assert not twice.broken
    with open_warehouse(settings) as con:
        con.execute("ALTER TABLE raa.ind RENAME TO ind_et_andet_sted")
    gone = build_stage(settings, "staging", ("--select", "stg_ind"), lambda _event: None)
    assert gone.broken == ("stg_ind",)


def test_a_changed_code_list_is_parsed_again(tmp_path: Path) -> None:
    lists = tmp_path / "lister"
    lists.mkdir()
    before = manifest_file(settings_for(tmp_path / "hjem")).with_name("fingeraftryk").read_text(encoding="utf-8")
    (lists / "hfaudd.csv").write_text("hfaudd,niveau\n1,grundskole\n", encoding="utf-8")
    own = settings_for(tmp_path / "hjem", VEJE_KODELISTER=str(lists))
    assert manifest_file(own).with_name("fingeraftryk").read_text(encoding="utf-8") != before
