"""The branch of reporting in a run: its basis, judged and kept, and where it stands. Nothing here waits for a study."""

from collections.abc import Iterator, Mapping
from functools import partial

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
from dagster_project.privacy.vault import lookup
from dagster_project.publication.files import current_generation
from dagster_project.publication.refresh import refresh_tables
from dagster_project.report import write_duty_page

BASIS_KEY = dg.AssetKey(["indberetning", "grundlag"])
STANDS = {
    dg.AssetKey(
        ["marts", "indberetning_status"]
    ): "Poster efter myndighed, måned og tilstand: holdt, venter, sendt, modtaget, afvist.",
    dg.AssetKey(["marts", "indberetning_frist"]): "Kalenderen: én række pr. åben sag og frist.",
    dg.AssetKey(
        ["marts", "sagsbehandlingstid"]
    ): "Dage fra påbegyndelse til afgørelse efter myndighed, kvartal og grundlag.",
    dg.AssetKey(["marts", "forsinket_indberetning"]): "Hvor mange måneder der går, før en afgørelse er kendt.",
    dg.AssetKey(["kvalitet", "indberetning_fejl"]): "Hver brudt regel i hver post, som den står nu.",
    dg.AssetKey(["kvalitet", "kvittering_fejl"]): "Kvitteringer, der intet ændrede, med grund.",
}
TABLES = tuple(
    dg.AssetKey(["indberetning", name])
    for name in ("afgoerelse", "ressourceforloeb", "indkomst", "pension", "dream_uger")
)
COUNTED_BY = {"indberetning_status": "tilstand", "indberetning_frist": "art", "indberetning_fejl": "regel"}
"""By which column the counts are shown."""
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
    with shielded("indberetning/grundlag", veje.settings.home), veje.warehouse() as connection:
        basis = keep_basis(connection, veje.settings, noted_inputs(connection), clock.now())
    return dg.MaterializeResult(metadata={"grundlag": basis.name, "per": basis.per or "alle leverancer"})


@dg.multi_asset(
    name="indberetningens_tilstand",
    specs=[
        dg.AssetSpec(
            key,
            deps=[BASIS_KEY],
            group_name="indberetning",
            owners=[OWNER],
            kinds={"polars", "duckdb"},
            description=text,
        )
        for key, text in STANDS.items()
    ],
    op_tags=FIRST,
    can_subset=True,
)
def tilstand(context: dg.AssetExecutionContext, veje: VejeResource) -> Iterator[dg.MaterializeResult[None]]:
    """Hold the newest decisions against what was sent and answered; the export writes it anew between runs.

    Into the warehouse, for the generation of this run; and into the published file at once, for there may be none.
    """
    with shielded("indberetningens tilstand", veje.settings.home):
        with veje.warehouse() as connection:
            require_passed(connection, "indberetning")
        frames = status_frames(veje.settings, lookup=partial(lookup, veje.settings))
        write_standing(veje, frames)
        write_duty_page(veje.settings, frames, clock.now())
        if current_generation(veje.settings):
            refresh_tables(veje.settings, frames)
    for key in sorted(context.selected_asset_keys):
        frame = frames[".".join(key.path)]
        yield dg.MaterializeResult(asset_key=key, metadata={"dagster/row_count": frame.height, **_counted(key, frame)})


def _counted(key: dg.AssetKey, frame: pl.DataFrame) -> dict[str, int]:
    """The counts that the person on duty asks for first, under the asset; no case is named in the event log."""
    column = COUNTED_BY.get(key.path[-1])
    if column is None:
        return {}
    counts = frame.group_by(column).agg(pl.col("antal").sum() if "antal" in frame.columns else pl.len().alias("antal"))
    return {f"{column} {value}": int(count) for value, count in counts.sort(column).iter_rows()}


def write_standing(veje: VejeResource, frames: Mapping[str, pl.DataFrame]) -> None:
    """Where the reporting stands, into the warehouse."""
    with veje.warehouse() as connection:
        for name, frame in frames.items():
            connection.register("ny", frame)
            connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM ny")
            connection.unregister("ny")


BASIS_ASSETS = [grundlag, tilstand]
