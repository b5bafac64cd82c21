"""The published generation as the export reads it: its name, its gates, its four tables.

Only a generation whose gates are all passed is exported; what the warehouse holds meanwhile is of no concern here.
"""

import duckdb
import polars as pl

from dagster_project.errors import GateStopped
from dagster_project.gates.limits import STAGES
from dagster_project.gates.report import gate_stopped
from dagster_project.gates.verdicts import standing_verdicts
from dagster_project.indberetning.rules.facts import DECISION_COLUMNS, Inputs
from dagster_project.keys import load_storage_key
from dagster_project.publication.content import open_published
from dagster_project.publication.files import Places, current_generation
from dagster_project.settings import Settings
from dagster_project.warehouse import attach_encrypted, connect

JUDGED = STAGES[: STAGES.index("publicering") + 1]
"""The gates that stand before the reporting."""


def read_passed_generation(settings: Settings) -> tuple[str, Inputs]:
    """The name of the published generation and its tables, when every gate of it is passed.

    Raises:
        GateStopped: naming the gate that is not passed, or saying that nothing is published.
    """
    generation = current_generation(settings)
    if generation is None:
        raise GateStopped(
            "en publiceret generation, hvis gates alle er bestået",
            "intet er publiceret",
            str(settings.published_file),
            "kør 'veje run', og ret det, som dens gates melder",
        )
    require_gates(settings, generation)
    return generation, read_generation(settings, generation)


def require_gates(settings: Settings, generation: str) -> None:
    """Check the verdicts that were published with the generation, in whichever run they were given.

    Raises:
        GateStopped: for the first stage that is not passed, or was never judged.
    """
    with open_published(settings.published_file) as connection:
        reports = {report.trin: report for report in standing_verdicts(connection)}
    for stage in JUDGED:
        if stage not in reports:
            raise GateStopped(
                f"gaten efter trin '{stage}' bestået",
                "trinnet er aldrig kontrolleret",
                f"generation {generation}",
                "kør 'veje run', så trinnet bliver dannet og kontrolleret",
            )
        if reports[stage].stopped:
            raise gate_stopped(stage, reports[stage].stopped)


def read_generation(settings: Settings, generation: str) -> Inputs:
    """The tables of a generation, from its encrypted file.

    Raises:
        GateStopped: when the file is gone.
    """
    file = Places(settings).reporting_file(generation)
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
        return read_inputs(connection)


def read_inputs(connection: duckdb.DuckDBPyConnection) -> Inputs:
    """The four tables of the schema `indberetning`, typed as the rules expect."""
    decisions = connection.sql("SELECT * FROM indberetning.afgoerelse ORDER BY sagsid, afgnr").pl()
    return Inputs(
        decisions.select(pl.col(column).cast(kind) for column, kind in DECISION_COLUMNS.items()),
        connection.sql("SELECT person_id, startdto FROM indberetning.ressourceforloeb").pl(),
        connection.sql("SELECT person_id, aar, brutto FROM indberetning.indkomst").pl(),
        connection.sql("SELECT sagsid, uger, alle_loenmodtager FROM indberetning.uger_efter").pl(),
    )
