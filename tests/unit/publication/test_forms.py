"""What is published of a person tells no day of birth."""

from datetime import date

import duckdb

from dagster_project.publication.forms import published_form


def test_the_cohort_has_whole_years_and_the_quarter_of_the_decision() -> None:
    with duckdb.connect() as con:
        con.execute("CREATE SCHEMA forloeb")
        con.execute(
            """CREATE TABLE forloeb.maalgruppe AS SELECT * FROM (VALUES
               ('a', '657', '1082', DATE '2008-03-31', 41.99), ('b', '657', '1082', DATE '2008-04-01', 42.0),
               ('c', '661', NULL, NULL, NULL)) v(person_id, kommune, region, afgoerelsesdato, alder)"""
        )
        found = con.sql(published_form("memory", "forloeb", "maalgruppe"))
        assert found.columns == ["person_id", "kommune", "region", "afgoerelseskvartal", "alder"]
        assert found.fetchall() == [
            ("a", "657", "1082", "2008K1", 41),
            ("b", "657", "1082", "2008K2", 42),
            ("c", "661", None, None, None),
        ]
        assert date not in {type(value) for row in found.fetchall() for value in row}


def test_every_other_table_is_published_as_it_is() -> None:
    with duckdb.connect() as con:
        con.execute("CREATE SCHEMA marts; CREATE TABLE marts.maalgruppe AS SELECT DATE '2008-03-31' AS afgoerelsesdato")
        assert con.sql(published_form("memory", "marts", "maalgruppe")).fetchall() == [(date(2008, 3, 31),)]
