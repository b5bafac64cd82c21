"""The layouts that were ever sent, by the number in a folder's manifest; the newest is the one that is written."""

from collections.abc import Mapping

from dagster_project.indberetning.sent.layouts import v1, v2
from dagster_project.indberetning.sent.layouts.layout import KEY_COLUMNS, Layout

__all__ = ["KEY_COLUMNS", "LAYOUTS", "NEWEST", "Layout", "newest"]

LAYOUTS: dict[int, Layout] = {layout.number: layout for layout in (v1.LAYOUT, v2.LAYOUT)}
NEWEST = v2.LAYOUT


def newest(layouts: Mapping[int, Layout]) -> Layout:
    """The layout with the greatest number."""
    return layouts[max(layouts)]
