"""Relations between tables that no sum of one table shows: the attacker has all of them side by side.

Each is checked against the data when it is added; one that does not hold binds nobody.
"""

from collections.abc import Callable

import duckdb

from dagster_project.disclosure import measures, persons
from dagster_project.disclosure.relations import Builder

RELATIONS: tuple[Callable[[Builder, duckdb.DuckDBPyConnection], None], ...] = (
    persons.with_record,
    persons.whole_pathways,
    persons.without_pathway,
    persons.both_analyses,
    persons.last_quarter,
    persons.levels_of_education,
    persons.mean_quarters,
    persons.kinds_of_medicine,
    persons.cases_and_persons,
    persons.parts_of_the_group,
    persons.new_pensions,
    measures.active_persons,
    measures.thresholds,
    measures.scenarios,
    measures.fine_scenarios,
    measures.by_scenario,
    measures.by_number,
    measures.without_pathway,
)
"""Every one has a small world in the tests that gives a person away without it (`tests/oracle/disclosure`)."""


def bind_across(builder: Builder, con: duckdb.DuckDBPyConnection) -> None:
    """Add what tables of different chapters say of the same persons (after the pathways are bound)."""
    for bind in RELATIONS:
        bind(builder, con)
