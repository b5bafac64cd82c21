"""The first page: what the study is, what it found, and what to be careful about."""

from typing import Any

from dagster_project.report.source import Source


def front(source: Source) -> dict[str, Any]:
    """What `index.html.j2` shows."""
    return {}
