"""What describes and explains pathways leaves where groups are large, and tells no more than what leaves beside it."""

import duckdb
import pytest

from dagster_project.disclosure.explained import write_explained
from dagster_project.disclosure.uncertainty import write_uncertainty

TABLES = {
    "diskrepans": """SELECT 'kommune' AS "analyse", '657' AS kommune, NULL::INT AS kvartal, 'koen' AS faktor,
        12.345::DOUBLE AS pseudo_f, 0.12345::DOUBLE AS pseudo_r2, 0.005::DOUBLE AS p, 2 AS grupper,
        98::BIGINT AS grundlag,
        {smallest}::BIGINT AS mindste_gruppe""",
    "forloebstype_model": """SELECT 'kommune' AS "analyse", '657' AS kommune, 'pendler' AS forloebstype,
        'koen' AS faktor, 'maend' AS niveau, 'kvinder' AS reference, 0.1234::DOUBLE AS marginal_effekt,
        (-0.0511)::DOUBLE AS nedre,
        0.2289::DOUBLE AS oevre, 100 AS gentagelser, 40::BIGINT AS antal, 98::BIGINT AS grundlag,
        {smallest}::BIGINT AS mindste_gruppe""",
    "domaener": """SELECT 'kommune' AS "analyse", '657' AS kommune, 'afstande' AS metode, 2 AS k, klynge,
        'pendler' AS forloebstype, antal::BIGINT AS antal, 100::BIGINT AS grundlag, 3.21::DOUBLE AS aktive_kvartaler,
        0.41234::DOUBLE AS asw, 0.51234::DOUBLE AS ari_ydelse, 0.1::DOUBLE AS pearson, 0.2::DOUBLE AS spearman
        FROM (VALUES (1, 100 - {smallest}), (2, {smallest})) g(klynge, antal)""",
}
SIZES = """SELECT 'kommune' AS "analyse", '657' AS kommune, 'herning' AS noegle, klynge, forloebstype
    FROM (VALUES (1, 'pendler', 30), (2, 'loenmodtager_syg', 70)) g(klynge, forloebstype, n), range(n)"""


def released(smallest: int, size: str = "vist") -> duckdb.DuckDBPyConnection:
    """A row a table whose smallest group has so many persons, in an analysis whose sizes are shown or not."""
    con = duckdb.connect()
    con.execute("CREATE SCHEMA marts; CREATE SCHEMA frigivelse; CREATE SCHEMA forloeb")
    con.execute("CREATE TABLE diskretion_kommune AS SELECT '657' AS kom, 'herning' AS noegle")
    con.execute(f"CREATE TABLE forloeb.gruppe AS {SIZES}")
    con.execute(
        f"""CREATE TABLE frigivelse.forloebstype_karakteristik AS SELECT DISTINCT "analyse", noegle AS kommune,
            forloebstype, 'n' AS statistik, '{size}' AS status FROM forloeb.gruppe"""
    )
    con.execute("CREATE TABLE marts.forloebstype_karakteristik AS FROM frigivelse.forloebstype_karakteristik")
    for table, rows in TABLES.items():
        con.execute(f"CREATE TABLE marts.{table} AS {rows.format(smallest=smallest)}")
    write_uncertainty(con, 5)
    write_explained(con, 5)
    return con


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    ("smallest", "size", "status"), [(5, "vist", "vist"), (4, "vist", "diskretion"), (30, "diskretion", "diskretion")]
)
def test_a_statistic_leaves_where_every_group_has_persons_enough(
    table: str, smallest: int, size: str, status: str
) -> None:
    con = released(smallest, size)
    assert con.execute(f"SELECT DISTINCT status FROM frigivelse.{table}").fetchall() == [(status,)]


def test_statistics_are_rounded_and_what_tells_how_many_are_known_stays() -> None:
    con = released(20)
    assert con.execute("SELECT * EXCLUDE (status) FROM frigivelse.diskrepans").fetchall() == [
        ("kommune", "657", None, "koen", None, 0.123, 0.005, 2, None, None)
    ]
    assert con.execute("SELECT * EXCLUDE (status) FROM frigivelse.forloebstype_model").fetchall() == [
        ("kommune", "657", "pendler", "koen", "maend", "kvinder", 0.12, -0.05, 0.23, 100, None, None, None)
    ]
    assert con.execute("SELECT antal, aktive_kvartaler, asw, ari_ydelse FROM frigivelse.domaener").fetchall() == [
        (80, None, 0.412, 0.512),
        (20, None, 0.412, 0.512),
    ]


