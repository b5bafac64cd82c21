"""The cells that statements are judged by: each source under its key, and none where its table is not there yet."""

import dataclasses
from collections.abc import Iterator

import duckdb
import pytest

from dagster_project.reconciliation.text.facts import judged_cells, load_facts
from dagster_project.reconciliation.text.measures import Figure, Key
from dagster_project.settings import PROJECT_ROOT
from dagster_project.study import load_study

STUDY = load_study(PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml")
FOUR = "alle_fire_kommuner"


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("""CREATE SCHEMA marts; CREATE SCHEMA forloeb; CREATE SCHEMA studie;
            CREATE TABLE marts.rapporttabel AS SELECT * FROM (VALUES
                ('7.2', 'alle', 'viborg', 'n', 9.0::DOUBLE, 9, NULL), ('7.2', 'alle', 'herning', 'n', 7.0, 7, NULL),
                ('7.2', 'alle', 'alle_fire_kommuner', 'n', 16.0, 16, NULL),
                ('7.2', 'p', 'herning', 'percent', 50.0, 3, 6),
                ('7.2', 'q', 'herning', 'n', 4.0, 4, NULL), ('7.1', 'r', 'herning', 'n', 4.0, 4, NULL),
                ('bilag_1_herning', 'x', 'p', 'mean', 1.5, NULL, NULL),
                ('bilag_1_viborg', 'y', 'p', 'mean', 1.5, NULL, NULL),
                ('bilag_1_herning', 'i_alt_kvartaler', 'p', 'mean', 20.0, NULL, NULL),
                ('bilag_1_herning', 'z', 'p', 'percent', 20.0, NULL, NULL), ('6.3', 'w', 'p', 'mean', 20.0, NULL, NULL)
            ) v(tabel, raekke, kolonne, statistik, vaerdi, antal, grundlag)""")
        yield connection


def facts(con: duckdb.DuckDBPyConnection) -> dict[Key, Figure]:
    return load_facts(con, STUDY)[0]


def test_cells_of_the_report_and_the_studys_municipalities(con: duckdb.DuckDBPyConnection) -> None:
    found, four = load_facts(con, STUDY)
    assert found["7.2", "p", "herning", "percent"] == Figure(50.0, 3, 6)
    assert four == ("herning", "viborg")


def test_what_the_study_itself_says(con: duckdb.DuckDBPyConnection) -> None:
    found = load_facts(con, dataclasses.replace(STUDY, medicin_alder=(19, 59)))[0]
    said = {key[1]: cell for key, cell in found.items() if key[0] == "studie"}
    assert said == {
        "kvartaler": Figure(20.0, None, None),
        "uger_pr_kvartal": Figure(13.0, None, None),
        "medicin_alder_fra": Figure(19.0, None, None),
        "medicin_alder_til": Figure(59.0, None, None),
        "antal_forloebstyper": Figure(2.0, None, None),
        "antal_tilstande": Figure(2.0, None, None),
    }


def test_before_chapter_7_is_there_nothing_is_said_of_it(con: duckdb.DuckDBPyConnection) -> None:
    assert {key[0] for key in facts(con)} == {"7.1", "7.2", "6.3", "bilag_1_herning", "bilag_1_viborg", "studie"}
    assert judged_cells(con) == {}


def test_pathways_as_the_text_describes_them(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""CREATE TABLE marts.forloebstype_karakteristik AS SELECT * FROM (VALUES
            ('samlet', 'alle_fire_kommuner', 'p', 'psykofarmaka', 'ja', 'percent', 40.0::DOUBLE, 4, 10),
            ('kommune', 'alle_fire_kommuner', 'p', 'psykofarmaka', 'ja', 'percent', 41.0, 4, 10),
            ('kommune', 'herning', 'p', 'koen', 'kvinder', 'percent', 60.0, 3, 5),
            ('samlet', 'herning', 'p', 'koen', 'kvinder', 'percent', 61.0, 3, 5),
            ('kommune', 'herning', 'p', 'psykofarmaka', 'nej', 'percent', 60.0, 3, 5),
            ('kommune', 'herning', 'p', 'startkvartal', 'alle', 'mean', 7.5, NULL, NULL)
        ) v("analyse", kommune, forloebstype, egenskab, kategori, statistik, vaerdi, antal, grundlag)""")
    found = {key: cell for key, cell in facts(con).items() if key[0] == "karakteristik"}
    start = Figure(7.5, None, None)
    assert found == {
        ("karakteristik", "psykofarmaka", f"p@{FOUR}", "percent"): Figure(40.0, 4, 10),
        ("karakteristik", "kvinder", "p@herning", "percent"): Figure(60.0, 3, 5),
        ("karakteristik", "startkvartal", "p@herning", "startkvartal"): start,
        ("karakteristik", "startkvartal", "p@herning", "kvartal"): start,
    }


def test_courses_and_clusters(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""CREATE TABLE studie.kommune AS SELECT '657' AS kommune, 'herning' AS noegle;
        CREATE TABLE forloeb.gruppe AS SELECT * FROM (VALUES ('a', 'samlet', '657', 1, 'p'),
            ('b', 'samlet', '657', 2, 'p'), ('a', 'kommune', '657', 1, 'p'))
            v(person_id, "analyse", kommune, klynge, forloebstype);
        CREATE TABLE forloeb.kvartal AS SELECT * FROM (VALUES ('a', 1, 'x'), ('a', 2, 'y'), ('a', 3, 'y'))
            v(person_id, kvartal, tilstand);
        CREATE TABLE marts.timing_kvartal AS SELECT * FROM (VALUES ('samlet', 'p', 'alle', 1, 1, 10),
            ('samlet', 'p', 'alle', 2, 5, 10), ('samlet', 'p', 'vejledning', 1, 9, 10),
            ('kommune', 'p', 'alle', 1, 9, 10))
            v("analyse", forloebstype, foranstaltning, kvartal, antal, grundlag)""")
    found = facts(con)
    assert found["afslutning", "y", f"p@{FOUR}", "foer"] == Figure(1.0, None, None)
    assert found["afslutning", "y", f"p@{FOUR}", "laengde"] == Figure(2.0, None, None)
    assert found["aktivitet", "start", f"p@{FOUR}", "kvartal"] == Figure(2.0, None, None)
    assert found["klynger", "samlet", "", "n"] == Figure(2.0, None, None)
    assert found["klynger", "herning", "", "n"] == Figure(1.0, None, None)


@pytest.mark.parametrize("missing", ["forloeb.gruppe", "forloeb.kvartal"])
def test_courses_need_both_their_tables(con: duckdb.DuckDBPyConnection, missing: str) -> None:
    for table in {"forloeb.gruppe", "forloeb.kvartal"} - {missing}:
        con.execute(f"CREATE TABLE {table} (n INT)")
    assert "afslutning" not in {key[0] for key in facts(con)}


def test_only_cells_that_were_found_again_vouch_for_the_text(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""CREATE TABLE marts.afstemning AS SELECT * FROM (VALUES ('6.1', 'a', 'k', 'n', 3.5::DOUBLE, 'ens'),
        ('6.1', 'b', 'k', 'n', 3.5, 'afviger'), ('6.1', 'c', 'k', 'n', NULL, 'ens'))
        v(tabel, raekke, kolonne, statistik, trykt, status)""")
    assert judged_cells(con) == {("6.1", "a", "k", "n"): 3.5}
