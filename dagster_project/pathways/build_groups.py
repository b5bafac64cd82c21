"""Groups in the warehouse: who is in which, and how good they are. How sure they are, is in `build_uncertainty`."""

import duckdb
import numpy as np
import polars as pl

from dagster_project.pathways.analyses import NamedAnalysis, analyses_of
from dagster_project.pathways.tables import POOLED, write_table
from dagster_project.sequences.choice import beats_on_every_vote, is_eligible
from dagster_project.sequences.method import DEFAULT, Method
from dagster_project.sequences.quality import STATISTICS, quality_by_k, silhouettes_of_rows
from dagster_project.sequences.stability import SCHEMA as STABILITY_SCHEMA
from dagster_project.sequences.stability import stability
from dagster_project.study import Study

GROUP_SCHEMA = {
    "person_id": pl.String,
    "analyse": pl.String,
    "kommune": pl.String,
    "klynge": pl.Int32,
    "forloebstype": pl.String,
    "silhuet": pl.Float64,
    "kerne": pl.Boolean,
}
KEY_SCHEMA: dict[str, type[pl.DataType]] = {"analyse": pl.String, "kommune": pl.String}
QUALITY_SCHEMA: dict[str, type[pl.DataType]] = {
    "k": pl.Int32,
    **dict.fromkeys((name.lower() for name in STATISTICS), pl.Float64),
    "mindste_andel": pl.Float64,
    "uden_smaa_grupper": pl.Boolean,
    "bedre_end_valgt": pl.Boolean,
    "valgt": pl.Boolean,
    "metode": pl.String,
}


def build_groups(con: duckdb.DuckDBPyConnection, study: Study, *, method: Method = DEFAULT) -> None:
    """Write ``forloeb.gruppe`` and the marts of the cluster analyses, for the pooled and the separate ones.

    ``kommune`` of ``gruppe`` is the person's; of the marts the municipality of the analysis, or ``alle``. Where every
    number of groups makes small ones, a municipality has no analysis of its own: its persons keep the group of the
    pooled one, and no row of ``marts.klyngekvalitet`` is ``valgt``.

    Args:
        con: the warehouse in use, writable, with ``forloeb.kvartal``.
        study: its municipalities and the range of k.
        method: distance, costs and variant of Ward.
    """
    found = analyses_of(con, study, method=method)
    groups, quality = [pl.DataFrame(schema=GROUP_SCHEMA)], [pl.DataFrame(schema=KEY_SCHEMA | QUALITY_SCHEMA)]
    stable = [pl.DataFrame(schema=KEY_SCHEMA | STABILITY_SCHEMA)]
    for one in found:
        key = [pl.lit(one.analyse).alias("analyse"), pl.lit(one.kommune).alias("kommune")]
        source = one if one.carries else found[0]
        groups.append(_members(source, one).with_columns(key[0]).select(list(GROUP_SCHEMA)))
        quality.append(_quality(one, study.mindste_gruppe).select(*key, pl.all()))
        stable.append(stability(one.analysis, method=method).select(*key, pl.all()))
    write_table(con, "forloeb.gruppe", pl.concat(groups))
    write_table(con, "marts.klyngekvalitet", pl.concat(quality))
    write_table(con, "marts.klyngestabilitet", pl.concat(stable))


def _members(source: NamedAnalysis, wanted: NamedAnalysis) -> pl.DataFrame:
    """Groups of ``source`` of the persons of ``wanted``, whose order both have."""
    members = pl.DataFrame(
        {
            "person_id": source.sequences.person_ids,
            "kommune": source.sequences.kommuner,
            "klynge": source.analysis.labels.astype(np.int32),
            "forloebstype": source.pathways,
            "silhuet": _silhouettes(source),
        }
    ).with_columns(kerne=pl.col("silhuet") >= pl.col("silhuet").median().over("klynge"))
    return members if wanted.analyse == POOLED else members.filter(pl.col("kommune") == wanted.kommune)


def _silhouettes(one: NamedAnalysis) -> pl.Series:
    """How much nearer everybody is to the own group than to the next; NULL where samples took over or all are one."""
    distances, members = one.analysis.distances, one.groups_of_unique
    if distances is None or len(one.names) < 2:
        return pl.Series([None] * len(members), dtype=pl.Float64).gather(one.analysis.index)
    widths = silhouettes_of_rows(distances, members, weights=one.analysis.weights)
    return pl.Series(widths[one.analysis.index])


def _quality(one: NamedAnalysis, smallest: int) -> pl.DataFrame:
    analysis = one.analysis
    rows = [
        {
            "k": k,
            **{name.lower(): statistics[name] for name in STATISTICS},
            "mindste_andel": float(analysis.sizes[k].min() / analysis.weights.sum()),
            "uden_smaa_grupper": is_eligible(analysis.sizes[k], smallest),
            "bedre_end_valgt": analysis.k in analysis.quality and beats_on_every_vote(analysis.quality, k, analysis.k),
            "valgt": k == analysis.k and one.carries,
            "metode": "ward" if analysis.distances is not None else "stikproever",
        }
        for k, statistics in sorted(analysis.quality.items())
    ]
    return pl.DataFrame([*rows, *_published(one, smallest)], schema=QUALITY_SCHEMA)


def _published(one: NamedAnalysis, smallest: int) -> list[dict[str, object]]:
    """The quality of what is shown: groups of one name are one pathway, which no cut of the tree need be."""
    names, merged = np.unique(one.names, return_inverse=True)
    if len(names) < 2 or one.analysis.distances is None or not one.carries:
        return []
    labels = merged[one.groups_of_unique]
    weights = one.analysis.weights
    statistics = quality_by_k(one.analysis.distances, {0: labels}, weights=weights)[0]
    sizes = np.bincount(labels, weights)
    return [
        {
            "k": len(names),
            **{name.lower(): value for name, value in statistics.items()},
            "mindste_andel": float(sizes.min() / sizes.sum()),
            "uden_smaa_grupper": is_eligible(sizes, smallest),
            "bedre_end_valgt": False,
            "valgt": False,
            "metode": "navngivet",
        }
    ]
