"""Going back as a job: the generation before, its pages, and the states of reporting as they are today."""

from functools import partial

import dagster as dg

from dagster_project import report
from dagster_project.indberetning.status import status_frames
from dagster_project.orchestration.reporting import PUBLISHED_KEY
from dagster_project.orchestration.resources import VejeResource
from dagster_project.orchestration.shield import shielded
from dagster_project.pathways.pictures import write_pictures
from dagster_project.privacy.vault import lookup
from dagster_project.publication.content import open_published
from dagster_project.publication.files import Places
from dagster_project.publication.generations import Generation, roll_back
from dagster_project.publication.manifest import read_manifest
from dagster_project.publication.refresh import refresh_tables
from dagster_project.settings import Settings
from dagster_project.study import restore_study


@dg.op(name="gaa_tilbage", out=dg.Out(str), description="Den foregående generation publiceres igen.")
def go_back(context: dg.OpExecutionContext, veje: VejeResource) -> str:
    """Publish the generation before, and let the report show it; returns its name."""
    with shielded("rul-tilbage", veje.settings.home):
        generation = roll_back(veje.settings, partial(_show, veje.settings))
    context.log_event(dg.AssetMaterialization(PUBLISHED_KEY, metadata={"generation": generation.name}))
    return generation.name


@dg.job(
    name="rul_tilbage", description="Publicér den foregående generation igen, med rapport og indberetningens tilstand."
)
def rollback_job() -> None:
    """One step: going back is one rename, and what follows from it."""
    go_back()


def _show(settings: Settings, generation: Generation) -> None:
    """Pictures and page of the generation that stands now: those of the one left would mislead."""
    # The study goes back; reporting never does, and shows what stands today.
    refresh_tables(settings, status_frames(settings, lookup=partial(lookup, settings)))
    study = restore_study(read_manifest(Places(settings).folder(generation.name))["studie"])
    with open_published(settings.published_file) as connection:
        write_pictures(connection, study, settings.report_dir / "billeder")
    report.write_report(settings)
