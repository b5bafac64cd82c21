"""What is withheld when no choice is safe: first a dearer choice, then a family of counts, then a table, then all.

Disclosure control never ends a run: what cannot be verified by the attacker within the time there is, does not leave.
"""

from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dagster_project.disclosure.budget import Budget
from dagster_project.disclosure.suppress import UnsafeError, choose
from dagster_project.disclosure.system import System

# Processor seconds in all, and for each rung; the last one needs none.
SECONDS = 120.0
SHARES = {"billigst": 60.0, "dyrere": 20.0, "familie": 20.0, "tabel": 20.0}
ALL_TABLES = "*"
IMPOSSIBLE = "små tal kunne ikke skjules på anden måde"
UNDESCRIBED = "tabellen er ikke beskrevet for diskretioneringen"
UNKNOWN = "anden:"
NO_TIME = "skjulningen kunne ikke efterprøves inden for tiden"


@dataclass(frozen=True)
class Choice:
    """Which counts are suppressed (n); ``tables`` that are withheld whole (`ALL_TABLES`: every one); ``reasons`` why.

    ``reasons``: by table (as `System.shown` names them) what was withheld of it and why, in Danish.
    """

    suppressed: NDArray[np.bool_]
    tables: frozenset[str] = frozenset()
    reasons: dict[str, str] = field(default_factory=dict)

    @classmethod
    def nothing(cls, why: str, suppressed: NDArray[np.bool_] | None = None) -> "Choice":
        """Every table withheld."""
        hidden = np.zeros(0, dtype=bool) if suppressed is None else suppressed
        return cls(hidden, frozenset({ALL_TABLES}), {ALL_TABLES: why})

    def reason(self, table: str) -> str:
        """Why something of ``table`` is withheld; empty where nothing is."""
        return self.reasons.get(table, self.reasons.get(ALL_TABLES, ""))

    def withholds(self, table: str) -> bool:
        """Whether no figure of ``table`` may leave."""
        return table in self.tables or ALL_TABLES in self.tables


def choose_safely(
    system: System, min_cell: int, budget: Budget | None = None, also: NDArray[np.bool_] | None = None
) -> Choice:
    """The first rung of the ladder that the attacker finds nothing in; the last shows nothing, and needs no proof.

    Args:
        system: the counts.
        min_cell: the fewest persons that are told.
        budget: the time there is, `SECONDS` by default.
        also: (n) counts that are suppressed whatever they are.
    """
    budget = budget or Budget(SECONDS)
    culprits = np.zeros(0, dtype=np.int64)
    unknown = _unknown(system)
    why = ""
    for rung, seconds in SHARES.items():
        if rung == "dyrere" and why == NO_TIME:
            continue  # it would take longer still
        withheld, tables, reasons = _withheld(system, rung, culprits, why)
        withheld, tables = withheld | _only_in(system, unknown), tables | unknown
        withheld = withheld if also is None else withheld | also
        reasons = dict.fromkeys(unknown, UNDESCRIBED) | reasons
        try:
            return Choice(choose(system, min_cell, withheld, budget.share(seconds)), tables, reasons)
        except UnsafeError as failure:
            culprits = np.union1d(culprits, failure.counts)
            why = IMPOSSIBLE if failure.in_time else NO_TIME
    return Choice.nothing(why, system.tabulated.copy())


def _withheld(
    system: System, rung: str, culprits: NDArray[np.int64], why: str
) -> tuple[NDArray[np.bool_], frozenset[str], dict[str, str]]:
    """Counts (n) that a rung suppresses in advance, tables that it withholds, and the reason for each table."""
    if rung == "dyrere":
        return _bound_to(system, culprits), frozenset(), {}
    if rung == "familie":
        families = sorted({system.names[i][0] for i in culprits})
        hidden = system.tabulated & np.isin([name[0] for name in system.names], families)
        reason = f"alle tal om {', '.join(families)}: {why}"
        return hidden, frozenset(), dict.fromkeys(_tables_with(system, hidden), reason)
    if rung == "tabel":
        tables = frozenset(_tables_with(system, np.isin(np.arange(len(system.names)), culprits)))
        return _only_in(system, tables), tables, dict.fromkeys(tables, f"hele tabellen: {why}")
    return np.zeros(len(system.names), dtype=bool), frozenset(), {}


def _bound_to(system: System, culprits: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Counts that stand in a relation with one of ``culprits``."""
    rows = abs(system.matrix[:, culprits]).sum(axis=1) > 0
    return system.tabulated & (abs(system.matrix[rows]).sum(axis=0) > 0)


def _tables_with(system: System, counts: NDArray[np.bool_]) -> list[str]:
    if not system.shown.height:
        return []
    shown = system.shown.filter(pl.Series(counts[system.shown["celle"].to_numpy()]))
    return sorted(shown["tabel"].unique().to_list())


def _unknown(system: System) -> frozenset[str]:
    """Tables whose counts have no name that binds them to other tables: those could give them away."""
    strangers = np.array([name[0].startswith(UNKNOWN) for name in system.names], dtype=bool)
    return frozenset(_tables_with(system, strangers))


def _only_in(system: System, tables: frozenset[str]) -> NDArray[np.bool_]:
    """Counts that no other table shows: those of the others are known all the same."""
    if not tables:
        return np.zeros(len(system.names), dtype=bool)
    inside = system.shown["tabel"].is_in(sorted(tables)).to_numpy()
    cells = system.shown["celle"].to_numpy()
    hidden = np.zeros(len(system.names), dtype=bool)
    hidden[cells[inside]] = True
    hidden[cells[~inside]] = False
    return hidden
