"""Measures: by number, by type, by pathway, by quarter, by scenario."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from math import inf

from tests.oracle.disclosure.attacker.cells import Key
from tests.oracle.disclosure.attacker.knowledge import FOUR, Cells, Relation, at_most, equal, sum_over_pathways

# A person of five years can have no more measures than weeks.
MOST_MEASURES = 260
SCENARIOS = ("ingen", "tidlig", "loebende", "sen")


def measures(cells: Cells) -> Iterator[Relation]:
    """Measures by number and by type; those of pathways are among all, and all when nobody is without a pathway."""
    for place in cells.places:
        bands = cells.at("antal_foranstaltninger", place)
        total = ("foranstaltninger", "", place, "")
        for low, side in ((True, 1.0), (False, -1.0)) if bands else ():
            ends = {key: cells.bands[key[3]][0 if low else 1] for key in bands}
            yield {total: side} | {key: -side * min(end, MOST_MEASURES) for key, end in ends.items()}, 0, inf
        yield at_most([("med_foranstaltning", "", place, "")], [("personer", "", place, "")])
        sizes = cells.at("personer", place, "kommune")
        tables = {key[1] for key in cells.at("foranstaltninger", place, "tabel")}
        for what in ("foranstaltning", "foranstaltninger"):
            for part, members in sum_over_pathways(cells, what, place, "tabel").items():
                whole = (what, "", place, part)
                yield at_most(members, [whole])
                if len(tables) == len(sizes):
                    more = {("personer", "", place, ""): float(MOST_MEASURES)}
                    more |= dict.fromkeys(sizes, -float(MOST_MEASURES))
                    yield more | {whole: -1.0} | dict.fromkeys(members, 1.0), 0, inf


def divided(cells: Cells) -> Iterator[Relation]:
    """The fine classes are of those that no rule but the last takes."""
    for place in cells.places:
        for analysis in ("samlet", "kommune"):
            fine: dict[Key, list[Key]] = defaultdict(list)
            for key in cells.at("scenarie_fin", place, analysis):
                fine[key[1]].append(key)
            for group, members in fine.items():
                yield equal(members, [("scenarie", group, place, "loebende")])


def timing(cells: Cells) -> Iterator[Relation]:
    """Who is never active is in no quarter; thresholds nest; measures by scenario hold those of 6.8."""
    scenarios: dict[str, list[Key]] = defaultdict(list)
    for place in cells.places:
        for analysis in ("samlet", "kommune"):
            for key in cells.at("aktiv", place, analysis):
                never = ("scenarie", key[1], place, "ingen")
                yield at_most([key, never], [("personer", key[1], place, "")])
            nevers = [key for key in cells.at("scenarie", place, analysis) if key[3] == "ingen"]
            yield at_most([*nevers, ("med_foranstaltning", "", place, "")], [("personer", "", place, "")])
        for key in cells.at("scenarie", place, "samlet"):
            scenarios[key[3]].append(key)
    thresholds = sorted({key[1][1] for key in cells.keys if key[0] == "foelsomhed"})
    own = [place for place in cells.places if place in cells.regions]
    for low, high in pairwise(thresholds):
        at = {
            (t, s): ("foelsomhed", ("graense", t), "", s)
            for t in (low, high)
            for s in ("ingen", "tidlig", "loebende", "sen")
        }
        yield equal([at.get((low, "ingen"), ())], [at.get((high, "ingen"), ())])
        for some in ("tidlig", "sen"):
            yield at_most([at.get((high, some), ())], [at.get((low, some), ())])
        yield at_most([at.get((low, "loebende"), ())], [at.get((high, "loebende"), ())])
    for some, members in scenarios.items():
        yield at_most(members, [("foelsomhed", ("graense", 0.75), "", some)])
    sizes = [key for place in own for key in cells.at("personer", place, "samlet")]
    for threshold in thresholds:
        yield equal([("foelsomhed_alle", ("graense", threshold), "", "")], [("personer", "", FOUR, "")])
    for some, members in scenarios.items():
        yield at_most([("foelsomhed", ("graense", 0.75), "", some), *sizes], [*members, ("personer", "", FOUR, "")])
    kinds: dict[str, list[Key]] = defaultdict(list)
    for key in cells.keys:
        if key[0] == "scenariets_foranstaltning":
            kinds[key[3]].append(key)
    for kind, members in kinds.items():
        yield at_most([("foranstaltning", "", FOUR, kind)], members)
