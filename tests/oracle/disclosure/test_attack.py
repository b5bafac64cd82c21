"""Two attackers, written apart, get nothing out of small worlds; and one relation less gives somebody away."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pytest

from dagster_project.disclosure import attack as own_attack
from dagster_project.disclosure import protect
from dagster_project.disclosure.cells import make_lookups
from dagster_project.disclosure.release import write_counted
from dagster_project.disclosure.system import build_system
from dagster_project.disclosure.withhold import Choice
from dagster_project.settings import PROJECT_ROOT
from dagster_project.study import load_study
from tests.oracle.disclosure.attack import attack
from tests.oracle.disclosure.world import World, build

STUDY = load_study(PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml")


@contextmanager
def world(some: World) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        build(con, some)
        yield con


@pytest.mark.parametrize(
    "some",
    [
        World(301, (9, 14, 0, 0), quarters=2, pathways=2),
        World(302, (20, 3, 0, 0), quarters=1, without=20, pathways=2),
        World(303, (40, 0, 0, 0), quarters=2, pathways=3),
    ],
    ids=str,
)
def test_nothing_suppressed_in_a_small_world_has_fewer_than_five_values(some: World) -> None:
    with world(some) as con:
        protect(con, STUDY)
        found = attack(con)
        assert own_attack(con).findings == ()
    assert found.leaks == []
    assert found.small == []
    assert found.suppressed > 50
    assert found.dropped == 0  # no definition that the data does not keep: the attacker has all of them


def test_small_counts_suppressed_alone_give_much_away_to_both_attackers() -> None:
    with world(World(304, (25, 12, 0, 0), quarters=1, pathways=2)) as con:
        make_lookups(con)
        system = build_system(con)
        write_counted(con, system, Choice(system.tabulated & (system.values >= 1) & (system.values < 5)), 5)
        theirs, ours = attack(con), own_attack(con)
    assert len(theirs.leaks) > 50
    assert sum(leak.values == 1 for leak in theirs.leaks) > 20
    assert len(ours.findings) >= len(theirs.leaks) / 2
