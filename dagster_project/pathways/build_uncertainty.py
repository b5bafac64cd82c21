"""How much hangs on what: the marts that say how sure the groups, their number and their names are."""

from collections import Counter
from collections.abc import Iterable

import duckdb
import numpy as np
import polars as pl
from scipy.spatial.distance import squareform

from dagster_project.pathways.analyses import NamedAnalysis, analyses_of, name_rules
from dagster_project.pathways.factors import read_factors
from dagster_project.pathways.membership import SCHEMA as MODEL_SCHEMA
from dagster_project.pathways.membership import membership
from dagster_project.pathways.name_sensitivity import SCHEMA as NAME_SCHEMA
from dagster_project.pathways.name_sensitivity import name_sensitivity
from dagster_project.pathways.names import NameRule, name_partition
from dagster_project.pathways.tables import write_table
from dagster_project.sequences.analysis import DEFAULT_KS
from dagster_project.sequences.arguments import Floats, Ints
from dagster_project.sequences.method import DEFAULT, Method, distances_between, partition, settle_for, sizes_of
from dagster_project.sequences.null_models import MEASURED, MODELS, null_quality, standardised
from dagster_project.sequences.pam import medoids_from
from dagster_project.sequences.quality import quality_by_k
from dagster_project.sequences.resampling import Resample, bootstrap, nearest_group
from dagster_project.sequences.stability import adjusted_rand
from dagster_project.study import Study

Schema = dict[str, type[pl.DataType]]
KEY: Schema = {"analyse": pl.String, "kommune": pl.String}
BOOTSTRAP: Schema = KEY | {
    "klynge": pl.Int32,
    "forloebstype": pl.String,
    "gentagelser": pl.Int32,
    "k_fordeling": pl.String,
    "jaccard_middel": pl.Float64,
    "jaccard_p5": pl.Float64,
    "person_andel": pl.Float64,
}
NULL: Schema = KEY | {
    "model": pl.String,
    "k": pl.Int32,
    "statistik": pl.String,
    "vaerdi": pl.Float64,
    "nul_middel": pl.Float64,
    "nul_stoerst": pl.Float64,
    "standardiseret": pl.Float64,
}
METHOD: Schema = KEY | {
    "metode": pl.String,
    "k": pl.Int32,
    "ari": pl.Float64,
    "asw": pl.Float64,
    "andel_samme_forloebstype": pl.Float64,
}
# Distances and costs of the comparison; the study's own is the first.
DISTANCES: dict[str, Method] = {
    "om_2_1": Method(),
    "om_trate": Method(substitution="trate"),
    "hamming": Method(distance="ham"),
    "dhd": Method(distance="dhd"),
    "lcs": Method(distance="lcs"),
    "omspell": Method(distance="omspell"),
    "chi2": Method(distance="chi2"),
}
# Above so many unique sequences every further method is another square matrix: only Ward is compared.
MOST_FOR_PAM = 3_000
# Above so many the sets without structure are drawn for a part of the quality's cost no longer: fewer are.
MANY_UNIQUE = 5_000
FEW_SETS = 10


def build_uncertainty(con: duckdb.DuckDBPyConnection, study: Study, *, method: Method = DEFAULT) -> None:
    """Write ``marts.klyngeusikkerhed, klyngenulmodel, metodefoelsomhed, navnefoelsomhed, forloebstype_model``.

    The model of membership stands here for its intervals: they come of the same samples.

    Args:
        con: the warehouse, with the quarters.
        study: the study.
        method: that its groups were made with.
    """
    rules = name_rules(con)
    found = [one for one in analyses_of(con, study, method=method) if one.carries]
    samples = [_samples(one, method) for one in found]
    drawn = list(zip(found, samples, strict=True))
    write_table(con, "marts.klyngeusikkerhed", _frame(BOOTSTRAP, (_resampled(*one, rules) for one in drawn)))
    # One municipality's persons are too few for every level of every factor: the model is of all together.
    model = (membership(*one, rules, read_factors(con, one[0].sequences.person_ids)) for one in drawn[:1])
    write_table(con, "marts.forloebstype_model", _frame(KEY | MODEL_SCHEMA, model))
    write_table(con, "marts.klyngenulmodel", _frame(NULL, (_against_chance(one, method) for one in found)))
    write_table(con, "marts.metodefoelsomhed", _frame(METHOD, (_other_methods(one, rules) for one in found)))
    names = (name_sensitivity(one, rules) for one in found)
    write_table(con, "marts.navnefoelsomhed", _frame(KEY | NAME_SCHEMA, names))


def _frame(schema: Schema, lots: Iterable[Iterable[dict[str, object]]]) -> pl.DataFrame:
    return pl.DataFrame([row for lot in lots for row in lot], schema=schema, orient="row")


def _key(one: NamedAnalysis) -> dict[str, object]:
    return {"analyse": one.analyse, "kommune": one.kommune}


