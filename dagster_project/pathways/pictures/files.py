"""Which pictures there are, what they are called, and where their numbers come from."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import polars as pl

from dagster_project.pathways.pictures.draw import activity_plot, distribution_plot, index_plot, shares_of
from dagster_project.pathways.pictures.palette import legend_of
from dagster_project.pathways.tables import ALL, POOLED, SEPARATE, Sequences, read_sequences
from dagster_project.study import Study


@dataclass(frozen=True)
class Pathway:
    """One pathway of one analysis: ``kommune`` is a code, or ``alle`` in the pooled analysis."""

    analyse: str
    kommune: str
    forloebstype: str
    title: str

    def file(self, kind: str) -> str:
        """Name of a picture of this pathway; the report finds its pictures by it."""
        return f"{self.analyse}_{self.kommune}_{self.forloebstype}_{kind}.svg"


def write_pictures(con: duckdb.DuckDBPyConnection, study: Study, folder: Path) -> list[Path]:
    """Draw every pathway of both analyses into ``folder``, and remove pictures of pathways that are no more.

    Args:
        con: the warehouse after `build_groups` and, where the study has timing, `build_timing`.
        study: of the run.
        folder: ``$VEJE_HOME/rapport/billeder``; created 0700.

    Returns:
        The files, named ``{analyse}_{kommune}_{forloebstype}_{sekvenser|fordeling|aktivitet}.svg``.

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
        numbers = place[sequences.states[rows]]
        written += [folder / pathway.file("sekvenser"), folder / pathway.file("fordeling")]
        index_plot(written[-2], pathway.title, numbers, legend)
        distribution_plot(written[-1], pathway.title, shares_of(numbers, len(legend)), legend)
        if study.has_timing:
            written.append(folder / pathway.file("aktivitet"))
            activity_plot(written[-1], pathway.title, _activity(con, pathway))
    for old in set(folder.glob("*.svg")) - set(written):
        old.unlink()
    return written


def _pathways(
    con: duckdb.DuckDBPyConnection, study: Study, sequences: Sequences
) -> Iterator[tuple[Pathway, np.ndarray[tuple[int], np.dtype[np.int64]]]]:
    """Every pathway with the rows of its persons, pooled analysis first, in the order of the study and the names."""
    groups = con.sql('SELECT "analyse", person_id, forloebstype FROM forloeb.gruppe').pl()
    names = con.sql("SELECT raekkefoelge, forloebstype, tekst FROM kode.forloebsnavn ORDER BY raekkefoelge").pl()
    places = dict(con.sql("SELECT kom, navn FROM kode.kommune ORDER BY gyldig_fra").fetchall())
    order = pl.DataFrame({"person_id": sequences.person_ids.astype(str), "kommune": sequences.kommuner.astype(str)})
    for analyse, kommune in [(POOLED, ALL), *((SEPARATE, code) for code in study.kommuner)]:
        members = order.with_row_index("row").join(groups.filter(pl.col("analyse") == analyse), on="person_id")
        members = members if kommune == ALL else members.filter(pl.col("kommune") == kommune)
        where = "Alle kommuner" if kommune == ALL else places.get(kommune, kommune)
        for _, name, text in names.unique("forloebstype", keep="first").sort("raekkefoelge").iter_rows():
            rows = members.filter(pl.col("forloebstype") == name)["row"].sort().to_numpy().astype(np.int64)
            if len(rows):
                yield Pathway(analyse, kommune, name, f"{where}: {text}"), rows


def _activity(con: duckdb.DuckDBPyConnection, pathway: Pathway) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """(L,) share with a measure; of the pooled analysis over all municipalities."""
    rows = con.sql(
        """
        SELECT sum(antal) / sum(grundlag) AS andel FROM marts.timing_kvartal
        WHERE "analyse" = $a AND forloebstype = $f AND ($k = 'alle' OR kommune = $k) AND foranstaltning = 'alle'
        GROUP BY kvartal ORDER BY kvartal
        """,
        params={"a": pathway.analyse, "f": pathway.forloebstype, "k": pathway.kommune},
    ).fetchall()
    return np.array([share for (share,) in rows], dtype=np.float64)
