"""What a chart is, and what all of them share: type, colours, Danish numbers, names for the ear."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from dagster_project.report.charts.colours import FAINT, GRID, INK

DATA = "tal"
SMALLEST = "mindst"
"""Parameter: the smallest part of a bar that has room for its number; a narrow page makes it larger."""
FONT = "Arial, Liberation Sans, sans-serif"
LOCALE = {
    "decimal": ",",
    "thousands": ".",
    "grouping": [3],
    "currency": ["", " kr."],
    "percent": " %",
}
"""Numbers as Danish readers write them, in the words of d3-format."""
CONFIG: dict[str, Any] = {
    "font": FONT,
    "background": "transparent",
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": FAINT,
        "gridColor": GRID,
        "domainColor": GRID,
        "tickColor": GRID,
        "labelLimit": 320,
    },
    "header": {"labelFontSize": 13, "labelFontWeight": "bold", "labelColor": INK, "title": None, "labelLimit": 300},
    "legend": {"labelFontSize": 12, "title": None, "orient": "top", "labelLimit": 260, "symbolStrokeWidth": 0},
    "view": {"stroke": None},
    "text": {"fontSize": 12, "color": INK},
}


@dataclass(frozen=True)
class Chart:
    """A finished chart.

    Attributes:
        name: of the figure on its page, in ASCII.
        spec: Vega-Lite, its data inside.
        text: Danish, what it shows, for those who do not see it.
    """

    name: str
    spec: dict[str, Any]
    text: str


def finished(  # noqa: PLR0913 - and how a narrow page may lay it out
    name: str, layers: Any, rows: pl.DataFrame, text: str, *, facet_width: int = 0, right: int = 0, legend: int = 4
) -> Chart:
    """The chart of an altair object whose data are called `DATA`.

    Args:
        name: as `Chart`.
        layers: an altair chart over ``alt.NamedData(DATA)``.
        rows: the data; numbers are cut to six digits, more than any picture shows.
        text: as `Chart`.
        facet_width: pixels that one facet takes, for a page that is narrower than all of them beside each other; 0
            for a chart of one panel, which is as wide as the page; -1 for one whose cells have a width of their own.
        right: pixels that names at the ends of lines take.
        legend: its columns.
    """
    spec = layers.to_dict(validate=False)
    del spec["$schema"]  # an address; the runtime beside the page is told that this is Vega-Lite
    numbers = pl.col(pl.Float64, pl.Float32)
    # JSON has no word for what is no number.
    values = rows.with_columns(pl.when(numbers.is_finite()).then(numbers.round_sig_figs(6))).to_dicts()
    spec |= {
        "datasets": {DATA: values},
        "config": CONFIG | {"legend": CONFIG["legend"] | {"columns": legend}},
        "params": [{"name": SMALLEST, "value": 0.08}],
        "description": text,
        "usermeta": {"facet": facet_width, "right": right, "legend": legend},
    }
    return Chart(name, spec, text)
