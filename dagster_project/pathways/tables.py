"""Frames in and out of the warehouse, and sequences as arrays."""

from dataclasses import dataclass

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray

from dagster_project.sequences.arguments import States
from dagster_project.sequences.quarters import BLANK_STATE
from dagster_project.study import Study

# The analysis of all, and of each municipality by itself; `ALL` stands for no single municipality.
POOLED, SEPARATE, ALL = "samlet", "kommune", "alle"


@dataclass(frozen=True)
class Sequences:
    """Sequences of the study's municipalities: ``person_ids`` (n,) ascending, ``kommuner`` (n,), ``states`` (n, L).

    States are numbered by the place of their name in ``alphabet``, which is in alphabetical order.
    """

    person_ids: NDArray[np.object_]
    kommuner: NDArray[np.object_]
    states: States
    alphabet: list[str]

    def of(self, kommune: str) -> "Sequences":
        """Those of one municipality; of `ALL` all of them."""
        if kommune == ALL:
            return self
        chosen = self.kommuner == kommune
        return Sequences(self.person_ids[chosen], self.kommuner[chosen], self.states[chosen], self.alphabet)


def write_table(con: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame) -> None:
    """Replace ``table`` by ``rows``, in their order."""
    con.register("_rows", rows)
    try:
        con.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM _rows")
    finally:
        con.unregister("_rows")


def read_sequences(con: duckdb.DuckDBPyConnection, study: Study) -> Sequences:
    """The sequences of ``forloeb.kvartal`` of persons in the study's municipalities."""
    rows = con.sql(
        """
        SELECT kvartal.person_id, maalgruppe.kommune, kvartal.tilstand
        FROM forloeb.kvartal INNER JOIN forloeb.maalgruppe USING (person_id)
        WHERE list_contains($kommuner, maalgruppe.kommune)
        ORDER BY kvartal.person_id, kvartal.kvartal
        """,
        params={"kommuner": list(study.kommuner)},
    ).pl()
    alphabet = alphabet_of(con, study)
    numbers = {state: number for number, state in enumerate(alphabet)}
    persons = rows[:: study.kvartaler]
    states = rows["tilstand"].replace_strict(numbers, return_dtype=pl.Int8).to_numpy().reshape(-1, study.kvartaler)
    return Sequences(persons["person_id"].to_numpy(), persons["kommune"].to_numpy(), states, alphabet)


def alphabet_of(con: duckdb.DuckDBPyConnection, study: Study) -> list[str]:
    """The states of the study's alphabet in alphabetical order: numbers of states depend on nothing else."""
    rows = con.sql(f"SELECT DISTINCT {study.alfabet} AS tilstand FROM kode.dream_ydelse").fetchall()
    return sorted({str(state) for (state,) in rows} | {BLANK_STATE})
