"""The jobs, named as the verbs of `veje`: selections of assets, and going back."""

import dagster as dg
from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

from dagster_project.orchestration.failures import note_failure
from dagster_project.orchestration.reporting import CHANGES_KEY, CONFIRMATIONS_KEY, MONTH_KEY, RECEIPTS_KEY
from dagster_project.orchestration.rollback import rollback_job

REPORTING = dg.AssetSelection.assets(MONTH_KEY, CHANGES_KEY, RECEIPTS_KEY, CONFIRMATIONS_KEY)

run_job = dg.define_asset_job(
    "run",
    selection=dg.AssetSelection.all() - REPORTING,
    description="Indlæs, kontrollér, dan indberetningens grundlag, byg, find forløb, afstem og publicér.",
    hooks={note_failure},
)
report_month_job = dg.define_asset_job(
    "indberet",
    selection=dg.AssetSelection.assets(MONTH_KEY),
    description="Dan en måneds indberetning til STAR.",
)
report_changes_job = dg.define_asset_job(
    "indberet_aendringer",
    selection=dg.AssetSelection.assets(CHANGES_KEY),
    description="Se efter sene afgørelser og rettelser i tidligere måneder.",
)
receipts_job = dg.define_asset_job(
    "kvittering", selection=dg.AssetSelection.assets(RECEIPTS_KEY), description="Tag imod kvitteringer."
)
confirmations_job = dg.define_asset_job(
    "bekraeft", selection=dg.AssetSelection.assets(CONFIRMATIONS_KEY), description="Tag imod bekræftelser."
)
JOBS: list[dg.JobDefinition | UnresolvedAssetJobDefinition] = [
    run_job,
    report_month_job,
    report_changes_job,
    receipts_job,
    confirmations_job,
    rollback_job,
]
