"""The linear system that binds the counts of all tables: what an attacker with every released table could solve.

A relation is a sum that is zero: parts against their whole, a share against its complement, municipalities against
their region, pathways against everybody. What no table shows (a complement, the rest of a region) is a hidden count of
its own. Relations that the data does not keep are left out: an attacker has no use for a wrong one.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from itertools import groupby
from operator import itemgetter

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from dagster_project.disclosure.cells import NAMES, municipalities, same_counts, shown_counts, whole_families

FOUR, COUNTRY = "alle_fire_kommuner", "alle_regioner"
COMPLEMENTS = {"ja": "nej", "kvinder": "maend"}
Name = tuple[str, str, str, str]
Relation = dict[Name, int]


@dataclass(frozen=True)
class System:
    """Counts and the relations between them.

    ``names`` (n) and ``values`` (n) of the counts; ``hidden`` (n): no table shows it; ``sensitive_hidden`` (n): a
    hidden count that says something of persons; ``matrix`` (r, n) with ``matrix @ values == 0``; ``shown`` the places.
    """

    names: list[Name]
    values: NDArray[np.int64]
    hidden: NDArray[np.bool_]
    sensitive_hidden: NDArray[np.bool_]
    matrix: sparse.csr_array
    shown: pl.DataFrame

    @cached_property
    def families(self) -> NDArray[np.int64]:
        """The family of every count (n), as a number."""
        numbers = {family: i for i, family in enumerate(dict.fromkeys(name[0] for name in self.names))}
        return np.array([numbers[name[0]] for name in self.names], dtype=np.int64)


def build_system(con: duckdb.DuckDBPyConnection) -> System:
    """Read the counts of ``marts`` and bind them (after `make_lookups`)."""
    shown = _with_one_name(shown_counts(con, "marts"))
    builder = _Builder(dict(zip(shown["celle"].to_list(), shown["vaerdi"].to_list(), strict=True)))
    builder.parts_and_complements(shown)
    builder.places({key: region for key, region in municipalities(con).iter_rows() if region})
    builder.pathways()
    return builder.system(shown)


def _with_one_name(shown: pl.DataFrame) -> pl.DataFrame:
    """Add ``celle``: the canonical name (a tuple), where the counts that should be the same are."""
    alias = {(row[0], row[1]): (row[2], row[3]) for row in same_counts().iter_rows()}
    own = [(f, le, s, d) for f, le, s, d in shown.select(NAMES).iter_rows()]
    wanted = [(*_swap(alias, n), n) for n in own]
    first: dict[Name, int] = {}
    for name, value in zip(own, shown["vaerdi"].to_list(), strict=True):
        first.setdefault(name, value)
    names = []
    for name, value, (family, part, _) in zip(own, shown["vaerdi"].to_list(), wanted, strict=True):
        target = (family, name[1], name[2], part)
        names.append(target if first.setdefault(target, value) == value else name)
    return shown.with_columns(celle=pl.Series(names, dtype=pl.Object))


def _swap(alias: dict[tuple[str, str], tuple[str, str]], name: Name) -> tuple[str, str]:
    own = (name[0], name[3])
    return alias.get(own, own) if name[1] == "" else own


class _Builder:
    """Collects relations and hidden counts; everything is checked against the values."""

    def __init__(self, values: dict[Name, int]) -> None:
        self.values = dict(values)
        self.hidden: dict[Name, bool] = {}
        self.relations: list[Relation] = []

    def parts_and_complements(self, shown: pl.DataFrame) -> None:
        """Parts of a base sum to it; the rest of a yes is a no."""
        pairs: dict[tuple[Name, Name], None] = {}
        rows = shown.select("kilde", "nr", "rolle", "celle").iter_rows()
        for _, both in groupby(rows, key=itemgetter(0, 1)):
            roles = {role: name for _, _, role, name in both}
            if "grundlag" in roles and "antal" in roles:
                pairs[roles["antal"], roles["grundlag"]] = None
        kinds = [(row[0], row[1]) for row in whole_families().iter_rows()]
        parts: dict[tuple[Name, tuple[str, str, str]], list[Name]] = {}
        for part, base in pairs:
            found = {kind for pattern, kind in kinds if fnmatchcase(part[0], pattern)}
            if "ja_nej" in found and part[3] in COMPLEMENTS:
                self._complement(part, base)
            if "dele" in found and part != base:
                parts.setdefault((base, part[:3]), []).append(part)
        for (base, _), members in parts.items():
            self._add({base: -1} | dict.fromkeys(members, 1))

    def _complement(self, part: Name, base: Name) -> None:
        rest = (*part[:3], COMPLEMENTS[part[3]])
        self._hide(rest, self.values[base] - self.values[part], sensitive=True)
        self._add({base: -1, part: 1, rest: 1})

    def places(self, region_of: dict[str, str]) -> None:
        """Municipalities sum to the four and, with the rest, to their region; regions to the country."""
        groups: dict[tuple[str, str, str], list[str]] = {}
        for family, led, place, part in list(self.values):
            groups.setdefault((family, led, part), []).append(place)
        for (family, led, part), there in groups.items():
            own = [place for place in there if place in region_of]
            regions = [place for place in there if place.startswith("region_")]
            sums = [(FOUR, own, False), (COUNTRY, regions, len(regions) < len(set(region_of.values())))]
            sums += [(region, [p for p in own if region_of[p] == region], True) for region in regions]
            for whole, members, has_rest in sums:
                if whole in there and members:
                    names = [(family, led, place, part) for place in members]
                    self._sum((family, led, whole, part), names, (family, led, f"resten af {whole}", part), has_rest)
            if family == "tilkendelser":
                # Figure 2.2 has no total, but other publications do.
                total = (family, led, "landet", part)
                self.values[total] = sum(self.values[family, led, place, part] for place in own)
                self._add({total: -1} | {(family, led, place, part): 1 for place in own})

    def _sum(self, whole: Name, members: list[Name], rest: Name, has_rest: bool) -> None:
        left = self.values[whole] - sum(self.values[name] for name in members)
        relation = {whole: -1} | dict.fromkeys(members, 1)
        if has_rest or left:
            if left < 0:
                return
            self._hide(rest, left, sensitive=has_rest)
            relation[rest] = 1
        self._add(relation)

    def pathways(self) -> None:
        """The pathways of either analysis together are the same persons, and nearly everybody."""
        groups: dict[tuple[str, str, str, str], list[Name]] = {}
        for name in list(self.values):
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
            self._add({known: -1} | dict.fromkeys(members, 1))
            everybody = ("personer" if family == "stoerrelse" else family, "", place, part)
            if everybody in self.values and self.values[everybody] >= total:
                missing = (family, f"uden forløb {analysis}", place, part)
                self._hide(missing, self.values[everybody] - total, sensitive=False)
                self._add({everybody: -1, known: 1, missing: 1})

    def system(self, shown: pl.DataFrame) -> System:
        """The system of everything collected."""
        names = sorted(self.values)
        place = {name: i for i, name in enumerate(names)}
        rows = np.array([i for i, relation in enumerate(self.relations) for _ in relation], dtype=np.int64)
        columns = np.array([place[name] for relation in self.relations for name in relation], dtype=np.int64)
        signs = np.array([sign for relation in self.relations for sign in relation.values()], dtype=np.float64)
        shape = (len(self.relations), len(names))
        matrix = sparse.csr_array(sparse.coo_array((signs, (rows, columns)), shape=shape))
        hidden = np.array([name in self.hidden for name in names])
        sensitive = np.array([self.hidden.get(name, False) for name in names])
        values = np.array([self.values[name] for name in names], dtype=np.int64)
        numbered = shown.with_columns(
            celle=pl.Series([place[name] for name in shown["celle"].to_list()], dtype=pl.Int64)
        )
        return System(names, values, hidden, sensitive, matrix, numbered)

    def _hide(self, name: Name, value: int, *, sensitive: bool) -> None:
        if name not in self.values:
            self.values[name] = value
            self.hidden[name] = sensitive

    def _add(self, relation: Relation) -> None:
        if sum(sign * self.values[name] for name, sign in relation.items()) == 0:
            self.relations.append(relation)
