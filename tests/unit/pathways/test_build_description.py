"""Typical sequences, indicators and what background explains, for a world of two kinds of pathways."""

import duckdb
import pytest

from dagster_project.pathways.build_description import build_description
from dagster_project.pathways.build_domains import build_domains
from dagster_project.pathways.build_groups import build_groups
from dagster_project.pathways.build_quarters import build_quarters
from tests.unit.pathways.warehouse_of import GRANT, fill, monday, study, two_worlds, warehouse

OWN = study(antal_grupper={"samlet": 2, "657": 2})


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    """Twelve persons of long cash benefit and twelve wage earners; women are the first, and origin tells nothing."""
    found = warehouse(two_worlds())
    persons = [person for (person,) in found.sql("SELECT person_id FROM forloeb.maalgruppe ORDER BY ALL").fetchall()]
    build_quarters(found, OWN)
    build_groups(found, OWN)
    poor = {
        person
        for (person,) in found.sql(
            "FROM (SELECT person_id FROM forloeb.gruppe WHERE forloebstype = 'langvarig_kontanthjaelp')"
        ).fetchall()
    }
    fill(found, "intermediate.int_person", [(one, "maalgruppe", at % 4 < 2) for at, one in enumerate(persons)])
    background = [(one, "kvinder" if one in poor else "maend", None, "grundskole", "kraeft") for one in persons]
    fill(found, "intermediate.int_person__baggrund", background)
    # The wage earners are in a measure in the last four quarters.
    begin = monday(GRANT)
    active = [
        (one, "1", "vejledning", begin.replace(year=2007), begin.replace(year=2008, month=1), True, True)
        for one in persons
        if one not in poor
    ]
    fill(found, "intermediate.int_amfora__foranstaltning", active)
    build_description(found, OWN)
    build_domains(found, OWN)
    return found


def test_the_typical_sequence_is_the_state_most_are_in_and_the_medoids(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.sql(
        """SELECT t.antal, count(*), t.grundlag FROM marts.typisk_forloeb t
           JOIN forloeb.gruppe g USING ("analyse", forloebstype)
           JOIN forloeb.kvartal k ON k.person_id = g.person_id AND k.kvartal = t.kvartal
           WHERE t."analyse" = 'samlet' AND k.tilstand = t.modal_tilstand
           GROUP BY t.forloebstype, t.kvartal, t.antal, t.grundlag"""
    ).fetchall()
    assert len(rows) == 40
    assert all(antal == counted and antal > grundlag / 3 for antal, counted, grundlag in rows)
    assert con.sql(
        """SELECT DISTINCT forloebstype, modal_tilstand, medoid_tilstand FROM marts.typisk_forloeb
           WHERE "analyse" = 'samlet' AND kvartal = 20 ORDER BY ALL"""
    ).fetchall() == [
        ("langvarig_kontanthjaelp", "kontanthjaelp", "kontanthjaelp"),
        ("loenmodtager_syg", "sygedagpenge", "sygedagpenge"),
    ]


def test_the_medoid_is_a_person_and_the_core_is_half_a_group(con: duckdb.DuckDBPyConnection) -> None:
    held = con.sql("""SELECT min(medoid_antal), max(medoid_antal) FROM marts.typisk_forloeb""").fetchone()
    assert held is not None
    assert held[0] >= 1
    assert con.sql(
        """SELECT bool_and(kerne = (silhuet >= midt)), min(silhuet) > 0 FROM (
           SELECT *, median(silhuet) OVER (PARTITION BY "analyse", klynge) AS midt FROM forloeb.gruppe
           WHERE "analyse" = 'samlet')"""
    ).fetchone() == (True, True)


def test_everybody_with_a_sequence_has_indicators(con: duckdb.DuckDBPyConnection) -> None:
    found = con.sql(
        """SELECT count(*), count(prekaritet), min(entropi) >= 0, max(kompleksitet) <= 1, max(skift) <= 19
           FROM forloeb.indikator"""
    ).fetchone()
    assert found == (24, 24, True, True, True)


def test_a_list_of_states_without_order_gives_no_precarity(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("CREATE TABLE kode.gemt AS FROM kode.tilstand")
    con.execute("ALTER TABLE kode.tilstand DROP COLUMN prekaritet")
    build_description(con, OWN)
    assert con.sql("SELECT count(prekaritet), count(entropi) FROM forloeb.indikator").fetchone() == (0, 24)
    con.execute("CREATE OR REPLACE TABLE kode.tilstand AS FROM kode.gemt")
    build_description(con, OWN)


def test_what_tells_the_pathways_apart_explains_them_and_chance_does_not(con: duckdb.DuckDBPyConnection) -> None:
    found = {
        factor: (r2, p, groups)
        for factor, r2, p, groups in con.sql(
            """SELECT faktor, pseudo_r2, p, grupper FROM marts.diskrepans
               WHERE "analyse" = 'samlet' AND kvartal IS NULL"""
        ).fetchall()
    }
    assert found["koen"][0] > 0.6
    assert found["koen"][1] == 0.005
    assert found["oprindelse"][0] < 0.1
    assert found["oprindelse"][1] > 0.05
    assert found["uddannelse"] == (None, None, 1)
    assert found["aldersgruppe"] == (None, None, 0)
    assert con.sql(
        """SELECT count(DISTINCT kvartal), count(*) FILTER (faktor = 'kommune' AND "analyse" <> 'samlet')
           FROM marts.diskrepans"""
    ).fetchone() == (20, 0)


def test_benefit_and_measure_are_grouped_together_in_two_ways(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.sql(
        """SELECT metode, sum(antal), max(grundlag), max(aktive_kvartaler) > 3, min(aktive_kvartaler)
           FROM marts.domaener WHERE "analyse" = 'samlet' GROUP BY ALL ORDER BY ALL"""
    ).fetchall()
    assert rows == [("afstande", 24, 24, True, 0.0), ("omkostninger", 24, 24, True, 0.0)]
    told = con.sql("""SELECT min(pearson), max(ari_ydelse) FROM marts.domaener WHERE "analyse" = 'samlet'""").fetchone()
    assert told is not None
    assert told[0] > 0.5
