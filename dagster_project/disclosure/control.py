"""Disclosure control from end to end: protect the tables of a warehouse, and attack what was released."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from dagster_project.disclosure.cells import NAMES, make_lookups, shown_counts
from dagster_project.disclosure.distributions import write_distributions
from dagster_project.disclosure.other_tables import hide_numbers, tables_of, write_others
from dagster_project.disclosure.release import write_counted
from dagster_project.disclosure.suppress import choose, find_broken
from dagster_project.disclosure.system import System, build_system
from dagster_project.disclosure.wide import write_wide
from dagster_project.gates.context import AttackResult
from dagster_project.study import Study


@dataclass(frozen=True)
class Finding:
    """A count that is not protected: its name, and the least and the most it can be."""

    name: str
    at_least: int
    at_most: int


@dataclass(frozen=True)
class Attack:
    """What the attacker got: findings, and how many counts were suppressed."""

    findings: tuple[Finding, ...]
    suppressed: int


def protect(con: duckdb.DuckDBPyConnection, study: Study) -> None:
    """Write the schema ``frigivelse`` (and ``marts.tilstandsfordeling``) of the warehouse anew.

    Raises:
        ArithmeticError: when no safe choice is found; nothing is released then.
    """
    con.execute("DROP SCHEMA IF EXISTS frigivelse CASCADE")
    con.execute("CREATE SCHEMA frigivelse")
    make_lookups(con)
    if {"gruppe", "kvartal"} <= set(tables_of(con, "forloeb")):
        write_distributions(con)
    system = build_system(con)
    write_counted(con, system, choose(system, study.min_celle), study.min_celle)
    left = write_others(con, study.min_celle)
    for table in write_wide(con, left, _labels(con)):
        hide_numbers(con, table)


def attack(con: duckdb.DuckDBPyConnection, min_cell: int = Study.min_celle) -> Attack:
    """Attack every released table of the current database at once; ``marts`` is only the judge of what was found."""
    make_lookups(con)
    system = build_system(con)
    seen = _seen(con, system)
    tabulated = np.isin(np.arange(len(seen)), system.shown["celle"].to_numpy())
    suppressed = tabulated & ~seen
    broken = find_broken(system, suppressed, min_cell)
    small_and_seen = np.flatnonzero(seen & (system.values >= 1) & (system.values < min_cell))
    findings = [_finding(system, int(i), 0, 0) for i in small_and_seen]
    findings += [_finding(system, int(i), a, b) for i, a, b in zip(broken.counts, broken.low, broken.high, strict=True)]
    return Attack(tuple(findings), int(suppressed.sum()))


def attack_file(file: Path, min_cell: int = Study.min_celle) -> AttackResult:
    """The attack on a published file, as the gate `publicering` counts it."""
    with duckdb.connect(":memory:") as con:
        con.execute(f"ATTACH '{file}' AS angrebet (READ_ONLY)")
        con.execute("USE angrebet")
        result = attack(con, min_cell)
    return AttackResult(len(result.findings), result.suppressed)


def _seen(con: duckdb.DuckDBPyConnection, system: System) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which counts any released row shows."""
    names = system.shown.select("kilde", "rolle", *NAMES, "celle").unique()
    released = shown_counts(con, "frigivelse").drop_nulls("vaerdi")
    found = released.join(names, on=["kilde", "rolle", *NAMES], how="inner")["celle"].to_numpy()
    seen = np.zeros(len(system.names), dtype=bool)
    seen[found] = True
    return seen


def _finding(system: System, count: int, low: float, high: float) -> Finding:
    value = int(system.values[count])
    return Finding("/".join(system.names[count]), round(value + low), round(value + high))


def _labels(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    if "int_etiket" not in tables_of(con, "intermediate"):
        return {}
    return dict(con.execute("SELECT noegle, etiket FROM intermediate.int_etiket").fetchall())
