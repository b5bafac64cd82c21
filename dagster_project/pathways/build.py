"""Sequences of the warehouse: quarters of everybody, groups of the study's municipalities.

Reads what dbt built, calls the library, writes ``forloeb.*`` and the marts of the cluster analyses. Timing of measures
is in `build_timing`.
"""

from collections.abc import Iterator

import duckdb
import numpy as np
import polars as pl

from dagster_project.pathways.build_timing import build_timing
from dagster_project.pathways.names import NameRule, as_rules, mean_quarters, name_groups, shifts
from dagster_project.pathways.tables import ALL, POOLED, SEPARATE, Sequences, read_sequences, write_table
from dagster_project.sequences.analysis import DEFAULT, Analysis, Method, analyse
from dagster_project.sequences.choice import has_no_small_group
from dagster_project.sequences.quality import STATISTICS
from dagster_project.sequences.quarters import quarter_states
from dagster_project.sequences.stability import SCHEMA as STABILITY_SCHEMA
from dagster_project.sequences.stability import stability
from dagster_project.study import Study

__all__ = ["build_groups", "build_quarters", "build_timing"]

GROUP_SCHEMA = {
    "person_id": pl.String,
    "analyse": pl.String,
    "kommune": pl.String,
    "klynge": pl.Int32,
    "forloebstype": pl.String,
}
KEY_SCHEMA: dict[str, type[pl.DataType]] = {"analyse": pl.String, "kommune": pl.String}
QUALITY_SCHEMA: dict[str, type[pl.DataType]] = {
    "k": pl.Int32,
    **dict.fromkeys((name.lower() for name in STATISTICS), pl.Float64),
    "mindste_andel": pl.Float64,
    "uden_smaa_grupper": pl.Boolean,
    "valgt": pl.Boolean,
    "metode": pl.String,
}


def build_quarters(con: duckdb.DuckDBPyConnection, study: Study) -> None:
    """Write ``forloeb.kvartal(person_id, kvartal, tilstand)`` for the whole målgruppe.

    A person without a DREAM row has no sequence. Nor has one whose row lacks a week column that the sequence needs: a
    gate compares persons with weeks and persons with a sequence, and stops.

    Raises:
        SequenceError: for a DREAM code that the code list does not know.
    """
    persons = con.sql(
        """
        SELECT row_number() OVER (ORDER BY person_id) AS nr, person_id, afgoerelsesdato
        FROM forloeb.maalgruppe
        INNER JOIN (
            SELECT person_id FROM intermediate.int_dream__uge
            GROUP BY person_id HAVING count(ydelse) = count(*)
        ) USING (person_id)
        """
    ).pl()
    con.register("_persons", persons)
    weeks = con.sql(
        """
        SELECT _persons.nr AS person_id, uge.uge, uge.ydelse
        FROM intermediate.int_dream__uge AS uge INNER JOIN _persons USING (person_id)
        """
    ).pl()
    con.unregister("_persons")
    codes = con.sql(f"SELECT kode, {study.alfabet} AS tilstand, gyldig_fra, gyldig_til FROM kode.dream_ydelse").pl()
    grants = persons.select(pl.col("nr").alias("person_id"), "afgoerelsesdato")
    states = quarter_states(
        weeks, grants, codes, quarters=study.kvartaler, weeks_per_quarter=study.uger_pr_kvartal
    ).rename({"person_id": "nr"})
    named = states.join(persons.select("nr", "person_id"), on="nr", how="left", maintain_order="left")
    write_table(con, "forloeb.kvartal", named.select("person_id", "kvartal", "tilstand"))


def build_groups(con: duckdb.DuckDBPyConnection, study: Study, *, method: Method = DEFAULT) -> None:
    """Write ``forloeb.gruppe``, ``marts.klyngekvalitet`` and ``marts.klyngestabilitet`` for both analyses.

    ``kommune`` of ``gruppe`` is the person's; of the marts the municipality of the analysis, or ``alle``.
    """
    sequences = read_sequences(con, study)
    rules = as_rules(con.sql("SELECT * FROM kode.forloebsnavn").pl())
    groups = [pl.DataFrame(schema=GROUP_SCHEMA)]
    quality = [pl.DataFrame(schema=KEY_SCHEMA | QUALITY_SCHEMA)]
    stable = [pl.DataFrame(schema=KEY_SCHEMA | STABILITY_SCHEMA)]
    for name, kommune, chosen in analyses(sequences, study):
        analysis = analyse(
            chosen.states,
            chosen.person_ids,
            method=method,
            fixed_k=study.antal_grupper.get(_key(name, kommune)),
            alphabet=chosen.alphabet,
        )
        key = [pl.lit(name).alias("analyse"), pl.lit(kommune).alias("kommune")]
        groups.append(_groups(chosen, analysis, rules).with_columns(key[0]).select(list(GROUP_SCHEMA)))
        quality.append(_quality(analysis).select(*key, pl.all()))
        stable.append(stability(analysis, method=method).select(*key, pl.all()))
    write_table(con, "forloeb.gruppe", pl.concat(groups))
    write_table(con, "marts.klyngekvalitet", pl.concat(quality))
    write_table(con, "marts.klyngestabilitet", pl.concat(stable))


def analyses(sequences: Sequences, study: Study) -> Iterator[tuple[str, str, Sequences]]:
    """Name, municipality and sequences of every analysis that has any: the pooled one, then each municipality's."""
    for name, kommune in [(POOLED, ALL), *((SEPARATE, kommune) for kommune in study.kommuner)]:
        chosen = sequences.of(kommune)
        if len(chosen.person_ids):
            yield name, kommune, chosen


def _key(name: str, kommune: str) -> str:
    return POOLED if name == POOLED else kommune


def _groups(chosen: Sequences, analysis: Analysis, rules: list[NameRule]) -> pl.DataFrame:
    members = analysis.labels - 1
    means = mean_quarters(chosen.states, members, len(chosen.alphabet))
    changes = np.bincount(members, shifts(chosen.states)) / np.bincount(members)
    named = name_groups(
        dict(zip(chosen.alphabet, means.T, strict=True)), changes, rules, periods=chosen.states.shape[1]
    )
    names = np.array(named, dtype=object)
    return pl.DataFrame(
        {
            "person_id": chosen.person_ids,
            "kommune": chosen.kommuner,
            "klynge": analysis.labels.astype(np.int32),
            "forloebstype": names[members],
        }
    )


def _quality(analysis: Analysis) -> pl.DataFrame:
    rows = [
        {
            "k": k,
            **{name.lower(): statistics[name] for name in STATISTICS},
            "mindste_andel": float(analysis.sizes[k].min() / analysis.weights.sum()),
            "uden_smaa_grupper": has_no_small_group(analysis.sizes[k]),
            "valgt": k == analysis.k,
            "metode": "ward" if analysis.distances is not None else "stikproever",
        }
        for k, statistics in sorted(analysis.quality.items())
    ]
    return pl.DataFrame(rows, schema=QUALITY_SCHEMA)
