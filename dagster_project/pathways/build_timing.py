"""Timing of measures in the warehouse: when every person was active, and the scenario that this makes."""

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray

from dagster_project.pathways.tables import write_table
from dagster_project.pathways.timing_tables import write_timing_tables
from dagster_project.sequences.timing import (
    SCENARIOS,
    SENSITIVITY,
    THRESHOLD,
    counts,
    fine_scenarios,
    scenarios,
    spans,
)
from dagster_project.study import Study


def build_timing(con: duckdb.DuckDBPyConnection, study: Study) -> None:
    """Write ``forloeb.timing`` and the four ``marts.timing_*`` for everybody in the study's municipalities.

    A study with another number of quarters than 20 has no timing: the tables are there, and nobody is in them, so that
    no later step has to know.

    Args:
        con: the warehouse in use, writable, with ``forloeb.kvartal``, ``forloeb.gruppe`` and the measures.
        study: its municipalities and lengths.
    """
    persons = con.sql(
        "SELECT person_id, afgoerelsesdato FROM forloeb.maalgruppe "
        "WHERE list_contains($kommuner, kommune) ORDER BY person_id",
        params={"kommuner": list(study.kommuner)},
    ).pl()
    if not study.has_timing:
        persons = persons.clear()
    measures = measures_in_window(_measures(con), persons, study)
    # Measures outside LAB that the list wants timed are counted apart: they make nobody active.
    active = activity_of(measures.filter("lab"), persons, study.kvartaler)
    timing = timing_of(persons, active)
    write_table(con, "forloeb.timing", timing)
    sensitivity = _sensitivity(active)
    write_table(con, "marts.timing_foelsomhed", sensitivity if study.has_timing else sensitivity.clear())
    write_timing_tables(con, timing, measures, study.kvartaler)


def timing_of(persons: pl.DataFrame, active: NDArray[np.bool_]) -> pl.DataFrame:
    """``forloeb.timing``: counts, spans and scenarios of each person; no span of who is never active.

    Args:
        persons: ``person_id``, in the order of ``active``.
        active: (n, 20) truth values.
    """
    coarse = scenarios(active, THRESHOLD)
    whole = [pl.Series(name, column, dtype=pl.Int32) for name, column in zip("afst", counts(active).T, strict=True)]
    ever = pl.col("a") > 0
    names = ("foerste", "sidste", "laengste_pause")
    spread = [pl.Series(name, column, dtype=pl.Int32) for name, column in zip(names, spans(active).T, strict=True)]
    return (
        persons.select("person_id")
        .with_columns(*whole, *spread)
        .with_columns(pl.when(ever).then(pl.col(name)).alias(name) for name in names)
        .with_columns(
            pl.Series("scenarie", coarse, dtype=pl.String),
            pl.Series("scenarie_fin", fine_scenarios(active, coarse), dtype=pl.String),
        )
    )


def _measures(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Measures in LAB, and timed ones outside it whose name nothing in LAB has: a name is one or the other."""
    return con.sql(
        """SELECT person_id, foranstaltning, startdto, slutdto, lab FROM intermediate.int_amfora__foranstaltning
           WHERE lab OR i_timing AND foranstaltning NOT IN (SELECT foranstaltning FROM kode.foranst WHERE lab = 'J')"""
    ).pl()


def measures_in_window(measures: pl.DataFrame, persons: pl.DataFrame, study: Study) -> pl.DataFrame:
    """Measures that touch a quarter of their person, with the first and the last one (``fra``, ``til``, from 0).

    Args:
        measures: ``person_id, startdto, slutdto``, both days included, and whatever else is known of them.
        persons: ``person_id, afgoerelsesdato``.
        study: length and number of the quarters.
    """
    days = 7 * study.uger_pr_kvartal
    begin = pl.col("afgoerelsesdato").dt.truncate("1w") - pl.duration(days=days * study.kvartaler)

    def quarter(column: str) -> pl.Expr:
        return (pl.col(column) - begin).dt.total_days().floordiv(days)

    numbered = measures.join(persons, on="person_id").with_columns(fra=quarter("startdto"), til=quarter("slutdto"))
    touching = numbered.filter((pl.col("til") >= 0) & (pl.col("fra") < study.kvartaler))
    return touching.with_columns(pl.col("fra").clip(lower_bound=0), pl.col("til").clip(upper_bound=study.kvartaler - 1))


def activity_of(measures: pl.DataFrame, persons: pl.DataFrame, quarters: int) -> NDArray[np.bool_]:
    """(n, quarters) whether a measure of `measures_in_window` touches the quarter, in the order of ``persons``."""
    placed = measures.join(persons.with_row_index("nr").select("nr", "person_id"), on="person_id")
    # A measure opens in its first quarter and closes after its last: open ones are counted along the row.
    opened = np.zeros((persons.height, quarters + 1), dtype=np.int32)
    np.add.at(opened, (placed["nr"].to_numpy(), placed["fra"].to_numpy()), 1)
    np.add.at(opened, (placed["nr"].to_numpy(), placed["til"].to_numpy() + 1), -1)
    return np.asarray(opened[:, :-1].cumsum(axis=1) > 0)


def _sensitivity(active: NDArray[np.bool_]) -> pl.DataFrame:
    rows = []
    for threshold in SENSITIVITY:
        found = scenarios(active, threshold)
        for scenario in SCENARIOS:
            number = int((found == scenario).sum())
            share = number / len(found) if len(found) else None
            rows.append((threshold, scenario, number, len(found), share))
    columns = {
        "graense": pl.Float64,
        "scenarie": pl.String,
        "antal": pl.Int64,
        "grundlag": pl.Int64,
        "andel": pl.Float64,
    }
    return pl.DataFrame(rows, schema=columns, orient="row")
