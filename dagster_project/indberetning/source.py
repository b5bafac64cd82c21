"""The published generation as the export reads it: its name, its gates, its four tables.

Only a generation whose gates are all passed is read; what the warehouse holds meanwhile is of no concern here.
"""

import duckdb
import polars as pl

from dagster_project.errors import GateStopped
from dagster_project.indberetning.facts import DECISION_COLUMNS, Inputs
from dagster_project.privacy.keys import load_storage_key
from dagster_project.settings import Settings
from dagster_project.warehouse import attach_encrypted, connect


def read_generation(settings: Settings) -> tuple[str, Inputs]:
    """The name of the published generation and the tables that its export reads.

    Raises:
        GateStopped: when nothing is published, a gate of the generation is not passed, or its tables are gone.
    """
    generation = read_published(settings)
    file = settings.warehouse_dir / "generationer" / f"{generation}.duckdb"
    if not file.is_file():
        raise GateStopped(
            "indberetningens tabeller til den publicerede generation",
            f"generation {generation} uden fil",
            str(file),
            "kør 'veje run', så generationen dannes igen",
        )
    with connect() as connection:
        attach_encrypted(connection, file, "generation", load_storage_key(settings), read_only=True)
        connection.execute("USE generation")
        return generation, read_inputs(connection)


def read_inputs(connection: duckdb.DuckDBPyConnection) -> Inputs:
    """The four tables of the schema `indberetning`, typed as the rules expect."""
    decisions = connection.sql("SELECT * FROM indberetning.afgoerelse ORDER BY sagsid").pl()
    return Inputs(
        decisions.select(pl.col(column).cast(kind) for column, kind in DECISION_COLUMNS.items()),
        connection.sql("SELECT person_id, startdto FROM indberetning.ressourceforloeb").pl(),
        connection.sql("SELECT person_id, aar, brutto FROM indberetning.indkomst").pl(),
        connection.sql("SELECT sagsid, uger, alle_loenmodtager FROM indberetning.uger_efter").pl(),
    )


def read_published(settings: Settings) -> str:
    """The name of the published generation, when every gate of it is passed.

    Raises:
        GateStopped: naming the gates that are not, or that nothing is published.
    """
    if not settings.published_file.is_file():
        raise GateStopped(
            "en publiceret generation, hvis gates alle er bestået",
            "intet er publiceret",
            str(settings.published_file),
            "kør 'veje run', og ret det, som dens gates melder",
        )
    with duckdb.connect(str(settings.published_file), read_only=True) as connection:
        generation = str(connection.sql("SELECT generation FROM kvalitet.generation").fetchall()[0][0])
        stopped = connection.sql(_NOT_PASSED).fetchall()
    if stopped:
        raise GateStopped(
            "at alle gates for den publicerede generation er bestået",
            f"gaten {', '.join(name for (name,) in stopped)} er ikke bestået",
            f"generation {generation}",
            "ret det, som gaten melder (kvalitet.gate), og kør 'veje run'",
        )
    return generation


_NOT_PASSED = """
    SELECT DISTINCT trin FROM kvalitet.gate
    WHERE alvor = 'stop' AND dom NOT IN ('bestaaet', 'ikke_relevant') ORDER BY trin
"""
