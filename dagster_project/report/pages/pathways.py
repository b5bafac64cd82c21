"""The pathways side by side, and how sure they are."""

from typing import Any

from dagster_project.report.groups import read_groups
from dagster_project.report.source import Source


def pathways(source: Source) -> dict[str, Any]:
    """What `veje.html.j2` shows."""
    return {"grupper": read_groups(source)}
