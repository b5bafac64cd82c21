"""The fingerprint of what a stage judged: every table, column, row and name of it, and nothing else."""

from collections.abc import Iterator

import duckdb
import pytest

from dagster_project.gates.fingerprint import JUDGED, fingerprint, judged_tables, stage_before
from dagster_project.gates.limits import STAGES
from dagster_project.words.tables import TABLES

WAREHOUSE = """
CREATE SCHEMA raa; CREATE SCHEMA studie; CREATE SCHEMA kode;
CREATE TABLE raa.bef AS SELECT 1 AS linje, 'a' AS koen, ['x'] AS ydelser;
CREATE TABLE raa.ind (linje INT);
CREATE VIEW studie.studie AS SELECT 'akf' AS navn;
CREATE TABLE kode.liste AS SELECT 1 AS n;
"""


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(WAREHOUSE)
        yield connection


def test_a_stage_judges_the_tables_and_views_of_its_patterns(con: duckdb.DuckDBPyConnection) -> None:
    assert judged_tables(con, "raa") == [("raa", "bef"), ("raa", "ind"), ("studie", "studie")]
    assert judged_tables(con, "staging") == [("kode", "liste")]
    assert judged_tables(con, "afsendelse") == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE raa.bef SET koen = 'b'",
        "INSERT INTO raa.bef SELECT * FROM raa.bef",
        "INSERT INTO raa.ind VALUES (NULL)",
        "ALTER TABLE raa.bef RENAME COLUMN koen TO sex",
        "ALTER TABLE raa.ind RENAME TO udda",
        "CREATE TABLE raa.ny (n INT)",
        "DROP TABLE raa.ind",
    ],
)
def test_whatever_changes_in_what_it_judges_changes_it(con: duckdb.DuckDBPyConnection, change: str) -> None:
    before = fingerprint(con, "raa", "")
    assert before == fingerprint(con, "raa", "")
    con.execute(change)
    assert fingerprint(con, "raa", "") != before


@pytest.mark.parametrize("change", ["UPDATE kode.liste SET n = 2", "UPDATE raa.bef SET ydelser = ['y']"])
def test_what_it_does_not_judge_does_not(con: duckdb.DuckDBPyConnection, change: str) -> None:
    before = fingerprint(con, "raa", "")
    con.execute(change)
    assert fingerprint(con, "raa", "") == before


def test_labels_that_a_later_stage_writes_among_the_code_lists_are_judged_there(con: duckdb.DuckDBPyConnection) -> None:
    before = {trin: fingerprint(con, trin, "") for trin in ("staging", "staging_studie")}
    con.execute("CREATE TABLE kode.etiket AS SELECT 'herning' AS noegle, 'Herning' AS etiket")
    assert fingerprint(con, "staging", "") == before["staging"]
    assert fingerprint(con, "staging_studie", "") != before["staging_studie"]


def test_the_stage_before_and_the_stage_itself_count(con: duckdb.DuckDBPyConnection) -> None:
    assert fingerprint(con, "raa", "a") != fingerprint(con, "raa", "b")
    assert fingerprint(con, "afsendelse", "") != fingerprint(con, "publicering", "")
    assert len(fingerprint(con, "afsendelse", "")) == 64


def test_every_table_of_the_report_is_judged_where_it_is_declared() -> None:
    for table in TABLES:
        is_late = table.stage == "forloeb"
        assert (f"marts.{table.name}" in JUDGED["forloeb"]) == is_late, table.number
        assert (f"intermediate.{table.model}" in JUDGED["marts"]) == (not is_late), table.number


def test_every_stage_says_what_it_judges_and_what_came_before() -> None:
    assert set(JUDGED) == set(STAGES)
    assert (stage_before("leverance"), stage_before("raa"), stage_before("indberetning")) == (
        None,
        "leverance",
        "staging",
    )
