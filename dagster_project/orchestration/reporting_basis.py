"""The branch of reporting in a run: its basis, judged and kept, and where it stands. Nothing here waits for a study."""

from collections.abc import Mapping

import dagster as dg
import polars as pl

from dagster_project import clock
from dagster_project.gates.verdicts import require_passed
from dagster_project.indberetning.basis import keep_basis
from dagster_project.indberetning.source import previous_cases
from dagster_project.indberetning.status import status_frames
from dagster_project.operations.inputs import noted_inputs
from dagster_project.orchestration.dbt import OWNER
from dagster_project.orchestration.resources import VejeResource
from dagster_project.orchestration.shield import shielded
from dagster_project.publication.files import current_generation
from dagster_project.publication.refresh import refresh_tables

BASIS_KEY = dg.AssetKey(["indberetning", "grundlag"])
STATUS_KEY = dg.AssetKey(["marts", "indberetning_status"])
TABLES = tuple(
    dg.AssetKey(["indberetning", name])
    for name in ("afgoerelse", "ressourceforloeb", "indkomst", "uger_efter", "pension", "dream_uger")
)
FIRST = {"dagster/priority": "10"}
"""Before the steps of the study: what happens to them later in the run does not matter."""


def forrige(veje: VejeResource) -> Mapping[str, pl.DataFrame]:
    """What the gate holds the basis against; a look back (``--per``) is compared with nothing."""
    cases = previous_cases(veje.settings)
    return {"forrige": cases.clear() if veje.per else cases}


@dg.asset(
    key=BASIS_KEY,
    deps=list(TABLES),
    group_name="indberetning",
    owners=[OWNER],
    kinds={"duckdb"},
    op_tags=FIRST,
    description="Grundlaget for indberetningen: afgørelserne og det, de slås op i, når de fire gates er bestået.",
)
def grundlag(veje: VejeResource) -> dg.MaterializeResult[None]:
    """Keep what the export reads from now on."""
    with shielded("indberetning/grundlag"), veje.warehouse() as connection:
        basis = keep_basis(connection, veje.settings, noted_inputs(connection), clock.now())
    return dg.MaterializeResult(metadata={"grundlag": basis.name, "per": basis.per or "alle leverancer"})


@dg.asset(
    key=STATUS_KEY,
    deps=[BASIS_KEY],
    group_name="indberetning",
    owners=[OWNER],
    kinds={"polars", "duckdb"},
    op_tags=FIRST,
    description="Indberetningens tilstand pr. myndighed og måned: dannet, sendt, modtaget, afvist.",
)
def indberetning_status(veje: VejeResource) -> dg.MaterializeResult[None]:
    """Hold the newest decisions against what was sent and answered; the export writes it anew between runs.

    Into the warehouse, for the generation of this run; and into the published file at once, for there may be none.
    """
    with shielded("indberetningens tilstand"):
        with veje.warehouse() as connection:
            require_passed(connection, "indberetning")
        frames = status_frames(veje.settings, now=clock.now())
        with veje.warehouse() as connection:
            for name, frame in frames.items():
                connection.register("ny", frame)
                connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM ny ORDER BY ALL")
                connection.unregister("ny")
        if current_generation(veje.settings):
            refresh_tables(veje.settings, frames)
    return dg.MaterializeResult(metadata={"dagster/row_count": frames["marts.indberetning_status"].height})


BASIS_ASSETS = [grundlag, indberetning_status]
