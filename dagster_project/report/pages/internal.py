"""What stays inside: pictures with one line a person."""

from typing import Any

from dagster_project.report.contents import find_pictures
from dagster_project.report.source import Source


def internal(source: Source) -> dict[str, Any]:
    """What `intern.html.j2` shows."""
    return {"billeder": list(find_pictures(source.folder / "billeder"))}