@pytest.mark.parametrize("table", TABLES)
def test_released_are_the_columns_of_the_mart_and_a_status(table: str) -> None:
    con = released(20)
    shown, own = (con.execute(f"SELECT * FROM {schema}.{table}").description for schema in ("frigivelse", "marts"))
    assert [column[0] for column in shown] == [*(column[0] for column in own), "status"]


def test_of_a_hidden_statistic_the_keys_alone_are_left() -> None:
    con = released(4)
    hidden = con.execute("SELECT COLUMNS(* EXCLUDE (status)) FROM frigivelse.forloebstype_model").fetchall()
    assert hidden == [
        ("kommune", "657", "pendler", "koen", "maend", "kvinder", None, None, None, 100, None, None, None)
    ]
    assert con.execute("SELECT DISTINCT antal, grundlag, asw, pearson FROM frigivelse.domaener").fetchall() == [
        (None, None, None, None)
    ]


# Persons by state in two quarters as released; None is hidden. The typical state is the first, the medoid's the second.
DISTRIBUTIONS = {
    "all is shown": ([(12, 8, 0), (12, 8, 0)], 5, [True, True], True),
    "the hidden are fewer": ([(12, None, None), (12, 8, 0)], 5, [True, True], False),
    "the hidden might be more": ([(9, None, None), (12, 8, 0)], 5, [False, True], False),
    "the most are hidden": ([(None, 8, None), (12, 8, 0)], 5, [False, True], True),
    "four have the medoid": ([(12, 8, 0), (12, 8, 0)], 4, [True, True], False),
}


@pytest.mark.parametrize(("counts", "holders", "modal", "medoid"), DISTRIBUTIONS.values(), ids=list(DISTRIBUTIONS))
def test_a_typical_sequence_says_no_more_than_the_distributions(
    counts: list[tuple[int | None, ...]], holders: int, modal: list[bool], medoid: bool
) -> None:
    with duckdb.connect() as con:
        con.execute("CREATE SCHEMA marts; CREATE SCHEMA frigivelse")
        con.execute("CREATE TABLE diskretion_kommune AS SELECT '657' AS kom, 'herning' AS noegle")
        con.execute(
            """CREATE TABLE frigivelse.tilstandsfordeling("analyse" VARCHAR, kommune VARCHAR, forloebstype VARCHAR,
               kvartal INT, tilstand VARCHAR, antal BIGINT, grundlag BIGINT, andel DOUBLE)"""
        )
        for quarter, some in enumerate(counts):
            for state, count in zip("abc", some, strict=True):
                row = ["kommune", "herning", "pendler", quarter + 1, state, count, 20, 0.5]
                con.execute(f"INSERT INTO frigivelse.tilstandsfordeling VALUES ({', '.join('?' * 8)})", row)
        con.execute(
            """CREATE TABLE marts.typisk_forloeb AS SELECT 'kommune' AS "analyse", '657' AS kommune,
               'pendler' AS forloebstype, unnest([1, 2])::INT AS kvartal, 'a' AS modal_tilstand, 12::BIGINT AS antal,
               20::BIGINT AS grundlag, 0.6 AS andel, 'b' AS medoid_tilstand, $1::BIGINT AS medoid_antal""",
            [holders],
        )
        write_explained(con, 5)
        rows = con.execute(
            """SELECT modal_tilstand, antal, medoid_tilstand, medoid_antal, status FROM frigivelse.typisk_forloeb
               ORDER BY kvartal"""
        ).fetchall()
    assert [row[0] == "a" and row[1] == 12 and row[4] == "vist" for row in rows] == modal
    assert [row[2] for row in rows] == ["b" if medoid else None] * 2
    assert {row[3] for row in rows} == {None}


def test_without_what_judges_them_nothing_is_written() -> None:
    with duckdb.connect() as con:
        con.execute("CREATE SCHEMA marts; CREATE SCHEMA frigivelse; CREATE TABLE marts.domaener(antal INT)")
        con.execute("CREATE TABLE marts.typisk_forloeb(antal INT)")
        write_explained(con, 5)
        assert con.execute("SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'frigivelse'").fetchone() == (0,)
