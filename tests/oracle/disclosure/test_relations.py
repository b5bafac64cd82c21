"""One relation less gives somebody away: for each the smallest world in which an attacker gets a person without it."""

from collections.abc import Callable, Iterable

import duckdb
import numpy as np
import polars as pl
import pytest

from dagster_project.disclosure import across, measures, persons, protect, system
from dagster_project.disclosure.relations import Builder
from dagster_project.settings import PROJECT_ROOT
from dagster_project.study import load_study
from tests.oracle.disclosure.attacker.attack import Report, attack
from tests.oracle.disclosure.worlds import bound, smallest
from tests.oracle.disclosure.worlds.cases import Cell, write_cells
from tests.oracle.disclosure.worlds.smallest import Smallest

STUDY = load_study(PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml")
BETWEEN_TABLES = {
    "persons.with_record": (persons.with_record, smallest.IN_BEF),
    "persons.whole_pathways": (persons.whole_pathways, smallest.WHOLE_PATHWAY),
    "persons.without_pathway": (persons.without_pathway, smallest.WITHOUT_PATHWAY),
    "persons.both_analyses": (persons.both_analyses, smallest.CROSS),
    "persons.last_quarter": (persons.last_quarter, smallest.LAST_QUARTER),
    "persons.levels_of_education": (persons.levels_of_education, smallest.LEVELS),
    "persons.mean_quarters": (persons.mean_quarters, smallest.MEANS),
    "persons.kinds_of_medicine": (persons.kinds_of_medicine, smallest.MEDICINE),
    "persons.cases_and_persons": (persons.cases_and_persons, smallest.GRANTED),
    "persons.cases_and_persons, years": (persons.cases_and_persons, smallest.YEARS),
    "persons.new_pensions": (persons.new_pensions, smallest.NEW),
    "persons.parts_of_the_group": (persons.parts_of_the_group, smallest.AGE_GROUP),
    "measures.active_persons": (measures.active_persons, smallest.NEVER_ACTIVE),
    "measures.thresholds": (measures.thresholds, smallest.THRESHOLDS),
    "measures.scenarios": (measures.scenarios, smallest.SCENARIOS),
    "measures.fine_scenarios": (measures.fine_scenarios, smallest.FINE_SCENARIOS),
    "measures.by_scenario": (measures.by_scenario, smallest.BY_SCENARIO),
    "measures.by_number": (measures.by_number, smallest.BY_NUMBER),
    "measures.without_pathway": (measures.without_pathway, smallest.MEASURES),
}
NO_SAME_COUNTS = pl.DataFrame(schema=dict.fromkeys(("familie", "del", "samme_familie", "samme_del"), pl.String))


def nothing(*_: object) -> None:
    """What binds nobody."""


OF_A_TABLE = {
    "pooled analysis": (Builder, "_pathways_of_all", nothing, bound.POOLED),
    "municipalities": (Builder, "places", nothing, bound.MUNICIPALITIES),
    "region": (Builder, "places", nothing, bound.REGION),
    "country": (Builder, "places", nothing, bound.COUNTRY),
    "parts": (Builder, "parts_and_complements", nothing, bound.PARTS),
    "same counts": (system, "same_counts", lambda: NO_SAME_COUNTS, bound.SAME),
    "bases": (system.System, "with_base", np.zeros((0, 2), dtype=np.int64), bound.BASE),
}


def attacked(cells: Iterable[Cell]) -> Report:
    with duckdb.connect() as con:
        write_cells(con, cells)
        protect(con, STUDY)
        assert con.execute("SELECT DISTINCT grund FROM kvalitet.diskretion").fetchall() == [("",)]
        return attack(con)


def test_every_relation_is_held_against_a_world() -> None:
    assert set(across.RELATIONS) == {relation for relation, _ in BETWEEN_TABLES.values()}


WORLDS = [
    pytest.param(world, id=name)
    for name, world in (vars(smallest) | vars(bound)).items()
    if isinstance(world, Smallest)
]


@pytest.mark.parametrize("world", WORLDS)
def test_with_all_relations_nothing_is_found(world: Smallest) -> None:
    found = attacked(world.cells)
    assert found.leaks == []
    assert found.small == []
    assert found.dropped == 0  # no definition that the data does not keep: the attacker has all of them


@pytest.mark.parametrize(("relation", "world"), BETWEEN_TABLES.values(), ids=list(BETWEEN_TABLES))
def test_without_a_relation_between_tables_the_suppressed_count_is_computed_back(
    monkeypatch: pytest.MonkeyPatch, relation: Callable[..., None], world: Smallest
) -> None:
    monkeypatch.setattr(across, "RELATIONS", tuple(one for one in across.RELATIONS if one is not relation))
    assert world.wanted in [leak.key for leak in attacked(world.cells).leaks]


@pytest.mark.parametrize(("home", "name", "instead", "world"), OF_A_TABLE.values(), ids=list(OF_A_TABLE))
def test_without_what_binds_a_table_the_suppressed_count_is_computed_back(
    monkeypatch: pytest.MonkeyPatch, home: object, name: str, instead: object, world: Smallest
) -> None:
    monkeypatch.setattr(home, name, instead)
    assert world.wanted in [leak.key for leak in attacked(world.cells).leaks]
