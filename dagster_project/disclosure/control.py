"""Disclosure control from end to end: protect the tables of a warehouse, and attack what was released."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import polars as pl

from dagster_project.disclosure.budget import UNLIMITED, Budget, OutOfTimeError
from dagster_project.disclosure.cells import NAMES, make_lookups, shown_counts
from dagster_project.disclosure.distributions import write_distributions
from dagster_project.disclosure.earlier import tell_apart
from dagster_project.disclosure.losses import SCHEMA, count_losses, write_losses
from dagster_project.disclosure.other_tables import tables_of, write_empty, write_others
from dagster_project.disclosure.release import counted_tables, write_counted, write_keys
from dagster_project.disclosure.suppress import find_broken
from dagster_project.disclosure.system import System, build_system
from dagster_project.disclosure.wide import write_wide
from dagster_project.disclosure.withhold import ALL_TABLES, NO_TIME, SECONDS, choose_safely
from dagster_project.errors import kind_and_place
from dagster_project.interruption import is_asked
from dagster_project.study import Study
from dagster_project.warehouse import quoted

# Processor seconds for the attack on what was written: once more, and without what the choice knew already.
ATTACK_SECONDS = 120.0


@dataclass(frozen=True)
class Finding:
    """A count that is not protected: its name, and the least and the most it can be."""

    name: str
    at_least: int
    at_most: int


@dataclass(frozen=True)
class Attack:
    """What the attacker got: findings, and how many counts were suppressed; not ``in_time``: he was not through."""

    findings: tuple[Finding, ...]
    suppressed: int
    in_time: bool = True


@dataclass(frozen=True)
class AttackResult:
    """The attack in two numbers, for a gate: suppressed counts that were bounded too tightly, of how many.

    Not ``in_time``: the attacker was not through, so that ``broken`` says nothing.
    """

    broken: int
    suppressed: int
    in_time: bool = True


def protect(
    con: duckdb.DuckDBPyConnection, study: Study, earlier: Sequence[pl.DataFrame] = (), unread: Sequence[str] = ()
) -> None:
    """Write the schema ``frigivelse`` (with ``marts.tilstandsfordeling`` and ``kvalitet.diskretion``) anew.

    It never ends a run: what cannot be protected, or not be attacked in time, is withheld, and said.

    Args:
        con: the warehouse in use, writable, with every mart.
        study: its ``min_celle`` is the fewest persons that are told (a count).
        earlier: the counts of releases that left the house (`released_counts`): who could be found by subtraction is
            protected.
        unread: names of releases that left and cannot be read, which the gate is to tell of.
    """
    budget = Budget(SECONDS)
    _prepare(con)
    try:
        system = build_system(con, study.min_celle)
        apart = tell_apart(system, study.min_celle, earlier)
        choice = choose_safely(system, study.min_celle, budget, apart.counts)
        write_counted(con, system, choice, study.min_celle, apart.bases)
        lost = count_losses(system, choice, apart.counts & (system.values >= study.min_celle))
    except Exception as error:
        if is_asked():
            raise
        lost = _write_keys_alone(con, f"uventet fejl ({' i '.join(kind_and_place(error))})")
    _write_the_rest(con, study, lost, unread)


def withhold_unverified(con: duckdb.DuckDBPyConnection, study: Study) -> None:
    """Write the schema ``frigivelse`` anew without any count: the attack on what it held did not end in time.

    Args:
        con: the warehouse in use, writable, with every mart.
        study: as for `protect`.
    """
    _prepare(con)
    _write_the_rest(con, study, _write_keys_alone(con, NO_TIME))


def _prepare(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("DROP SCHEMA IF EXISTS frigivelse CASCADE")
    con.execute("CREATE SCHEMA frigivelse")
    make_lookups(con)
    if {"gruppe", "kvartal"} <= set(tables_of(con, "forloeb")):
        write_distributions(con)


def _write_keys_alone(con: duckdb.DuckDBPyConnection, why: str) -> pl.DataFrame:
    """Every table of counts without a figure; what that cost, as `count_losses` says it."""
    for table in sorted(set(counted_tables()) & set(tables_of(con, "marts"))):
        write_keys(con, table)
    return pl.DataFrame([(ALL_TABLES, 0, 0, 0, True, why)], schema=SCHEMA, orient="row")


def _write_the_rest(
    con: duckdb.DuckDBPyConnection, study: Study, lost: pl.DataFrame, unread: Sequence[str] = ()
) -> None:
    undescribed = write_wide(con, write_others(con, study.min_celle))
    for table in undescribed:
        write_empty(con, table)
    write_losses(con, lost, undescribed, unread)


def attack(con: duckdb.DuckDBPyConnection, min_cell: int = Study.min_celle, budget: Budget = UNLIMITED) -> Attack:
    """Attack every released table of the current database at once; ``marts`` is only the judge of what was found."""
    make_lookups(con)
    system = build_system(con, min_cell)
    seen = _seen(con, system)
    tabulated = np.isin(np.arange(len(seen)), system.shown["celle"].to_numpy())
    suppressed = tabulated & ~seen
    hidden = int(suppressed.sum())
    if not seen.any():
        return Attack((), hidden)  # what is not there gives nothing away
    try:
        broken = find_broken(system, suppressed, min_cell, budget=budget)
    except OutOfTimeError:
        return Attack((), hidden, in_time=False)
    small_and_seen = np.flatnonzero(seen & (system.values >= 1) & (system.values < min_cell))
    findings = [_finding(system, int(i), 0, 0) for i in small_and_seen]
    findings += [_finding(system, int(i), a, b) for i, a, b in zip(broken.counts, broken.low, broken.high, strict=True)]
    return Attack(tuple(findings), hidden)


def attack_budget() -> Budget:
    """The time there is for the attack on a new generation."""
    return Budget(ATTACK_SECONDS)


def attack_file(file: Path, min_cell: int = Study.min_celle, budget: Budget = UNLIMITED) -> AttackResult:
    """The attack on a published file, as the gate `publicering` counts it.

    Args:
        file: a published DuckDB file.
        min_cell: the fewest persons that may be told (a count).
        budget: the time there is.

    Returns:
        How many suppressed counts could be bounded below ``min_cell``, of how many, and whether there was time to see.
    """
    with duckdb.connect(":memory:") as con:
        con.execute(f"ATTACH {quoted(file)} AS angrebet (READ_ONLY)")
        con.execute("USE angrebet")
        result = attack(con, min_cell, budget)
    return AttackResult(len(result.findings), result.suppressed, result.in_time)


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
