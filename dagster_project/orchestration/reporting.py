"""Reporting as assets: one month (partitioned, so that any month can be backfilled), the daily look, receipts."""

from functools import partial
from pathlib import Path

import dagster as dg
from pydantic import Field

from dagster_project import clock
from dagster_project.indberetning import ExportReport, export_changed_months, export_month, receive, waiting_receipts
from dagster_project.indberetning.status import status_frames
from dagster_project.orchestration.dbt import OWNER
from dagster_project.orchestration.partitions import REPORTING_MONTHS
from dagster_project.orchestration.resources import VejeResource
from dagster_project.orchestration.shield import shielded
from dagster_project.privacy.vault import lookup
from dagster_project.publication.refresh import refresh_tables
from dagster_project.settings import Settings

MONTH_KEY = dg.AssetKey(["indberetning", "maaned"])
CHANGES_KEY = dg.AssetKey(["indberetning", "aendringer"])
RECEIPTS_KEY = dg.AssetKey(["indberetning", "kvitteringer"])
PUBLISHED_KEY = dg.AssetKey(["publiceret", "veje"])


class ReceiptFiles(dg.Config):
    """Receipt files to take in; none means what waits in the receipts folder."""

    filer: list[str] = Field(default_factory=list)


@dg.asset(
    key=MONTH_KEY,
    deps=[dg.AssetDep(PUBLISHED_KEY)],
    partitions_def=REPORTING_MONTHS,
    backfill_policy=dg.BackfillPolicy.single_run(),
    group_name="indberetning",
    owners=[OWNER],
    kinds={"polars", "csv"},
    description="Månedens afgørelser til STAR: filer, fejllister og manifester pr. myndighed.",
)
def month(context: dg.AssetExecutionContext, veje: VejeResource) -> dg.MaterializeResult[None]:
    """Export every month of the run's partitions, oldest first."""
    reports = []
    for key in sorted(context.partition_keys):
        with shielded(f"indberetning {key}"):
            reports.append(export_month(veje.settings, key, now=clock.now(), lookup=partial(lookup, veje.settings)))
    _refresh(veje.settings)
    return dg.MaterializeResult(metadata=_metadata(reports))


@dg.asset(
    key=CHANGES_KEY,
    deps=[dg.AssetDep(PUBLISHED_KEY)],
    group_name="indberetning",
    owners=[OWNER],
    kinds={"polars", "csv"},
    description="Sene afgørelser og rettelser af de måneder, der er indberettet.",
)
def changes(veje: VejeResource) -> dg.MaterializeResult[None]:
    """The daily look."""
    with shielded("indberetning, ændringer"):
        report = export_changed_months(veje.settings, now=clock.now(), lookup=partial(lookup, veje.settings))
    _refresh(veje.settings)
    return dg.MaterializeResult(metadata=_metadata([report]))


@dg.asset(
    key=RECEIPTS_KEY,
    group_name="indberetning",
    owners=[OWNER],
    kinds={"csv"},
    description="Kvitteringer fra STAR, som sætter posternes tilstand.",
)
def receipts(config: ReceiptFiles, veje: VejeResource) -> dg.MaterializeResult[None]:
    """Take the named receipts in, or those that wait."""
    files = [Path(name) for name in config.filer] or waiting_receipts(veje.settings)
    with shielded("kvitteringer"):
        report = receive(veje.settings, files, now=clock.now())
    _refresh(veje.settings)
    return dg.MaterializeResult(metadata={"filer": len(report.files), "meldt": report.reported, "tekst": str(report)})


REPORTING_ASSETS = [month, changes, receipts]


def _refresh(settings: Settings) -> None:
    """Let analysts see the new states; without a published generation there is nothing to refresh."""
    if settings.published_file.is_file():
        with shielded("indberetningens tilstand"):
            refresh_tables(settings, status_frames(settings, now=clock.now()))


def _metadata(reports: list[ExportReport]) -> dict[str, int | str]:
    return {
        "mapper": sum(len(report.written) for report in reports),
        "uaendrede": sum(report.unchanged for report in reports),
        "holdt_tilbage": sum(report.held_back for report in reports),
        "tekst": "\n".join(str(report) for report in reports),
    }
