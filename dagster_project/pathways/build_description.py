"""What the pathways are like: typical sequences, indicators of each person's, and what background explains of them."""

from collections.abc import Iterator

import duckdb
import numpy as np
import polars as pl

from dagster_project.pathways.analyses import NamedAnalysis, analyses_of
from dagster_project.pathways.factors import FACTORS, as_groups, read_factors
from dagster_project.pathways.names import shifts
from dagster_project.pathways.tables import ALL, Sequences, read_sequences, write_table
from dagster_project.sequences.arguments import Ints
from dagster_project.sequences.discrepancy import Discrepancy, discrepancies
from dagster_project.sequences.indicators import sequence_indicators
from dagster_project.sequences.method import DEFAULT, Method
from dagster_project.sequences.representatives import medoids, modal_states
from dagster_project.study import Study

Schema = dict[str, type[pl.DataType]]
KEY: Schema = {"analyse": pl.String, "kommune": pl.String}
TYPICAL: Schema = KEY | {
    "forloebstype": pl.String,
    "kvartal": pl.Int32,
    "modal_tilstand": pl.String,
    "antal": pl.Int64,
    "grundlag": pl.Int64,
    "andel": pl.Float64,
    "medoid_tilstand": pl.String,
    "medoid_antal": pl.Int64,
}
DISCREPANCY: Schema = KEY | {
    "kvartal": pl.Int32,
    "faktor": pl.String,
    "pseudo_f": pl.Float64,
    "pseudo_r2": pl.Float64,
    "p": pl.Float64,
    "grupper": pl.Int32,
    "grundlag": pl.Int64,
    "mindste_gruppe": pl.Int64,
}
# What the indicators are called in the warehouse.
DANISH = {
    "entropy": "entropi",
    "turbulence": "turbulens",
    "complexity": "kompleksitet",
    "volatility": "volatilitet",
    "precarity": "prekaritet",
}


def build_description(con: duckdb.DuckDBPyConnection, study: Study, *, method: Method = DEFAULT) -> None:
    """Write ``forloeb.indikator``, ``marts.typisk_forloeb`` and ``marts.diskrepans``.

    Args:
        con: the warehouse, with quarters and the background of the target group.
        study: the study.
        method: that its groups were made with.
    """
    write_table(con, "forloeb.indikator", indicators_of(read_sequences(con, study), ranks_of(con, study)))
    found = [one for one in analyses_of(con, study, method=method) if one.carries]
    typical = [row for one in found for row in _typical(one)]
    write_table(con, "marts.typisk_forloeb", pl.DataFrame(typical, schema=TYPICAL, orient="row"))
    explained = [row for one in found for row in _explained(one, read_factors(con, one.sequences.person_ids))]
    write_table(con, "marts.diskrepans", pl.DataFrame(explained, schema=DISCREPANCY, orient="row"))


def ranks_of(con: duckdb.DuckDBPyConnection, study: Study) -> dict[str, float | None]:
    """How insecure each state is, by the code list ``tilstand``; a list of the user's without it has none."""
    columns = {name for name, *_ in con.sql("DESCRIBE kode.tilstand").fetchall()}
    if "prekaritet" not in columns:
        return {}
    rows = con.execute(
        "SELECT tilstand, TRY_CAST(prekaritet AS DOUBLE) FROM kode.tilstand WHERE alfabet = ?", [study.alfabet]
    ).fetchall()
    return dict(rows)


def indicators_of(sequences: Sequences, ranks: dict[str, float | None]) -> pl.DataFrame:
    """``forloeb.indikator``: a row a person, in their order.

    Args:
        sequences: of the study's municipalities.
        ranks: state -> how insecure; without two that differ there is no precarity (NULL).
    """
    schema: Schema = {"person_id": pl.String, "skift": pl.Int32, **dict.fromkeys(DANISH.values(), pl.Float64)}
    if not len(sequences.person_ids):
        return pl.DataFrame(schema=schema)
    given = [ranks.get(state) for state in sequences.alphabet]
    comparable = len({rank for rank in given if rank is not None}) > 1
    found = sequence_indicators(sequences.states, len(given), ranks=given if comparable else None)
    columns = {DANISH[name]: values for name, values in found.items()}
    frame = pl.DataFrame({"person_id": sequences.person_ids, "skift": shifts(sequences.states), **columns})
    return frame.cast(schema).fill_nan(None)  # type: ignore[arg-type]


