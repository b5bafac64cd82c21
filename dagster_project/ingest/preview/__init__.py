"""What a run would say of deliveries, told without storing anything (`veje tjek`)."""

from dagster_project.ingest.preview.found import WEEKS, FoundDelivery, FoundFile
from dagster_project.ingest.preview.landing import preview

__all__ = ["WEEKS", "FoundDelivery", "FoundFile", "preview"]
