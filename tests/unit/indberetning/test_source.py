"""The export reads the newest basis whose four gates are passed, in whichever run that was, and no study."""

from dataclasses import replace
from pathlib import Path

import duckdb
import polars as pl
import pytest

from dagster_project.errors import GateStopped
from dagster_project.gates.fingerprint import fingerprint
from dagster_project.gates.limits import stages_until
from dagster_project.gates.stage_report import GateReport, Verdict
from dagster_project.gates.verdicts import store, upstream_fingerprint
from dagster_project.indberetning import export_changed_months, export_chosen_months
from dagster_project.indberetning.basis import KEPT, Basis, basis_dir, keep_basis, newest_basis
from dagster_project.indberetning.source import previous_cases, read_passed_basis
from dagster_project.indberetning.status import status_frames
from dagster_project.operations.inputs import MadeFrom
from dagster_project.warehouse import open_warehouse
from tests.lib.reporting import GRANT, World, moment

FOUR = ("leverance", "raa", "staging", "indberetning")
INPUTS = MadeFrom({}, "", {}, "", "", "udvikling", "")


def verdict(outcome: str) -> Verdict:
    return Verdict("raekker", "", "completeness", "stop", 0.0, 1.0, 1, 1, outcome, "ingen", "én", "ret det")


def judge(con: duckdb.DuckDBPyConnection, stage: str, outcome: str) -> None:
    at = moment("2024-04-01T06:00")
    print_ = fingerprint(con, stage, upstream_fingerprint(con, stage))
    store(con, GateReport(stage, f"run-{stage}", at, print_, (verdict("bestaaet"), verdict(outcome))))


def fill_warehouse(world: World, outcomes: dict[str, str] | None = None) -> None:
    """The tables of the branch, and a verdict for each stage named (default: all four are passed)."""
    inputs = world.inputs
    tables = {
        "afgoerelse": inputs.decisions.with_columns(ansdato=pl.lit(None, pl.Date), grundlag=pl.lit("1")),
        "ressourceforloeb": inputs.courses,
        "indkomst": inputs.incomes,
        "pension": inputs.pensions,
        "dream_uger": inputs.weeks,
    }
    with open_warehouse(world.settings) as con:
        for name, frame in tables.items():
            con.register("ramme", frame)
            con.execute(f"CREATE OR REPLACE TABLE indberetning.{name} AS SELECT * FROM ramme")
        con.execute("DROP TABLE IF EXISTS kvalitet.gate")
        for stage, outcome in (dict.fromkeys(FOUR, "bestaaet") if outcomes is None else outcomes).items():
            judge(con, stage, outcome)


def keep(world: World, digest: str = "a", per: str = "", at: str = "2024-04-01T06:00") -> Basis:
    with open_warehouse(world.settings) as con:
        return keep_basis(con, world.settings, replace(INPUTS, kode=digest, per=per), moment(at))


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    made.put(GRANT)
    return made


def export(world: World) -> str:
    return export_chosen_months(world.settings, "2024-03", now=moment("2024-04-05T06:00"), lookup=world.lookup).basis


def test_a_basis_is_exported_without_anything_being_published(world: World) -> None:
    fill_warehouse(world, dict.fromkeys(FOUR, "advarsel"))
    assert keep(world).name == "20240401T040000Z"
    assert export(world) == "20240401T040000Z"
    assert not world.settings.published_dir.exists()
    assert world.sent() == [("2024-03", 1, "ny")]
    assert export_changed_months(world.settings, now=moment("2024-04-06T06:00"), lookup=world.lookup).written == ()


def test_the_branch_is_the_four_gates() -> None:
    assert stages_until("indberetning") == FOUR


@pytest.mark.parametrize("stage", FOUR)
@pytest.mark.parametrize("outcome", ["stoppet", "fejl", None])
def test_a_gate_that_is_not_passed_keeps_no_basis_and_refuses_by_name(
    world: World, stage: str, outcome: str | None
) -> None:
    verdicts = dict.fromkeys(FOUR, "bestaaet") | {stage: outcome}
    fill_warehouse(world, {name: one for name, one in verdicts.items() if one})
    with pytest.raises(GateStopped, match=stage):
        keep(world)
    with pytest.raises(GateStopped, match=stage) as stopped:
        export(world)
    assert stopped.value.exit_code == 3
    assert not world.root.exists()


@pytest.mark.parametrize("stage", ["marts", "forloeb", "publicering"])
def test_a_study_that_is_stopped_keeps_nothing_back(world: World, stage: str) -> None:
    fill_warehouse(world, dict.fromkeys(FOUR, "bestaaet") | {stage: "stoppet"})
    assert keep(world).name == export(world)
    assert world.sent() == [("2024-03", 1, "ny")]