def _typical(one: NamedAnalysis) -> Iterator[dict[str, object]]:
    """The state most are in and the medoid's, quarter by quarter, of every pathway (groups of one name are one)."""
    names, merged = np.unique(one.names, return_inverse=True)
    members, alphabet = merged[one.groups], one.sequences.alphabet
    states, counts = modal_states(one.sequences.states, members, len(alphabet))
    sizes = np.bincount(members)
    central = _medoids(one, merged[one.groups_of_unique])
    for group, name in enumerate(names):
        for quarter in range(states.shape[1]):
            yield {
                "analyse": one.analyse,
                "kommune": one.kommune,
                "forloebstype": name,
                "kvartal": quarter + 1,
                "modal_tilstand": alphabet[states[group, quarter]],
                "antal": int(counts[group, quarter]),
                "grundlag": int(sizes[group]),
                "andel": float(counts[group, quarter] / sizes[group]),
                "medoid_tilstand": None if central is None else alphabet[one.analysis.unique[central[group], quarter]],
                "medoid_antal": None if central is None else int(one.analysis.weights[central[group]]),
            }


def _medoids(one: NamedAnalysis, groups: Ints) -> Ints | None:
    """(g,) unique sequence nearest to all of each pathway; None where there are no distances between all pairs."""
    if one.analysis.distances is None:
        return None
    return medoids(one.analysis.distances, groups, weights=one.analysis.weights)


def _explained(one: NamedAnalysis, factors: pl.DataFrame) -> Iterator[dict[str, object]]:
    """Each factor's share of the differences between whole sequences, and between states in every quarter."""
    # In the analysis of one municipality the municipality explains nothing.
    asked = {name: as_groups(factors[name]) for name in FACTORS if name != "kommune" or one.kommune == ALL}
    if one.analysis.distances is not None:
        found = discrepancies(one.analysis.distances, one.analysis.index, asked)
        yield from _rows(one, None, found, {name: smallest_group(groups) for name, groups in asked.items()})
    states = one.sequences.states.astype(np.int64)
    count = int(states.max()) + 1
    apart = np.ones(count * (count - 1) // 2)
    for quarter in range(states.shape[1]):
        now = states[:, quarter]
        smallest = {name: smallest_group(groups, now) for name, groups in asked.items()}
        yield from _rows(one, quarter + 1, discrepancies(apart, now, asked), smallest)


def smallest_group(groups: Ints, states: Ints | None = None) -> int | None:
    """Persons in the smallest group that somebody is in, of each state by itself where there are states; None of none.

    Args:
        groups: (n,) group of every person; below 0 is in none.
        states: (n,) state of every person.
    """
    known = groups >= 0
    cells = groups[known] if states is None else groups[known] * (int(states.max()) + 1) + states[known]
    counts = np.bincount(cells)
    return int(counts[counts > 0].min()) if len(cells) else None


def _rows(
    one: NamedAnalysis, quarter: int | None, found: dict[str, Discrepancy], smallest: dict[str, int | None]
) -> Iterator[dict[str, object]]:
    for name, told in found.items():
        yield {
            "analyse": one.analyse,
            "kommune": one.kommune,
            "kvartal": quarter,
            "faktor": name,
            "pseudo_f": _known(told.pseudo_f),
            "pseudo_r2": _known(told.pseudo_r2),
            "p": _known(told.p),
            "grupper": told.groups,
            "grundlag": told.persons,
            "mindste_gruppe": smallest[name],
        }


def _known(value: float) -> float | None:
    return value if np.isfinite(value) else None
