"""The rows of a mart have no order: the same counts are hidden in whatever order the engine wrote them."""

import duckdb
import pytest

from dagster_project.disclosure import protect
from dagster_project.settings import PROJECT_ROOT
from dagster_project.study import load_study
from tests.oracle.disclosure.worlds.drawn import build
from tests.oracle.disclosure.worlds.people import World

STUDY = load_study(PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml")


def tables(con: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    query = "SELECT table_name FROM duckdb_tables() WHERE schema_name = ? ORDER BY ALL"
    return [str(name) for (name,) in con.execute(query, [schema]).fetchall()]


def released(world: World, order: str = "") -> dict[str, list[tuple[object, ...]]]:
    """What is released of ``world``, its marts written in ``order`` (SQL)."""
    with duckdb.connect() as con:
        build(con, world)
        for name in tables(con, "marts") if order else []:
            con.execute(f"CREATE OR REPLACE TABLE marts.{name} AS SELECT * FROM marts.{name} ORDER BY {order}")
        protect(con, STUDY)
        names = tables(con, "frigivelse")
        return {name: con.execute(f"SELECT * FROM frigivelse.{name} ORDER BY ALL").fetchall() for name in names}


@pytest.mark.parametrize("seed", [1])
def test_the_same_counts_are_hidden_in_whatever_order_rows_stand(seed: int) -> None:
    world = World(seed, (14, 5, 5, 2), quarters=2, pathways=2)
    first = released(world)
    assert any(row[-1] == "diskretion" for row in first["rapporttabel"]), "nothing is hidden: nothing is tried"
    assert released(world, "rowid DESC") == first
    assert released(world, "hash(rowid)") == first
