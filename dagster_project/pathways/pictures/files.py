"""Which pictures there are, what they are called, and where their numbers come from."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import polars as pl

from dagster_project.pathways.pictures.draw import index_plot
from dagster_project.pathways.pictures.palette import legend_of
from dagster_project.pathways.tables import ALL, POOLED, SEPARATE, Sequences, read_sequences
from dagster_project.study import Study


@dataclass(frozen=True)
class Pathway:
    """One pathway of one analysis: ``kommune`` is a code, or ``alle`` in the pooled analysis."""

    analyse: str
    kommune: str
    forloebstype: str

    @property
    def file(self) -> str:
        """Name of the picture of this pathway; the report finds it by that."""
        return f"{self.analyse}_{self.kommune}_{self.forloebstype}.png"


def write_pictures(con: duckdb.DuckDBPyConnection, study: Study, folder: Path) -> list[Path]:
    """Draw the persons of every pathway of both analyses into ``folder``, and remove what else lies there.

    Args:
        con: the warehouse after `build_groups`.
        study: of the run.
        folder: ``$VEJE_HOME/rapport/billeder``; created 0700.

    Returns:
        The files, named ``{analyse}_{kommune}_{forloebstype}.png``.

    Index plots show single persons: nothing of this folder leaves ``$VEJE_HOME/rapport``.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sequences = read_sequences(con, study)
    labels = con.sql("SELECT * FROM kode.tilstand WHERE alfabet = $a", params={"a": study.alfabet}).pl()
    occurring = [sequences.alphabet[number] for number in np.unique(sequences.states)]
    legend = legend_of(occurring, labels)
    # The same legend everywhere: the states that occur in the study, not those of one pathway.
    place = np.zeros(len(sequences.alphabet), dtype=np.int8)
    for at, (state, _, _) in enumerate(legend):
        place[sequences.alphabet.index(state)] = at
    written = []
    for pathway, rows in _pathways(con, study, sequences):
        written.append(folder / pathway.file)
        index_plot(written[-1], place[sequences.states[rows]], legend)
    for old in set(folder.glob("*.*")) - set(written):
        old.unlink()
    return written


def _pathways(
    con: duckdb.DuckDBPyConnection, study: Study, sequences: Sequences
) -> Iterator[tuple[Pathway, np.ndarray[tuple[int], np.dtype[np.int64]]]]:
    """Every pathway with the rows of its persons, pooled analysis first, in the order of the study and the names."""
    groups = con.sql('SELECT "analyse", person_id, forloebstype FROM forloeb.gruppe').pl()
    names = con.sql("SELECT raekkefoelge, forloebstype FROM kode.forloebsnavn ORDER BY raekkefoelge").pl()
    order = pl.DataFrame({"person_id": sequences.person_ids.astype(str), "kommune": sequences.kommuner.astype(str)})
    for analyse, kommune in [(POOLED, ALL), *((SEPARATE, code) for code in study.kommuner)]:
        members = order.with_row_index("row").join(groups.filter(pl.col("analyse") == analyse), on="person_id")
        members = members if kommune == ALL else members.filter(pl.col("kommune") == kommune)
        for name in names.unique("forloebstype", keep="first").sort("raekkefoelge")["forloebstype"]:
            rows = members.filter(pl.col("forloebstype") == name)["row"].sort().to_numpy().astype(np.int64)
            if len(rows):
                yield Pathway(analyse, kommune, name), rows
