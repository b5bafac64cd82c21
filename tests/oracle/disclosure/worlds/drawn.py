"""`marts` of a drawn world: every table that the release knows, from the persons."""

import duckdb
import polars as pl

from tests.lib.code_lists import load_code_lists
from tests.oracle.disclosure.worlds.pathways import distributions, timing, traits, typical
from tests.oracle.disclosure.worlds.people import TOWNS, World, draw
from tests.oracle.disclosure.worlds.report import new_pensions, pathways_of, report, sizes
from tests.oracle.disclosure.worlds.schema import write


def build(con: duckdb.DuckDBPyConnection, world: World) -> pl.DataFrame:
    """Write `marts` and `kode` of a world; its persons."""
    persons = draw(world)
    con.execute("CREATE SCHEMA IF NOT EXISTS marts")
    load_code_lists(con)
    write_marts(con, persons, world.quarters)
    return persons


def write_marts(con: duckdb.DuckDBPyConnection, persons: pl.DataFrame, quarters: int) -> None:
    """Every table of `marts` that the release knows, from the persons."""
    own = persons.filter(pl.col("sted").is_in(list(TOWNS)) & pl.col("med_sekvens"))
    appendix = [cell for town in TOWNS for cell in pathways_of(own.filter(sted=town), town)]
    write(con, "rapporttabel", [*report(persons), *appendix, *sizes(own)])
    write(con, "aarlig", new_pensions(persons))
    write(con, "forloebstype_karakteristik", traits(own))
    write(con, "tilstandsfordeling", distributions(own, quarters))
    write(con, "typisk_forloeb", typical(own, quarters))
    for name, rows in timing(persons, own, quarters).items():
        write(con, name, rows)
