"""What the definitions of the tables say of their counts, as inequalities: an attacker's whole knowledge of the report.

Every relation is ``low <= sum of coefficient * count <= high``. The second reading of the definitions, beside that of
`dagster_project.disclosure`: nothing of it is used here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import inf
from typing import Any

from tests.oracle.disclosure.cells import Key

Relation = tuple[dict[Key, float], float, float]
FOUR = "alle_fire_kommuner"
OF_EVERYBODY = {"diagnosegruppe", "koen", "psykofarmaka", "adhd_medicin"}
# A person of five years can have no more measures than weeks.
MOST_MEASURES = 260
LAST = "foranstaltninger_26_31"


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


def relations(cells: Cells) -> Iterator[Relation]:
    """Every relation that the definitions give; a count that no table has makes a relation fall away."""
    for relation in _all(cells):
        terms = {key: weight for key, weight in relation[0].items() if weight}
        if terms and all(key in cells.keys for key in terms):
            yield terms, relation[1], relation[2]


def _all(cells: Cells) -> Iterator[Relation]:
    yield from _places(cells)
    yield from _wholes(cells)
    yield from _two_analyses(cells)
    yield from _with_and_without_sequence(cells)
    yield from _states(cells)
    yield from _medicine_and_parents(cells)
    yield from _measures(cells)
    yield from _timing(cells)
    yield from _cases(cells)


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


def _places(cells: Cells) -> Iterator[Relation]:
    """Municipalities are the study's together; with others they are their region; regions are the country."""
    kinds: dict[Key, list[str]] = defaultdict(list)
    for what, group, place, part in cells.keys:
        kinds[what, group, part].append(place)
    for (what, group, part), places in kinds.items():
        own = [p for p in places if p in cells.regions]
        regions = [p for p in places if p.startswith("region_")]

        def named(some: list[str], kind: Key = (what, group, part)) -> list[Key]:
            return [(kind[0], kind[1], place, kind[2]) for place in some]

        if what != "sager_T" and own:
            yield equal(named([FOUR]), named(own))
            yield at_most(named(regions), named(["alle_regioner"]))
            if len(regions) == len(set(cells.regions.values()) - {""}):
                yield equal(named(regions), named(["alle_regioner"]))
        for region in regions:
            yield at_most(named([p for p in own if cells.regions[p] == region]), named([region]))


WHOLES = {
    "aar": "personer", "grundlag": "sager", "afgoerelse": "sager", "diagnosegruppe": "personer",
    "uddannelse_6_2": "personer", "slut": "med_sekvens", "typer": "alder_19_59", "foranstaltning": "foranstaltninger",
    "antal_foranstaltninger": "med_foranstaltning", "koen": "personer", "uddannelse": "personer", "civilstand":
    "personer", "aldersgruppe": "personer", "foraelder_foertidspension": "personer", "psykofarmaka": "personer",
    "scenarie": "personer", "foelsomhed": "foelsomhed_alle", "scenariets_foranstaltning": "scenariets_alle",
    "medicin": "alder_19_59", "foraelder_19_59": "alder_19_59", "partner": "i_bef", "indvandrer": "i_bef",
    "adhd_medicin": "personer", "aktiv": "personer",
}  # fmt: skip
ONE_EACH = set(WHOLES) - {"medicin", "aktiv"}


def _wholes(cells: Cells) -> Iterator[Relation]:
    """Every person of a base is in exactly one category, where all categories are told; else in at most one."""
    parts: dict[tuple[str, object, str], list[Key]] = defaultdict(list)
    for key in cells.keys:
        if key[0] in WHOLES:
            parts[key[0], key[1], key[2]].append(key)
    for (what, group, place), members in parts.items():
        base = (WHOLES[what] if (what, group) != ("koen", "") else "i_bef", group, place, "")
        if what == "afslagsgrund":
            base = ("afgoerelse", group, place, "afslag")
        if what in ONE_EACH and len(members) > 1:
            yield equal(members, [base])
        elif what in ONE_EACH:
            yield at_most(members, [base])
        else:
            yield from (at_most([member], [base]) for member in members)
    for place in cells.places:
        yield equal(cells.at("afslagsgrund", place), [("afgoerelse", "", place, "afslag")])
        yield at_most([("i_bef", "", place, "")], [("personer", "", place, "")])


def _sum_over_pathways(cells: Cells, what: str, place: str, analysis: str) -> dict[object, list[Key]]:
    found: dict[object, list[Key]] = defaultdict(list)
    for key in cells.at(what, place, analysis):
        found[key[3]].append(key)
    return found


