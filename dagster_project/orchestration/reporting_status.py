"""Where the reporting stands, as an asset of every run: a generation that readers open has it from the first one on."""

import dagster as dg

from dagster_project import clock
from dagster_project.indberetning.source import read_inputs
from dagster_project.indberetning.status import frames_of
from dagster_project.orchestration.dbt import OWNER
from dagster_project.orchestration.gates import require_gate
from dagster_project.orchestration.resources import VejeResource
from dagster_project.orchestration.shield import shielded

STATUS_KEY = dg.AssetKey(["marts", "indberetning_status"])
TABLES = ("afgoerelse", "ressourceforloeb", "indkomst", "uger_efter", "pension", "dream_uger")
INPUTS = [dg.AssetKey(["indberetning", name]) for name in TABLES]


@dg.asset(
    key=STATUS_KEY,
    deps=INPUTS,
    group_name="indberetning",
    owners=[OWNER],
    kinds={"polars", "duckdb"},
    description="Indberetningens tilstand pr. myndighed og måned: dannet, sendt, modtaget, afvist.",
)
def indberetning_status(veje: VejeResource) -> dg.MaterializeResult[None]:
    """Hold the decisions of this run against what was sent and answered; the export writes it anew between runs."""
    with shielded("indberetningens tilstand"):
        require_gate(veje, "staging")
        with veje.warehouse() as connection:
            frames = frames_of(veje.settings, read_inputs(connection), today=clock.now().date())
            for name, frame in frames.items():
                connection.register("ny", frame)
                connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM ny ORDER BY ALL")
                connection.unregister("ny")
    return dg.MaterializeResult(metadata={"dagster/row_count": frames["marts.indberetning_status"].height})
