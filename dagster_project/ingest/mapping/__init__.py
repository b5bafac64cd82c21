"""A supplier's names and forms against the registers' own (`VEJE_KILDER`): read, checked, and held against a file."""

from dagster_project.ingest.mapping.declared import DateForm, Mapping, Origin, Outside, RegisterMapping
from dagster_project.ingest.mapping.load import load_mapping, read_mapping

__all__ = ["DateForm", "Mapping", "Origin", "Outside", "RegisterMapping", "load_mapping", "read_mapping"]
