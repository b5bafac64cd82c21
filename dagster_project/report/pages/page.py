"""What a page is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dagster_project.report.source import Edition, Source


@dataclass(frozen=True)
class Page:
    """One page of the report.

    Attributes:
        file: its name beside the others.
        title: Danish, in the navigation and above the page.
        edition: what it is made of, and so whether it may leave.
        template: in ``templates/``; it extends `ramme.html.j2`.
        build: what its template shows, by the template's names.
        has_charts: has charts, and lets the reader choose a municipality.
    """

    file: str
    title: str
    edition: Edition
    template: str
    build: Callable[[Source], dict[str, Any]]
    has_charts: bool = False
