"""The cluster analyses of a study: all municipalities together, and each that can carry groups of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import duckdb
import numpy as np
from numpy.typing import NDArray

from dagster_project.pathways.names import NameRule, as_rules, name_partition
from dagster_project.pathways.tables import ALL, POOLED, SEPARATE, Sequences, read_sequences
from dagster_project.sequences.analysis import DEFAULT_KS, Analysis, Choice, analyse
from dagster_project.sequences.arguments import Ints
from dagster_project.sequences.choice import choose_k, is_eligible
from dagster_project.sequences.method import DEFAULT, Method
from dagster_project.study import Study


@dataclass(frozen=True)
class NamedAnalysis:
    """One analysis, and what its groups are called.

    Attributes:
        analyse: `POOLED` or `SEPARATE`.
        kommune: the municipality, or `ALL`.
        sequences: what was analysed.
        analysis: its outcome.
        names: (k,) pathway of every group 0..k-1; two groups may have one name.
        fixed_k: number of groups that the study file asks for.
        choose: the rule for k.
        carries: whether its groups are large enough to be shown; a municipality's that are not give way to the pooled.
    """

    analyse: str
    kommune: str
    sequences: Sequences
    analysis: Analysis
    names: NDArray[np.object_]
    fixed_k: int | None
    choose: Choice
    carries: bool

    @property
    def groups(self) -> Ints:
        """(n,) group 0..k-1 of every person."""
        return self.analysis.labels - 1

    @property
    def pathways(self) -> NDArray[np.object_]:
        """(n,) pathway of every person."""
        return np.asarray(self.names[self.groups])

    @property
    def groups_of_unique(self) -> Ints:
        """(u,) group 0..k-1 of every unique sequence."""
        members = np.empty(len(self.analysis.weights), dtype=np.int64)
        members[self.analysis.index] = self.groups
        return members


def analyses_of(con: duckdb.DuckDBPyConnection, study: Study, *, method: Method = DEFAULT) -> list[NamedAnalysis]:
    """Every analysis of the sequences of the warehouse, the pooled one first."""
    return list(analyse_study(read_sequences(con, study), study, name_rules(con), method=method))


def _wished(study: Study, name: str, chosen: Sequences) -> int | None:
    """The number of groups that the study wishes, as far as there are different sequences for it."""
    wished = study.antal_grupper.get(name)
    return None if wished is None else min(wished, len(np.unique(chosen.states, axis=0)))


def name_rules(con: duckdb.DuckDBPyConnection) -> list[NameRule]:
    """The rules of the names as the code list has them."""
    return as_rules(con.sql("SELECT * FROM kode.forloebsnavn").pl())


def analyse_study(
    sequences: Sequences, study: Study, rules: list[NameRule], *, method: Method = DEFAULT
) -> Iterator[NamedAnalysis]:
    """The pooled analysis, then each municipality's, in the study's order; those without a sequence are left out."""
    choose = partial(choose_k, smallest=study.mindste_gruppe)
    for name, kommune in [(POOLED, ALL), *((SEPARATE, kommune) for kommune in study.kommuner)]:
        chosen = sequences.of(kommune)
        if not len(chosen.person_ids):
            continue
        fixed = _wished(study, POOLED if name == POOLED else kommune, chosen)
        found = analyse(
            chosen.states,
            chosen.person_ids,
            ks=DEFAULT_KS,
            method=method,
            fixed_k=fixed,
            choose=choose,
            alphabet=chosen.alphabet,
        )
        carries = fixed is not None or found.k == 1 or is_eligible(found.sizes[found.k], study.mindste_gruppe)
        if name == POOLED and not carries:
            # Nothing to give way to: all are one group.
            found, carries = analyse(chosen.states, chosen.person_ids, fixed_k=1, alphabet=chosen.alphabet), True
        names = name_partition(chosen.states, found.labels - 1, chosen.alphabet, rules)
        yield NamedAnalysis(name, kommune, chosen, found, names, fixed, choose, carries)
