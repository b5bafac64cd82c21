"""Counts that exist, and what is said of sums of them: ``low <= sum of coefficient * count <= high``."""

from collections import defaultdict
from collections.abc import Iterable
from math import inf

from tests.oracle.disclosure.attacker.cells import Key

Relation = tuple[dict[Key, float], float, float]
FOUR = "alle_fire_kommuner"


class Cells:
    """Counts that exist, found by their parts."""

    def __init__(self, keys: Iterable[Key], regions: dict[str, str], bands: dict[str, tuple[int, int]]) -> None:
        self.keys = dict.fromkeys(keys)
        self.regions = regions
        self.bands = bands
        self._by: dict[tuple[str, str], list[Key]] = defaultdict(list)
        for key in self.keys:
            self._by[key[0], key[2]].append(key)
        self.places = sorted({key[2] for key in self.keys})
        self.whats = sorted({key[0] for key in self.keys})

    def at(self, what: str, place: str, analysis: str | None = None) -> list[Key]:
        """Keys of one kind at a place: of everybody (None), or of an analysis."""
        return [k for k in self._by[what, place] if (k[1] == "" if analysis is None else k[1] and k[1][0] == analysis)]


def equal(left: Iterable[Key], right: Iterable[Key]) -> Relation:
    """Two sums of the same persons."""
    return _difference(left, right), 0, 0


def at_most(left: Iterable[Key], right: Iterable[Key]) -> Relation:
    """One sum of persons among another."""
    return _difference(right, left), 0, inf


def _difference(left: Iterable[Key], right: Iterable[Key]) -> dict[Key, float]:
    terms: dict[Key, float] = defaultdict(float)
    for key in left:
        terms[key] += 1
    for key in right:
        terms[key] -= 1
    return dict(terms)


def sum_over_pathways(cells: Cells, what: str, place: str, analysis: str) -> dict[object, list[Key]]:
    """The pathways of an analysis that have each part."""
    found: dict[object, list[Key]] = defaultdict(list)
    for key in cells.at(what, place, analysis):
        found[key[3]].append(key)
    return found
