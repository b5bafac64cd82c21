"""The typical career of each pathway: the most frequent state of every quarter, a ribbon a pathway."""

import altair as alt
import polars as pl

from dagster_project.report.charts.chart import DATA, Chart, finished
from dagster_project.report.charts.shares import Parts, colours_of


def ribbons(name: str, rows: pl.DataFrame, parts: Parts, text: str, *, order: list[str]) -> Chart:
    """A ribbon of states a line.

    Args:
        name: as `Chart`.
        rows: ``linje``, ``kvartal`` (whole numbers from 1), ``del`` (state).
        parts: as `Parts`.
        text: as `Chart`.
        order: the lines from the top.
    """
    placed = rows.with_columns(x0=pl.col("kvartal") - 0.5, x1=pl.col("kvartal") + 0.5)
    last = int(str(rows["kvartal"].max()))
    drawn = (
        alt.Chart(alt.NamedData(DATA))
        .mark_rect(aria=False)
        .encode(
            x=alt.X(
                "x0:Q",
                axis=alt.Axis(format="d", title="kvartal", grid=False, tickMinStep=1),
                scale=alt.Scale(domain=[0.5, last + 0.5], nice=False),
            ),
            x2="x1:Q",
            y=alt.Y("linje:N", sort=order, axis=alt.Axis(title=None, domain=False, ticks=False)),
            color=colours_of(parts, placed),
        )
        .properties(width=460, height={"step": 30})
    )
    return finished(name, drawn, placed, text)
