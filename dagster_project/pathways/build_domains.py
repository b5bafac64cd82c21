"""Benefit and measure told together: which careers go with which measures, when both are looked at as one."""

from collections.abc import Iterator

import duckdb
import numpy as np
import polars as pl

from dagster_project.pathways.analyses import NamedAnalysis, analyses_of, name_rules
from dagster_project.pathways.build_timing import measures_in_window
from dagster_project.pathways.names import NameRule, name_partition
from dagster_project.pathways.tables import Sequences, write_table
from dagster_project.sequences.analysis import DEFAULT_KS, Analysis, analyse
from dagster_project.sequences.arguments import States
from dagster_project.sequences.distances import pairwise_distances
from dagster_project.sequences.domains import COMBINATIONS, distance_correlations
from dagster_project.sequences.method import DEFAULT, Method
from dagster_project.sequences.stability import adjusted_rand
from dagster_project.study import Study

SCHEMA: dict[str, type[pl.DataType]] = {
    "analyse": pl.String,
    "kommune": pl.String,
    "metode": pl.String,
    "k": pl.Int32,
    "klynge": pl.Int32,
    "forloebstype": pl.String,
    "antal": pl.Int64,
    "grundlag": pl.Int64,
    "aktive_kvartaler": pl.Float64,
    "asw": pl.Float64,
    "ari_ydelse": pl.Float64,
    "pearson": pl.Float64,
    "spearman": pl.Float64,
}
DANISH = {"costs": "omkostninger", "distances": "afstande"}
NO_MEASURE = 0
# Above so many unique pairs the two trees would take longer than all other analyses together.
MOST_UNIQUE = 6_000

_MEASURES = """
    SELECT person_id, foranstaltning, startdto, slutdto FROM intermediate.int_amfora__foranstaltning WHERE lab
"""


def build_domains(con: duckdb.DuckDBPyConnection, study: Study, *, method: Method = DEFAULT) -> None:
    """Write ``marts.domaener``: groups of benefit and measure together, by added costs and by added distances.

    Args:
        con: the warehouse, with quarters and the measures of AMFORA.
        study: the study.
        method: distance and tree of each domain.
    """
    rules = name_rules(con)
    found = [one for one in analyses_of(con, study, method=method) if one.carries]
    rows = [row for one in found for row in _together(one, measure_states(con, study, one.sequences), rules, method)]
    write_table(con, "marts.domaener", pl.DataFrame(rows, schema=SCHEMA, orient="row"))


def measure_states(con: duckdb.DuckDBPyConnection, study: Study, sequences: Sequences) -> States:
    """(n, L) the measure of every quarter: `NO_MEASURE`, or the number of the kind that began last of those in it."""
    persons = con.sql("SELECT person_id, afgoerelsesdato FROM forloeb.maalgruppe").pl()
    own = pl.DataFrame({"person_id": sequences.person_ids}, schema={"person_id": pl.String}).with_row_index("nr")
    touching = measures_in_window(con.sql(_MEASURES).pl(), own.join(persons, on="person_id"), study)
    kinds = touching["foranstaltning"].unique().sort().to_list()
    quarters = (
        touching.with_columns(kvartal=pl.int_ranges("fra", pl.col("til") + 1))
        .explode("kvartal")
        .sort("startdto", "foranstaltning", "slutdto")
        .group_by("nr", "kvartal", maintain_order=True)
        .agg(pl.col("foranstaltning").last())
    )
    states = np.full(sequences.states.shape, NO_MEASURE, dtype=np.int8)
    numbers = quarters["foranstaltning"].replace_strict(kinds, range(1, len(kinds) + 1), return_dtype=pl.Int8)
    states[quarters["nr"].to_numpy(), quarters["kvartal"].to_numpy()] = numbers.to_numpy()
    return states


def _together(
    one: NamedAnalysis, measures: States, rules: list[NameRule], method: Method
) -> Iterator[dict[str, object]]:
    both = np.concatenate([one.sequences.states, measures], axis=1)
    if one.analysis.distances is None or len(np.unique(both, axis=0)) > MOST_UNIQUE:
        return
    pearson, spearman = distance_correlations(
        pairwise_distances(one.sequences.states), pairwise_distances(measures), np.ones(len(measures))
    )
    for how in COMBINATIONS:
        found = analyse(
            one.sequences.states,
            one.sequences.person_ids,
            ks=DEFAULT_KS,
            method=method,
            choose=one.choose,
            domains=[measures],
            combine_by=how,
        )
        if found.k == 1:
            continue
        key = {"analyse": one.analyse, "kommune": one.kommune, "metode": DANISH[how], "k": found.k}
        told = {
            "asw": found.quality[found.k]["ASW"],
            "ari_ydelse": adjusted_rand(one.groups, found.labels - 1, np.ones(len(measures))),
            "pearson": pearson if np.isfinite(pearson) else None,
            "spearman": spearman if np.isfinite(spearman) else None,
        }
        for row in _groups(one, found, measures, rules):
            yield key | row | told


def _groups(
    one: NamedAnalysis, found: Analysis, measures: States, rules: list[NameRule]
) -> Iterator[dict[str, object]]:
    """Each group of both: the pathway that its benefits alone would be called, and how long it is in measures."""
    members = found.labels - 1
    names = name_partition(one.sequences.states, members, one.sequences.alphabet, rules)
    sizes = np.bincount(members)
    active = np.bincount(members, (measures != NO_MEASURE).sum(axis=1))
    for group, name in enumerate(names):
        yield {
            "klynge": group + 1,
            "forloebstype": name,
            "antal": int(sizes[group]),
            "grundlag": len(members),
            "aktive_kvartaler": float(active[group] / sizes[group]),
        }
