"""The linear system that binds the counts of all tables: what an attacker with every released table could solve.

A relation is a sum that is zero: parts against their whole, a share against its complement, municipalities against
their region, pathways against everybody. What no table shows (a complement, the rest of a region) is a hidden count of
its own. Relations that the data does not keep are left out: an attacker has no use for a wrong one.
"""

from dataclasses import dataclass
from functools import cached_property

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from dagster_project.disclosure.across import bind_across
from dagster_project.disclosure.cells import NAMES, municipalities, same_counts, shown_counts, with_tables
from dagster_project.disclosure.persons import quarters_in_all
from dagster_project.disclosure.relations import Builder, Name, is_mean
from dagster_project.study import Study

KIN = {"tilstand": "tilstand", "gennemsnit": "tilstand", "aktiv": "aktiv"}
# There is a row only where there is somebody.
NEVER_ZERO = ("stoerrelse", "scenariets_foranstaltning")
# Counts that one person may be in many times: measures within five years, quarters.
MANY_EACH = {"foranstaltning": 30.0, "scenariets_foranstaltning": 30.0, "gennemsnit:kvartaler": 60.0}


@dataclass(frozen=True)
class System:
    """Counts and the relations between them.

    ``names`` (n) and ``values`` (n) of the counts; ``hidden`` (n): no table shows it; ``sensitive_hidden`` (n): a
    hidden count that says something of persons; ``tabulated`` (n): a table shows it unless it is suppressed (what is
    neither is known to everybody); ``least`` (n): what everybody knows it to be at least; ``matrix`` (r, n) with
    ``matrix @ values == 0``; ``shown`` the places, each with the ``tabel`` that readers know it by.
    """

    names: list[Name]
    values: NDArray[np.int64]
    hidden: NDArray[np.bool_]
    sensitive_hidden: NDArray[np.bool_]
    tabulated: NDArray[np.bool_]
    least: NDArray[np.int64]
    matrix: sparse.csr_array
    shown: pl.DataFrame

    @cached_property
    def each(self) -> NDArray[np.float64]:
        """How many things one person may be in every count (n)."""
        return np.array([MANY_EACH.get(name[0], 1.0) for name in self.names])

    @cached_property
    def families(self) -> NDArray[np.int64]:
        """The family of every count (n), as a number."""
        return _numbered([name[0] for name in self.names])

    @cached_property
    def kin(self) -> NDArray[np.int64]:
        """As ``families``, but all quarters of the states, and their means, are one."""
        return _numbered([KIN.get(name[0].partition(":")[0], name[0]) for name in self.names])

    @cached_property
    def with_base(self) -> NDArray[np.int64]:
        """Pairs (p, 2) of a count, or one that stands for a mean, and the base without which its row says nothing."""
        place = {name: i for i, name in enumerate(self.names)}
        means = [(i, place.get(("stoerrelse", *name[1:3], "alle"))) for name, i in place.items() if is_mean(name)]
        pairs = [pair for pair in means if pair[1] is not None]
        if self.shown.height:
            counts = self.shown.filter(rolle="antal").filter(pl.col("vaerdi") > 0).select("kilde", "nr", "celle")
            bases = self.shown.filter(rolle="grundlag").select("kilde", "nr", base="celle")
            pairs += (
                counts.join(bases, on=["kilde", "nr"]).select("celle", "base").unique().sort("celle", "base").rows()
            )
        return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _numbered(words: list[str]) -> NDArray[np.int64]:
    numbers = {word: i for i, word in enumerate(dict.fromkeys(words))}
    return np.array([numbers[word] for word in words], dtype=np.int64)


def build_system(con: duckdb.DuckDBPyConnection, min_cell: int = Study.min_celle) -> System:
    """Read the counts of ``marts`` and bind them (after `make_lookups`); ``min_cell``: the least that is published."""
    shown = _with_one_name(with_tables(con, shown_counts(con, "marts")))
    found = sorted(zip(shown["celle"].to_list(), shown["vaerdi"].to_list(), strict=True), key=_least_first)
    builder = Builder(dict(found), min_cell)
    builder.parts_and_complements(shown)
    region_of = {key: region for key, region in municipalities(con).iter_rows() if region}
    quarters_in_all(builder, con)
    builder.places(region_of)
    builder.pathways(region_of)
    bind_across(builder, con)
    return _assemble(builder, shown)


def _with_one_name(shown: pl.DataFrame) -> pl.DataFrame:
    """Add ``celle``: the canonical name (a tuple), where the counts that should be the same are."""
    alias = {(row[0], row[1]): (row[2], row[3]) for row in same_counts().iter_rows()}
    own = [(f, le, s, d) for f, le, s, d in shown.select(NAMES).iter_rows()]
    named = list(zip(own, shown["vaerdi"].to_list(), strict=True))
    # Rows of a table have no order: of two values under one name the least is taken, whichever row came first.
    in_order = sorted(set(named), key=_least_first)
    first: dict[Name, int] = {}
    for name, value in in_order:
        first.setdefault(name, value)
    canonical = {}
    for name, value in in_order:
        family, part = _swap(alias, name)
        target = (family, name[1], name[2], part)
        canonical[name, value] = target if first.setdefault(target, value) == value else name
    return shown.with_columns(celle=pl.Series([canonical[one] for one in named], dtype=pl.Object))


def _least_first(named: tuple[Name, int | None]) -> tuple[Name, bool, int]:
    name, value = named
    return (name, value is None, value or 0)


def _swap(alias: dict[tuple[str, str], tuple[str, str]], name: Name) -> tuple[str, str]:
    own = (name[0], name[3])
    return alias.get(own, own) if name[1] == "" else own


def _assemble(builder: Builder, shown: pl.DataFrame) -> System:
    names = sorted(builder.values)
    place = {name: i for i, name in enumerate(names)}
    # Of two choices that cost the same the solver takes the one it meets first: relations are met in one order,
    # however the engine wrote the rows that they were found in.
    relations = sorted({tuple(sorted(relation.items())) for relation in builder.relations})
    rows = np.array([i for i, relation in enumerate(relations) for _ in relation], dtype=np.int64)
    columns = np.array([place[name] for relation in relations for name, _ in relation], dtype=np.int64)
    signs = np.array([sign for relation in relations for _, sign in relation], dtype=np.float64)
    shape = (len(relations), len(names))
    matrix = sparse.csr_array(sparse.coo_array((signs, (rows, columns)), shape=shape))
    hidden = np.array([name in builder.hidden for name in names])
    sensitive = np.array([builder.hidden.get(name, False) for name in names])
    values = np.array([builder.values[name] for name in names], dtype=np.int64)
    tabulated = np.zeros(len(names), dtype=bool)
    tabulated[[place[name] for name in shown["celle"].to_list()]] = True
    never_zero = np.array([name[0] in NEVER_ZERO and name[1] != "" for name in names])
    least = np.where(never_zero & tabulated, np.minimum(values, 1), 0)
    numbered = shown.with_columns(celle=pl.Series([place[name] for name in shown["celle"].to_list()], dtype=pl.Int64))
    return System(names, values, hidden, sensitive, tabulated, least, matrix, numbered)
