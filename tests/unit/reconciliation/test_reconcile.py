"""The printed report held against itself and against figures that were changed on purpose."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dagster_project.publication.summary import summary, summary_lines
from dagster_project.reconciliation.reconcile import reconcile
from dagster_project.reconciliation.rounding import create_macros
from dagster_project.settings import PROJECT_ROOT
from dagster_project.study import Study, load_study
from tests.lib.printed_report import printed_warehouse

STUDY_FILE = Path(PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml")


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with printed_warehouse() as connection:
        yield connection


@pytest.fixture(scope="module")
def study() -> Study:
    return load_study(STUDY_FILE)


def verdict(con: duckdb.DuckDBPyConnection, *key: str) -> tuple[float | None, float | None, str]:
    row = con.execute(
        """SELECT trykt, gaeldende, status FROM marts.afstemning
           WHERE (tabel, raekke, kolonne, statistik) = (?, ?, ?, ?)""",
        list(key),
    ).fetchall()
    assert len(row) == 1
    return row[0]


def change(con: duckdb.DuckDBPyConnection, assignment: str, *key: str) -> None:
    con.execute(
        f"UPDATE marts.rapporttabel SET {assignment} WHERE (tabel, raekke, kolonne, statistik) = (?, ?, ?, ?)",
        list(key),
    )


def test_every_cell_of_the_corrected_report_is_equal_to_itself(con: duckdb.DuckDBPyConnection, study: Study) -> None:
    reconcile(con, study)
    tables = [row for row in summary(con) if row.tabel != "tekst"]
    assert [row for row in tables if row.ens != row.celler] == []
    assert sum(row.celler for row in tables) == 1320 + 5


def test_a_study_of_another_period_has_an_empty_table(con: duckdb.DuckDBPyConnection, study: Study) -> None:
    reconcile(con, dataclasses.replace(study, periode=(date(2008, 1, 1), date(2008, 12, 31))))
    assert con.execute("SELECT count(*) FROM marts.afstemning").fetchall() == [(0,)]
    assert "ikke rapportens eget" in summary_lines(con)[0]


@pytest.mark.parametrize(
    ("part", "whole", "decimals", "units"),
    [(1, 8, 1, 125), (9, 400, 1, 23), (1, 200, 0, 1), (1, 3, 1, 333), (2, 3, 1, 667), (0, 7, 1, 0), (7, 7, 1, 1000)],
)
def test_shares_round_half_up_in_whole_numbers(part: int, whole: int, decimals: int, units: int) -> None:
    with duckdb.connect() as con:
        create_macros(con)
        assert con.execute("SELECT share_units(?, ?, ?)", [part, whole, decimals]).fetchall() == [(units,)]


@pytest.mark.parametrize(("value", "units"), [(42.85, 429), (42.849999999999994, 429), (42.8499, 428), (0.25, 3)])
def test_means_round_half_up_as_decimals(value: float, units: int) -> None:
    with duckdb.connect() as con:
        create_macros(con)
        assert con.execute("SELECT value_units(?, 1)", [value]).fetchall() == [(units,)]


def test_a_corrected_cell_is_held_against_the_correction(con: duckdb.DuckDBPyConnection, study: Study) -> None:
    reconcile(con, study)
    assert verdict(con, "4.1", "region_midt", "alle", "n") == (7136, 7138, "ens")


def test_a_percentage_base_keeps_its_printed_n_except_in_6_7(con: duckdb.DuckDBPyConnection, study: Study) -> None:
    reconcile(con, study)
    assert verdict(con, "5.3", "alle", "herning", "n") == (545, 545, "ens")
    assert verdict(con, "6.7", "alle", "herning", "n") == (545, 365, "ens")


def test_a_share_one_tenth_off_passes_only_on_another_base(con: duckdb.DuckDBPyConnection, study: Study) -> None:
    change(con, "antal = 475, grundlag = 1000, vaerdi = 47.5", "6.2", "grundskole", "silkeborg", "percent")
    change(con, "antal = 572, grundlag = 1000, vaerdi = 57.2", "6.2", "grundskole", "herning", "percent")
    change(con, "antal = 571, grundlag = 1000, vaerdi = 57.1", "6.1", "kvinder", "herning", "percent")
    change(con, "antal = 482, grundlag = 1000, vaerdi = 48.2", "6.1", "kvinder", "holstebro", "percent")
    change(con, "antal = 381, grundlag = 1000, vaerdi = 38.1", "5.3", "psykiske_lidelser", "holstebro", "percent")
    reconcile(con, study)
    assert verdict(con, "6.2", "grundskole", "silkeborg", "percent")[2] == "afviger"  # 0.4 away, A09 allows 0.1
    assert verdict(con, "6.2", "grundskole", "herning", "percent")[2] == "afviger"  # 0.2 away
    assert verdict(con, "6.1", "kvinder", "herning", "percent")[2] == "ens"
    assert verdict(con, "6.1", "kvinder", "holstebro", "percent")[2] == "afviger"  # 0.1 away, no tolerance
    assert verdict(con, "5.3", "psykiske_lidelser", "holstebro", "percent")[2] == "ens"  # 0.3 away


def test_the_n_of_a_sample_is_not_compared_but_a_near_miss_is(con: duckdb.DuckDBPyConnection, study: Study) -> None:
    change(con, "antal = 36000, vaerdi = 36000", "6.1", "alle", "oevrig_befolkning", "n")
    change(con, "antal = 3623195, vaerdi = 3623195", "6.2", "alle", "oevrig_befolkning", "n")
    reconcile(con, study)
    assert verdict(con, "6.1", "alle", "oevrig_befolkning", "n")[2] == "ikke_sammenlignelig"
    assert verdict(con, "6.2", "alle", "oevrig_befolkning", "n")[2] == "afviger"


def test_the_two_groupings_of_7_2_are_told_apart(con: duckdb.DuckDBPyConnection, study: Study) -> None:
    change(con, "antal = 160, vaerdi = 160", "7.2", "pendler", "alle_fire_kommuner", "n")
    reconcile(con, study)
    assert verdict(con, "7.2", "kortvarig_kontanthjaelp", "alle_fire_kommuner", "n") == (154, 154, "ens")
    assert verdict(con, "7.2_kommune", "kortvarig_kontanthjaelp", "alle_fire_kommuner", "n") == (None, 141, "ens")
    assert verdict(con, "7.2", "pendler", "alle_fire_kommuner", "n")[2] == "ikke_sammenlignelig"


def test_a_missing_row_and_an_absent_group_differ(con: duckdb.DuckDBPyConnection, study: Study) -> None:
    con.execute("DELETE FROM marts.rapporttabel WHERE tabel = '6.1' AND raekke = 'alder' AND kolonne = 'viborg'")
    reconcile(con, study)
    assert verdict(con, "6.1", "alder", "viborg", "years") == (43.6, 43.6, "mangler")
    assert verdict(con, "bilag_2_herning", "psykofarmaka", "fleksjobvisiteret", "percent") == (0, None, "ens")
    assert verdict(con, "7.1", "fleksjobvisiteret", "herning", "mark") == (None, None, "ens")


def test_a_pathway_where_the_report_has_none_deviates(con: duckdb.DuckDBPyConnection, study: Study) -> None:
    con.execute("INSERT INTO marts.rapporttabel VALUES ('7.1', 'fleksjobvisiteret', 'herning', 'mark', 1, NULL, NULL)")
    reconcile(con, study)
    assert verdict(con, "7.1", "fleksjobvisiteret", "herning", "mark")[2] == "afviger"
