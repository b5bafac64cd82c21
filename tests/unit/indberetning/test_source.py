"""The export reads a published generation whose gates are all passed, and no other."""

from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from dagster_project.errors import GateStopped
from dagster_project.gates.report import GateReport, Verdict
from dagster_project.gates.verdicts import store
from dagster_project.indberetning import export_changed_months, export_chosen_months
from dagster_project.indberetning.rules.facts import Inputs
from dagster_project.indberetning.source import JUDGED, read_passed_generation
from dagster_project.indberetning.status import status_frames
from dagster_project.keys import load_storage_key
from dagster_project.publication.files import Places
from dagster_project.settings import Settings
from dagster_project.warehouse import attach_encrypted, connect
from tests.lib.reporting import GRANT, World, moment

NAME = "20240401T060000Z"


def verdict(outcome: str) -> Verdict:
    return Verdict("raekker", "", "completeness", "stop", 0.0, 1.0, 1, 1, outcome, "ingen", "én", "ret det")


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    made.settings.key_file.parent.mkdir(parents=True, exist_ok=True)
    made.put(GRANT)
    write_tables(made.settings, made.inputs)
    return made


def write_tables(settings: Settings, inputs: Inputs) -> None:
    tables = {
        "afgoerelse": inputs.decisions.with_columns(ansdato=pl.lit(None, pl.Date), grundlag=pl.lit("1")),
        "ressourceforloeb": inputs.courses,
        "indkomst": inputs.incomes,
        "uger_efter": inputs.weeks,
    }
    with connect() as connection:
        attach_encrypted(connection, Places(settings).reporting_file(NAME), "ny", load_storage_key(settings))
        connection.execute("CREATE SCHEMA ny.indberetning")
        for name, frame in tables.items():
            connection.register("ramme", frame)
            connection.execute(f"CREATE TABLE ny.indberetning.{name} AS SELECT * FROM ramme")


def publish(settings: Settings, outcomes: dict[str, str]) -> None:
    settings.published_dir.mkdir(parents=True, exist_ok=True)
    settings.published_file.unlink(missing_ok=True)
    with duckdb.connect(str(settings.published_file)) as connection:
        connection.execute("CREATE SCHEMA kvalitet")
        connection.execute(f"CREATE TABLE kvalitet.generation AS SELECT '{NAME}' AS generation")
        for stage, outcome in outcomes.items():
            at = moment("2024-04-01T06:00")
            store(connection, GateReport(stage, f"run-{stage}", at, "x", (verdict("bestaaet"), verdict(outcome))))


PASSED = dict.fromkeys(JUDGED, "bestaaet")


def export(world: World) -> None:
    export_chosen_months(world.settings, "2024-03", now=moment("2024-04-05T06:00"), lookup=world.lookup)


def test_a_generation_whose_gates_are_passed_in_different_runs_is_exported(world: World) -> None:
    publish(world.settings, PASSED | {"marts": "advarsel", "forloeb": "ikke_relevant"})
    report = export_chosen_months(world.settings, "2024-03", now=moment("2024-04-05T06:00"), lookup=world.lookup)
    assert report.generation == NAME
    assert world.sent() == [("2024-03", 1, "ny")]
    assert export_changed_months(world.settings, now=moment("2024-04-06T06:00"), lookup=world.lookup).written == ()


@pytest.mark.parametrize("stage", JUDGED)
@pytest.mark.parametrize("outcome", ["stoppet", "fejl"])
def test_a_gate_that_is_not_passed_stops_the_export_by_name(world: World, stage: str, outcome: str) -> None:
    publish(world.settings, PASSED | {stage: outcome})
    with pytest.raises(GateStopped, match=stage) as stopped:
        export(world)
    assert stopped.value.exit_code == 3
    assert not world.root.exists()


@pytest.mark.parametrize("stage", JUDGED)
def test_a_gate_that_was_never_judged_is_not_passed(world: World, stage: str) -> None:
    publish(world.settings, {name: outcome for name, outcome in PASSED.items() if name != stage})
    with pytest.raises(GateStopped, match=f"(?s){stage}.*aldrig kontrolleret"):
        export(world)


def test_without_a_published_generation_there_is_nothing_to_export(world: World) -> None:
    with pytest.raises(GateStopped, match="intet er publiceret"):
        export(world)


def test_a_generation_without_its_tables_cannot_be_exported(world: World) -> None:
    publish(world.settings, PASSED)
    Places(world.settings).reporting_file(NAME).unlink()
    with pytest.raises(GateStopped, match="veje run"):
        read_passed_generation(world.settings)


def test_the_gate_of_the_reporting_sees_what_is_to_be_sent_before_it_is(world: World) -> None:
    publish(world.settings, PASSED)
    world.put(GRANT, sagsid="S2", diag1=None)
    seen: list[dict[str, pl.DataFrame]] = []

    def stop(frames: dict[str, pl.DataFrame]) -> None:
        seen.append(frames)
        raise GateStopped("at intet er forkert", "alt", "gaten indberetning", "ret det")

    with pytest.raises(GateStopped, match="gaten indberetning"):
        export_chosen_months(world.settings, "2024-03", now=moment("2024-04-05T06:00"), lookup=world.lookup, gate=stop)
    assert world.sent() == []
    assert {"indberetning_id", "version", "haendelse", "cpr"} <= set(seen[0]["poster"].columns)
    assert {"indberetning_id", "regel", "alvor"} <= set(seen[0]["fejl"].columns)


def test_the_status_is_told_even_when_a_gate_is_not_passed(world: World) -> None:
    publish(world.settings, PASSED | {"staging": "stoppet"})
    frames = status_frames(world.settings, now=datetime.fromisoformat("2024-04-05T06:00+02:00"))
    assert frames["marts.indberetning_status"]["antal"].sum() == 1
