"""Persons by place, by category, by pathway: every one is counted once."""

from collections import defaultdict
from collections.abc import Iterator

from tests.oracle.disclosure.attacker.cells import Key
from tests.oracle.disclosure.attacker.knowledge import FOUR, Cells, Relation, at_most, equal, sum_over_pathways

OF_EVERYBODY = {"diagnosegruppe", "koen", "psykofarmaka", "adhd_medicin"}


def places(cells: Cells) -> Iterator[Relation]:
    """Municipalities are the study's together; with others they are their region; regions are the country."""
    kinds: dict[Key, list[str]] = defaultdict(list)
    for what, group, place, part in cells.keys:
        kinds[what, group, part].append(place)
    for (what, group, part), places in kinds.items():
        own = [p for p in places if p in cells.regions]
        regions = [p for p in places if p.startswith("region_")]

        def named(some: list[str], kind: Key = (what, group, part)) -> list[Key]:
            return [(kind[0], kind[1], place, kind[2]) for place in some]

        if own and what != "sager_T":
            yield equal(named([FOUR]), named(own))
        if regions:
            yield at_most(named(regions), named(["alle_regioner"]))
            if len(regions) == len(set(cells.regions.values()) - {""}):
                yield equal(named(regions), named(["alle_regioner"]))
        for region in regions:
            inside = [p for p in own if cells.regions[p] == region]
            yield at_most(named(inside), named([region]))
            if len(inside) == list(cells.regions.values()).count(region):
                yield equal(named(inside), named([region]))


WHOLES = {
    "aar": "personer", "grundlag": "sager", "afgoerelse": "sager", "diagnosegruppe": "personer",
    "uddannelse_6_2": "personer", "slut": "med_sekvens", "typer": "alder_19_59", "foranstaltning": "foranstaltninger",
    "antal_foranstaltninger": "med_foranstaltning", "koen": "personer", "uddannelse": "personer", "civilstand":
    "personer", "aldersgruppe": "personer", "foraelder_foertidspension": "personer", "psykofarmaka": "personer",
    "scenarie": "personer", "foelsomhed": "foelsomhed_alle", "scenariets_foranstaltning": "scenariets_alle",
    "medicin": "alder_19_59", "foraelder_19_59": "alder_19_59", "partner": "i_bef", "indvandrer": "i_bef",
    "adhd_medicin": "personer", "aktiv": "personer", "lov 5.1_lov": "sager", "lov 5.5": "sager", "lov 5.6": "sager",
    "lov 5.7": "sager", "andre_foranstaltninger": "andre_i_alt",
}  # fmt: skip
ONE_EACH = set(WHOLES) - {"medicin", "aktiv"}


def wholes(cells: Cells) -> Iterator[Relation]:
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
        for reasons in (cells.at("afslagsgrund", place), cells.at("lov 5.4_hjemmel", place)):
            if reasons:
                yield equal(reasons, [("afgoerelse", "", place, "afslag")])
        yield at_most([("i_bef", "", place, "")], [("personer", "", place, "")])


def two_analyses(cells: Cells) -> Iterator[Relation]:
    """Both analyses divide the same persons, in every municipality and in all of them together."""
    own = [place for place in cells.places if place in cells.regions]
    for what in cells.whats:
        separate = {place: sum_over_pathways(cells, what, place, "kommune") for place in [*own, FOUR]}
        pooled = {place: sum_over_pathways(cells, what, place, "samlet") for place in [*own, FOUR]}
        for place, parts in pooled.items():
            for part, members in parts.items():
                if part in separate[place]:
                    yield equal(members, separate[place][part])
        for part, members in pooled[FOUR].items():
            if there := [key for place in own for key in separate[place].get(part, [])]:
                yield equal(members, there)


def both_pathways(cells: Cells) -> Iterator[Relation]:
    """Whoever has a pathway in the pooled analysis has one in the municipality's own."""
    for place in cells.places:
        there = cells.at("kryds", place, "samlet")
        for group in {key[1] for key in there}:
            yield equal([key for key in there if key[1] == group], [("personer", group, place, "")])
        for own in {key[3] for key in there}:
            yield equal([key for key in there if key[3] == own], [("personer", ("kommune", own), place, "")])


def with_and_without_sequence(cells: Cells) -> Iterator[Relation]:
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
                for part, members in sum_over_pathways(cells, what, place, analysis).items():
                    whole = (what, "", place, part)
                    yield at_most(members, [whole])
                    yield at_most([whole, *sizes], [everybody, *members])
            yield from _education(cells, place, analysis, sizes)


def _education(cells: Cells, place: str, analysis: str, sizes: list[Key]) -> Iterator[Relation]:
    """6.2 has the two longer educations as one."""
    levels = sum_over_pathways(cells, "uddannelse", place, analysis)
    longer = {"mellemlang_videregaaende", "lang_videregaaende"}
    merged = {part: members for part, members in levels.items() if part not in longer}
    merged["laengere_videregaaende"] = [key for part in longer for key in levels.get(part, [])]
    for part, members in merged.items():
        whole = ("uddannelse_6_2", "", place, part)
        yield at_most(members, [whole])
        yield at_most([whole, *sizes], [("personer", "", place, ""), *members])
