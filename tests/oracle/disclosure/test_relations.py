"""One relation less gives somebody away: for each a small world in which an attacker gets a person without it alone."""

from collections.abc import Callable

import duckdb
import pytest

from dagster_project.disclosure import across, measures, persons, protect
from dagster_project.settings import PROJECT_ROOT
from dagster_project.study import load_study
from tests.oracle.disclosure.attack import Report, attack
from tests.oracle.disclosure.world import World, build

STUDY = load_study(PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml")
LARGER = World(101, (42, 32, 0, 0), quarters=2, pathways=3)
SMALL = World(102, (9, 25, 0, 0), quarters=2, pathways=3)
THREE_QUARTERS = World(103, (16, 6, 12, 0), quarters=3, pathways=2)
ONE_QUARTER = World(106, (44, 21, 4, 0), quarters=1, pathways=3)
BREAKS = {
    persons.mean_quarters: LARGER,
    persons.kinds_of_medicine: LARGER,
    measures.scenarios: LARGER,
    measures.by_scenario: LARGER,
    measures.by_number: SMALL,
    measures.without_pathway: SMALL,
    persons.last_quarter: THREE_QUARTERS,
    persons.parts_of_the_group: THREE_QUARTERS,
    persons.without_pathway: ONE_QUARTER,
    measures.active_persons: ONE_QUARTER,
}
# Implied by others in every world that was drawn: an attacker has them, and no release was found that they alone break.
NOT_YET_BROKEN = {persons.levels_of_education, persons.cases_and_persons, measures.thresholds}


def attacked(world: World) -> Report:
    with duckdb.connect() as con:
        build(con, world)
        protect(con, STUDY)
        return attack(con)


def test_every_relation_is_held_against_a_world() -> None:
    assert set(across.RELATIONS) == set(BREAKS) | NOT_YET_BROKEN


@pytest.mark.parametrize("world", [LARGER, SMALL, THREE_QUARTERS, ONE_QUARTER], ids=lambda world: str(world.seed))
def test_with_all_relations_nothing_is_found(world: World) -> None:
    found = attacked(world)
    assert found.leaks == []
    assert found.small == []
    assert found.dropped == 0  # no definition that the data does not keep: the attacker has all of them


@pytest.mark.parametrize(
    "relation", list(BREAKS), ids=lambda relation: f"{relation.__module__[-8:]}-{relation.__name__}"
)
def test_without_one_relation_a_suppressed_count_is_computed_back(
    monkeypatch: pytest.MonkeyPatch, relation: Callable[..., None]
) -> None:
    monkeypatch.setattr(across, "RELATIONS", tuple(one for one in across.RELATIONS if one is not relation))
    leaks = attacked(BREAKS[relation]).leaks
    assert leaks
    assert all(leak.values < 5 for leak in leaks)
