"""Our municipality against the others and the country."""

from typing import Any

from dagster_project.report.source import Source


def municipality(source: Source) -> dict[str, Any]:
    """What `kommune.html.j2` shows."""
    return {}
