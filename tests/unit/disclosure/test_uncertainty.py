"""How sure the groups are may leave, except where a figure would count few persons or a hidden pathway."""

import duckdb
import pytest

from dagster_project.disclosure.uncertainty import TABLES, write_uncertainty

# Sizes by group: (analysis, municipality, group, pathway, persons).
Group = tuple[str, str, int, str, int]
SAFE: list[Group] = [("kommune", "657", 1, "pendler", 30), ("kommune", "657", 2, "loenmodtager_syg", 70)]


def released(groups: list[Group], hidden: tuple[str, ...] = (), moved: float = 0.9) -> duckdb.DuckDBPyConnection:
    """A warehouse with one row a table for the municipality, and the pathways' sizes ``hidden`` or shown."""
    con = duckdb.connect()
    for schema in ("marts", "frigivelse", "forloeb"):
        con.execute(f"CREATE SCHEMA {schema}")
    con.execute("CREATE TABLE diskretion_kommune AS SELECT '657' AS kom, 'herning' AS noegle")
    con.execute('CREATE TABLE forloeb.gruppe("analyse" VARCHAR, kommune VARCHAR, klynge INT, forloebstype VARCHAR)')
    for analysis, town, group, pathway, persons in groups:
        con.execute(
            "INSERT INTO forloeb.gruppe SELECT ?, ?, ?, ? FROM range(?)", [analysis, town, group, pathway, persons]
        )
    con.execute(
        """CREATE TABLE frigivelse.forloebstype_karakteristik AS
           SELECT DISTINCT "analyse", 'herning' AS kommune, forloebstype, 'n' AS statistik,
                  CASE WHEN list_contains($hidden, forloebstype) THEN 'diskretion' ELSE 'vist' END AS status
           FROM forloeb.gruppe""",
        {"hidden": list(hidden)},
    )
    con.execute("CREATE TABLE marts.forloebstype_karakteristik AS FROM frigivelse.forloebstype_karakteristik")
    con.execute(
        """CREATE TABLE marts.klyngeusikkerhed AS SELECT "analyse", kommune, klynge, forloebstype, 100 AS gentagelser,
           '2: 100' AS k_fordeling, 0.9 AS jaccard_middel, 0.81234::DOUBLE AS jaccard_p5, 0.95 AS person_andel
           FROM (SELECT DISTINCT * FROM forloeb.gruppe)"""
    )
    con.execute(
        f"""CREATE TABLE marts.metodefoelsomhed AS SELECT 'kommune' AS "analyse", '657' AS kommune,
            'hamming_ward' AS metode, 2 AS k, 0.51234::DOUBLE AS ari, 0.4 AS asw,
            {moved}::DOUBLE AS andel_samme_forloebstype"""
    )
    con.execute(
        """CREATE TABLE marts.navnefoelsomhed AS SELECT 'kommune' AS "analyse", '657' AS kommune,
           'pendler' AS forloebstype, 'kontanthjaelp' AS maal, 5.0 AS graense, 0.05 AS forskydning, 30 AS antal,
           100 AS grundlag, 0.3 AS andel"""
    )
    write_uncertainty(con, 5)
    return con


def statuses(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    return {
        table: [status for (status,) in con.execute(f"SELECT status FROM frigivelse.{table} ORDER BY ALL").fetchall()]
        for table in TABLES
    }


def test_where_every_group_is_large_and_every_size_shown_all_is_shown_rounded() -> None:
    con = released(SAFE)
    assert {status for found in statuses(con).values() for status in found} == {"vist"}
    assert con.execute("SELECT DISTINCT jaccard_p5 FROM frigivelse.klyngeusikkerhed").fetchall() == [(0.812,)]
    assert con.execute("SELECT ari FROM frigivelse.metodefoelsomhed").fetchall() == [(0.512,)]


@pytest.mark.parametrize(
    ("share", "status"), [(0.96, "diskretion"), (0.95, "vist"), (1.0, "vist"), (0.03, "diskretion")]
)
def test_a_share_of_whom_few_are_otherwise_grouped_is_hidden(share: float, status: str) -> None:
    con = released(SAFE, moved=share)
    assert statuses(con)["metodefoelsomhed"] == [status]


def test_a_group_of_few_hides_its_own_figures_and_the_counts_of_its_analysis() -> None:
    con = released([*SAFE, ("kommune", "657", 3, "fleksjobvisiteret", 3)])
    assert statuses(con) == {
        "klyngeusikkerhed": ["diskretion", "vist", "vist"],
        "metodefoelsomhed": ["diskretion"],
        "navnefoelsomhed": ["diskretion"],
    }
    assert con.execute("SELECT antal, grundlag, andel FROM frigivelse.navnefoelsomhed").fetchall() == [(None,) * 3]


def test_a_pathway_whose_size_is_hidden_hides_as_a_small_group_does() -> None:
    con = released(SAFE, hidden=("pendler",))
    assert statuses(con)["navnefoelsomhed"] == statuses(con)["metodefoelsomhed"] == ["diskretion"]
    assert sorted(statuses(con)["klyngeusikkerhed"]) == ["diskretion", "vist"]


def test_without_the_sizes_nothing_is_written() -> None:
    with duckdb.connect() as con:
        con.execute("CREATE SCHEMA marts; CREATE SCHEMA frigivelse; CREATE TABLE marts.navnefoelsomhed(antal INT)")
        write_uncertainty(con, 5)
        assert con.execute("SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'frigivelse'").fetchone() == (0,)
