"""The printed report's own tables, released: nothing small is shown, and nothing hidden can be computed back."""

import dataclasses
from collections.abc import Iterator

import duckdb
import numpy as np
import pytest

from dagster_project.disclosure import attack, protect
from dagster_project.disclosure.cells import make_lookups
from dagster_project.disclosure.other_tables import released_reporting
from dagster_project.disclosure.release import write_counted
from dagster_project.disclosure.system import build_system
from dagster_project.disclosure.withhold import Choice
from dagster_project.reconciliation.reconcile import reconcile
from dagster_project.settings import PROJECT_ROOT
from dagster_project.study import load_study
from tests.lib.layouts import add_layout, by_column
from tests.lib.printed_report import printed_warehouse, with_code_lists

STUDY = load_study(PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml")
EXTRAS = """
CREATE TABLE marts.klyngekvalitet AS
SELECT 'samlet' AS "analyse", 6 AS k, 0.41234::DOUBLE AS asw, 0.05::DOUBLE AS mindste_andel;
CREATE TABLE marts.ukendt AS SELECT 'Herning' AS sted, 3 AS antal, 2.5 AS maal;
"""


@pytest.fixture(scope="module")
def released() -> Iterator[duckdb.DuckDBPyConnection]:
    with with_code_lists(printed_warehouse()) as con:
        con.execute(EXTRAS)
        add_layout(con, "tabel_5_4", by_column("5.4", "Afslagsgrund", "herning", "silkeborg"))
        reconcile(con, STUDY)
        protect(con, STUDY)
        yield con


def test_no_count_of_one_to_four_is_shown(released: duckdb.DuckDBPyConnection) -> None:
    shown = released.execute("SELECT count(*) FROM frigivelse.rapporttabel WHERE antal BETWEEN 1 AND 4").fetchall()
    there = released.execute("SELECT count(*) FROM marts.rapporttabel WHERE antal BETWEEN 1 AND 4").fetchall()
    assert shown == [(0,)]
    assert there > [(90,)]


def test_the_attacker_gets_nothing_out_of_all_tables_together(released: duckdb.DuckDBPyConnection) -> None:
    result = attack(released)
    assert result.findings == ()
    assert result.suppressed > 100


def test_without_their_shields_the_small_counts_are_computed(released: duckdb.DuckDBPyConnection) -> None:
    released.execute("BEGIN")
    released.execute(
        """UPDATE frigivelse.rapporttabel f SET antal = m.antal FROM marts.rapporttabel m
           WHERE (m.tabel, m.raekke, m.kolonne, m.statistik) = (f.tabel, f.raekke, f.kolonne, f.statistik)
             AND f.status = 'diskretion' AND m.antal >= 5 AND m.tabel IN ('5.1', '5.2', '5.4')"""
    )
    findings = attack(released).findings
    released.execute("ROLLBACK")
    assert findings
    assert all(finding.at_most - finding.at_least < 4 for finding in findings)


def test_suppressing_small_counts_alone_does_not_help() -> None:
    with with_code_lists(printed_warehouse()) as con:
        make_lookups(con)
        system = build_system(con)
        small = ~system.hidden & (system.values >= 1) & (system.values < 5)
        write_counted(con, system, Choice(small), 5)
        findings = attack(con).findings
    assert len(findings) > 20
    assert any(finding.at_least == finding.at_most for finding in findings)


def test_suppressed_rows_are_null_and_say_so(released: duckdb.DuckDBPyConnection) -> None:
    wrong = """SELECT count(*) FROM frigivelse.rapporttabel
               WHERE (status = 'diskretion') <> (vaerdi IS NULL) OR status = 'diskretion' AND antal IS NOT NULL"""
    assert released.execute(wrong).fetchall() == [(0,)]
    zeros = "SELECT count(*) FROM frigivelse.rapporttabel WHERE antal = 0 AND status = 'vist'"
    assert released.execute(zeros).fetchall() > [(50,)]


def test_released_shares_and_means_are_rounded(released: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT count(*) FROM frigivelse.rapporttabel WHERE vaerdi <> round(vaerdi, 1)"
    assert released.execute(query).fetchall() == [(0,)]


def test_every_table_of_marts_has_a_released_form(released: duckdb.DuckDBPyConnection) -> None:
    tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = ?"
    marts, free = (set(released.execute(tables, [schema]).fetchall()) for schema in ("marts", "frigivelse"))
    assert marts == free
    for (table,) in free:
        columns = released.execute(f"DESCRIBE frigivelse.{table}").fetchall()
        assert columns[-1][0] == "status"


def test_a_printed_table_hides_the_cells_that_the_tidy_one_hides(released: duckdb.DuckDBPyConnection) -> None:
    rows = {row[0]: row[1:] for row in released.execute("SELECT * FROM frigivelse.tabel_5_4").fetchall()}
    hidden = released.execute(
        """SELECT status FROM frigivelse.rapporttabel WHERE tabel = '5.4' AND raekke = 'arbejdsproevning'
           AND kolonne = 'silkeborg'"""
    ).fetchall()
    assert hidden == [("diskretion",)]
    assert rows["arbejdsproevning"] == (18.8, None, "diskretion")


def test_a_table_that_nobody_described_is_released_without_rows_and_named(released: duckdb.DuckDBPyConnection) -> None:
    """Its rows could be persons and its texts the numbers of cases: not even they leave."""
    assert released.execute("SELECT * FROM frigivelse.ukendt").fetchall() == []
    named = "SELECT tabel, tilbageholdt, grund FROM kvalitet.diskretion WHERE grund <> ''"
    assert released.execute(named).fetchall() == [("ukendt", True, "tabellen er ikke beskrevet for diskretioneringen")]


def test_the_share_of_the_smallest_group_is_a_number_of_persons(released: duckdb.DuckDBPyConnection) -> None:
    assert released.execute("SELECT asw, mindste_andel FROM frigivelse.klyngekvalitet").fetchall() == [(0.412, None)]


def test_the_reconciliation_hides_what_the_tables_hide(released: duckdb.DuckDBPyConnection) -> None:
    leaks = """SELECT count(*) FROM frigivelse.afstemning a
               JOIN frigivelse.rapporttabel r USING (tabel, raekke, kolonne, statistik)
               WHERE r.status = 'diskretion'
                 AND (a.beregnet IS NOT NULL OR a.afvigelse IS NOT NULL OR a.status = 'ens')"""
    assert released.execute(leaks).fetchall() == [(0,)]
    text = "SELECT count(beregnet) FROM frigivelse.afstemning WHERE tabel = 'tekst'"
    assert released.execute(text).fetchall() == [(0,)]


def test_the_same_tables_are_released_alike(released: duckdb.DuckDBPyConnection) -> None:
    before = released.execute("SELECT * FROM frigivelse.rapporttabel ORDER BY ALL").fetchall()
    with with_code_lists(printed_warehouse()) as con:
        con.execute("CREATE TABLE marts.omvendt AS SELECT * FROM marts.rapporttabel ORDER BY ALL DESC")
        con.execute("CREATE OR REPLACE TABLE marts.rapporttabel AS SELECT * FROM marts.omvendt")
        con.execute("DROP TABLE marts.omvendt")
        protect(con, STUDY)
        assert con.execute("SELECT * FROM frigivelse.rapporttabel ORDER BY ALL").fetchall() == before


def test_a_mean_of_fewer_than_five_persons_is_hidden() -> None:
    with with_code_lists(printed_warehouse()) as con:
        con.execute("""CREATE OR REPLACE TABLE marts.rapporttabel AS SELECT * FROM (VALUES
            ('6.1', 'alder', 'herning', 'years', 41.25, NULL, NULL), ('6.1', 'alle', 'herning', 'n', 4, 4, NULL),
            ('6.1', 'alder', 'viborg', 'years', 39.04, NULL, NULL), ('6.1', 'alle', 'viborg', 'n', 90, 90, NULL),
            ('6.1', 'alder', 'region_midt', 'years', 39.1, NULL, NULL),
            ('6.1', 'alle', 'region_midt', 'n', 97, 97, NULL)
        ) v(tabel, raekke, kolonne, statistik, vaerdi, antal, grundlag)""")
        protect(con, dataclasses.replace(STUDY, min_celle=5))
        query = "SELECT kolonne, vaerdi FROM frigivelse.rapporttabel WHERE raekke = 'alder'"
        means = dict(con.execute(query).fetchall())
    # Three persons of the region live elsewhere: its mean would give theirs away.
    assert means == {"herning": None, "viborg": 39.0, "region_midt": None}


def test_a_mean_over_those_with_a_record_counts_them_alone() -> None:
    with with_code_lists(duckdb.connect()) as con:
        con.execute("""CREATE SCHEMA marts; CREATE SCHEMA intermediate;
            CREATE TABLE marts.rapporttabel AS SELECT * FROM (VALUES
                ('6.3', 'bruttoindkomst', 'herning', 'kr', 100000.0, NULL::BIGINT, NULL::BIGINT),
                ('6.3', 'alle', 'herning', 'n', 50, 50, NULL), ('6.3', 'alle', 'viborg', 'n', 60, 60, NULL),
                ('6.3', 'bruttoindkomst', 'viborg', 'kr', 120000.0, NULL, NULL)
            ) v(tabel, raekke, kolonne, statistik, vaerdi, antal, grundlag);
            CREATE TABLE intermediate.int_person__kolonne AS
            SELECT 'h' || i AS person_id, 'herning' AS kolonne FROM range(50) r(i)
            UNION ALL SELECT 'v' || i, 'viborg' FROM range(60) r(i);
            CREATE TABLE intermediate.int_person__oekonomi AS
            SELECT person_id, 1.0 AS brutto, 0.0 AS ledighedsgrad FROM intermediate.int_person__kolonne
            WHERE kolonne = 'viborg' OR person_id < 'h12'""")
        protect(con, STUDY)
        query = "SELECT kolonne, vaerdi FROM frigivelse.rapporttabel WHERE raekke = 'bruttoindkomst'"
        means = dict(con.execute(query).fetchall())
    assert means == {"herning": None, "viborg": 120000.0}


def test_a_mean_of_few_does_not_follow_from_the_whole_and_the_other_parts() -> None:
    with with_code_lists(duckdb.connect()) as con:
        sizes = {"herning": 3, "viborg": 9, "silkeborg": 80, "alle_fire_kommuner": 92}
        con.execute("""CREATE SCHEMA marts; CREATE TABLE marts.forloebstype_karakteristik ("analyse" VARCHAR,
            kommune VARCHAR, forloebstype VARCHAR, egenskab VARCHAR, kategori VARCHAR, statistik VARCHAR,
            vaerdi DOUBLE, antal BIGINT, grundlag BIGINT)""")
        for place, size in sizes.items():
            con.execute(
                """INSERT INTO marts.forloebstype_karakteristik VALUES
                   ('samlet', $1, 'pendler', 'alle', 'alle', 'n', $2, $2, NULL),
                   ('samlet', $1, 'pendler', 'skift', 'alle', 'mean', 2.5, NULL, NULL)""",
                [place, size],
            )
        protect(con, STUDY)
        query = "SELECT kommune, vaerdi FROM frigivelse.forloebstype_karakteristik WHERE egenskab = 'skift'"
        means = dict(con.execute(query).fetchall())
    assert (means["herning"], means["viborg"], means["silkeborg"]) == (None, None, 2.5)


def test_reporting_shows_no_year_with_a_small_count_and_no_day_of_a_single_case() -> None:
    """Two states of two authorities: a year with one small month is hidden whole, with the months it does not have."""
    with duckdb.connect() as con:
        con.execute("CREATE SCHEMA frigivelse")
        con.execute("""CREATE TABLE status AS SELECT * FROM (VALUES
            ('657', '2025-12', 'sendt', 12::BIGINT, DATE '2025-12-02'),
            ('657', '2026-01', 'sendt', 3, DATE '2026-01-02'),
            ('661', '2026-01', 'sendt', 7, DATE '2026-01-03'), ('661', '2026-02', 'afvist', 5, NULL),
            ('740', '2025-12', 'sendt', 4, NULL)
            ) v(myndighed, maaned, tilstand, antal, aeldste_aabne)""")
        con.execute(released_reporting("status", 5))
        rows = con.execute("SELECT * FROM frigivelse.indberetning_status ORDER BY ALL").fetchall()
    assert rows == [
        ("657", "2025-12", "sendt", 12, None, "vist"),
        ("657", "2026-01", "afvist", None, None, "diskretion"),
        ("657", "2026-01", "sendt", None, None, "diskretion"),
        ("657", "2026-02", "afvist", None, None, "diskretion"),
        ("657", "2026-02", "sendt", None, None, "diskretion"),
        ("661", "2026-01", "sendt", 7, None, "vist"),
        ("661", "2026-02", "afvist", 5, None, "vist"),
        ("740", "2025-12", "afvist", None, None, "diskretion"),
        ("740", "2025-12", "sendt", None, None, "diskretion"),
    ]


def test_relations_that_the_data_does_not_keep_bind_nobody() -> None:
    with with_code_lists(printed_warehouse()) as con:
        make_lookups(con)
        system = build_system(con)
    assert np.array_equal(system.matrix @ system.values, np.zeros(system.matrix.shape[0]))
