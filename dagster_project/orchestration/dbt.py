"""The dbt project as Dagster assets: one `@dbt_assets` per stage, because one multi-asset does not gate itself."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, dbt_assets
from dagster_dbt.asset_utils import get_subset_selection_for_context
from dagster_dbt.core.dbt_cli_event import DbtCoreCliEventMessage
from dagster_dbt.dbt_manifest import validate_manifest

from dagster_project.errors import GateStopped, UnexpectedFailure
from dagster_project.orchestration.gates import require_gate
from dagster_project.orchestration.resources import VejeResource
from dagster_project.orchestration.shield import shielded
from dagster_project.settings import Settings
from dagster_project.transform import STAGES, BuildResult, Event, Stage, build_stage, manifest_file

OWNER = "team:veje"


class Translator(DagsterDbtTranslator):
    """Asset key = schema and model; group = the stage's folder."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """``intermediate/int_tabel_5_1`` for a model or seed, ``raa/bef`` for a source."""
        return dg.AssetKey([dbt_resource_props["schema"], dbt_resource_props["name"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """The schema, as analysts know it."""
        return str(dbt_resource_props["schema"])

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> list[str]:
        """One team answers for all models."""
        return [OWNER]


def build_dbt_assets(settings: Settings) -> list[dg.AssetsDefinition]:
    """One asset definition per stage of `transform.stages`."""
    manifest = manifest_file(settings)
    return [_stage_assets(stage, manifest) for stage in STAGES]


def _stage_assets(stage: Stage, manifest: Path) -> dg.AssetsDefinition:
    translator = Translator()

    @dbt_assets(
        manifest=manifest,
        select=stage.select,
        name=f"dbt_{stage.name}",
        dagster_dbt_translator=translator,
        op_tags={"trin": stage.name, "dagster/priority": str(stage.priority)},
    )
    def stage_assets(context: dg.AssetExecutionContext, veje: VejeResource) -> Iterator[Any]:
        with shielded(f"dbt {stage.name}", veje.settings.home):
            require_gate(veje, stage.gate)
            parsed = validate_manifest(manifest)
            words, indirect = get_subset_selection_for_context(
                context, parsed, stage.select, None, None, translator, None
            )
            selection = [*words, *(["--indirect-selection", indirect] if indirect else [])]
            for event in _events_while_building(veje.settings, stage, selection):
                message = DbtCoreCliEventMessage(event, {})
                for told in message.to_default_asset_events(parsed, translator, context):
                    yield _with_row_count(told, event)

    return stage_assets


def _with_row_count(told: Any, event: Event) -> Any:
    """What Dagster is told of a relation, with its rows: the asset's page draws them over the runs."""
    if not isinstance(told, dg.Output) or "rows" not in event:
        return told
    return told.with_metadata({**told.metadata, "dagster/row_count": event["rows"]})


def _events_while_building(settings: Settings, stage: Stage, selection: list[str]) -> Iterator[Event]:
    """Each event of dbt as it comes: dbt works in a thread of its own, so that Dagster is told while it does.

    Raises:
        VejeError: at the end, when a test or a model failed.
    """
    events: SimpleQueue[Event | None] = SimpleQueue()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="dbt") as thread:
        building = thread.submit(build_stage, settings, stage.name, selection, events.put)
        building.add_done_callback(lambda _done: events.put(None))
        yield from iter(events.get, None)
    if not building.result().success:
        raise _failure(stage, building.result())


def _failure(stage: Stage, result: BuildResult) -> GateStopped | UnexpectedFailure:
    """Names of what failed: a broken test of the rows is a gate, a broken model is ours."""
    if result.broken:
        return UnexpectedFailure(
            "at modellerne kan bygges",
            f"fejl i {', '.join(result.broken[:10])}",
            f"dbt, {stage.name}",
            f"se log/dbt/{stage.name}.log, og kør igen",
        )
    return GateStopped(
        "at tabellernes egne prøver er bestået",
        f"ikke bestået: {', '.join(result.failed_tests[:10])}",
        f"dbt, {stage.name}",
        "slå prøven op i dbt/models, find de rækker der bryder den, og ret leverancen",
    )
