"""`veje run --studie FIL …`: several studies, one after another, on the same raw layer; each keeps its own edition."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from dagster_project.cli.run import run_pipeline
from dagster_project.errors import DeliveryRefused
from dagster_project.keys import load_pseudonym_key
from dagster_project.operations.inputs import describe_inputs
from dagster_project.publication.studies import is_published, keep, kept_of, require_apart
from dagster_project.report.studies import write_studies
from dagster_project.settings import Settings
from dagster_project.study import Study, load_study


def run_studies(settings: Settings, files: list[Path], per: date | None) -> int:
    """Run each study that has anything new, keep its edition, and list them all; 0.

    Raises:
        VejeError: what ended the run of a study; those before it are kept.
        DeliveryRefused: when a delivery was refused although every study went through.
    """
    studies = {file.resolve(): load_study(file) for file in files}
    require_apart(studies)
    refused: DeliveryRefused | None = None
    for file, study in studies.items():
        own = replace(settings, study_file=file)
        if _is_kept(own, study, per):
            _say(f"{study.titel}: intet er nyt siden studiets udgave.")
            continue
        try:
            run_pipeline(own, per)
        except DeliveryRefused as error:
            if not is_published(own, study):
                raise
            refused = error
        _say(f"Studiet {study.navn}: {keep(own, study)}")
        write_studies(own)
    _say(f"Studier: {write_studies(settings)}")
    if refused:
        raise refused
    return 0


def _is_kept(settings: Settings, study: Study, per: date | None) -> bool:
    """Whether the study's own edition was made from exactly these inputs."""
    made_from = kept_of(settings, study).get("input_sum")
    return made_from is not None and made_from == describe_inputs(settings, load_pseudonym_key(settings), per).digest


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
