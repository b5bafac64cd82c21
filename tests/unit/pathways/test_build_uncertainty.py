"""The marts that say how much hangs on what, for a world of two kinds of pathways."""

import duckdb
import pytest

from dagster_project.pathways.build_groups import build_groups
from dagster_project.pathways.build_quarters import build_quarters
from dagster_project.pathways.build_uncertainty import build_uncertainty
from tests.unit.pathways.warehouse_of import study, two_worlds, warehouse

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    own = study(antal_grupper={"samlet": 2, "657": 2})
    found = warehouse(two_worlds())
    for build in (build_quarters, build_groups, build_uncertainty):
        build(found, own)
    return found


def test_every_group_is_found_again_in_a_hundred_samples(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.sql(
        """SELECT forloebstype, gentagelser, k_fordeling, jaccard_middel, person_andel FROM marts.klyngeusikkerhed
           WHERE "analyse" = 'samlet' ORDER BY ALL"""
    ).fetchall()
    assert [(name, repeats, ks) for name, repeats, ks, *_ in rows] == [
        ("langvarig_kontanthjaelp", 100, "2: 100"),
        ("loenmodtager_syg", 100, "2: 100"),
    ]
    assert all(similar > 0.9 and same > 0.9 for *_, similar, same in rows)


def test_chance_is_told_for_each_model_and_statistic(con: duckdb.DuckDBPyConnection) -> None:
    models = con.sql(
        """SELECT model, count(DISTINCT statistik),
                  min(standardiseret) FILTER (statistik = 'asw' AND k = 2) > 3
           FROM marts.klyngenulmodel WHERE "analyse" = 'samlet' GROUP BY ALL ORDER BY ALL"""
    ).fetchall()
    assert models == [("position", 7, True), ("spell", 7, True)]


def test_other_methods_are_held_against_the_published_groups(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.sql(
        """SELECT metode, k, ari, andel_samme_forloebstype FROM marts.metodefoelsomhed
           WHERE "analyse" = 'kommune' AND kommune = '657' ORDER BY metode"""
    ).fetchall()
    assert len(rows) == 14
    assert ("om_2_1_ward", 2, 1.0, 1.0) in rows
    assert ("lcs_ward", 2, 1.0, 1.0) in rows


def test_a_limit_moved_past_a_groups_mean_renames_its_persons(con: duckdb.DuckDBPyConnection) -> None:
    # Twelve persons have 14 to 18 quarters of cash benefit, 16 on average, twelve as many of work: limits of 7, 13, 5
    # and 9 can be moved by two quarters without passing a mean.
    found = con.sql(
        """SELECT count(*), sum(antal), min(grundlag), max(grundlag) FROM marts.navnefoelsomhed
           WHERE "analyse" = 'samlet'"""
    ).fetchone()
    assert found == (16, 0, 24, 24)
    con.execute("UPDATE kode.forloebsnavn SET mindst = 15 WHERE forloebstype = 'langvarig_kontanthjaelp'")
    build_uncertainty(con, study(antal_grupper={"samlet": 2, "657": 2}))
    renamed = con.sql(
        """SELECT round(20 * forskydning)::INTEGER, antal FROM marts.navnefoelsomhed
           WHERE "analyse" = 'samlet' AND antal > 0 ORDER BY ALL"""
    ).fetchall()
    assert renamed == [(2, 12)]
