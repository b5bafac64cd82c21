"""The lines of `veje status` about reporting."""

from pathlib import Path

import duckdb
import pytest

from dagster_project.cli.duty import reporting_lines
from dagster_project.cli.status import print_status
from dagster_project.indberetning.status import frames_of
from dagster_project.warehouse import open_warehouse
from tests.lib.reporting import GRANT, RESTING, World


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    made.put(GRANT)
    made.put(GRANT, sagsid="S2", person_id="p2", rehabteam_dato=None, leverance="2024-04-01")
    made.put(GRANT, sagsid="S3", person_id="p3", diag1=None, diag2="?", leverance="2024-05-01")
    made.put(GRANT, sagsid="S4", person_id="p4", diag1=None, leverance="2024-03-20")
    made.put(GRANT, sagsid="S5", person_id="p5", afgoerelse="I", afgdato=None, leverance="2024-05-01")
    made.put(RESTING, sagsid="S6", person_id="p6", foed_dag="1957-05-17", leverance="2024-05-01")
    made.correct("S1", leverance="2024-05-01")
    made.export("2024-03", at="2024-04-05T06:00")
    return made


def write_tables(con: duckdb.DuckDBPyConnection, world: World) -> None:
    for name, frame in frames_of(world.settings, world.inputs, lookup=world.lookup).items():
        con.register("ny", frame)
        con.execute(f"CREATE SCHEMA IF NOT EXISTS {name.partition('.')[0]}")
        con.execute(f"CREATE TABLE {name} AS SELECT * FROM ny")


def test_it_tells_what_is_open_what_is_held_by_which_rule_and_what_has_a_day(world: World) -> None:
    with duckdb.connect() as con:
        write_tables(con, world)
        told = "\n".join(reporting_lines(con))
    assert "661: 2 uden kvittering (ældste 2024-04-05), 0 afvist" in told
    assert "(3 holdt, 2 sendt)" in told
    assert "R04  bekraeft       1 poster, siden 2024-04-01  REHABTEAM_DATO: Sagen er afgjort uden forelæggelse" in told
    assert "R19  fejl           2 poster, siden 2024-03-20  DIAG1: " in told
    assert "§ 21, tre måneder        1 åbne      1 over fristen   næste -" not in told  # the day is not over
    assert "§ 21, tre måneder        1 åbne      0 over fristen   næste 2024-05-01" in told
    assert "folkepensionsalder       1 åbne      0 over fristen   næste 2024-05-17" in told


def test_without_tables_it_says_none() -> None:
    with duckdb.connect() as con:
        assert reporting_lines(con).count("  ingen") == 3


def test_it_tells_from_the_warehouse_when_nothing_was_ever_published(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_warehouse(world.settings) as con:
        write_tables(con, world)
    assert print_status(world.settings) == 0
    assert "661: 2 uden kvittering" in capsys.readouterr().out
