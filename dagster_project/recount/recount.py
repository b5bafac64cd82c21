"""The two faces of the recount: chapters 4-6 before there are pathways, chapter 7 and the appendices after."""

import duckdb
import polars as pl

from dagster_project.recount.cohort import find_cohort
from dagster_project.recount.decisions import recount_decisions, recount_every_year
from dagster_project.recount.described import recount_persons
from dagster_project.recount.law import recount_law
from dagster_project.recount.measures import measures_per_person, recount_measures, recount_outside_lab
from dagster_project.recount.medicine import recount_medicine
from dagster_project.recount.pathways import recount_pathways
from dagster_project.recount.source import Source
from dagster_project.recount.states import recount_last_quarter

# Cells (`cells.SCHEMA`), and measures per person of the study (person_id, kommune, antal).
Recount = tuple[pl.DataFrame, pl.DataFrame]


def recount_chapters_4_to_6(con: duckdb.DuckDBPyConnection) -> Recount:
    """Tables 4.1-6.8 and figure 6.1 from the raw rows in force of the warehouse in use."""
    source = Source(con)
    cohort = find_cohort(source)
    cells = [
        recount(source, cohort)
        for recount in (recount_decisions, recount_law, recount_persons, recount_last_quarter, recount_medicine,
                        recount_measures, recount_outside_lab)
    ]  # fmt: skip
    return pl.concat(cells), measures_per_person(source, cohort)


def recount_chapter_7(con: duckdb.DuckDBPyConnection) -> Recount:
    """Figure 2.2, tables 7.1-7.7 and bilag 1-2 from `forloeb.gruppe` and the raw rows in force."""
    source = Source(con)
    cohort = find_cohort(source)
    cells = pl.concat([recount_every_year(source), recount_pathways(source, cohort)])
    return cells, measures_per_person(source, cohort)