def _two_analyses(cells: Cells) -> Iterator[Relation]:
    """Both analyses divide the same persons, in every municipality and in all of them together."""
    own = [place for place in cells.places if place in cells.regions]
    for what in cells.whats:
        separate = {place: _sum_over_pathways(cells, what, place, "kommune") for place in [*own, FOUR]}
        pooled = {place: _sum_over_pathways(cells, what, place, "samlet") for place in [*own, FOUR]}
        for place, parts in pooled.items():
            for part, members in parts.items():
                if part in separate[place]:
                    yield equal(members, separate[place][part])
        for part, members in pooled[FOUR].items():
            yield equal(members, [key for place in own for key in separate[place].get(part, [])])


def _with_and_without_sequence(cells: Cells) -> Iterator[Relation]:
    """Whoever has a sequence has a pathway; who has none is in the totals of everybody alone."""
    for place in cells.places:
        for analysis in ("samlet", "kommune"):
            sizes = cells.at("personer", place, analysis)
            if not sizes:
                continue
            everybody = ("personer", "", place, "")
            yield equal(sizes, [("med_sekvens", "", place, "")])
            yield at_most(sizes, [everybody])
            for what in OF_EVERYBODY:
                for part, members in _sum_over_pathways(cells, what, place, analysis).items():
                    whole = (what, "", place, part)
                    yield at_most(members, [whole])
                    yield at_most([whole, *sizes], [everybody, *members])
            yield from _education(cells, place, analysis, sizes)


def _education(cells: Cells, place: str, analysis: str, sizes: list[Key]) -> Iterator[Relation]:
    """6.2 has the two longer educations as one."""
    levels = _sum_over_pathways(cells, "uddannelse", place, analysis)
    longer = {"mellemlang_videregaaende", "lang_videregaaende"}
    merged = {part: members for part, members in levels.items() if part not in longer}
    merged["laengere_videregaaende"] = [key for part in longer for key in levels.get(part, [])]
    for part, members in merged.items():
        whole = ("uddannelse_6_2", "", place, part)
        yield at_most(members, [whole])
        yield at_most([whole, *sizes], [("personer", "", place, ""), *members])


def _states(cells: Cells) -> Iterator[Relation]:
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


def _medicine_and_parents(cells: Cells) -> Iterator[Relation]:
    """Figure 6.1 and 6.5 count the same purchases; both, and 6.6, are an age group of the appendices and pathways."""
    for place in cells.places:
        kinds, numbers = cells.at("medicin", place), cells.at("typer", place)
        weighted: dict[Key, float] = {key: float(key[3]) for key in numbers}
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
        whole = _sum_over_pathways(cells, "foraelder_foertidspension", place, analysis).get("ja", [])
        sizes = cells.at("personer", place, analysis)
        yield at_most([part, *sizes], [*whole, everybody])
        yield at_most([*whole, young], [part, everybody])


def _measures(cells: Cells) -> Iterator[Relation]:
    """Measures by number and by type; those of pathways are among all, and all when nobody is without a pathway."""
    for place in cells.places:
        bands = cells.at("antal_foranstaltninger", place)
        total = ("foranstaltninger", "", place, "")
        for low, side in ((True, 1.0), (False, -1.0)):
            ends = {key: cells.bands[key[3]][0 if low else 1] for key in bands}
            yield {total: side} | {key: -side * min(end, MOST_MEASURES) for key, end in ends.items()}, 0, inf
        yield at_most([("med_foranstaltning", "", place, "")], [("personer", "", place, "")])
        sizes = cells.at("personer", place, "kommune")
        tables = {key[1] for key in cells.at("foranstaltninger", place, "tabel")}
        for what in ("foranstaltning", "foranstaltninger"):
            for part, members in _sum_over_pathways(cells, what, place, "tabel").items():
                whole = (what, "", place, part)
                yield at_most(members, [whole])
                if len(tables) == len(sizes):
                    more = {("personer", "", place, ""): float(MOST_MEASURES)}
                    more |= dict.fromkeys(sizes, -float(MOST_MEASURES))
                    yield more | {whole: -1.0} | dict.fromkeys(members, 1.0), 0, inf


def _timing(cells: Cells) -> Iterator[Relation]:
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
        at = {(t, s): ("foelsomhed", ("graense", t), "", s) for t in (low, high) for s in scenarios}
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


def _cases(cells: Cells) -> Iterator[Relation]:
    """Who was granted has a case: in the period and in each of its years."""
    for place in cells.places:
        yield at_most([("personer", "", place, "")], [("afgoerelse", "", place, "tilkendelse")])
        for key in cells.at("aar", place):
            yield at_most([key], [("sager_T", "", place, key[3])])
