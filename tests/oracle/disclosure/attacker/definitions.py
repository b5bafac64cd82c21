"""What the definitions of the tables say of their counts, as inequalities: an attacker's whole knowledge of the report.

The second reading of the definitions, beside that of `dagster_project.disclosure`: nothing of it is used here.
"""

from collections.abc import Iterator
from itertools import chain

from tests.oracle.disclosure.attacker.knowledge import Cells, Relation
from tests.oracle.disclosure.attacker.links import cases, medicine_and_parents, states
from tests.oracle.disclosure.attacker.measures import divided, measures, timing
from tests.oracle.disclosure.attacker.persons import (
    both_pathways,
    places,
    two_analyses,
    wholes,
    with_and_without_sequence,
)

KNOWLEDGE = (
    places,
    wholes,
    two_analyses,
    both_pathways,
    with_and_without_sequence,
    states,
    medicine_and_parents,
    measures,
    timing,
    divided,
    cases,
)


def relations(cells: Cells) -> Iterator[Relation]:
    """Every relation that the definitions give; a count that no table has makes a relation fall away."""
    for terms, low, high in chain.from_iterable(tell(cells) for tell in KNOWLEDGE):
        there = {key: weight for key, weight in terms.items() if weight}
        if there and all(key in cells.keys for key in there):
            yield there, low, high