def _samples(one: NamedAnalysis, method: Method) -> list[Resample]:
    return bootstrap(one.analysis, ks=DEFAULT_KS, method=method, fixed_k=one.fixed_k, choose=one.choose)


def _resampled(one: NamedAnalysis, samples: list[Resample], rules: list[NameRule]) -> list[dict[str, object]]:
    if not samples:
        return []
    members, count = one.groups_of_unique, len(one.names)
    similar = np.stack([nearest_group(sample, members, count) for sample in samples])
    same = np.stack([_same_pathway(one, members, sample, rules) for sample in samples])
    numbers = Counter(sample.k for sample in samples)
    spread = ", ".join(f"{k}: {number}" for k, number in sorted(numbers.items()))
    return [
        {
            **_key(one),
            "klynge": group + 1,
            "forloebstype": one.names[group],
            "gentagelser": len(samples),
            "k_fordeling": spread,
            "jaccard_middel": float(np.nanmean(similar[:, group])),
            "jaccard_p5": float(np.nanquantile(similar[:, group], 0.05)),
            "person_andel": float(np.nanmean(same[:, group])),
        }
        for group in range(count)
    ]


def _same_pathway(one: NamedAnalysis, members: Ints, sample: Resample, rules: list[NameRule]) -> Floats:
    """(k,) share of each group's persons in the sample who have their pathway there too."""
    alphabet = one.sequences.alphabet
    named = name_partition(one.analysis.unique[sample.rows], sample.labels, alphabet, rules, weights=sample.counts)
    own = members[sample.rows]
    kept = named[sample.labels] == one.names[own]
    drawn = np.bincount(own, sample.counts, minlength=len(one.names))
    hits = np.bincount(own, sample.counts * kept, minlength=len(one.names))
    return np.asarray(np.divide(hits, drawn, out=np.full(len(drawn), np.nan), where=drawn > 0), dtype=np.float64)


def _against_chance(one: NamedAnalysis, method: Method) -> list[dict[str, object]]:
    quality = one.analysis.quality
    if one.analysis.distances is None or not quality:
        return []
    sets = {} if len(one.analysis.weights) <= MANY_UNIQUE else {"sets": FEW_SETS}
    rows = []
    for model in MODELS:
        null = null_quality(one.sequences.states, ks=sorted(quality), model=model, method=method, **sets)
        for k, statistics in sorted(quality.items()):
            for name in MEASURED:
                values = [value for value in null[k][name] if np.isfinite(value)]
                rows.append(
                    {
                        **_key(one),
                        "model": model,
                        "k": k,
                        "statistik": name.lower(),
                        "vaerdi": statistics[name],
                        "nul_middel": float(np.mean(values)) if values else None,
                        "nul_stoerst": max(values, default=None),
                        "standardiseret": standardised(statistics[name], values),
                    }
                )
    return rows


def _other_methods(one: NamedAnalysis, rules: list[NameRule]) -> list[dict[str, object]]:
    """The same persons by other distances, trees and medoids, each with the k that its own table speaks for."""
    if one.analysis.distances is None or not one.analysis.quality:
        return []
    ks = sorted({k for k in DEFAULT_KS if k <= len(one.analysis.weights)} | {one.fixed_k or one.analysis.k})
    return [row for name, method in DISTANCES.items() for row in _by_one_distance(one, rules, name, method, ks)]


def _by_one_distance(
    one: NamedAnalysis, rules: list[NameRule], name: str, method: Method, ks: list[int]
) -> list[dict[str, object]]:
    unique, weights, alphabet = one.analysis.unique, one.analysis.weights, one.sequences.alphabet
    measure = settle_for(one.sequences.states, method)
    if len(unique) > method.most_exact(measure):
        return []
    distances = distances_between(unique, measure)
    made = {"ward": partition(unique, weights, distances, ks=ks, method=method, alphabet=alphabet)}
    if len(weights) <= MOST_FOR_PAM:
        square = np.asarray(squareform(distances), dtype=np.float64)
        made["pam"] = {k: medoids_from(square, weights, made["ward"][k]) for k in ks}
    published = one.names[one.groups_of_unique]
    rows = []
    for algorithm, groups in made.items():
        quality = quality_by_k(distances, groups, weights=weights)
        k = one.fixed_k or one.choose(quality, sizes_of(groups, weights))
        named = name_partition(unique, groups[k], alphabet, rules, weights=weights)
        same = float(weights @ (named[groups[k]] == published) / weights.sum())
        rows.append(
            {
                **_key(one),
                "metode": f"{name}_{algorithm}",
                "k": k,
                "ari": adjusted_rand(one.groups_of_unique, groups[k], weights),
                "asw": quality[k]["ASW"],
                "andel_samme_forloebstype": same,
            }
        )
    return rows
