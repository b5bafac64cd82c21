"""Tables of the same persons side by side: states, medicine, parents, cases."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from tests.oracle.disclosure.attacker.cells import Key
from tests.oracle.disclosure.attacker.knowledge import FOUR, Cells, Relation, at_most, equal, sum_over_pathways


def states(cells: Cells) -> Iterator[Relation]:
    """Each person has one state a quarter; the last one is table 6.4; quarters in all are persons times quarters."""
    quarters = sorted({key[3][0] for key in cells.keys if key[0] == "tilstand"})
    own = [place for place in cells.places if place in cells.regions]
    for place in cells.places:
        for analysis in ("samlet", "kommune"):
            by: dict[tuple[Any, int], list[Key]] = defaultdict(list)
            for key in cells.at("tilstand", place, analysis):
                by[key[1], key[3][0]].append(key)
            for (group, _), members in by.items():
                yield equal(members, [("personer", group, place, "")])
        groups = {key[1] for key in cells.at("kvartaler", place, "samlet") + cells.at("kvartaler", place, "kommune")}
        for group in groups:
            states = [k for k in cells.at("kvartaler", place, group[0]) if k[1] == group]
            for total in states:
                at_quarters = [("tilstand", group, place, (quarter, total[3])) for quarter in quarters]
                yield equal([total], at_quarters)
            terms = dict.fromkeys(states, 1.0) | {("personer", group, place, ""): -float(len(quarters))}
            yield terms, 0, 0
    if quarters:
        yield from _last_quarter(cells, [*own, FOUR], quarters[-1])


def _last_quarter(cells: Cells, places: list[str], last: int) -> Iterator[Relation]:
    unknown = {"ingen_ydelse", "selvforsoergelse", "introduktionsydelse"}
    for place in places:
        for analysis in ("samlet", "kommune"):
            by: dict[str, list[Key]] = defaultdict(list)
            for key in cells.at("tilstand", place, analysis):
                if key[3][0] == last:
                    by["uoplyst" if key[3][1] in unknown else key[3][1]].append(key)
            for state, members in by.items():
                yield equal([("slut", "", place, state)], members)


def medicine_and_parents(cells: Cells) -> Iterator[Relation]:
    """Figure 6.1 and 6.5 count the same purchases; both, and 6.6, are an age group of the appendices and pathways."""
    for place in cells.places:
        kinds, numbers = cells.at("medicin", place), cells.at("typer", place)
        weighted: dict[Key, float] = {key: float(key[3]) for key in numbers}
        if numbers and kinds:
            yield weighted | dict.fromkeys(kinds, -1.0), 0, 0
        young, everybody = ("alder_19_59", "", place, ""), ("personer", "", place, "")
        yield at_most([young], [everybody])
        for kind in kinds:
            yield at_most([kind, ("typer", "", place, "0")], [young])
        pairs = [(("medicin", "", place, "adhd_medicin"), [("adhd_medicin", "", place, "ja")], True)]
        psyche = [("psykofarmaka", "", place, "ja")]
        pairs += [
            (("medicin", "", place, k), psyche, False) for k in ("antipsykotisk", "antidepressiv", "angstmedicin")
        ]
        for part, whole, is_all in pairs:
            yield at_most([part], whole)
            if is_all:
                yield at_most([*whole, young], [part, everybody])
        yield from _parents(cells, place, young, everybody)


def _parents(cells: Cells, place: str, young: Key, everybody: Key) -> Iterator[Relation]:
    part = ("foraelder_19_59", "", place, "ja")
    for analysis in ("samlet", "kommune"):
        whole = sum_over_pathways(cells, "foraelder_foertidspension", place, analysis).get("ja", [])
        sizes = cells.at("personer", place, analysis)
        yield at_most([part, *sizes], [*whole, everybody])
        yield at_most([*whole, young], [part, everybody])


def cases(cells: Cells) -> Iterator[Relation]:
    """Who was granted has a case: in the period, in each of its years, and the first time of all."""
    for place in cells.places:
        yield at_most([("personer", "", place, "")], [("afgoerelse", "", place, "tilkendelse")])
        for key in cells.at("aar", place):
            yield at_most([key], [("sager_T", "", place, key[3])])
        for key in cells.at("nye", place):
            yield at_most([key], [("sager_T", "", place, key[3])])
            yield at_most([key], [("aar", "", place, key[3])])
