"""State distributions: every state in every quarter of every pathway, zeros too, by the keys of the report."""

import duckdb

from dagster_project.disclosure.distributions import write_distributions


def test_states_by_pathway_and_quarter() -> None:
    with duckdb.connect() as con:
        con.execute("""CREATE SCHEMA marts; CREATE SCHEMA forloeb;
            CREATE TEMP TABLE diskretion_kommune AS SELECT '657' AS kom, 'herning' AS noegle;
            CREATE TABLE forloeb.gruppe AS SELECT * FROM (VALUES
                ('a', 'samlet', '657', 'p'), ('b', 'samlet', '999', 'p'),
                ('a', 'kommune', '657', 'q'), ('b', 'kommune', '999', 'q')
            ) v(person_id, "analyse", kommune, forloebstype);
            CREATE TABLE forloeb.kvartal AS SELECT * FROM (VALUES ('a', 1, 'x'), ('b', 1, 'y'))
                v(person_id, kvartal, tilstand)""")
        write_distributions(con)
        rows = con.execute("SELECT * FROM marts.tilstandsfordeling").fetchall()
    assert rows == [
        ("kommune", "999", "q", 1, "x", 0, 1, 0.0),
        ("kommune", "999", "q", 1, "y", 1, 1, 1.0),
        ("kommune", "herning", "q", 1, "x", 1, 1, 1.0),
        ("kommune", "herning", "q", 1, "y", 0, 1, 0.0),
        ("samlet", "alle_fire_kommuner", "p", 1, "x", 1, 2, 0.5),
        ("samlet", "alle_fire_kommuner", "p", 1, "y", 1, 2, 0.5),
    ]
