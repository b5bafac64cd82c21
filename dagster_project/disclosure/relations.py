"""Relations between the counts of tables, collected: sums that are zero. What no table shows is a count of its own."""

from collections import Counter
from fnmatch import fnmatchcase
from itertools import groupby
from operator import itemgetter

import polars as pl

from dagster_project.disclosure.cells import whole_families

FOUR, COUNTRY = "alle_fire_kommuner", "alle_regioner"
COMPLEMENTS = {"ja": "nej", "kvinder": "maend"}
Name = tuple[str, str, str, str]
Relation = dict[Name, int]


def is_mean(name: Name) -> bool:
    """Whether a count is one of the two counts of nothing that stand for a mean."""
    return name[0].startswith("gennemsnit:")


class Builder:
    """Collects relations and hidden counts; everything is checked against the values."""

    def __init__(self, values: dict[Name, int], min_cell: int) -> None:
        self.values = dict(values)
        self.min_cell = min_cell
        self.hidden: dict[Name, bool] = {}
        self.relations: list[Relation] = []
        # The sum over the pathways of an analysis, by (analysis, family, place, part).
        self.totals: dict[Name, Name] = {}

    def parts_and_complements(self, shown: pl.DataFrame) -> None:
        """Parts of a base sum to it; the rest of a yes is a no."""
        # By table: two may divide the same persons, one finer than the other.
        pairs: dict[tuple[str, Name, Name], None] = {}
        rows = shown.select("kilde", "nr", "tabel", "rolle", "celle").iter_rows()
        for (_, _, table), both in groupby(rows, key=itemgetter(0, 1, 2)):
            roles = {role: name for _, _, _, role, name in both}
            if "grundlag" in roles and "antal" in roles:
                pairs[table, roles["antal"], roles["grundlag"]] = None
        kinds = [(row[0], row[1]) for row in whole_families().iter_rows()]
        parts: dict[tuple[str, Name, tuple[str, str, str]], list[Name]] = {}
        for table, part, base in pairs:
            found = {kind for pattern, kind in kinds if fnmatchcase(part[0], pattern)}
            if "ja_nej" in found and part[3] in COMPLEMENTS:
                self._complement(part, base)
            if "dele" in found and part != base:
                parts.setdefault((table, base, part[:3]), []).append(part)
        for (_, base, _), members in parts.items():
            self.add({base: -1} | dict.fromkeys(members, 1))

    def _complement(self, part: Name, base: Name) -> None:
        rest = (*part[:3], COMPLEMENTS[part[3]])
        self._hide(rest, self.values[base] - self.values[part], sensitive=True)
        self.add({base: -1, part: 1, rest: 1})

    def places(self, region_of: dict[str, str]) -> None:
        """Municipalities sum to the four and, with a rest unless all are there, to their region; regions to all."""
        groups: dict[tuple[str, str, str], list[str]] = {}
        sizes = Counter(region_of.values())
        for family, led, place, part in self._counts():
            groups.setdefault((family, led, part), []).append(place)
        for (family, led, part), there in groups.items():
            own = [place for place in there if place in region_of]
            regions = [place for place in there if place.startswith("region_")]
            sums = [(FOUR, own, False), (COUNTRY, regions, len(regions) < len(set(region_of.values())))]
            inside = {region: [p for p in own if region_of[p] == region] for region in regions}
            sums += [(region, some, len(some) < sizes[region]) for region, some in inside.items()]
            for whole, members, has_rest in sums:
                if whole in there and members:
                    names = [(family, led, place, part) for place in members]
                    self._sum((family, led, whole, part), names, (family, led, f"resten af {whole}", part), has_rest)
            if family == "tilkendelser":
                self._country(family, led, part, own)

    def _country(self, family: str, led: str, part: str, members: list[str]) -> None:
        """Figure 2.2 has no total, but other publications do: from the smallest count on that anybody publishes.

        Where the whole country has fewer (a mistyped year, a register that begins in the middle of one), no release
        could hide them from whoever knew their number, and nobody publishes it.
        """
        total = sum(self.values[family, led, place, part] for place in members)
        if total >= self.min_cell:
            self.values[family, led, "landet", part] = total
            self.add({(family, led, "landet", part): -1} | {(family, led, place, part): 1 for place in members})

    def _sum(self, whole: Name, members: list[Name], rest: Name, has_rest: bool) -> None:
        left = self.values[whole] - sum(self.values[name] for name in members)
        relation = {whole: -1} | dict.fromkeys(members, 1)
        if has_rest or left:
            if left < 0:
                return
            self._hide(rest, left, sensitive=has_rest)
            relation[rest] = 1
        self.add(relation)

    def pathways(self, region_of: dict[str, str]) -> None:
        """The pathways of either analysis together are the same persons, and nearly everybody."""
        groups: dict[tuple[str, str, str, str], list[Name]] = {}
        for name in self._counts():
            analysis, colon, _ = name[1].partition(":")
            if colon:
                groups.setdefault((analysis, name[0], name[2], name[3]), []).append(name)
        for (analysis, family, place, part), members in groups.items():
            total = sum(self.values[name] for name in members)
            known = (family, "i_alt", place, part)
            if self.values.get(known, total) != total:
                known = (family, f"i_alt {analysis}", place, part)
            if known not in self.values:
                self._hide(known, total, sensitive=False)
            self.add({known: -1} | dict.fromkeys(members, 1))
            self.totals[analysis, family, place, part] = known
            everybody = ("personer" if family == "stoerrelse" else family, "", place, part)
            if everybody in self.values and self.values[everybody] >= total:
                missing = (family, f"uden forløb {analysis}", place, part)
                self._hide(missing, self.values[everybody] - total, sensitive=False)
                self.add({everybody: -1, known: 1, missing: 1})
        self._pathways_of_all(region_of)

    def _pathways_of_all(self, region_of: dict[str, str]) -> None:
        """The persons of the pooled analysis are those of the separate ones together, in every respect."""
        for (analysis, family, place, part), pooled in list(self.totals.items()):
            if (analysis, place) == ("samlet", FOUR):
                own = [self.totals.get(("kommune", family, town, part)) for town in region_of]
                there = [name for name in own if name]
                if there:
                    self.add({pooled: -1} | dict.fromkeys(there, 1))

    def without_pathway(self, analysis: str, place: str) -> Name:
        """The count of persons that are in no pathway of an analysis."""
        return ("stoerrelse", f"uden forløb {analysis}", place, "alle")

    def _counts(self) -> list[Name]:
        """All but the two counts of nothing that stand for a mean: those are no persons, and add up to nothing."""
        return [name for name in self.values if not is_mean(name)]

    def _hide(self, name: Name, value: int, *, sensitive: bool) -> None:
        if name not in self.values:
            self.values[name] = value
            self.hidden[name] = sensitive

    def hide(self, name: Name, value: int) -> None:
        """A count that no table shows, and that says nothing of few persons."""
        self._hide(name, value, sensitive=False)

    def add(self, relation: Relation) -> None:
        """Keep a sum that is zero; one that the data does not keep, or of counts that are not there, binds nobody."""
        if relation.keys() <= self.values.keys() and self._sum_of(relation) == 0:
            self.relations.append(relation)

    def at_least(self, greater: Relation, smaller: Relation) -> None:
        """Keep an inequality between two sums: what one is more than the other is a hidden count."""
        relation = greater | {name: -sign for name, sign in smaller.items()}
        if relation.keys() <= self.values.keys() and self._sum_of(relation) >= 0:
            more = ("mindst", str(len(self.relations)), "", "")
            self._hide(more, self._sum_of(relation), sensitive=False)
            self.add(relation | {more: -1})

    def constant(self, number: int) -> Name:
        """A number that everybody knows, as a count."""
        name = ("tal", str(number), "", "")
        self.values[name] = number
        return name

    def _sum_of(self, relation: Relation) -> int:
        return sum(sign * self.values[name] for name, sign in relation.items())