def test_the_basis_before_is_exported_while_a_later_one_is_stopped(world: World) -> None:
    fill_warehouse(world)
    first = keep(world)
    world.put(GRANT, sagsid="S2", person_id="p2")
    fill_warehouse(world, dict.fromkeys(FOUR, "bestaaet") | {"indberetning": "stoppet"})
    with pytest.raises(GateStopped):
        keep(world, "b", at="2024-04-02T06:00")
    assert export(world) == first.name
    assert len(world.sent()) == 1


def test_data_changed_after_the_gate_is_not_kept(world: World) -> None:
    fill_warehouse(world)
    with open_warehouse(world.settings) as con:
        con.execute("UPDATE indberetning.afgoerelse SET diag1 = 'DF21'")
    with pytest.raises(GateStopped, match="ændret efter kontrollen"):
        keep(world)


def test_without_a_basis_there_is_nothing_to_export(world: World) -> None:
    with pytest.raises(GateStopped, match="intet grundlag"):
        export(world)


def test_the_same_inputs_make_no_second_basis_and_only_the_last_ones_stay(world: World) -> None:
    fill_warehouse(world)
    names = [keep(world, digest).name for digest in ("a", "a", *"bcdefg")]
    assert names[0] == names[1]
    assert [file.stem for file in sorted(basis_dir(world.settings).iterdir())] == names[-KEPT:]
    assert names == sorted(names), "a clock that stands still does not reorder them"


def test_a_look_back_never_takes_the_place_of_the_state_of_today(world: World) -> None:
    fill_warehouse(world)
    early = keep(world, "a", per="2024-01-01")
    today = keep(world, "b", at="2024-04-02T06:00")
    assert keep(world, "c", per="2024-01-01", at="2024-04-03T06:00") == today != early


def test_a_basis_of_another_version_is_refused_by_name_and_measures_nothing(world: World) -> None:
    fill_warehouse(world)
    with open_warehouse(world.settings) as con:
        con.execute("ALTER TABLE indberetning.afgoerelse DROP COLUMN afgnr")
        judge(con, "indberetning", "bestaaet")
    keep(world)
    with pytest.raises(GateStopped, match="anden version"):
        export(world)
    assert previous_cases(world.settings).is_empty()


def test_a_basis_is_encrypted_and_for_its_owner_alone(world: World) -> None:
    fill_warehouse(world)
    file = keep(world).file
    assert b"sagsid" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0


def test_what_a_killed_run_left_of_a_basis_is_no_basis(world: World) -> None:
    fill_warehouse(world)
    basis_dir(world.settings).mkdir(parents=True)
    for name in ("kladde.duckdb", "kladde.duckdb.wal"):
        (basis_dir(world.settings) / name).write_bytes(b"halvt")
    assert newest_basis(world.settings) is None
    assert keep(world).name == read_passed_basis(world.settings)[0]
    assert [file.suffix for file in basis_dir(world.settings).iterdir()] == [".duckdb"]


def test_the_gate_of_the_sending_sees_what_is_to_be_sent_before_it_is(world: World) -> None:
    world.put(GRANT, sagsid="S2", diag1=None)
    fill_warehouse(world)
    keep(world)
    seen: list[dict[str, pl.DataFrame]] = []

    def stop(frames: dict[str, pl.DataFrame]) -> None:
        seen.append(frames)
        raise GateStopped("at intet er forkert", "alt", "gaten afsendelse", "ret det")

    with pytest.raises(GateStopped, match="gaten afsendelse"):
        export_chosen_months(world.settings, "2024-03", now=moment("2024-04-05T06:00"), lookup=world.lookup, gate=stop)
    assert world.sent() == []
    assert {"indberetning_id", "version", "haendelse", "cpr"} <= set(seen[0]["poster"].columns)
    assert {"indberetning_id", "regel", "alvor"} <= set(seen[0]["fejl"].columns)


def test_the_status_is_told_from_the_newest_basis_and_before_the_first(world: World) -> None:
    assert status_frames(world.settings, lookup=world.lookup)["marts.indberetning_status"].is_empty()
    assert previous_cases(world.settings).is_empty()
    fill_warehouse(world)
    keep(world)
    assert status_frames(world.settings, lookup=world.lookup)["marts.indberetning_status"]["antal"].sum() == 1
    assert previous_cases(world.settings)["sagsid"].to_list() == ["S1"]
