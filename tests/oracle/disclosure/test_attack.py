"""Two attackers, written apart, see alike that small counts suppressed alone give each other away."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from dagster_project.disclosure import attack as own_attack
from dagster_project.disclosure.cells import make_lookups
from dagster_project.disclosure.release import write_counted
from dagster_project.disclosure.system import build_system
from dagster_project.disclosure.withhold import Choice
from tests.oracle.disclosure.attacker.attack import attack
from tests.oracle.disclosure.worlds.drawn import build
from tests.oracle.disclosure.worlds.people import World


@contextmanager
def world(some: World) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        build(con, some)
        yield con


def test_small_counts_suppressed_alone_give_much_away_to_both_attackers() -> None:
    with world(World(304, (25, 12, 0, 0), quarters=1, pathways=2)) as con:
        make_lookups(con)
        system = build_system(con)
        write_counted(con, system, Choice(system.tabulated & (system.values >= 1) & (system.values < 5)), 5)
        theirs, ours = attack(con), own_attack(con)
    assert len(theirs.leaks) > 50
    assert sum(leak.values == 1 for leak in theirs.leaks) > 20
    assert len(ours.findings) >= len(theirs.leaks) / 2
