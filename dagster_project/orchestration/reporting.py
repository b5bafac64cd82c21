"""Reporting as assets: one month (partitioned, so that any month can be backfilled), the daily look, receipts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import dagster as dg
import duckdb
import polars as pl
from pydantic import Field

from dagster_project import clock
from dagster_project.errors import GateStopped
from dagster_project.gates import GateReport, run_gate
from dagster_project.gates.verdicts import standing_verdicts, store
from dagster_project.indberetning import (
    ExportReport,
    export_changed_months,
    export_chosen_months,
    receive,
    take_confirmations,
    waiting_confirmations,
    waiting_receipts,
)
from dagster_project.indberetning.status import status_frames
from dagster_project.orchestration.dbt import OWNER
from dagster_project.orchestration.gates import check_results, check_specs, gate_context, untouched_checks
from dagster_project.orchestration.partitions import REPORTING_MONTHS
from dagster_project.orchestration.reporting_basis import BASIS_KEY, write_standing
from dagster_project.orchestration.resources import VejeResource
from dagster_project.orchestration.shield import shielded
from dagster_project.privacy.vault import lookup
from dagster_project.publication.refresh import refresh_tables
from dagster_project.report import write_duty_page

MONTH_KEY = dg.AssetKey(["indberetning", "maaned"])
CHANGES_KEY = dg.AssetKey(["indberetning", "aendringer"])
RECEIPTS_KEY = dg.AssetKey(["indberetning", "kvitteringer"])
CONFIRMATIONS_KEY = dg.AssetKey(["indberetning", "bekraeftelser"])
PUBLISHED_KEY = dg.AssetKey(["publiceret", "veje"])
STAGE = "afsendelse"

Gate = Callable[[dict[str, pl.DataFrame]], None]
Export = Callable[[Gate], ExportReport]
Results = Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]


class ReceiptFiles(dg.Config):
    """Receipt files to take in; none means what waits in the receipts folder."""

    filer: list[str] = Field(default_factory=list)


@dg.asset(
    key=MONTH_KEY,
    deps=[BASIS_KEY],
    partitions_def=REPORTING_MONTHS,
    backfill_policy=dg.BackfillPolicy.single_run(),
    check_specs=check_specs(STAGE, MONTH_KEY),
    group_name="indberetning",
    owners=[OWNER],
    kinds={"polars", "csv"},
    description="Månedens afgørelser til STAR: filer, fejllister og manifester pr. myndighed.",
)
def month(context: dg.AssetExecutionContext, veje: VejeResource) -> Results:
    """Export every month of the run's partitions in one go: the register is read once, however many they are."""

    def export(gate: Gate) -> ExportReport:
        look_up, months = partial(lookup, veje.settings), context.partition_keys
        return export_chosen_months(veje.settings, *months, now=clock.now(), lookup=look_up, gate=gate)

    yield from _exported(context, veje, MONTH_KEY, export)


@dg.asset(
    key=CHANGES_KEY,
    deps=[BASIS_KEY],
    check_specs=check_specs(STAGE, CHANGES_KEY),
    group_name="indberetning",
    owners=[OWNER],
    kinds={"polars", "csv"},
    description="Sene afgørelser og rettelser af de måneder, der er indberettet.",
)
def changes(context: dg.AssetExecutionContext, veje: VejeResource) -> Results:
    """The daily look."""

    def export(gate: Gate) -> ExportReport:
        look_up = partial(lookup, veje.settings)
        return export_changed_months(veje.settings, now=clock.now(), lookup=look_up, gate=gate)

    yield from _exported(context, veje, CHANGES_KEY, export)


@dg.asset(
    key=RECEIPTS_KEY,
    group_name="indberetning",
    owners=[OWNER],
    kinds={"csv"},
    description="Kvitteringer fra STAR, som sætter posternes tilstand.",
)
def receipts(config: ReceiptFiles, veje: VejeResource) -> dg.MaterializeResult[None]:
    """Take the named receipts in, or those that wait."""
    with shielded("kvitteringer", veje.settings.home):
        files = [Path(name) for name in config.filer] or waiting_receipts(veje.settings)
        report = receive(veje.settings, files, now=clock.now(), then=partial(_refresh, veje))
    return dg.MaterializeResult(metadata={"filer": len(report.files), "meldt": report.reported, "tekst": str(report)})


@dg.asset(
    key=CONFIRMATIONS_KEY,
    group_name="indberetning",
    owners=[OWNER],
    kinds={"csv"},
    description="Myndighedernes bekræftelser af afgørelser, som en regel holder tilbage.",
)
def confirmations(veje: VejeResource) -> dg.MaterializeResult[None]:
    """Take in the confirmations that wait; what they release is sent with the next export."""
    with shielded("bekræftelser"):
        files = waiting_confirmations(veje.settings)
        report = take_confirmations(veje.settings, files, now=clock.now(), lookup=partial(lookup, veje.settings))
    _refresh(veje)
    return dg.MaterializeResult(metadata={"filer": len(report.files), "meldt": report.reported, "tekst": str(report)})


REPORTING_ASSETS = [month, changes, receipts, confirmations]


def _exported(context: dg.AssetExecutionContext, veje: VejeResource, key: dg.AssetKey, export: Export) -> Results:
    """Export behind the gate; what it judged is shown whether it let through or not."""
    judged: list[GateReport] = []

    def gate(frames: dict[str, pl.DataFrame]) -> None:
        with veje.warehouse() as connection:
            surroundings = replace(gate_context(veje, context.run_id), frames=frames)
            judged.append(run_gate(connection, STAGE, surroundings))
        judged[0].raise_if_stopped()

    try:
        with shielded(key.to_user_string(), veje.settings.home):
            report = export(gate)
    except GateStopped:
        if judged:
            yield from check_results(judged[0], key)
            _refresh(veje)
        raise
    yield from check_results(judged[0], key) if judged else untouched_checks(STAGE, key)
    _refresh(veje)
    yield dg.MaterializeResult(metadata=_metadata(report))


def _refresh(veje: VejeResource) -> None:
    """Let everybody see the new states and verdicts: on the page, in the warehouse, and in what is published."""
    with shielded("indberetningens tilstand", veje.settings.home):
        frames = status_frames(veje.settings, lookup=partial(lookup, veje.settings))
        write_duty_page(veje.settings, frames, clock.now())
        write_standing(veje, frames)
        if not veje.settings.published_file.is_file():
            return
        with veje.warehouse() as connection:
            judged = [report for report in standing_verdicts(connection) if report.trin == STAGE]
        refresh_tables(veje.settings, frames, also=partial(_show_verdicts, judged))


def _show_verdicts(judged: Sequence[GateReport], published: duckdb.DuckDBPyConnection) -> None:
    for report in judged:
        store(published, report)


def _metadata(report: ExportReport) -> dict[str, int | str]:
    return {
        "mapper": len(report.written),
        "uaendrede": report.unchanged,
        "holdt_tilbage": report.held_back,
        "tekst": str(report),
    }
