"""Publication as assets: reconciliation, disclosure control, the generation that readers see, the report."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import dagster as dg
import duckdb

from dagster_project import clock, disclosure, report
from dagster_project.errors import GateStopped
from dagster_project.gates import GateContext, GateReport, require_passed, run_gate
from dagster_project.operations.inputs import noted_inputs
from dagster_project.orchestration.dbt import OWNER
from dagster_project.orchestration.gates import check_results, check_specs, gate_context, require_gate
from dagster_project.orchestration.reporting import PUBLISHED_KEY
from dagster_project.orchestration.resources import VejeResource
from dagster_project.orchestration.sequences import GROUPS_KEY, TIMING_KEY
from dagster_project.orchestration.shield import shielded
from dagster_project.orchestration.steps import REPORT_ANCHOR
from dagster_project.pathways.pictures import write_pictures
from dagster_project.publication.generations import Audited, Generation, publish
from dagster_project.publication.given_out import last_given_out, published_files
from dagster_project.publication.manifest import RunInfo
from dagster_project.reconciliation.reconcile import reconcile

RECONCILED_KEY = dg.AssetKey(["marts", "afstemning"])
RELEASED_KEY = dg.AssetKey(["frigivelse", "tabeller"])
PICTURES_KEY = dg.AssetKey(["rapport", "billeder"])
REPORT_KEY = dg.AssetKey(["rapport", "index"])
STAGE = "publicering"


@dg.asset(
    key=RECONCILED_KEY,
    deps=[REPORT_ANCHOR],
    group_name="marts",
    owners=[OWNER],
    kinds={"duckdb"},
    description="Hver trykt celle og hvert udsagn holdt op mod det beregnede.",
)
def afstemning(veje: VejeResource) -> dg.MaterializeResult[None]:
    """Reconcile, once the gate of the pathways stands passed in this run or an earlier one."""
    with shielded("afstemning", veje.settings.home), veje.warehouse() as connection:
        require_passed(connection, "forloeb")
        reconcile(connection, veje.study)
        counts = connection.execute(
            "SELECT status, count(*) FROM marts.afstemning GROUP BY ALL ORDER BY ALL"
        ).fetchall()
    return dg.MaterializeResult(metadata=dict(counts))


@dg.asset(
    key=RELEASED_KEY,
    deps=[RECONCILED_KEY, TIMING_KEY],
    group_name="frigivelse",
    owners=[OWNER],
    kinds={"duckdb"},
    description="Tabellerne i den form, der må forlade huset: små tal er diskretionerede.",
)
def frigivelse(veje: VejeResource) -> dg.MaterializeResult[None]:
    """Suppress what could identify persons, by itself or beside what left the house before."""
    with shielded("frigivelse", veje.settings.home), veje.warehouse() as connection:
        require_passed(connection, "forloeb")
        left = published_files(veje.settings, last_given_out(veje.settings))
        earlier, unread = disclosure.read_released(left)
        disclosure.protect(connection, veje.study, earlier, unread)
    held_against = ", ".join(name for name in left if name not in unread)
    return dg.MaterializeResult(metadata={"holdt op mod": held_against, "kunne ikke læses": ", ".join(unread)})


@dg.asset(
    key=PICTURES_KEY,
    deps=[GROUPS_KEY, TIMING_KEY, REPORT_ANCHOR],
    group_name="rapport",
    owners=[OWNER],
    kinds={"png"},
    description="Indeksplot for hvert forløb: en linje pr. person.",
)
def billeder(veje: VejeResource) -> dg.MaterializeResult[None]:
    """Draw every pathway; the pictures stay below the report folder."""
    folder = veje.settings.report_dir / "billeder"
    with shielded("billeder", veje.settings.home), veje.warehouse() as connection:
        require_passed(connection, "forloeb")
        files = write_pictures(connection, veje.study, folder)
    # They show single persons: Dagster's pages tell where they lie, and no more.
    return dg.MaterializeResult(metadata={"billeder": len(files), "mappe": dg.MetadataValue.path(str(folder))})


@dg.multi_asset(
    name="publiceret",
    outs={"publiceret": dg.AssetOut(key=PUBLISHED_KEY, group_name="publicering", owners=[OWNER], kinds={"duckdb"})},
    deps=[RELEASED_KEY],
    check_specs=check_specs(STAGE, PUBLISHED_KEY),
)
def publiceret(
    context: dg.AssetExecutionContext, veje: VejeResource
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """Write, audit, swap; a draft that the gate stops is never seen by a reader."""
    judged: list[GateReport] = []
    try:
        with shielded("publicering", veje.settings.home):
            require_gate(veje, "forloeb")
            generation = _publish(veje, gate_context(veje, context.run_id), judged)
    except GateStopped:
        for one in judged:
            yield from check_results(one, PUBLISHED_KEY)
        raise
    for one in judged:
        yield from check_results(one, PUBLISHED_KEY)
    yield dg.MaterializeResult(
        asset_key=PUBLISHED_KEY,
        metadata={"generation": generation.name, "ny": generation.is_new, "indhold": generation.digest},
    )


@dg.asset(
    key=REPORT_KEY,
    deps=[PUBLISHED_KEY, PICTURES_KEY],
    group_name="rapport",
    owners=[OWNER],
    kinds={"html"},
    description="Rapporten: hvordan kommunerne adskiller sig, vejene, timingen og tabellerne, og den interne udgave.",
)
def rapport(veje: VejeResource) -> dg.MaterializeResult[None]:
    """Write the pages from the published file only; previews show what may leave."""
    with shielded("rapport", veje.settings.home):
        page = report.write_report(veje.settings)
        shown = {name: dg.MetadataValue.md(text) for name, text in report.previews(veje.settings).items()}
    return dg.MaterializeResult(metadata={"side": dg.MetadataValue.path(str(page)), **shown})


PUBLICATION_ASSETS = [afstemning, frigivelse, billeder, publiceret, rapport]


class _UnverifiedError(Exception):
    """The attack on the draft did not end in time: nothing is known of what it gives away."""


def _publish(veje: VejeResource, context: GateContext, judged: list[GateReport]) -> Generation:
    with veje.warehouse() as connection:
        run = RunInfo(clock.now(), noted_inputs(connection))
    gate = partial(_judge, context=context, smallest=veje.study.min_celle, judged=judged)
    try:
        return publish(veje.settings, veje.study, run, gate=gate)
    except _UnverifiedError:
        with veje.warehouse() as connection:
            disclosure.withhold_unverified(connection, veje.study)
        return publish(veje.settings, veje.study, run, gate=gate)


def _judge(
    connection: duckdb.DuckDBPyConnection,
    audited: Audited,
    *,
    context: GateContext,
    smallest: int,
    judged: list[GateReport],
) -> None:
    found = disclosure.attack_file(audited.file, smallest, disclosure.attack_budget())
    if not found.in_time:
        raise _UnverifiedError
    draft = replace(context, new_file=audited.file, new_rows=audited.content.rows, attack=lambda _file: found)
    judged.append(run_gate(connection, STAGE, draft))
    judged[-1].raise_if_stopped()
