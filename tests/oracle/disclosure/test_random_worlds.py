"""Small worlds drawn at random, released and attacked by the attacker of the tests: nobody is ever found.

A dozen here; ``pytest --hypothesis-profile=nye`` draws new ones, a find becomes an `@example`.
"""

import duckdb
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dagster_project.disclosure import protect
from dagster_project.settings import PROJECT_ROOT
from dagster_project.study import load_study
from tests.oracle.disclosure.attacker.attack import attack
from tests.oracle.disclosure.worlds.drawn import build
from tests.oracle.disclosure.worlds.people import World

STUDY = load_study(PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml")
A_DOZEN = 12

worlds = st.builds(
    World,
    seed=st.integers(0, 2**32 - 1),
    sizes=st.tuples(st.integers(6, 16), *[st.sampled_from([0, 0, 2, 5])] * 3),
    quarters=st.integers(1, 2),
    without=st.sampled_from([0, 0, 3, 10]),
    pathways=st.integers(1, 2),
)


@settings(max_examples=1000 if settings.get_current_profile_name() == "nye" else A_DOZEN)
@given(worlds)
@example(World(2397561965, (16, 2, 12, 2), quarters=2, pathways=1))  # those in BEF gave the persons of a region away
def test_nobody_is_found_in_what_is_released_of_a_random_world(world: World) -> None:
    with duckdb.connect() as con:
        build(con, world)
        protect(con, STUDY)
        found = attack(con)
    assert found.leaks == []
    assert found.small == []
