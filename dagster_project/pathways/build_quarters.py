"""Sequences of the warehouse: the quarters of everybody.

Reads what dbt built, calls the library, writes ``forloeb.kvartal``. Groups are in `build_groups`, timing of measures in
`build_timing`.
"""

import duckdb
import polars as pl

from dagster_project.pathways.tables import write_table
from dagster_project.sequences.quarters import quarter_states
from dagster_project.study import Study


def build_quarters(con: duckdb.DuckDBPyConnection, study: Study) -> None:
    """Write ``forloeb.kvartal(person_id, kvartal, tilstand)`` for the whole målgruppe.

    A person without a DREAM row has no sequence. Nor has one whose row lacks a week column that the sequence needs: a
    gate compares persons with weeks and persons with a sequence, and stops. Where the study limits the age of those who
    get a sequence (``sekvens_alder``, completed years at the grant), nor has one of another age or of no known one.

    Args:
        con: the warehouse in use, writable, with ``forloeb.maalgruppe`` and ``intermediate.int_dream__uge``.
        study: says how many quarters of how many weeks, in which alphabet.

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
        WHERE $ages IS NULL OR floor(alder) BETWEEN $ages[1] AND $ages[2]
        """,
        params={"ages": list(study.sekvens_alder) if study.sekvens_alder else None},
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
